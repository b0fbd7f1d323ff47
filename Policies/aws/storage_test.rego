package terraform.aws.storage_test

import data.plumb.testing
import data.terraform.aws.storage

test_refuses_efs_encryption if {
	"aws.storage.efs-encryption" in testing.ids(storage.deny) with input as testing.creating("aws_efs_file_system", {"encrypted": false})
}

test_refuses_efs_encryption_2 if {
	"aws.storage.efs-encryption" in testing.ids(storage.deny) with input as testing.creating("aws_efs_file_system", {})
}

test_accepts_efs_encryption if {
	not "aws.storage.efs-encryption" in testing.ids(storage.deny) with input as testing.creating("aws_efs_file_system", {"encrypted": true})
}

test_accepts_efs_encryption_2 if {
	not "aws.storage.efs-encryption" in testing.ids(storage.deny) with input as testing.unsure("aws_efs_file_system", {}, {"encrypted": true})
}

test_refuses_dynamodb_recovery if {
	"aws.storage.dynamodb-recovery" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {"point_in_time_recovery": [{"enabled": false}]})
}

test_refuses_dynamodb_recovery_2 if {
	"aws.storage.dynamodb-recovery" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {})
}

test_accepts_dynamodb_recovery if {
	not "aws.storage.dynamodb-recovery" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {"point_in_time_recovery": [{"enabled": true}]})
}

test_accepts_dynamodb_recovery_2 if {
	not "aws.storage.dynamodb-recovery" in testing.ids(storage.deny) with input as testing.unsure("aws_dynamodb_table", {}, {"point_in_time_recovery": true})
}

test_refuses_dynamodb_key if {
	"aws.storage.dynamodb-key" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {"server_side_encryption": [{"enabled": false}]})
}

test_refuses_dynamodb_key_2 if {
	"aws.storage.dynamodb-key" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {})
}

test_accepts_dynamodb_key if {
	not "aws.storage.dynamodb-key" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {"server_side_encryption": [{"enabled": true}]})
}

test_accepts_dynamodb_key_2 if {
	not "aws.storage.dynamodb-key" in testing.ids(storage.deny) with input as testing.unsure("aws_dynamodb_table", {}, {"server_side_encryption": true})
}

test_refuses_dynamodb_deletion_protection if {
	"aws.storage.dynamodb-deletion-protection" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {"deletion_protection_enabled": false})
}

test_refuses_dynamodb_deletion_protection_2 if {
	"aws.storage.dynamodb-deletion-protection" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {})
}

test_accepts_dynamodb_deletion_protection if {
	not "aws.storage.dynamodb-deletion-protection" in testing.ids(storage.deny) with input as testing.creating("aws_dynamodb_table", {"deletion_protection_enabled": true})
}

test_accepts_dynamodb_deletion_protection_2 if {
	not "aws.storage.dynamodb-deletion-protection" in testing.ids(storage.deny) with input as testing.unsure("aws_dynamodb_table", {}, {"deletion_protection_enabled": true})
}

test_refuses_backup_vault_key if {
	"aws.storage.backup-vault-key" in testing.ids(storage.deny) with input as testing.creating("aws_backup_vault", {"kms_key_arn": null})
}

test_refuses_backup_vault_key_2 if {
	"aws.storage.backup-vault-key" in testing.ids(storage.deny) with input as testing.creating("aws_backup_vault", {})
}

test_accepts_backup_vault_key if {
	not "aws.storage.backup-vault-key" in testing.ids(storage.deny) with input as testing.creating("aws_backup_vault", {"kms_key_arn": "arn:aws:kms:eu-west-1:1:key/k"})
}

test_accepts_backup_vault_key_2 if {
	not "aws.storage.backup-vault-key" in testing.ids(storage.deny) with input as testing.unsure("aws_backup_vault", {}, {"kms_key_arn": true})
}
