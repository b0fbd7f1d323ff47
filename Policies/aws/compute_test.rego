package terraform.aws.compute_test

import data.plumb.testing
import data.terraform.aws.compute

test_refuses_concurrency if {
	"aws.compute.concurrency" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {})
}

test_refuses_concurrency_2 if {
	"aws.compute.concurrency" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"reserved_concurrent_executions": -1})
}

test_accepts_concurrency if {
	not "aws.compute.concurrency" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"reserved_concurrent_executions": 100})
}

test_accepts_concurrency_2 if {
	not "aws.compute.concurrency" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"reserved_concurrent_executions": 0})
}

test_refuses_dead_letters if {
	"aws.compute.dead-letters" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {})
}

test_accepts_dead_letters if {
	not "aws.compute.dead-letters" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"dead_letter_config": [{"target_arn": "q"}]})
}

test_accepts_dead_letters_2 if {
	not "aws.compute.dead-letters" in testing.ids(compute.deny) with input as testing.unsure("aws_lambda_function", {}, {"dead_letter_config": true})
}

test_refuses_function_network if {
	"aws.compute.function-network" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {})
}

test_accepts_function_network if {
	not "aws.compute.function-network" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"vpc_config": [{"subnet_ids": ["s"]}]})
}

test_accepts_function_network_2 if {
	not "aws.compute.function-network" in testing.ids(compute.deny) with input as testing.unsure("aws_lambda_function", {}, {"vpc_config": true})
}

test_refuses_function_tracing if {
	"aws.compute.function-tracing" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"tracing_config": [{"mode": "Off"}]})
}

test_refuses_function_tracing_2 if {
	"aws.compute.function-tracing" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {})
}

test_accepts_function_tracing if {
	not "aws.compute.function-tracing" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"tracing_config": [{"mode": "Active"}]})
}

test_accepts_function_tracing_2 if {
	not "aws.compute.function-tracing" in testing.ids(compute.deny) with input as testing.unsure("aws_lambda_function", {}, {"tracing_config": true})
}

test_refuses_function_signing if {
	"aws.compute.function-signing" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {})
}

test_accepts_function_signing if {
	not "aws.compute.function-signing" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"code_signing_config_arn": "c"})
}

test_accepts_function_signing_2 if {
	not "aws.compute.function-signing" in testing.ids(compute.deny) with input as testing.unsure("aws_lambda_function", {}, {"code_signing_config_arn": true})
}

test_refuses_function_variables if {
	"aws.compute.function-variables" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"environment": [{"variables": {"a": "b"}}]})
}

test_accepts_function_variables if {
	not "aws.compute.function-variables" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {"environment": [{"variables": {"a": "b"}}], "kms_key_arn": "k"})
}

test_accepts_function_variables_2 if {
	not "aws.compute.function-variables" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_function", {})
}

test_refuses_function_public if {
	"aws.compute.function-public" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_permission", {"principal": "*"})
}

test_accepts_function_public if {
	not "aws.compute.function-public" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_permission", {"principal": "s3.amazonaws.com"})
}

test_refuses_service_source if {
	"aws.compute.service-source" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_permission", {"principal": "s3.amazonaws.com"})
}

test_accepts_service_source if {
	not "aws.compute.service-source" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_permission", {"principal": "s3.amazonaws.com", "source_arn": "a"})
}

test_accepts_service_source_2 if {
	not "aws.compute.service-source" in testing.ids(compute.deny) with input as testing.creating("aws_lambda_permission", {"principal": "123456789012"})
}

test_refuses_detailed_monitoring if {
	"aws.compute.detailed-monitoring" in testing.ids(compute.deny) with input as testing.creating("aws_instance", {"monitoring": false})
}

test_refuses_detailed_monitoring_2 if {
	"aws.compute.detailed-monitoring" in testing.ids(compute.deny) with input as testing.creating("aws_instance", {})
}

test_accepts_detailed_monitoring if {
	not "aws.compute.detailed-monitoring" in testing.ids(compute.deny) with input as testing.creating("aws_instance", {"monitoring": true})
}

test_accepts_detailed_monitoring_2 if {
	not "aws.compute.detailed-monitoring" in testing.ids(compute.deny) with input as testing.unsure("aws_instance", {}, {"monitoring": true})
}

test_refuses_ebs_optimized if {
	"aws.compute.ebs-optimized" in testing.ids(compute.deny) with input as testing.creating("aws_instance", {"ebs_optimized": false})
}

