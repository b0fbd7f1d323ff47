# METADATA
# title: Builds, pipelines and images
package terraform.aws.builds

import data.plumb.plan

# METADATA
# title: Artifacts of builds are encrypted
# custom:
#   id: aws.builds.encryption
#   severity: medium
#   remediation: Do not set encryption_disabled of artifacts.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_78"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_codebuild_project
	plan.value(resource, ["artifacts", 0, "encryption_disabled"]) == true
	plan.value(resource, ["artifacts", 0, "type"]) != "NO_ARTIFACTS"
	message := "artifacts are not encrypted"
}

# METADATA
# title: Builds are not privileged
# custom:
#   id: aws.builds.privileged
#   severity: high
#   remediation: Do not set privileged_mode of environment.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_316"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_codebuild_project
	plan.contradicts(resource, ["environment", 0, "privileged_mode"], false)
	message := "privileged_mode is not off"
}

# METADATA
# title: Builds log
# custom:
#   id: aws.builds.logs
#   severity: low
#   remediation: Add logs_config.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_314"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_codebuild_project
	plan.unset(resource, ["logs_config"])
	message := "logs_config is not set"
}

# METADATA
# title: Logs of builds are encrypted
# custom:
#   id: aws.builds.log-encryption
#   severity: medium
#   remediation: Do not set encryption_disabled of s3_logs.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_311"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_codebuild_project
	plan.contradicts(resource, ["logs_config", 0, "s3_logs", 0, "encryption_disabled"], false)
	message := "encryption_disabled is not off"
}

# METADATA
# title: Copies of images are encrypted
# custom:
#   id: aws.builds.image-copies-encrypted
#   severity: high
#   remediation: Set encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_235"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ami_copy
	plan.differs(resource, ["encrypted"], true)
	message := "encrypted is not on"
}

# METADATA
# title: Images are encrypted
# custom:
#   id: aws.builds.image-encryption
#   severity: high
#   remediation: Encrypt each ebs_block_device.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ami
	some device in resource.values.ebs_block_device
	plan.plain(object.get(device, "encrypted", false)) == false
	object.get(device, "snapshot_id", null) == null
	message := "a volume of the image is not encrypted"
}

# METADATA
# title: Batch jobs are not privileged
# custom:
#   id: aws.builds.batch-privileged
#   severity: high
#   remediation: Do not set privileged in container_properties.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_210"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_batch_job_definition
	json.is_valid(resource.values.container_properties)
	json.unmarshal(resource.values.container_properties).privileged == true
	message := "the job is privileged"
}
