# METADATA
# title: Keys
package terraform.aws.kms

import data.plumb.document
import data.plumb.plan

# METADATA
# title: Symmetric keys rotate
# custom:
#   id: aws.kms.rotation
#   severity: medium
#   remediation: Set enable_key_rotation to true.
#   frameworks:
#     cis_aws_3_0: ["3.6"]
#     nist_800_53: ["SC-12"]
#     pci_dss: ["3.7.4"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_7"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_kms_key
	object.get(resource.values, "customer_master_key_spec", null) in [null, "SYMMETRIC_DEFAULT"]
	plan.differs(resource, ["enable_key_rotation"], true)
	message := "the key never rotates"
}

# METADATA
# title: No key policy lets everyone in
# custom:
#   id: aws.kms.policy-public
#   severity: critical
#   remediation: Name the principals of each statement.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_33"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_kms_key
	some statement in document.allowing(resource.values.policy)
	document.is_public(statement)
	message := "a statement lets every principal use the key"
}