test_refuses_ebs_optimized_2 if {
	"aws.compute.ebs-optimized" in testing.ids(compute.deny) with input as testing.creating("aws_instance", {})
}

test_accepts_ebs_optimized if {
	not "aws.compute.ebs-optimized" in testing.ids(compute.deny) with input as testing.creating("aws_instance", {"ebs_optimized": true})
}

test_accepts_ebs_optimized_2 if {
	not "aws.compute.ebs-optimized" in testing.ids(compute.deny) with input as testing.unsure("aws_instance", {}, {"ebs_optimized": true})
}

test_refuses_hop_limit if {
	"aws.compute.hop-limit" in testing.ids(compute.deny) with input as testing.creating("aws_launch_configuration", {"metadata_options": [{"http_put_response_hop_limit": 2}]})
}

test_accepts_hop_limit if {
	not "aws.compute.hop-limit" in testing.ids(compute.deny) with input as testing.creating("aws_launch_configuration", {"metadata_options": [{"http_put_response_hop_limit": 1}]})
}

test_refuses_launch_public if {
	"aws.compute.launch-public" in testing.ids(compute.deny) with input as testing.creating("aws_launch_configuration", {"associate_public_ip_address": true})
}

test_accepts_launch_public if {
	not "aws.compute.launch-public" in testing.ids(compute.deny) with input as testing.creating("aws_launch_configuration", {"associate_public_ip_address": false})
}

test_accepts_launch_public_2 if {
	not "aws.compute.launch-public" in testing.ids(compute.deny) with input as testing.creating("aws_launch_configuration", {})
}

test_accepts_launch_public_3 if {
	not "aws.compute.launch-public" in testing.ids(compute.deny) with input as testing.unsure("aws_launch_configuration", {}, {"associate_public_ip_address": true})
}

test_refuses_autoscaling_template if {
	"aws.compute.autoscaling-template" in testing.ids(compute.deny) with input as testing.creating("aws_autoscaling_group", {})
}

test_accepts_autoscaling_template if {
	not "aws.compute.autoscaling-template" in testing.ids(compute.deny) with input as testing.creating("aws_autoscaling_group", {"launch_template": [{"id": "l"}]})
}

test_accepts_autoscaling_template_2 if {
	not "aws.compute.autoscaling-template" in testing.ids(compute.deny) with input as testing.creating("aws_autoscaling_group", {"mixed_instances_policy": [{"launch_template": [{}]}]})
}

test_refuses_container_insights if {
	"aws.compute.container-insights" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_cluster", {})
}

test_refuses_container_insights_2 if {
	"aws.compute.container-insights" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_cluster", {"setting": [{"name": "containerInsights", "value": "disabled"}]})
}

test_accepts_container_insights if {
	not "aws.compute.container-insights" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_cluster", {"setting": [{"name": "containerInsights", "value": "enabled"}]})
}

test_refuses_service_public if {
	"aws.compute.service-public" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_service", {"network_configuration": [{"assign_public_ip": true}]})
}

test_accepts_service_public if {
	not "aws.compute.service-public" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_service", {"network_configuration": [{"assign_public_ip": false}]})
}

test_accepts_service_public_2 if {
	not "aws.compute.service-public" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_service", {})
}

test_accepts_service_public_3 if {
	not "aws.compute.service-public" in testing.ids(compute.deny) with input as testing.unsure("aws_ecs_service", {}, {"network_configuration": true})
}

test_refuses_platform_version if {
	"aws.compute.platform-version" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_service", {"platform_version": "1.3.0"})
}

test_accepts_platform_version if {
	not "aws.compute.platform-version" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_service", {"platform_version": "LATEST"})
}

test_accepts_platform_version_2 if {
	not "aws.compute.platform-version" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_service", {})
}

test_accepts_platform_version_3 if {
	not "aws.compute.platform-version" in testing.ids(compute.deny) with input as testing.unsure("aws_ecs_service", {}, {"platform_version": true})
}

test_refuses_process_namespace if {
	"aws.compute.process-namespace" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_task_definition", {"pid_mode": "host"})
}

test_accepts_process_namespace if {
	not "aws.compute.process-namespace" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_task_definition", {"pid_mode": "task"})
}

test_accepts_process_namespace_2 if {
	not "aws.compute.process-namespace" in testing.ids(compute.deny) with input as testing.unsure("aws_ecs_task_definition", {}, {"pid_mode": true})
}

