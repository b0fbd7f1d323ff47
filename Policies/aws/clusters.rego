# METADATA
# title: Aurora, Neptune and DocumentDB
package terraform.aws.clusters

import data.plumb.plan

# METADATA
# title: People sign in to clusters by identities
# custom:
#   id: aws.clusters.identities
#   severity: medium
#   remediation: Set iam_database_authentication_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_162"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster
	plan.differs(resource, ["iam_database_authentication_enabled"], true)
	message := "iam_database_authentication_enabled is not on"
}

# METADATA
# title: Snapshots of clusters carry their tags
# custom:
#   id: aws.clusters.copy-tags
#   severity: low
#   remediation: Set copy_tags_to_snapshot to true.
#   frameworks:
#     nist_800_53: ["CM-8"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_313"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster
	plan.differs(resource, ["copy_tags_to_snapshot"], true)
	message := "copy_tags_to_snapshot is not on"
}

# METADATA
# title: Clusters log
# custom:
#   id: aws.clusters.logs
#   severity: medium
#   remediation: Set enabled_cloudwatch_logs_exports.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_324"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster
	plan.unset(resource, ["enabled_cloudwatch_logs_exports"])
	message := "enabled_cloudwatch_logs_exports is not set"
}

# METADATA
# title: People sign in to databases by identities
# custom:
#   id: aws.clusters.instance-identities
#   severity: medium
#   remediation: Set iam_database_authentication_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_161"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	plan.among(resource, ["engine"], {"mysql", "postgres"})
	plan.differs(resource, ["iam_database_authentication_enabled"], true)
	message := "identities are not accepted"
}

# METADATA
# title: Databases stand in several zones
# custom:
#   id: aws.clusters.multi-az
#   severity: low
#   remediation: Set multi_az to true.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_157"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	plan.differs(resource, ["multi_az"], true)
	message := "multi_az is not on"
}

# METADATA
# title: Databases are monitored closely
# custom:
#   id: aws.clusters.enhanced-monitoring
#   severity: low
#   remediation: Set monitoring_interval.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_118"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_db_instance", "aws_rds_cluster_instance"}
	some resource in plan.resources[type]
	plan.below(resource, ["monitoring_interval"], 1)
	message := "monitoring_interval is below 1"
}

# METADATA
# title: Databases tell what slows them
# custom:
#   id: aws.clusters.performance-insights
#   severity: low
#   remediation: Set performance_insights_enabled to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_353"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_db_instance", "aws_rds_cluster_instance"}
	some resource in plan.resources[type]
	plan.differs(resource, ["performance_insights_enabled"], true)
	message := "performance_insights_enabled is not on"
}

# METADATA
# title: Databases log
# custom:
#   id: aws.clusters.instance-logs
#   severity: medium
#   remediation: Set enabled_cloudwatch_logs_exports.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_129"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	plan.unset(resource, ["enabled_cloudwatch_logs_exports"])
	message := "enabled_cloudwatch_logs_exports is not set"
}

# METADATA
# title: Snapshots of databases carry their tags
# custom:
#   id: aws.clusters.instance-copy-tags
#   severity: low
#   remediation: Set copy_tags_to_snapshot to true.
#   frameworks:
#     nist_800_53: ["CM-8"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AWS_60"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	plan.differs(resource, ["copy_tags_to_snapshot"], true)
	message := "copy_tags_to_snapshot is not on"
}

# METADATA
# title: Global clusters are encrypted
# custom:
#   id: aws.clusters.global-encryption
#   severity: high
#   remediation: Set storage_encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_140"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_global_cluster
	plan.unset(resource, ["source_db_cluster_identifier"])
	plan.differs(resource, ["storage_encrypted"], true)
	message := "the cluster is not encrypted"
}

# METADATA
# title: Snapshots of clusters are encrypted
# custom:
#   id: aws.clusters.snapshot-encryption
#   severity: high
#   remediation: Set storage_encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_146"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_cluster_snapshot
	plan.differs(resource, ["storage_encrypted"], true)
	message := "storage_encrypted is not on"
}

# METADATA
# title: Snapshots of databases are not public
# custom:
#   id: aws.clusters.snapshot-public
#   severity: critical
#   remediation: Take all out of shared_accounts.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_302"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_snapshot
	"all" in resource.values.shared_accounts
	message := "everyone may copy the snapshot"
}

