package terraform.aws.pipelines_test

import data.plumb.testing
import data.terraform.aws.pipelines

test_refuses_mwaa_scheduler_logs if {
	"aws.pipelines.mwaa-scheduler-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {"logging_configuration": [{"scheduler_logs": [{"enabled": false}]}]})
}

test_refuses_mwaa_scheduler_logs_2 if {
	"aws.pipelines.mwaa-scheduler-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {})
}

test_accepts_mwaa_scheduler_logs if {
	not "aws.pipelines.mwaa-scheduler-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {"logging_configuration": [{"scheduler_logs": [{"enabled": true}]}]})
}

test_accepts_mwaa_scheduler_logs_2 if {
	not "aws.pipelines.mwaa-scheduler-logs" in testing.ids(pipelines.deny) with input as testing.unsure("aws_mwaa_environment", {}, {"logging_configuration": true})
}

test_refuses_mwaa_worker_logs if {
	"aws.pipelines.mwaa-worker-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {"logging_configuration": [{"worker_logs": [{"enabled": false}]}]})
}

test_refuses_mwaa_worker_logs_2 if {
	"aws.pipelines.mwaa-worker-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {})
}

test_accepts_mwaa_worker_logs if {
	not "aws.pipelines.mwaa-worker-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {"logging_configuration": [{"worker_logs": [{"enabled": true}]}]})
}

test_accepts_mwaa_worker_logs_2 if {
	not "aws.pipelines.mwaa-worker-logs" in testing.ids(pipelines.deny) with input as testing.unsure("aws_mwaa_environment", {}, {"logging_configuration": true})
}

test_refuses_mwaa_webserver_logs if {
	"aws.pipelines.mwaa-webserver-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {"logging_configuration": [{"webserver_logs": [{"enabled": false}]}]})
}

test_refuses_mwaa_webserver_logs_2 if {
	"aws.pipelines.mwaa-webserver-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {})
}

test_accepts_mwaa_webserver_logs if {
	not "aws.pipelines.mwaa-webserver-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {"logging_configuration": [{"webserver_logs": [{"enabled": true}]}]})
}

test_accepts_mwaa_webserver_logs_2 if {
	not "aws.pipelines.mwaa-webserver-logs" in testing.ids(pipelines.deny) with input as testing.unsure("aws_mwaa_environment", {}, {"logging_configuration": true})
}

test_refuses_mwaa_private if {
	"aws.pipelines.mwaa-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {"webserver_access_mode": "PUBLIC_ONLY"})
}

test_accepts_mwaa_private if {
	not "aws.pipelines.mwaa-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_mwaa_environment", {"webserver_access_mode": "PRIVATE_ONLY"})
}

test_accepts_mwaa_private_2 if {
	not "aws.pipelines.mwaa-private" in testing.ids(pipelines.deny) with input as testing.unsure("aws_mwaa_environment", {}, {"webserver_access_mode": true})
}

test_refuses_glue_security if {
	"aws.pipelines.glue-security" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_crawler", {})
}

test_refuses_glue_security_2 if {
	"aws.pipelines.glue-security" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_dev_endpoint", {})
}

test_refuses_glue_security_3 if {
	"aws.pipelines.glue-security" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_job", {})
}

test_accepts_glue_security if {
	not "aws.pipelines.glue-security" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_crawler", {"security_configuration": "s"})
}

test_accepts_glue_security_2 if {
	not "aws.pipelines.glue-security" in testing.ids(pipelines.deny) with input as testing.unsure("aws_glue_crawler", {}, {"security_configuration": true})
}

test_refuses_glue_encryption if {
	"aws.pipelines.glue-encryption" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_security_configuration", {})
}

test_refuses_glue_encryption_2 if {
	"aws.pipelines.glue-encryption" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_security_configuration", {"encryption_configuration": [{"cloudwatch_encryption": [{"cloudwatch_encryption_mode": "SSE-KMS"}], "job_bookmarks_encryption": [{"job_bookmarks_encryption_mode": "CSE-KMS"}], "s3_encryption": [{"s3_encryption_mode": "DISABLED"}]}]})
}

test_accepts_glue_encryption if {
	not "aws.pipelines.glue-encryption" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_security_configuration", {"encryption_configuration": [{"cloudwatch_encryption": [{"cloudwatch_encryption_mode": "SSE-KMS"}], "job_bookmarks_encryption": [{"job_bookmarks_encryption_mode": "CSE-KMS"}], "s3_encryption": [{"s3_encryption_mode": "SSE-S3"}]}]})
}

test_refuses_glue_catalog if {
	"aws.pipelines.glue-catalog" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_data_catalog_encryption_settings", {})
}

test_refuses_glue_catalog_2 if {
	"aws.pipelines.glue-catalog" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_data_catalog_encryption_settings", {"data_catalog_encryption_settings": [{"connection_password_encryption": [{"return_connection_password_encrypted": false}], "encryption_at_rest": [{"catalog_encryption_mode": "SSE-KMS"}]}]})
}

