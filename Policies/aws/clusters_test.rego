package terraform.aws.clusters_test

import data.plumb.testing
import data.terraform.aws.clusters

test_refuses_identities if {
	"aws.clusters.identities" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster", {"iam_database_authentication_enabled": false})
}

test_refuses_identities_2 if {
	"aws.clusters.identities" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster", {})
}

test_accepts_identities if {
	not "aws.clusters.identities" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster", {"iam_database_authentication_enabled": true})
}

test_accepts_identities_2 if {
	not "aws.clusters.identities" in testing.ids(clusters.deny) with input as testing.unsure("aws_rds_cluster", {}, {"iam_database_authentication_enabled": true})
}

test_refuses_copy_tags if {
	"aws.clusters.copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster", {"copy_tags_to_snapshot": false})
}

test_refuses_copy_tags_2 if {
	"aws.clusters.copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster", {})
}

test_accepts_copy_tags if {
	not "aws.clusters.copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster", {"copy_tags_to_snapshot": true})
}

test_accepts_copy_tags_2 if {
	not "aws.clusters.copy-tags" in testing.ids(clusters.deny) with input as testing.unsure("aws_rds_cluster", {}, {"copy_tags_to_snapshot": true})
}

test_refuses_logs if {
	"aws.clusters.logs" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster", {})
}

test_accepts_logs if {
	not "aws.clusters.logs" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster", {"enabled_cloudwatch_logs_exports": ["audit"]})
}

test_accepts_logs_2 if {
	not "aws.clusters.logs" in testing.ids(clusters.deny) with input as testing.unsure("aws_rds_cluster", {}, {"enabled_cloudwatch_logs_exports": true})
}

test_refuses_instance_identities if {
	"aws.clusters.instance-identities" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"engine": "mysql"})
}

test_accepts_instance_identities if {
	not "aws.clusters.instance-identities" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"engine": "mysql", "iam_database_authentication_enabled": true})
}

test_accepts_instance_identities_2 if {
	not "aws.clusters.instance-identities" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"engine": "oracle-ee"})
}

test_refuses_multi_az if {
	"aws.clusters.multi-az" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"multi_az": false})
}

test_refuses_multi_az_2 if {
	"aws.clusters.multi-az" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {})
}

test_accepts_multi_az if {
	not "aws.clusters.multi-az" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"multi_az": true})
}

test_accepts_multi_az_2 if {
	not "aws.clusters.multi-az" in testing.ids(clusters.deny) with input as testing.unsure("aws_db_instance", {}, {"multi_az": true})
}

test_refuses_enhanced_monitoring if {
	"aws.clusters.enhanced-monitoring" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"monitoring_interval": 0})
}

test_refuses_enhanced_monitoring_2 if {
	"aws.clusters.enhanced-monitoring" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {})
}

test_refuses_enhanced_monitoring_3 if {
	"aws.clusters.enhanced-monitoring" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster_instance", {"monitoring_interval": 0})
}

test_accepts_enhanced_monitoring if {
	not "aws.clusters.enhanced-monitoring" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"monitoring_interval": 1})
}

test_accepts_enhanced_monitoring_2 if {
	not "aws.clusters.enhanced-monitoring" in testing.ids(clusters.deny) with input as testing.unsure("aws_db_instance", {}, {"monitoring_interval": true})
}

test_refuses_performance_insights if {
	"aws.clusters.performance-insights" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"performance_insights_enabled": false})
}

test_refuses_performance_insights_2 if {
	"aws.clusters.performance-insights" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {})
}

test_refuses_performance_insights_3 if {
	"aws.clusters.performance-insights" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_cluster_instance", {"performance_insights_enabled": false})
}

test_accepts_performance_insights if {
	not "aws.clusters.performance-insights" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"performance_insights_enabled": true})
}

test_accepts_performance_insights_2 if {
	not "aws.clusters.performance-insights" in testing.ids(clusters.deny) with input as testing.unsure("aws_db_instance", {}, {"performance_insights_enabled": true})
}

test_refuses_instance_logs if {
	"aws.clusters.instance-logs" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {})
}

test_accepts_instance_logs if {
	not "aws.clusters.instance-logs" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"enabled_cloudwatch_logs_exports": ["error"]})
}

test_accepts_instance_logs_2 if {
	not "aws.clusters.instance-logs" in testing.ids(clusters.deny) with input as testing.unsure("aws_db_instance", {}, {"enabled_cloudwatch_logs_exports": true})
}