# METADATA
# title: Neptune logs
# custom:
#   id: aws.clusters.neptune-logs
#   severity: medium
#   remediation: Set enable_cloudwatch_logs_exports.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_101"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster
	plan.unset(resource, ["enable_cloudwatch_logs_exports"])
	message := "enable_cloudwatch_logs_exports is not set"
}

# METADATA
# title: Neptune can not be deleted by mistake
# custom:
#   id: aws.clusters.neptune-deletion
#   severity: medium
#   remediation: Set deletion_protection to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV2_AWS_58"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster
	plan.differs(resource, ["deletion_protection"], true)
	message := "deletion_protection is not on"
}

# METADATA
# title: People sign in to Neptune by identities
# custom:
#   id: aws.clusters.neptune-identities
#   severity: medium
#   remediation: Set iam_database_authentication_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_359"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster
	plan.differs(resource, ["iam_database_authentication_enabled"], true)
	message := "iam_database_authentication_enabled is not on"
}

# METADATA
# title: Backups of Neptune are kept a week
# custom:
#   id: aws.clusters.neptune-backups
#   severity: medium
#   remediation: Set backup_retention_period to 7 or more.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_361"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster
	plan.below(resource, ["backup_retention_period"], 7)
	message := "backup_retention_period is below 7"
}

# METADATA
# title: Snapshots of Neptune carry their tags
# custom:
#   id: aws.clusters.neptune-copy-tags
#   severity: low
#   remediation: Set copy_tags_to_snapshot to true.
#   frameworks:
#     nist_800_53: ["CM-8"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_362"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster
	plan.differs(resource, ["copy_tags_to_snapshot"], true)
	message := "copy_tags_to_snapshot is not on"
}

# METADATA
# title: Neptune is not public
# custom:
#   id: aws.clusters.neptune-private
#   severity: high
#   remediation: Do not set publicly_accessible.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_102"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster_instance
	plan.contradicts(resource, ["publicly_accessible"], false)
	message := "publicly_accessible is not off"
}

# METADATA
# title: Snapshots of Neptune are encrypted
# custom:
#   id: aws.clusters.neptune-snapshot-encryption
#   severity: high
#   remediation: Set storage_encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_279"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster_snapshot
	plan.differs(resource, ["storage_encrypted"], true)
	message := "storage_encrypted is not on"
}

# METADATA
# title: DocumentDB logs
# custom:
#   id: aws.clusters.documentdb-logs
#   severity: medium
#   remediation: Name audit or profiler in enabled_cloudwatch_logs_exports.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_85"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_docdb_cluster
	not logs(resource)
	message := "nothing is logged"
}

logs(resource) if {
	some kind in resource.values.enabled_cloudwatch_logs_exports
	kind in {"audit", "profiler"}
}

# METADATA
# title: Backups of DocumentDB are kept a week
# custom:
#   id: aws.clusters.documentdb-backups
#   severity: medium
#   remediation: Set backup_retention_period to 7 or more.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_360"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_docdb_cluster
	plan.below(resource, ["backup_retention_period"], 7)
	message := "backup_retention_period is below 7"
}

# METADATA
# title: Global clusters of DocumentDB are encrypted
# custom:
#   id: aws.clusters.documentdb-global-encryption
#   severity: high
#   remediation: Set storage_encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_292"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_docdb_global_cluster
	plan.differs(resource, ["storage_encrypted"], true)
	message := "storage_encrypted is not on"
}

# METADATA
# title: DocumentDB refuses unencrypted connections
# custom:
#   id: aws.clusters.documentdb-tls
#   severity: high
#   remediation: Set the parameter tls to enabled.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_90"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_docdb_cluster_parameter_group
	has_parameter(resource, "tls", {"disabled"})
	message := "tls is off"
}

has_parameter(resource, name, values) if {
	some parameter in resource.values.parameter
	parameter.name == name
	parameter.value in values
}

# METADATA
# title: DocumentDB logs who does what
# custom:
#   id: aws.clusters.documentdb-audit
#   severity: medium
#   remediation: Set the parameter audit_logs to enabled.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_104"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_docdb_cluster_parameter_group
	not has_parameter(resource, "audit_logs", {"all", "ddl", "dml_read", "dml_write", "enabled"})
	message := "audit_logs is off"
}

