# METADATA
# title: Instances and volumes
package terraform.aws.ec2

import data.plumb.plan

# METADATA
# title: Instances of an aws_instance answer only IMDSv2
# custom:
#   id: aws.ec2.instance-imdsv2
#   severity: high
#   remediation: Set http_tokens to required in metadata_options, or http_endpoint to disabled.
#   frameworks:
#     cis_aws_3_0: ["5.6"]
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_79"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_instance
	plan.differs(resource, ["metadata_options", 0, "http_tokens"], "required")
	plan.differs(resource, ["metadata_options", 0, "http_endpoint"], "disabled")
	message := "metadata answers requests without a session token"
}

# METADATA
# title: Instances of launch templates answer only IMDSv2
# custom:
#   id: aws.ec2.launch-template-imdsv2
#   severity: high
#   remediation: Set http_tokens to required in metadata_options, or http_endpoint to disabled.
#   frameworks:
#     cis_aws_3_0: ["5.6"]
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_79"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_launch_configuration", "aws_launch_template"}
	some resource in plan.resources[type]
	plan.differs(resource, ["metadata_options", 0, "http_tokens"], "required")
	plan.differs(resource, ["metadata_options", 0, "http_endpoint"], "disabled")
	message := "metadata answers requests without a session token"
}

# METADATA
# title: Instances have no public address
# custom:
#   id: aws.ec2.instance-public-ip
#   severity: high
#   remediation: Set associate_public_ip_address to false and put a load balancer in front.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_88"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_instance", "aws_launch_template"}
	some resource in plan.resources[type]
	some path in [["associate_public_ip_address"], ["network_interfaces", 0, "associate_public_ip_address"]]
	plan.value(resource, path) == true
	message := "the instance gets a public address"
}

# METADATA
# title: Volumes are encrypted
# custom:
#   id: aws.ec2.volume-encryption
#   severity: high
#   remediation: Set encrypted to true.
#   frameworks:
#     cis_aws_3_0: ["2.2.1"]
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_3"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ebs_volume
	plan.differs(resource, ["encrypted"], true)
	message := "the volume is not encrypted"
}

# METADATA
# title: New volumes are encrypted by default
# custom:
#   id: aws.ec2.default-encryption
#   severity: high
#   remediation: Set enabled to true in aws_ebs_encryption_by_default.
#   frameworks:
#     cis_aws_3_0: ["2.2.1"]
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_106"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ebs_encryption_by_default
	resource.values.enabled == false
	message := "encryption by default is turned off"
}

# METADATA
# title: User data holds no access keys
# custom:
#   id: aws.ec2.secrets-in-user-data
#   severity: critical
#   remediation: Give the instance a role instead of keys.
#   frameworks:
#     nist_800_53: ["IA-5(7)"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_46"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_instance", "aws_launch_template", "aws_launch_configuration"}
	some resource in plan.resources[type]
	some text in texts(resource.values)
	regex.match(`(^|[^A-Z0-9])A(KIA|SIA)[A-Z0-9]{16}([^A-Z0-9]|$)`, text)
	message := "user data holds an access key"
}

texts(values) := {text |
	some attribute in {"user_data", "user_data_base64"}
	some text in readings(values[attribute])
}

# The text as it stands, and what it says when it is Base64.
readings(text) := {text} if not base64.is_valid(text)

readings(text) := {text, decoded} if {
	base64.is_valid(text)
	decoded := base64.decode(text)
}