test_refuses_instance_copy_tags if {
	"aws.clusters.instance-copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"copy_tags_to_snapshot": false})
}

test_refuses_instance_copy_tags_2 if {
	"aws.clusters.instance-copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {})
}

test_accepts_instance_copy_tags if {
	not "aws.clusters.instance-copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_db_instance", {"copy_tags_to_snapshot": true})
}

test_accepts_instance_copy_tags_2 if {
	not "aws.clusters.instance-copy-tags" in testing.ids(clusters.deny) with input as testing.unsure("aws_db_instance", {}, {"copy_tags_to_snapshot": true})
}

test_refuses_global_encryption if {
	"aws.clusters.global-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_global_cluster", {})
}

test_accepts_global_encryption if {
	not "aws.clusters.global-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_global_cluster", {"storage_encrypted": true})
}

test_accepts_global_encryption_2 if {
	not "aws.clusters.global-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_rds_global_cluster", {"source_db_cluster_identifier": "c"})
}

test_refuses_snapshot_encryption if {
	"aws.clusters.snapshot-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_db_cluster_snapshot", {"storage_encrypted": false})
}

test_refuses_snapshot_encryption_2 if {
	"aws.clusters.snapshot-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_db_cluster_snapshot", {})
}

test_accepts_snapshot_encryption if {
	not "aws.clusters.snapshot-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_db_cluster_snapshot", {"storage_encrypted": true})
}

test_accepts_snapshot_encryption_2 if {
	not "aws.clusters.snapshot-encryption" in testing.ids(clusters.deny) with input as testing.unsure("aws_db_cluster_snapshot", {}, {"storage_encrypted": true})
}

test_refuses_snapshot_public if {
	"aws.clusters.snapshot-public" in testing.ids(clusters.deny) with input as testing.creating("aws_db_snapshot", {"shared_accounts": ["all"]})
}

test_accepts_snapshot_public if {
	not "aws.clusters.snapshot-public" in testing.ids(clusters.deny) with input as testing.creating("aws_db_snapshot", {"shared_accounts": ["123456789012"]})
}

test_accepts_snapshot_public_2 if {
	not "aws.clusters.snapshot-public" in testing.ids(clusters.deny) with input as testing.creating("aws_db_snapshot", {})
}

test_refuses_neptune_logs if {
	"aws.clusters.neptune-logs" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {})
}

test_accepts_neptune_logs if {
	not "aws.clusters.neptune-logs" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"enable_cloudwatch_logs_exports": ["audit"]})
}

test_accepts_neptune_logs_2 if {
	not "aws.clusters.neptune-logs" in testing.ids(clusters.deny) with input as testing.unsure("aws_neptune_cluster", {}, {"enable_cloudwatch_logs_exports": true})
}

test_refuses_neptune_deletion if {
	"aws.clusters.neptune-deletion" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"deletion_protection": false})
}

test_refuses_neptune_deletion_2 if {
	"aws.clusters.neptune-deletion" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {})
}

test_accepts_neptune_deletion if {
	not "aws.clusters.neptune-deletion" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"deletion_protection": true})
}

test_accepts_neptune_deletion_2 if {
	not "aws.clusters.neptune-deletion" in testing.ids(clusters.deny) with input as testing.unsure("aws_neptune_cluster", {}, {"deletion_protection": true})
}

test_refuses_neptune_identities if {
	"aws.clusters.neptune-identities" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"iam_database_authentication_enabled": false})
}

test_refuses_neptune_identities_2 if {
	"aws.clusters.neptune-identities" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {})
}

test_accepts_neptune_identities if {
	not "aws.clusters.neptune-identities" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"iam_database_authentication_enabled": true})
}

test_accepts_neptune_identities_2 if {
	not "aws.clusters.neptune-identities" in testing.ids(clusters.deny) with input as testing.unsure("aws_neptune_cluster", {}, {"iam_database_authentication_enabled": true})
}

test_refuses_neptune_backups if {
	"aws.clusters.neptune-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"backup_retention_period": 6})
}

test_refuses_neptune_backups_2 if {
	"aws.clusters.neptune-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {})
}

test_accepts_neptune_backups if {
	not "aws.clusters.neptune-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"backup_retention_period": 7})
}

