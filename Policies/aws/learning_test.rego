package terraform.aws.learning_test

import data.plumb.testing
import data.terraform.aws.learning

test_refuses_notebook_internet if {
	"aws.learning.notebook-internet" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {"direct_internet_access": "Enabled"})
}

test_refuses_notebook_internet_2 if {
	"aws.learning.notebook-internet" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {})
}

test_accepts_notebook_internet if {
	not "aws.learning.notebook-internet" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {"direct_internet_access": "Disabled"})
}

test_accepts_notebook_internet_2 if {
	not "aws.learning.notebook-internet" in testing.ids(learning.deny) with input as testing.unsure("aws_sagemaker_notebook_instance", {}, {"direct_internet_access": true})
}

test_refuses_notebook_network if {
	"aws.learning.notebook-network" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {})
}

test_accepts_notebook_network if {
	not "aws.learning.notebook-network" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {"subnet_id": "s"})
}

test_accepts_notebook_network_2 if {
	not "aws.learning.notebook-network" in testing.ids(learning.deny) with input as testing.unsure("aws_sagemaker_notebook_instance", {}, {"subnet_id": true})
}

test_refuses_notebook_root if {
	"aws.learning.notebook-root" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {"root_access": "Enabled"})
}

test_refuses_notebook_root_2 if {
	"aws.learning.notebook-root" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {})
}

test_accepts_notebook_root if {
	not "aws.learning.notebook-root" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {"root_access": "Disabled"})
}

test_accepts_notebook_root_2 if {
	not "aws.learning.notebook-root" in testing.ids(learning.deny) with input as testing.unsure("aws_sagemaker_notebook_instance", {}, {"root_access": true})
}

test_refuses_notebook_metadata if {
	"aws.learning.notebook-metadata" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {"instance_metadata_service_configuration": [{"minimum_instance_metadata_service_version": "1"}]})
}

test_refuses_notebook_metadata_2 if {
	"aws.learning.notebook-metadata" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {})
}

test_accepts_notebook_metadata if {
	not "aws.learning.notebook-metadata" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {"instance_metadata_service_configuration": [{"minimum_instance_metadata_service_version": "2"}]})
}

test_accepts_notebook_metadata_2 if {
	not "aws.learning.notebook-metadata" in testing.ids(learning.deny) with input as testing.unsure("aws_sagemaker_notebook_instance", {}, {"instance_metadata_service_configuration": true})
}

test_refuses_model_isolation if {
	"aws.learning.model-isolation" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_model", {"enable_network_isolation": false})
}

test_refuses_model_isolation_2 if {
	"aws.learning.model-isolation" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_model", {})
}

test_accepts_model_isolation if {
	not "aws.learning.model-isolation" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_model", {"enable_network_isolation": true})
}

test_accepts_model_isolation_2 if {
	not "aws.learning.model-isolation" in testing.ids(learning.deny) with input as testing.unsure("aws_sagemaker_model", {}, {"enable_network_isolation": true})
}

test_refuses_quality_encryption if {
	"aws.learning.quality-encryption" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_data_quality_job_definition", {"network_config": [{"enable_inter_container_traffic_encryption": false}]})
}

test_refuses_quality_encryption_2 if {
	"aws.learning.quality-encryption" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_data_quality_job_definition", {})
}

test_accepts_quality_encryption if {
	not "aws.learning.quality-encryption" in testing.ids(learning.deny) with input as testing.creating("aws_sagemaker_data_quality_job_definition", {"network_config": [{"enable_inter_container_traffic_encryption": true}]})
}

test_accepts_quality_encryption_2 if {
	not "aws.learning.quality-encryption" in testing.ids(learning.deny) with input as testing.unsure("aws_sagemaker_data_quality_job_definition", {}, {"network_config": true})
}

test_refuses_agent_guardrails if {
	"aws.learning.agent-guardrails" in testing.ids(learning.deny) with input as testing.creating("aws_bedrockagent_agent", {})
}

test_accepts_agent_guardrails if {
	not "aws.learning.agent-guardrails" in testing.ids(learning.deny) with input as testing.creating("aws_bedrockagent_agent", {"guardrail_configuration": [{"guardrail_identifier": "g"}]})
}

test_accepts_agent_guardrails_2 if {
	not "aws.learning.agent-guardrails" in testing.ids(learning.deny) with input as testing.unsure("aws_bedrockagent_agent", {}, {"guardrail_configuration": true})
}