# METADATA
# title: DAX is encrypted at rest
# custom:
#   id: aws.clusters.dax-encryption
#   severity: high
#   remediation: Set enabled of server_side_encryption to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_47"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dax_cluster
	plan.differs(resource, ["server_side_encryption", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: DAX refuses unencrypted connections
# custom:
#   id: aws.clusters.dax-tls
#   severity: high
#   remediation: Set cluster_endpoint_encryption_type to TLS.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_239"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dax_cluster
	plan.differs(resource, ["cluster_endpoint_encryption_type"], "TLS")
	message := "cluster_endpoint_encryption_type is not TLS"
}

# METADATA
# title: MemoryDB refuses unencrypted connections
# custom:
#   id: aws.clusters.memorydb-tls
#   severity: high
#   remediation: Do not set tls_enabled to false.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_202"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_memorydb_cluster
	plan.contradicts(resource, ["tls_enabled"], true)
	message := "tls_enabled is not on"
}

# METADATA
# title: Redshift is kept up to date
# custom:
#   id: aws.clusters.redshift-upgrades
#   severity: medium
#   remediation: Do not set allow_version_upgrade to false.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_141"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_cluster
	plan.contradicts(resource, ["allow_version_upgrade"], true)
	message := "allow_version_upgrade is not on"
}

# METADATA
# title: Redshift stands in a network of yours
# custom:
#   id: aws.clusters.redshift-network
#   severity: medium
#   remediation: Set cluster_subnet_group_name.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_154"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_cluster
	plan.unset(resource, ["cluster_subnet_group_name"])
	message := "cluster_subnet_group_name is not set"
}

# METADATA
# title: Redshift does not use the default name of a database
# custom:
#   id: aws.clusters.redshift-database
#   severity: low
#   remediation: Set database_name.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_cluster
	plan.value(resource, ["database_name"]) in {null, "dev"}
	message := "the default name is used"
}

# METADATA
# title: Redshift moves data within the network
# custom:
#   id: aws.clusters.redshift-routing
#   severity: medium
#   remediation: Set enhanced_vpc_routing to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_321"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_cluster
	plan.differs(resource, ["enhanced_vpc_routing"], true)
	message := "enhanced_vpc_routing is not on"
}

# METADATA
# title: Redshift is backed up
# custom:
#   id: aws.clusters.redshift-snapshots
#   severity: medium
#   remediation: Do not set automated_snapshot_retention_period to 0.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_343"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_cluster
	plan.short(resource, ["automated_snapshot_retention_period"], 1)
	message := "automated_snapshot_retention_period is below 1"
}

# METADATA
# title: Redshift refuses unencrypted connections
# custom:
#   id: aws.clusters.redshift-tls
#   severity: high
#   remediation: Set the parameter require_ssl to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_105"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_parameter_group
	not wants_tls(resource)
	message := "unencrypted connections are accepted"
}

wants_tls(resource) if {
	some parameter in resource.values.parameter
	parameter.name == "require_ssl"
	plan.plain(parameter.value) == true
}

# METADATA
# title: Redis is backed up
# custom:
#   id: aws.clusters.cache-backups
#   severity: medium
#   remediation: Set snapshot_retention_limit.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_134"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elasticache_cluster
	plan.value(resource, ["engine"]) == "redis"
	plan.below(resource, ["snapshot_retention_limit"], 1)
	message := "the cluster is not backed up"
}

# METADATA
# title: Redis fails over by itself
# custom:
#   id: aws.clusters.cache-failover
#   severity: low
#   remediation: Set automatic_failover_enabled and multi_az_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV2_AWS_50"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elasticache_replication_group
	plan.differs(resource, ["automatic_failover_enabled"], true)
	message := "automatic_failover_enabled is not on"
}

# METADATA
# title: Ledgers use permissions of their own
# custom:
#   id: aws.clusters.ledger-permissions
#   severity: medium
#   remediation: Set permissions_mode to STANDARD.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_170"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_qldb_ledger
	plan.differs(resource, ["permissions_mode"], "STANDARD")
	message := "permissions_mode is not STANDARD"
}

# METADATA
# title: Ledgers can not be deleted by mistake
# custom:
#   id: aws.clusters.ledger-deletion
#   severity: medium
#   remediation: Do not set deletion_protection to false.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_AWS_172"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_qldb_ledger
	plan.contradicts(resource, ["deletion_protection"], true)
	message := "deletion_protection is not on"
}
