# METADATA
# title: Functions, machines and containers
package terraform.aws.compute

import data.plumb.plan

# METADATA
# title: Functions have a limit of their own
# custom:
#   id: aws.compute.concurrency
#   severity: low
#   remediation: Set reserved_concurrent_executions.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_115"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	plan.value(resource, ["reserved_concurrent_executions"]) in {null, -1}
	not plan.unknown(resource, ["reserved_concurrent_executions"])
	message := "there is no limit"
}

# METADATA
# title: Failing events of functions are kept
# custom:
#   id: aws.compute.dead-letters
#   severity: low
#   remediation: Set target_arn of dead_letter_config.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_116"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	plan.unset(resource, ["dead_letter_config", 0, "target_arn"])
	message := "target_arn is not set"
}

# METADATA
# title: Functions stand in a network of yours
# custom:
#   id: aws.compute.function-network
#   severity: low
#   remediation: Add a vpc_config.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_117"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	plan.unset(resource, ["vpc_config"])
	message := "vpc_config is not set"
}

# METADATA
# title: Functions are traced
# custom:
#   id: aws.compute.function-tracing
#   severity: low
#   remediation: Set mode of tracing_config to Active.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_50"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	plan.outside(resource, ["tracing_config", 0, "mode"], {"Active", "PassThrough"})
	message := "mode is none of Active, PassThrough"
}

# METADATA
# title: Functions run signed code only
# custom:
#   id: aws.compute.function-signing
#   severity: low
#   remediation: Set code_signing_config_arn.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_272"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	plan.unset(resource, ["code_signing_config_arn"])
	message := "code_signing_config_arn is not set"
}

# METADATA
# title: Variables of functions are encrypted with a key of yours
# custom:
#   id: aws.compute.function-variables
#   severity: low
#   remediation: Set kms_key_arn.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	count(plan.value(resource, ["environment", 0, "variables"])) > 0
	plan.unset(resource, ["kms_key_arn"])
	message := "the variables have no key of yours"
}

# METADATA
# title: Functions are not called by everyone
# custom:
#   id: aws.compute.function-public
#   severity: high
#   remediation: Name principal, and source_arn.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_301"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_permission
	resource.values.principal == "*"
	message := "everyone may call the function"
}

# METADATA
# title: Services call functions for you only
# custom:
#   id: aws.compute.service-source
#   severity: medium
#   remediation: Set source_arn or source_account.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_364"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_permission
	endswith(resource.values.principal, ".amazonaws.com")
	plan.unset(resource, ["source_arn"])
	plan.unset(resource, ["source_account"])
	message := "any account may have the service call it"
}

# METADATA
# title: Machines are monitored in detail
# custom:
#   id: aws.compute.detailed-monitoring
#   severity: low
#   remediation: Set monitoring to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_126"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_instance
	plan.differs(resource, ["monitoring"], true)
	message := "monitoring is not on"
}

# METADATA
# title: Machines have a way of their own to their volumes
# custom:
#   id: aws.compute.ebs-optimized
#   severity: low
#   remediation: Set ebs_optimized to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_135"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_instance
	plan.differs(resource, ["ebs_optimized"], true)
	message := "ebs_optimized is not on"
}

# METADATA
# title: Metadata stay on the machine
# custom:
#   id: aws.compute.hop-limit
#   severity: medium
#   remediation: Set http_put_response_hop_limit of metadata_options to 1.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_341"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_launch_configuration", "aws_launch_template"}
	some resource in plan.resources[type]
	to_number(plan.value(resource, ["metadata_options", 0, "http_put_response_hop_limit"])) > 1
	message := "metadata may leave the machine"
}

# METADATA
# title: Launched machines have no public addresses
# custom:
#   id: aws.compute.launch-public
#   severity: high
#   remediation: Do not set associate_public_ip_address.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_389"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_launch_configuration
	plan.contradicts(resource, ["associate_public_ip_address"], false)
	message := "associate_public_ip_address is not off"
}