test_accepts_neptune_backups_2 if {
	not "aws.clusters.neptune-backups" in testing.ids(clusters.deny) with input as testing.unsure("aws_neptune_cluster", {}, {"backup_retention_period": true})
}

test_refuses_neptune_copy_tags if {
	"aws.clusters.neptune-copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"copy_tags_to_snapshot": false})
}

test_refuses_neptune_copy_tags_2 if {
	"aws.clusters.neptune-copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {})
}

test_accepts_neptune_copy_tags if {
	not "aws.clusters.neptune-copy-tags" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster", {"copy_tags_to_snapshot": true})
}

test_accepts_neptune_copy_tags_2 if {
	not "aws.clusters.neptune-copy-tags" in testing.ids(clusters.deny) with input as testing.unsure("aws_neptune_cluster", {}, {"copy_tags_to_snapshot": true})
}

test_refuses_neptune_private if {
	"aws.clusters.neptune-private" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster_instance", {"publicly_accessible": true})
}

test_accepts_neptune_private if {
	not "aws.clusters.neptune-private" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster_instance", {"publicly_accessible": false})
}

test_accepts_neptune_private_2 if {
	not "aws.clusters.neptune-private" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster_instance", {})
}

test_accepts_neptune_private_3 if {
	not "aws.clusters.neptune-private" in testing.ids(clusters.deny) with input as testing.unsure("aws_neptune_cluster_instance", {}, {"publicly_accessible": true})
}

test_refuses_neptune_snapshot_encryption if {
	"aws.clusters.neptune-snapshot-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster_snapshot", {"storage_encrypted": false})
}

test_refuses_neptune_snapshot_encryption_2 if {
	"aws.clusters.neptune-snapshot-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster_snapshot", {})
}

test_accepts_neptune_snapshot_encryption if {
	not "aws.clusters.neptune-snapshot-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_neptune_cluster_snapshot", {"storage_encrypted": true})
}

test_accepts_neptune_snapshot_encryption_2 if {
	not "aws.clusters.neptune-snapshot-encryption" in testing.ids(clusters.deny) with input as testing.unsure("aws_neptune_cluster_snapshot", {}, {"storage_encrypted": true})
}

test_refuses_documentdb_logs if {
	"aws.clusters.documentdb-logs" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster", {})
}

test_refuses_documentdb_logs_2 if {
	"aws.clusters.documentdb-logs" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster", {"enabled_cloudwatch_logs_exports": ["error"]})
}

test_accepts_documentdb_logs if {
	not "aws.clusters.documentdb-logs" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster", {"enabled_cloudwatch_logs_exports": ["audit"]})
}

test_accepts_documentdb_logs_2 if {
	not "aws.clusters.documentdb-logs" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster", {"enabled_cloudwatch_logs_exports": ["profiler"]})
}

test_refuses_documentdb_backups if {
	"aws.clusters.documentdb-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster", {"backup_retention_period": 6})
}

test_refuses_documentdb_backups_2 if {
	"aws.clusters.documentdb-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster", {})
}

test_accepts_documentdb_backups if {
	not "aws.clusters.documentdb-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster", {"backup_retention_period": 7})
}

test_accepts_documentdb_backups_2 if {
	not "aws.clusters.documentdb-backups" in testing.ids(clusters.deny) with input as testing.unsure("aws_docdb_cluster", {}, {"backup_retention_period": true})
}

test_refuses_documentdb_global_encryption if {
	"aws.clusters.documentdb-global-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_global_cluster", {"storage_encrypted": false})
}

test_refuses_documentdb_global_encryption_2 if {
	"aws.clusters.documentdb-global-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_global_cluster", {})
}

test_accepts_documentdb_global_encryption if {
	not "aws.clusters.documentdb-global-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_global_cluster", {"storage_encrypted": true})
}

test_accepts_documentdb_global_encryption_2 if {
	not "aws.clusters.documentdb-global-encryption" in testing.ids(clusters.deny) with input as testing.unsure("aws_docdb_global_cluster", {}, {"storage_encrypted": true})
}

test_refuses_documentdb_tls if {
	"aws.clusters.documentdb-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster_parameter_group", {"parameter": [{"name": "tls", "value": "disabled"}]})
}

test_accepts_documentdb_tls if {
	not "aws.clusters.documentdb-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster_parameter_group", {"parameter": [{"name": "tls", "value": "enabled"}]})
}

