# METADATA
# title: File systems and tables
package terraform.aws.storage

import data.plumb.plan

# METADATA
# title: File systems are encrypted
# custom:
#   id: aws.storage.efs-encryption
#   severity: high
#   remediation: Set encrypted to true.
#   frameworks:
#     cis_aws_3_0: ["2.4.1"]
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_42"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_efs_file_system
	plan.differs(resource, ["encrypted"], true)
	message := "the file system is not encrypted"
}

# METADATA
# title: Tables can be restored to a point in time
# custom:
#   id: aws.storage.dynamodb-recovery
#   severity: medium
#   remediation: Enable point_in_time_recovery.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_28"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dynamodb_table
	plan.differs(resource, ["point_in_time_recovery", 0, "enabled"], true)
	message := "the table has no point-in-time recovery"
}

# METADATA
# title: Tables are encrypted with a key of your own
# custom:
#   id: aws.storage.dynamodb-key
#   severity: low
#   remediation: Enable server_side_encryption and name a KMS key.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dynamodb_table
	plan.differs(resource, ["server_side_encryption", 0, "enabled"], true)
	message := "the table uses the key that AWS owns"
}

# METADATA
# title: Tables are protected from deletion
# custom:
#   id: aws.storage.dynamodb-deletion-protection
#   severity: medium
#   remediation: Set deletion_protection_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dynamodb_table
	plan.differs(resource, ["deletion_protection_enabled"], true)
	message := "deletion protection is off"
}

# METADATA
# title: Backup vaults are encrypted with a key of your own
# custom:
#   id: aws.storage.backup-vault-key
#   severity: medium
#   remediation: Name a key in kms_key_arn.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_166"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_backup_vault
	plan.absent(resource, ["kms_key_arn"])
	message := "the vault has no key of its own"
}
