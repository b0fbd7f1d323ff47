# METADATA
# title: SageMaker, Bedrock, Comprehend and Kendra
package terraform.aws.learning

import data.plumb.plan

# METADATA
# title: Notebooks do not reach the Internet by themselves
# custom:
#   id: aws.learning.notebook-internet
#   severity: high
#   remediation: Set direct_internet_access to Disabled.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_122"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_notebook_instance
	plan.differs(resource, ["direct_internet_access"], "Disabled")
	message := "direct_internet_access is not Disabled"
}

# METADATA
# title: Notebooks stand in a network of yours
# custom:
#   id: aws.learning.notebook-network
#   severity: medium
#   remediation: Set subnet_id.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_306"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_notebook_instance
	plan.unset(resource, ["subnet_id"])
	message := "subnet_id is not set"
}

# METADATA
# title: Users of notebooks are not root
# custom:
#   id: aws.learning.notebook-root
#   severity: medium
#   remediation: Set root_access to Disabled.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_307"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_notebook_instance
	plan.differs(resource, ["root_access"], "Disabled")
	message := "root_access is not Disabled"
}

# METADATA
# title: Notebooks take the newer metadata service only
# custom:
#   id: aws.learning.notebook-metadata
#   severity: medium
#   remediation: Set minimum_instance_metadata_service_version to 2.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_371"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_notebook_instance
	plan.differs(resource, ["instance_metadata_service_configuration", 0, "minimum_instance_metadata_service_version"], "2")
	message := "minimum_instance_metadata_service_version is not 2"
}

# METADATA
# title: Models are isolated from networks
# custom:
#   id: aws.learning.model-isolation
#   severity: low
#   remediation: Set enable_network_isolation to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_370"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_model
	plan.differs(resource, ["enable_network_isolation"], true)
	message := "enable_network_isolation is not on"
}

# METADATA
# title: Data quality jobs encrypt their traffic
# custom:
#   id: aws.learning.quality-encryption
#   severity: medium
#   remediation: Set enable_inter_container_traffic_encryption to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_369"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_data_quality_job_definition
	plan.differs(resource, ["network_config", 0, "enable_inter_container_traffic_encryption"], true)
	message := "enable_inter_container_traffic_encryption is not on"
}

# METADATA
# title: Agents of Bedrock have guardrails
# custom:
#   id: aws.learning.agent-guardrails
#   severity: medium
#   remediation: Add a guardrail_configuration.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_383"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_bedrockagent_agent
	plan.unset(resource, ["guardrail_configuration"])
	message := "guardrail_configuration is not set"
}