# METADATA
# title: Groups use launch templates
# custom:
#   id: aws.compute.autoscaling-template
#   severity: low
#   remediation: Use launch_template instead of launch_configuration.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_315"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_autoscaling_group
	plan.unset(resource, ["launch_template"])
	plan.unset(resource, ["mixed_instances_policy"])
	message := "no launch template is used"
}

# METADATA
# title: Clusters tell how they are
# custom:
#   id: aws.compute.container-insights
#   severity: low
#   remediation: Set the setting containerInsights to enabled.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_65"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecs_cluster
	not has_insights(resource)
	message := "there are no insights"
}

has_insights(resource) if {
	some setting in resource.values.setting
	setting.name == "containerInsights"
	setting.value in {"enabled", "enhanced"}
}

# METADATA
# title: Services have no public addresses
# custom:
#   id: aws.compute.service-public
#   severity: high
#   remediation: Do not set assign_public_ip of network_configuration.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_333"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecs_service
	plan.contradicts(resource, ["network_configuration", 0, "assign_public_ip"], false)
	message := "assign_public_ip is not off"
}

# METADATA
# title: Services run on the newest platform
# custom:
#   id: aws.compute.platform-version
#   severity: medium
#   remediation: Leave platform_version away, or set it to LATEST.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_332"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecs_service
	plan.contradicts(resource, ["platform_version"], "LATEST")
	message := "platform_version is not LATEST"
}

# METADATA
# title: Tasks do not see the processes of their hosts
# custom:
#   id: aws.compute.process-namespace
#   severity: high
#   remediation: Do not set pid_mode to host.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_335"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecs_task_definition
	plan.among(resource, ["pid_mode"], {"host"})
	message := "pid_mode is one of host"
}

# METADATA
# title: Tasks reach EFS over encrypted ways
# custom:
#   id: aws.compute.task-volumes
#   severity: high
#   remediation: Set transit_encryption of efs_volume_configuration to ENABLED.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_97"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecs_task_definition
	some volume in resource.values.volume
	some efs in volume.efs_volume_configuration
	object.get(efs, "transit_encryption", "DISABLED") != "ENABLED"
	message := "EFS is reached unencrypted"
}

# METADATA
# title: State machines are traced
# custom:
#   id: aws.compute.state-machine-tracing
#   severity: low
#   remediation: Set enabled of tracing_configuration to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_284"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sfn_state_machine
	plan.differs(resource, ["tracing_configuration", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: State machines log what they do
# custom:
#   id: aws.compute.state-machine-logs
#   severity: low
#   remediation: Set include_execution_data of logging_configuration to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_285"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sfn_state_machine
	plan.differs(resource, ["logging_configuration", 0, "include_execution_data"], true)
	message := "include_execution_data is not on"
}

# METADATA
# title: Environments tell how they are
# custom:
#   id: aws.compute.beanstalk-health
#   severity: low
#   remediation: Set HealthStreamingEnabled to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_312"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elastic_beanstalk_environment
	not has_setting(resource, "HealthStreamingEnabled")
	message := "health is not told"
}

has_setting(resource, name) if {
	some setting in resource.values.setting
	setting.name == name
	plan.plain(setting.value) == true
}

# METADATA
# title: Environments are kept up to date
# custom:
#   id: aws.compute.beanstalk-updates
#   severity: medium
#   remediation: Set ManagedActionsEnabled to true.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_340"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elastic_beanstalk_environment
	not has_setting(resource, "ManagedActionsEnabled")
	message := "updates are not made"
}

# METADATA
# title: Node groups are not open over SSH
# custom:
#   id: aws.compute.node-ssh
#   severity: critical
#   remediation: Name source_security_group_ids of remote_access.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_100"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_eks_node_group
	not plan.unset(resource, ["remote_access", 0, "ec2_ssh_key"])
	plan.unset(resource, ["remote_access", 0, "source_security_group_ids"])
	message := "SSH is open to the Internet"
}