test_accepts_glue_catalog if {
	not "aws.pipelines.glue-catalog" in testing.ids(pipelines.deny) with input as testing.creating("aws_glue_data_catalog_encryption_settings", {"data_catalog_encryption_settings": [{"connection_password_encryption": [{"return_connection_password_encrypted": true}], "encryption_at_rest": [{"catalog_encryption_mode": "SSE-KMS"}]}]})
}

test_refuses_athena_encryption if {
	"aws.pipelines.athena-encryption" in testing.ids(pipelines.deny) with input as testing.creating("aws_athena_workgroup", {})
}

test_accepts_athena_encryption if {
	not "aws.pipelines.athena-encryption" in testing.ids(pipelines.deny) with input as testing.creating("aws_athena_workgroup", {"configuration": [{"result_configuration": [{"encryption_configuration": [{"encryption_option": "SSE_S3"}]}]}]})
}

test_accepts_athena_encryption_2 if {
	not "aws.pipelines.athena-encryption" in testing.ids(pipelines.deny) with input as testing.unsure("aws_athena_workgroup", {}, {"configuration": true})
}

test_refuses_athena_enforced if {
	"aws.pipelines.athena-enforced" in testing.ids(pipelines.deny) with input as testing.creating("aws_athena_workgroup", {"configuration": [{"enforce_workgroup_configuration": false}]})
}

test_accepts_athena_enforced if {
	not "aws.pipelines.athena-enforced" in testing.ids(pipelines.deny) with input as testing.creating("aws_athena_workgroup", {"configuration": [{"enforce_workgroup_configuration": true}]})
}

test_accepts_athena_enforced_2 if {
	not "aws.pipelines.athena-enforced" in testing.ids(pipelines.deny) with input as testing.creating("aws_athena_workgroup", {})
}

test_accepts_athena_enforced_3 if {
	not "aws.pipelines.athena-enforced" in testing.ids(pipelines.deny) with input as testing.unsure("aws_athena_workgroup", {}, {"configuration": true})
}

test_refuses_athena_database if {
	"aws.pipelines.athena-database" in testing.ids(pipelines.deny) with input as testing.creating("aws_athena_database", {})
}

test_accepts_athena_database if {
	not "aws.pipelines.athena-database" in testing.ids(pipelines.deny) with input as testing.creating("aws_athena_database", {"encryption_configuration": [{"encryption_option": "SSE_S3"}]})
}

test_accepts_athena_database_2 if {
	not "aws.pipelines.athena-database" in testing.ids(pipelines.deny) with input as testing.unsure("aws_athena_database", {}, {"encryption_configuration": true})
}

test_refuses_msk_private if {
	"aws.pipelines.msk-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_msk_cluster", {"broker_node_group_info": [{"connectivity_info": [{"public_access": [{"type": "SERVICE_PROVIDED_EIPS"}]}]}]})
}

test_accepts_msk_private if {
	not "aws.pipelines.msk-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_msk_cluster", {"broker_node_group_info": [{"connectivity_info": [{"public_access": [{"type": "DISABLED"}]}]}]})
}

test_accepts_msk_private_2 if {
	not "aws.pipelines.msk-private" in testing.ids(pipelines.deny) with input as testing.unsure("aws_msk_cluster", {}, {"broker_node_group_info": true})
}

test_refuses_msk_logs if {
	"aws.pipelines.msk-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_msk_cluster", {})
}

test_refuses_msk_logs_2 if {
	"aws.pipelines.msk-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_msk_cluster", {"logging_info": [{"broker_logs": [{"s3": [{"enabled": false}]}]}]})
}

test_accepts_msk_logs if {
	not "aws.pipelines.msk-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_msk_cluster", {"logging_info": [{"broker_logs": [{"cloudwatch_logs": [{"enabled": true}]}]}]})
}

test_refuses_mq_private if {
	"aws.pipelines.mq-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"publicly_accessible": true})
}

test_accepts_mq_private if {
	not "aws.pipelines.mq-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"publicly_accessible": false})
}

test_accepts_mq_private_2 if {
	not "aws.pipelines.mq-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {})
}

test_accepts_mq_private_3 if {
	not "aws.pipelines.mq-private" in testing.ids(pipelines.deny) with input as testing.unsure("aws_mq_broker", {}, {"publicly_accessible": true})
}

test_refuses_mq_logs if {
	"aws.pipelines.mq-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"logs": [{"general": false}]})
}

test_refuses_mq_logs_2 if {
	"aws.pipelines.mq-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {})
}

test_accepts_mq_logs if {
	not "aws.pipelines.mq-logs" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"logs": [{"general": true}]})
}

test_accepts_mq_logs_2 if {
	not "aws.pipelines.mq-logs" in testing.ids(pipelines.deny) with input as testing.unsure("aws_mq_broker", {}, {"logs": true})
}