test_accepts_documentdb_tls_2 if {
	not "aws.clusters.documentdb-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster_parameter_group", {})
}

test_refuses_documentdb_audit if {
	"aws.clusters.documentdb-audit" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster_parameter_group", {"parameter": [{"name": "audit_logs", "value": "disabled"}]})
}

test_refuses_documentdb_audit_2 if {
	"aws.clusters.documentdb-audit" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster_parameter_group", {})
}

test_accepts_documentdb_audit if {
	not "aws.clusters.documentdb-audit" in testing.ids(clusters.deny) with input as testing.creating("aws_docdb_cluster_parameter_group", {"parameter": [{"name": "audit_logs", "value": "enabled"}]})
}

test_refuses_dax_encryption if {
	"aws.clusters.dax-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_dax_cluster", {"server_side_encryption": [{"enabled": false}]})
}

test_refuses_dax_encryption_2 if {
	"aws.clusters.dax-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_dax_cluster", {})
}

test_accepts_dax_encryption if {
	not "aws.clusters.dax-encryption" in testing.ids(clusters.deny) with input as testing.creating("aws_dax_cluster", {"server_side_encryption": [{"enabled": true}]})
}

test_accepts_dax_encryption_2 if {
	not "aws.clusters.dax-encryption" in testing.ids(clusters.deny) with input as testing.unsure("aws_dax_cluster", {}, {"server_side_encryption": true})
}

test_refuses_dax_tls if {
	"aws.clusters.dax-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_dax_cluster", {"cluster_endpoint_encryption_type": "NONE"})
}

test_refuses_dax_tls_2 if {
	"aws.clusters.dax-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_dax_cluster", {})
}

test_accepts_dax_tls if {
	not "aws.clusters.dax-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_dax_cluster", {"cluster_endpoint_encryption_type": "TLS"})
}

test_accepts_dax_tls_2 if {
	not "aws.clusters.dax-tls" in testing.ids(clusters.deny) with input as testing.unsure("aws_dax_cluster", {}, {"cluster_endpoint_encryption_type": true})
}

test_refuses_memorydb_tls if {
	"aws.clusters.memorydb-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_memorydb_cluster", {"tls_enabled": false})
}

test_accepts_memorydb_tls if {
	not "aws.clusters.memorydb-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_memorydb_cluster", {"tls_enabled": true})
}

test_accepts_memorydb_tls_2 if {
	not "aws.clusters.memorydb-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_memorydb_cluster", {})
}

test_accepts_memorydb_tls_3 if {
	not "aws.clusters.memorydb-tls" in testing.ids(clusters.deny) with input as testing.unsure("aws_memorydb_cluster", {}, {"tls_enabled": true})
}

test_refuses_redshift_upgrades if {
	"aws.clusters.redshift-upgrades" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"allow_version_upgrade": false})
}

test_accepts_redshift_upgrades if {
	not "aws.clusters.redshift-upgrades" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"allow_version_upgrade": true})
}

test_accepts_redshift_upgrades_2 if {
	not "aws.clusters.redshift-upgrades" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {})
}

test_accepts_redshift_upgrades_3 if {
	not "aws.clusters.redshift-upgrades" in testing.ids(clusters.deny) with input as testing.unsure("aws_redshift_cluster", {}, {"allow_version_upgrade": true})
}

test_refuses_redshift_network if {
	"aws.clusters.redshift-network" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {})
}

test_accepts_redshift_network if {
	not "aws.clusters.redshift-network" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"cluster_subnet_group_name": "s"})
}

test_accepts_redshift_network_2 if {
	not "aws.clusters.redshift-network" in testing.ids(clusters.deny) with input as testing.unsure("aws_redshift_cluster", {}, {"cluster_subnet_group_name": true})
}

test_refuses_redshift_database if {
	"aws.clusters.redshift-database" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {})
}

test_refuses_redshift_database_2 if {
	"aws.clusters.redshift-database" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"database_name": "dev"})
}

test_accepts_redshift_database if {
	not "aws.clusters.redshift-database" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"database_name": "sales"})
}

test_refuses_redshift_routing if {
	"aws.clusters.redshift-routing" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"enhanced_vpc_routing": false})
}

test_refuses_redshift_routing_2 if {
	"aws.clusters.redshift-routing" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {})
}

test_accepts_redshift_routing if {
	not "aws.clusters.redshift-routing" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"enhanced_vpc_routing": true})
}

