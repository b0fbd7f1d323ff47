package terraform.aws.rds_test

import data.plumb.testing
import data.terraform.aws.rds

test_refuses_instance_encryption if {
	"aws.rds.instance-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"storage_encrypted": false})
}

test_refuses_instance_encryption_2 if {
	"aws.rds.instance-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {})
}

test_accepts_instance_encryption if {
	not "aws.rds.instance-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"storage_encrypted": true})
}

test_accepts_instance_encryption_2 if {
	not "aws.rds.instance-encryption" in testing.ids(rds.deny) with input as testing.unsure("aws_db_instance", {}, {"storage_encrypted": true})
}

test_refuses_instance_deletion_protection if {
	"aws.rds.instance-deletion-protection" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"deletion_protection": false})
}

test_refuses_instance_deletion_protection_2 if {
	"aws.rds.instance-deletion-protection" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {})
}

test_accepts_instance_deletion_protection if {
	not "aws.rds.instance-deletion-protection" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"deletion_protection": true})
}

test_accepts_instance_deletion_protection_2 if {
	not "aws.rds.instance-deletion-protection" in testing.ids(rds.deny) with input as testing.unsure("aws_db_instance", {}, {"deletion_protection": true})
}

test_refuses_instance_backup if {
	"aws.rds.instance-backup" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"backup_retention_period": 1})
}

test_refuses_instance_backup_2 if {
	"aws.rds.instance-backup" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {})
}

test_accepts_instance_backup if {
	not "aws.rds.instance-backup" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"backup_retention_period": 7})
}

test_accepts_instance_backup_2 if {
	not "aws.rds.instance-backup" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"backup_retention_period": 35})
}

test_accepts_instance_backup_3 if {
	not "aws.rds.instance-backup" in testing.ids(rds.deny) with input as testing.unsure("aws_db_instance", {}, {"backup_retention_period": true})
}

test_refuses_cluster_encryption if {
	"aws.rds.cluster-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {"storage_encrypted": false})
}

test_refuses_cluster_encryption_2 if {
	"aws.rds.cluster-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {})
}

test_accepts_cluster_encryption if {
	not "aws.rds.cluster-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {"storage_encrypted": true})
}

test_accepts_cluster_encryption_2 if {
	not "aws.rds.cluster-encryption" in testing.ids(rds.deny) with input as testing.unsure("aws_rds_cluster", {}, {"storage_encrypted": true})
}

test_refuses_cluster_deletion_protection if {
	"aws.rds.cluster-deletion-protection" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {"deletion_protection": false})
}

test_refuses_cluster_deletion_protection_2 if {
	"aws.rds.cluster-deletion-protection" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {})
}

test_accepts_cluster_deletion_protection if {
	not "aws.rds.cluster-deletion-protection" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {"deletion_protection": true})
}

test_accepts_cluster_deletion_protection_2 if {
	not "aws.rds.cluster-deletion-protection" in testing.ids(rds.deny) with input as testing.unsure("aws_rds_cluster", {}, {"deletion_protection": true})
}

test_refuses_cluster_backup if {
	"aws.rds.cluster-backup" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {"backup_retention_period": 1})
}

test_refuses_cluster_backup_2 if {
	"aws.rds.cluster-backup" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {})
}

test_accepts_cluster_backup if {
	not "aws.rds.cluster-backup" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {"backup_retention_period": 7})
}

test_accepts_cluster_backup_2 if {
	not "aws.rds.cluster-backup" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster", {"backup_retention_period": 35})
}

test_accepts_cluster_backup_3 if {
	not "aws.rds.cluster-backup" in testing.ids(rds.deny) with input as testing.unsure("aws_rds_cluster", {}, {"backup_retention_period": true})
}

test_refuses_instance_public if {
	"aws.rds.instance-public" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"publicly_accessible": true})
}

test_accepts_instance_public if {
	not "aws.rds.instance-public" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"publicly_accessible": false})
}

test_accepts_instance_public_2 if {
	not "aws.rds.instance-public" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {})
}

test_accepts_instance_public_3 if {
	not "aws.rds.instance-public" in testing.ids(rds.deny) with input as testing.unsure("aws_db_instance", {}, {"publicly_accessible": true})
}

test_refuses_instance_minor_upgrades if {
	"aws.rds.instance-minor-upgrades" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"auto_minor_version_upgrade": false})
}

test_accepts_instance_minor_upgrades if {
	not "aws.rds.instance-minor-upgrades" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"auto_minor_version_upgrade": true})
}

test_accepts_instance_minor_upgrades_2 if {
	not "aws.rds.instance-minor-upgrades" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {})
}

test_refuses_cluster_instance_public if {
	"aws.rds.cluster-instance-public" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster_instance", {"publicly_accessible": true})
}

test_accepts_cluster_instance_public if {
	not "aws.rds.cluster-instance-public" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster_instance", {"publicly_accessible": false})
}

test_accepts_cluster_instance_public_2 if {
	not "aws.rds.cluster-instance-public" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster_instance", {})
}

test_accepts_cluster_instance_public_3 if {
	not "aws.rds.cluster-instance-public" in testing.ids(rds.deny) with input as testing.unsure("aws_rds_cluster_instance", {}, {"publicly_accessible": true})
}

test_refuses_cluster_instance_minor_upgrades if {
	"aws.rds.cluster-instance-minor-upgrades" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster_instance", {"auto_minor_version_upgrade": false})
}

test_accepts_cluster_instance_minor_upgrades if {
	not "aws.rds.cluster-instance-minor-upgrades" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster_instance", {"auto_minor_version_upgrade": true})
}

test_accepts_cluster_instance_minor_upgrades_2 if {
	not "aws.rds.cluster-instance-minor-upgrades" in testing.ids(rds.deny) with input as testing.creating("aws_rds_cluster_instance", {})
}

test_refuses_documentdb_encryption if {
	"aws.rds.documentdb-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_docdb_cluster", {"storage_encrypted": false})
}

test_refuses_documentdb_encryption_2 if {
	"aws.rds.documentdb-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_docdb_cluster", {})
}

test_accepts_documentdb_encryption if {
	not "aws.rds.documentdb-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_docdb_cluster", {"storage_encrypted": true})
}

test_accepts_documentdb_encryption_2 if {
	not "aws.rds.documentdb-encryption" in testing.ids(rds.deny) with input as testing.unsure("aws_docdb_cluster", {}, {"storage_encrypted": true})
}

test_refuses_neptune_encryption if {
	"aws.rds.neptune-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_neptune_cluster", {"storage_encrypted": false})
}

test_refuses_neptune_encryption_2 if {
	"aws.rds.neptune-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_neptune_cluster", {})
}

test_accepts_neptune_encryption if {
	not "aws.rds.neptune-encryption" in testing.ids(rds.deny) with input as testing.creating("aws_neptune_cluster", {"storage_encrypted": true})
}

test_accepts_neptune_encryption_2 if {
	not "aws.rds.neptune-encryption" in testing.ids(rds.deny) with input as testing.unsure("aws_neptune_cluster", {}, {"storage_encrypted": true})
}

test_refuses_multi_az if {
	"aws.rds.multi-az" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"multi_az": false})
}

test_accepts_multi_az if {
	not "aws.rds.multi-az" in testing.ids(rds.deny) with input as testing.creating("aws_db_instance", {"multi_az": true})
}

test_accepts_multi_az_2 if {
	not "aws.rds.multi-az" in testing.ids(rds.deny) with input as testing.unsure("aws_db_instance", {}, {"multi_az": true})
}