test_refuses_mq_audit if {
	"aws.pipelines.mq-audit" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"engine_type": "ActiveMQ"})
}

test_accepts_mq_audit if {
	not "aws.pipelines.mq-audit" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"engine_type": "ActiveMQ", "logs": [{"audit": true}]})
}

test_accepts_mq_audit_2 if {
	not "aws.pipelines.mq-audit" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"engine_type": "RabbitMQ"})
}

test_refuses_mq_upgrades if {
	"aws.pipelines.mq-upgrades" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"auto_minor_version_upgrade": false})
}

test_refuses_mq_upgrades_2 if {
	"aws.pipelines.mq-upgrades" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {})
}

test_accepts_mq_upgrades if {
	not "aws.pipelines.mq-upgrades" in testing.ids(pipelines.deny) with input as testing.creating("aws_mq_broker", {"auto_minor_version_upgrade": true})
}

test_accepts_mq_upgrades_2 if {
	not "aws.pipelines.mq-upgrades" in testing.ids(pipelines.deny) with input as testing.unsure("aws_mq_broker", {}, {"auto_minor_version_upgrade": true})
}

test_refuses_dms_private if {
	"aws.pipelines.dms-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_dms_replication_instance", {"publicly_accessible": true})
}

test_accepts_dms_private if {
	not "aws.pipelines.dms-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_dms_replication_instance", {"publicly_accessible": false})
}

test_accepts_dms_private_2 if {
	not "aws.pipelines.dms-private" in testing.ids(pipelines.deny) with input as testing.creating("aws_dms_replication_instance", {})
}

test_accepts_dms_private_3 if {
	not "aws.pipelines.dms-private" in testing.ids(pipelines.deny) with input as testing.unsure("aws_dms_replication_instance", {}, {"publicly_accessible": true})
}

test_refuses_dms_upgrades if {
	"aws.pipelines.dms-upgrades" in testing.ids(pipelines.deny) with input as testing.creating("aws_dms_replication_instance", {"auto_minor_version_upgrade": false})
}

test_refuses_dms_upgrades_2 if {
	"aws.pipelines.dms-upgrades" in testing.ids(pipelines.deny) with input as testing.creating("aws_dms_replication_instance", {})
}

test_accepts_dms_upgrades if {
	not "aws.pipelines.dms-upgrades" in testing.ids(pipelines.deny) with input as testing.creating("aws_dms_replication_instance", {"auto_minor_version_upgrade": true})
}

test_accepts_dms_upgrades_2 if {
	not "aws.pipelines.dms-upgrades" in testing.ids(pipelines.deny) with input as testing.unsure("aws_dms_replication_instance", {}, {"auto_minor_version_upgrade": true})
}

test_refuses_emr_security if {
	"aws.pipelines.emr-security" in testing.ids(pipelines.deny) with input as testing.creating("aws_emr_cluster", {})
}

test_accepts_emr_security if {
	not "aws.pipelines.emr-security" in testing.ids(pipelines.deny) with input as testing.creating("aws_emr_cluster", {"security_configuration": "s"})
}

test_accepts_emr_security_2 if {
	not "aws.pipelines.emr-security" in testing.ids(pipelines.deny) with input as testing.unsure("aws_emr_cluster", {}, {"security_configuration": true})
}

test_refuses_emr_public if {
	"aws.pipelines.emr-public" in testing.ids(pipelines.deny) with input as testing.creating("aws_emr_block_public_access_configuration", {"block_public_security_group_rules": false})
}

test_refuses_emr_public_2 if {
	"aws.pipelines.emr-public" in testing.ids(pipelines.deny) with input as testing.creating("aws_emr_block_public_access_configuration", {})
}

test_accepts_emr_public if {
	not "aws.pipelines.emr-public" in testing.ids(pipelines.deny) with input as testing.creating("aws_emr_block_public_access_configuration", {"block_public_security_group_rules": true})
}

test_accepts_emr_public_2 if {
	not "aws.pipelines.emr-public" in testing.ids(pipelines.deny) with input as testing.unsure("aws_emr_block_public_access_configuration", {}, {"block_public_security_group_rules": true})
}

test_refuses_firehose_encryption if {
	"aws.pipelines.firehose-encryption" in testing.ids(pipelines.deny) with input as testing.creating("aws_kinesis_firehose_delivery_stream", {})
}

test_accepts_firehose_encryption if {
	not "aws.pipelines.firehose-encryption" in testing.ids(pipelines.deny) with input as testing.creating("aws_kinesis_firehose_delivery_stream", {"server_side_encryption": [{"enabled": true}]})
}

test_accepts_firehose_encryption_2 if {
	not "aws.pipelines.firehose-encryption" in testing.ids(pipelines.deny) with input as testing.creating("aws_kinesis_firehose_delivery_stream", {"kinesis_source_configuration": [{"kinesis_stream_arn": "a"}]})
}