test_accepts_redshift_routing_2 if {
	not "aws.clusters.redshift-routing" in testing.ids(clusters.deny) with input as testing.unsure("aws_redshift_cluster", {}, {"enhanced_vpc_routing": true})
}

test_refuses_redshift_snapshots if {
	"aws.clusters.redshift-snapshots" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"automated_snapshot_retention_period": 0})
}

test_accepts_redshift_snapshots if {
	not "aws.clusters.redshift-snapshots" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {"automated_snapshot_retention_period": 1})
}

test_accepts_redshift_snapshots_2 if {
	not "aws.clusters.redshift-snapshots" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_cluster", {})
}

test_accepts_redshift_snapshots_3 if {
	not "aws.clusters.redshift-snapshots" in testing.ids(clusters.deny) with input as testing.unsure("aws_redshift_cluster", {}, {"automated_snapshot_retention_period": true})
}

test_refuses_redshift_tls if {
	"aws.clusters.redshift-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_parameter_group", {})
}

test_refuses_redshift_tls_2 if {
	"aws.clusters.redshift-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_parameter_group", {"parameter": [{"name": "require_ssl", "value": "false"}]})
}

test_accepts_redshift_tls if {
	not "aws.clusters.redshift-tls" in testing.ids(clusters.deny) with input as testing.creating("aws_redshift_parameter_group", {"parameter": [{"name": "require_ssl", "value": "true"}]})
}

test_refuses_cache_backups if {
	"aws.clusters.cache-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_elasticache_cluster", {"engine": "redis"})
}

test_accepts_cache_backups if {
	not "aws.clusters.cache-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_elasticache_cluster", {"engine": "redis", "snapshot_retention_limit": 5})
}

test_accepts_cache_backups_2 if {
	not "aws.clusters.cache-backups" in testing.ids(clusters.deny) with input as testing.creating("aws_elasticache_cluster", {"engine": "memcached"})
}

test_refuses_cache_failover if {
	"aws.clusters.cache-failover" in testing.ids(clusters.deny) with input as testing.creating("aws_elasticache_replication_group", {"automatic_failover_enabled": false})
}

test_refuses_cache_failover_2 if {
	"aws.clusters.cache-failover" in testing.ids(clusters.deny) with input as testing.creating("aws_elasticache_replication_group", {})
}

test_accepts_cache_failover if {
	not "aws.clusters.cache-failover" in testing.ids(clusters.deny) with input as testing.creating("aws_elasticache_replication_group", {"automatic_failover_enabled": true})
}

test_accepts_cache_failover_2 if {
	not "aws.clusters.cache-failover" in testing.ids(clusters.deny) with input as testing.unsure("aws_elasticache_replication_group", {}, {"automatic_failover_enabled": true})
}

test_refuses_ledger_permissions if {
	"aws.clusters.ledger-permissions" in testing.ids(clusters.deny) with input as testing.creating("aws_qldb_ledger", {"permissions_mode": "ALLOW_ALL"})
}

test_refuses_ledger_permissions_2 if {
	"aws.clusters.ledger-permissions" in testing.ids(clusters.deny) with input as testing.creating("aws_qldb_ledger", {})
}

test_accepts_ledger_permissions if {
	not "aws.clusters.ledger-permissions" in testing.ids(clusters.deny) with input as testing.creating("aws_qldb_ledger", {"permissions_mode": "STANDARD"})
}

test_accepts_ledger_permissions_2 if {
	not "aws.clusters.ledger-permissions" in testing.ids(clusters.deny) with input as testing.unsure("aws_qldb_ledger", {}, {"permissions_mode": true})
}

test_refuses_ledger_deletion if {
	"aws.clusters.ledger-deletion" in testing.ids(clusters.deny) with input as testing.creating("aws_qldb_ledger", {"deletion_protection": false})
}

test_accepts_ledger_deletion if {
	not "aws.clusters.ledger-deletion" in testing.ids(clusters.deny) with input as testing.creating("aws_qldb_ledger", {"deletion_protection": true})
}

test_accepts_ledger_deletion_2 if {
	not "aws.clusters.ledger-deletion" in testing.ids(clusters.deny) with input as testing.creating("aws_qldb_ledger", {})
}

test_accepts_ledger_deletion_3 if {
	not "aws.clusters.ledger-deletion" in testing.ids(clusters.deny) with input as testing.unsure("aws_qldb_ledger", {}, {"deletion_protection": true})
}
