# METADATA
# title: Queues, topics and streams
package terraform.aws.messaging

import data.plumb.document
import data.plumb.plan

# METADATA
# title: Topics are encrypted
# custom:
#   id: aws.messaging.sns-encryption
#   severity: medium
#   remediation: Name a key in kms_master_key_id.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_26"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sns_topic
	plan.absent(resource, ["kms_master_key_id"])
	message := "messages are not encrypted"
}

# METADATA
# title: Queues are encrypted
# custom:
#   id: aws.messaging.sqs-encryption
#   severity: medium
#   remediation: Leave sqs_managed_sse_enabled on or name a key in kms_master_key_id.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_27"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sqs_queue
	plan.absent(resource, ["kms_master_key_id"])
	plan.differs(resource, ["sqs_managed_sse_enabled"], true)
	message := "messages are not encrypted"
}

# METADATA
# title: Streams are encrypted
# custom:
#   id: aws.messaging.kinesis-encryption
#   severity: high
#   remediation: Set encryption_type to KMS and name a key.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_43"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_kinesis_stream
	plan.differs(resource, ["encryption_type"], "KMS")
	message := "records are not encrypted"
}

# METADATA
# title: No SNS policy lets everyone in
# custom:
#   id: aws.messaging.sns-policy-public
#   severity: high
#   remediation: Name the principals of each statement, or narrow it by a condition.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_169"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_sns_topic", "aws_sns_topic_policy"}
	some resource in plan.resources[type]
	some statement in document.allowing(resource.values.policy)
	document.is_public(statement)
	message := "a statement lets every principal in without a condition"
}

# METADATA
# title: No SQS policy lets everyone in
# custom:
#   id: aws.messaging.sqs-policy-public
#   severity: high
#   remediation: Name the principals of each statement, or narrow it by a condition.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_168"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_sqs_queue", "aws_sqs_queue_policy"}
	some resource in plan.resources[type]
	some statement in document.allowing(resource.values.policy)
	document.is_public(statement)
	message := "a statement lets every principal in without a condition"
}
