# METADATA
# title: Trails and logs
package terraform.aws.logging

import data.plumb.plan

# METADATA
# title: Trails cover all regions
# custom:
#   id: aws.logging.trail-regions
#   severity: high
#   remediation: Set is_multi_region_trail to true.
#   frameworks:
#     cis_aws_3_0: ["3.1"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_67"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudtrail
	plan.differs(resource, ["is_multi_region_trail"], true)
	message := "the trail covers one region"
}

# METADATA
# title: "Trails' files can be validated"
# custom:
#   id: aws.logging.trail-validation
#   severity: medium
#   remediation: Set enable_log_file_validation to true.
#   frameworks:
#     cis_aws_3_0: ["3.2"]
#     nist_800_53: ["AU-9", "SI-7"]
#     pci_dss: ["10.3.4"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_36"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudtrail
	plan.differs(resource, ["enable_log_file_validation"], true)
	message := "changed log files would go unseen"
}

# METADATA
# title: Trails are encrypted with a key of your own
# custom:
#   id: aws.logging.trail-key
#   severity: medium
#   remediation: Name a key in kms_key_id.
#   frameworks:
#     cis_aws_3_0: ["3.5"]
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_35"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudtrail
	plan.absent(resource, ["kms_key_id"])
	message := "the trail has no key of its own"
}

# METADATA
# title: Trails are on
# custom:
#   id: aws.logging.trail-enabled
#   severity: high
#   remediation: Leave enable_logging on.
#   frameworks:
#     cis_aws_3_0: ["3.1"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_251"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudtrail
	resource.values.enable_logging == false
	message := "the trail is turned off"
}

# METADATA
# title: Log groups are encrypted with a key of your own
# custom:
#   id: aws.logging.group-key
#   severity: low
#   remediation: Name a key in kms_key_id.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_158"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudwatch_log_group
	plan.absent(resource, ["kms_key_id"])
	message := "the log group has no key of its own"
}

# METADATA
# title: Log groups keep a year
# custom:
#   id: aws.logging.group-retention
#   severity: medium
#   remediation: Set retention_in_days to 365 or more, or to 0 to keep all.
#   frameworks:
#     nist_800_53: ["AU-11"]
#     pci_dss: ["10.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_338"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudwatch_log_group
	days := resource.values.retention_in_days
	days > 0
	days < 365
	message := sprintf("logs are kept for %d days only", [days])
}