test_refuses_task_volumes if {
	"aws.compute.task-volumes" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_task_definition", {"volume": [{"efs_volume_configuration": [{"file_system_id": "f"}]}]})
}

test_accepts_task_volumes if {
	not "aws.compute.task-volumes" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_task_definition", {"volume": [{"efs_volume_configuration": [{"file_system_id": "f", "transit_encryption": "ENABLED"}]}]})
}

test_accepts_task_volumes_2 if {
	not "aws.compute.task-volumes" in testing.ids(compute.deny) with input as testing.creating("aws_ecs_task_definition", {})
}

test_refuses_state_machine_tracing if {
	"aws.compute.state-machine-tracing" in testing.ids(compute.deny) with input as testing.creating("aws_sfn_state_machine", {"tracing_configuration": [{"enabled": false}]})
}

test_refuses_state_machine_tracing_2 if {
	"aws.compute.state-machine-tracing" in testing.ids(compute.deny) with input as testing.creating("aws_sfn_state_machine", {})
}

test_accepts_state_machine_tracing if {
	not "aws.compute.state-machine-tracing" in testing.ids(compute.deny) with input as testing.creating("aws_sfn_state_machine", {"tracing_configuration": [{"enabled": true}]})
}

test_accepts_state_machine_tracing_2 if {
	not "aws.compute.state-machine-tracing" in testing.ids(compute.deny) with input as testing.unsure("aws_sfn_state_machine", {}, {"tracing_configuration": true})
}

test_refuses_state_machine_logs if {
	"aws.compute.state-machine-logs" in testing.ids(compute.deny) with input as testing.creating("aws_sfn_state_machine", {"logging_configuration": [{"include_execution_data": false}]})
}

test_refuses_state_machine_logs_2 if {
	"aws.compute.state-machine-logs" in testing.ids(compute.deny) with input as testing.creating("aws_sfn_state_machine", {})
}

test_accepts_state_machine_logs if {
	not "aws.compute.state-machine-logs" in testing.ids(compute.deny) with input as testing.creating("aws_sfn_state_machine", {"logging_configuration": [{"include_execution_data": true}]})
}

test_accepts_state_machine_logs_2 if {
	not "aws.compute.state-machine-logs" in testing.ids(compute.deny) with input as testing.unsure("aws_sfn_state_machine", {}, {"logging_configuration": true})
}

test_refuses_beanstalk_health if {
	"aws.compute.beanstalk-health" in testing.ids(compute.deny) with input as testing.creating("aws_elastic_beanstalk_environment", {})
}

test_refuses_beanstalk_health_2 if {
	"aws.compute.beanstalk-health" in testing.ids(compute.deny) with input as testing.creating("aws_elastic_beanstalk_environment", {"setting": [{"name": "HealthStreamingEnabled", "value": "false"}]})
}

test_accepts_beanstalk_health if {
	not "aws.compute.beanstalk-health" in testing.ids(compute.deny) with input as testing.creating("aws_elastic_beanstalk_environment", {"setting": [{"name": "HealthStreamingEnabled", "value": "true"}]})
}

test_refuses_beanstalk_updates if {
	"aws.compute.beanstalk-updates" in testing.ids(compute.deny) with input as testing.creating("aws_elastic_beanstalk_environment", {})
}

test_refuses_beanstalk_updates_2 if {
	"aws.compute.beanstalk-updates" in testing.ids(compute.deny) with input as testing.creating("aws_elastic_beanstalk_environment", {"setting": [{"name": "ManagedActionsEnabled", "value": "false"}]})
}

test_accepts_beanstalk_updates if {
	not "aws.compute.beanstalk-updates" in testing.ids(compute.deny) with input as testing.creating("aws_elastic_beanstalk_environment", {"setting": [{"name": "ManagedActionsEnabled", "value": "true"}]})
}

test_refuses_node_ssh if {
	"aws.compute.node-ssh" in testing.ids(compute.deny) with input as testing.creating("aws_eks_node_group", {"remote_access": [{"ec2_ssh_key": "k"}]})
}

test_accepts_node_ssh if {
	not "aws.compute.node-ssh" in testing.ids(compute.deny) with input as testing.creating("aws_eks_node_group", {"remote_access": [{"ec2_ssh_key": "k", "source_security_group_ids": ["g"]}]})
}

test_accepts_node_ssh_2 if {
	not "aws.compute.node-ssh" in testing.ids(compute.deny) with input as testing.creating("aws_eks_node_group", {})
}
