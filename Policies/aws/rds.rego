# METADATA
# title: Databases
package terraform.aws.rds

import data.plumb.plan

# METADATA
# title: Database instances are encrypted
# custom:
#   id: aws.rds.instance-encryption
#   severity: high
#   remediation: Set storage_encrypted to true.
#   frameworks:
#     cis_aws_3_0: ["2.3.1"]
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_16"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	plan.differs(resource, ["storage_encrypted"], true)
	message := "storage is not encrypted"
}

# METADATA
# title: Database instances are protected from deletion
# custom:
#   id: aws.rds.instance-deletion-protection
#   severity: medium
#   remediation: Set deletion_protection to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_AWS_293"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	plan.differs(resource, ["deletion_protection"], true)
	message := "deletion protection is off"
}

# METADATA
# title: Database instances keep backups for a week
# custom:
#   id: aws.rds.instance-backup
#   severity: medium
#   remediation: Set backup_retention_period to 7 or more.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	plan.below(resource, ["backup_retention_period"], 7)
	plan.absent(resource, ["replicate_source_db"])
	message := "backups are kept for less than 7 days"
}

# METADATA
# title: Database clusters are encrypted
# custom:
#   id: aws.rds.cluster-encryption
#   severity: high
#   remediation: Set storage_encrypted to true.
#   frameworks:
#     cis_aws_3_0: ["2.3.1"]
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_96"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster
	plan.value(resource, ["engine_mode"]) != "serverless"
	plan.differs(resource, ["storage_encrypted"], true)
	message := "storage is not encrypted"
}

# METADATA
# title: Database clusters are protected from deletion
# custom:
#   id: aws.rds.cluster-deletion-protection
#   severity: medium
#   remediation: Set deletion_protection to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_AWS_139"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster
	plan.differs(resource, ["deletion_protection"], true)
	message := "deletion protection is off"
}

# METADATA
# title: Database clusters keep backups for a week
# custom:
#   id: aws.rds.cluster-backup
#   severity: medium
#   remediation: Set backup_retention_period to 7 or more.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster
	plan.below(resource, ["backup_retention_period"], 7)
	message := "backups are kept for less than 7 days"
}

# METADATA
# title: No instance is reachable from the Internet
# custom:
#   id: aws.rds.instance-public
#   severity: critical
#   remediation: Set publicly_accessible to false.
#   frameworks:
#     cis_aws_3_0: ["2.3.3"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_17"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	resource.values.publicly_accessible == true
	message := "the database has a public address"
}

# METADATA
# title: Each instance takes minor upgrades by itself
# custom:
#   id: aws.rds.instance-minor-upgrades
#   severity: low
#   remediation: Leave auto_minor_version_upgrade on.
#   frameworks:
#     cis_aws_3_0: ["2.3.2"]
#     nist_800_53: ["SI-2"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_226"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	resource.values.auto_minor_version_upgrade == false
	message := "minor upgrades are turned off"
}

# METADATA
# title: No cluster-instance is reachable from the Internet
# custom:
#   id: aws.rds.cluster-instance-public
#   severity: critical
#   remediation: Set publicly_accessible to false.
#   frameworks:
#     cis_aws_3_0: ["2.3.3"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_17"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster_instance
	resource.values.publicly_accessible == true
	message := "the database has a public address"
}

# METADATA
# title: Each cluster-instance takes minor upgrades by itself
# custom:
#   id: aws.rds.cluster-instance-minor-upgrades
#   severity: low
#   remediation: Leave auto_minor_version_upgrade on.
#   frameworks:
#     cis_aws_3_0: ["2.3.2"]
#     nist_800_53: ["SI-2"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_226"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster_instance
	resource.values.auto_minor_version_upgrade == false
	message := "minor upgrades are turned off"
}

# METADATA
# title: Clusters of documentdb are encrypted
# custom:
#   id: aws.rds.documentdb-encryption
#   severity: high
#   remediation: Set storage_encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_74"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_docdb_cluster
	plan.differs(resource, ["storage_encrypted"], true)
	message := "storage is not encrypted"
}

# METADATA
# title: Clusters of neptune are encrypted
# custom:
#   id: aws.rds.neptune-encryption
#   severity: high
#   remediation: Set storage_encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_44"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster
	plan.differs(resource, ["storage_encrypted"], true)
	message := "storage is not encrypted"
}

# METADATA
# title: Databases survive the loss of a zone
# custom:
#   id: aws.rds.multi-az
#   severity: low
#   remediation: Set multi_az to true.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance
	resource.values.multi_az == false
	message := "the database lives in one zone"
}
