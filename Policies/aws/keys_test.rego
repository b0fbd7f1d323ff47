package terraform.aws.keys_test

import data.plumb.testing
import data.terraform.aws.keys

test_refuses_timestream if {
	"aws.keys.timestream" in testing.ids(keys.deny) with input as testing.creating("aws_timestreamwrite_database", {})
}

test_accepts_timestream if {
	not "aws.keys.timestream" in testing.ids(keys.deny) with input as testing.creating("aws_timestreamwrite_database", {"kms_key_id": "k"})
}

test_accepts_timestream_2 if {
	not "aws.keys.timestream" in testing.ids(keys.deny) with input as testing.unsure("aws_timestreamwrite_database", {}, {"kms_key_id": true})
}

test_refuses_ontap if {
	"aws.keys.ontap" in testing.ids(keys.deny) with input as testing.creating("aws_fsx_ontap_file_system", {})
}

test_accepts_ontap if {
	not "aws.keys.ontap" in testing.ids(keys.deny) with input as testing.creating("aws_fsx_ontap_file_system", {"kms_key_id": "k"})
}

test_accepts_ontap_2 if {
	not "aws.keys.ontap" in testing.ids(keys.deny) with input as testing.unsure("aws_fsx_ontap_file_system", {}, {"kms_key_id": true})
}

test_refuses_fsx_windows if {
	"aws.keys.fsx-windows" in testing.ids(keys.deny) with input as testing.creating("aws_fsx_windows_file_system", {})
}

test_accepts_fsx_windows if {
	not "aws.keys.fsx-windows" in testing.ids(keys.deny) with input as testing.creating("aws_fsx_windows_file_system", {"kms_key_id": "k"})
}

test_accepts_fsx_windows_2 if {
	not "aws.keys.fsx-windows" in testing.ids(keys.deny) with input as testing.unsure("aws_fsx_windows_file_system", {}, {"kms_key_id": true})
}

test_refuses_fsx_lustre if {
	"aws.keys.fsx-lustre" in testing.ids(keys.deny) with input as testing.creating("aws_fsx_lustre_file_system", {})
}

test_accepts_fsx_lustre if {
	not "aws.keys.fsx-lustre" in testing.ids(keys.deny) with input as testing.creating("aws_fsx_lustre_file_system", {"kms_key_id": "k"})
}

test_accepts_fsx_lustre_2 if {
	not "aws.keys.fsx-lustre" in testing.ids(keys.deny) with input as testing.unsure("aws_fsx_lustre_file_system", {}, {"kms_key_id": true})
}

test_refuses_fsx_openzfs if {
	"aws.keys.fsx-openzfs" in testing.ids(keys.deny) with input as testing.creating("aws_fsx_openzfs_file_system", {})
}

test_accepts_fsx_openzfs if {
	not "aws.keys.fsx-openzfs" in testing.ids(keys.deny) with input as testing.creating("aws_fsx_openzfs_file_system", {"kms_key_id": "k"})
}

test_accepts_fsx_openzfs_2 if {
	not "aws.keys.fsx-openzfs" in testing.ids(keys.deny) with input as testing.unsure("aws_fsx_openzfs_file_system", {}, {"kms_key_id": true})
}

test_refuses_image_components if {
	"aws.keys.image-components" in testing.ids(keys.deny) with input as testing.creating("aws_imagebuilder_component", {})
}

test_accepts_image_components if {
	not "aws.keys.image-components" in testing.ids(keys.deny) with input as testing.creating("aws_imagebuilder_component", {"kms_key_id": "k"})
}

test_accepts_image_components_2 if {
	not "aws.keys.image-components" in testing.ids(keys.deny) with input as testing.unsure("aws_imagebuilder_component", {}, {"kms_key_id": true})
}

test_refuses_object_copies if {
	"aws.keys.object-copies" in testing.ids(keys.deny) with input as testing.creating("aws_s3_object_copy", {})
}

test_accepts_object_copies if {
	not "aws.keys.object-copies" in testing.ids(keys.deny) with input as testing.creating("aws_s3_object_copy", {"kms_key_id": "k"})
}

test_accepts_object_copies_2 if {
	not "aws.keys.object-copies" in testing.ids(keys.deny) with input as testing.unsure("aws_s3_object_copy", {}, {"kms_key_id": true})
}

test_refuses_documentdb if {
	"aws.keys.documentdb" in testing.ids(keys.deny) with input as testing.creating("aws_docdb_cluster", {})
}

test_accepts_documentdb if {
	not "aws.keys.documentdb" in testing.ids(keys.deny) with input as testing.creating("aws_docdb_cluster", {"kms_key_id": "k"})
}

test_accepts_documentdb_2 if {
	not "aws.keys.documentdb" in testing.ids(keys.deny) with input as testing.unsure("aws_docdb_cluster", {}, {"kms_key_id": true})
}

test_refuses_snapshot_copies if {
	"aws.keys.snapshot-copies" in testing.ids(keys.deny) with input as testing.creating("aws_ebs_snapshot_copy", {})
}

test_accepts_snapshot_copies if {
	not "aws.keys.snapshot-copies" in testing.ids(keys.deny) with input as testing.creating("aws_ebs_snapshot_copy", {"kms_key_id": "k"})
}

test_accepts_snapshot_copies_2 if {
	not "aws.keys.snapshot-copies" in testing.ids(keys.deny) with input as testing.unsure("aws_ebs_snapshot_copy", {}, {"kms_key_id": true})
}

test_refuses_efs if {
	"aws.keys.efs" in testing.ids(keys.deny) with input as testing.creating("aws_efs_file_system", {})
}

test_accepts_efs if {
	not "aws.keys.efs" in testing.ids(keys.deny) with input as testing.creating("aws_efs_file_system", {"kms_key_id": "k"})
}

test_accepts_efs_2 if {
	not "aws.keys.efs" in testing.ids(keys.deny) with input as testing.unsure("aws_efs_file_system", {}, {"kms_key_id": true})
}

test_refuses_streams if {
	"aws.keys.streams" in testing.ids(keys.deny) with input as testing.creating("aws_kinesis_stream", {})
}

test_accepts_streams if {
	not "aws.keys.streams" in testing.ids(keys.deny) with input as testing.creating("aws_kinesis_stream", {"kms_key_id": "k"})
}

test_accepts_streams_2 if {
	not "aws.keys.streams" in testing.ids(keys.deny) with input as testing.unsure("aws_kinesis_stream", {}, {"kms_key_id": true})
}

test_refuses_video_streams if {
	"aws.keys.video-streams" in testing.ids(keys.deny) with input as testing.creating("aws_kinesis_video_stream", {})
}

test_accepts_video_streams if {
	not "aws.keys.video-streams" in testing.ids(keys.deny) with input as testing.creating("aws_kinesis_video_stream", {"kms_key_id": "k"})
}

test_accepts_video_streams_2 if {
	not "aws.keys.video-streams" in testing.ids(keys.deny) with input as testing.unsure("aws_kinesis_video_stream", {}, {"kms_key_id": true})
}

test_refuses_objects if {
	"aws.keys.objects" in testing.ids(keys.deny) with input as testing.creating("aws_s3_bucket_object", {})
}

test_accepts_objects if {
	not "aws.keys.objects" in testing.ids(keys.deny) with input as testing.creating("aws_s3_bucket_object", {"kms_key_id": "k"})
}

test_accepts_objects_2 if {
	not "aws.keys.objects" in testing.ids(keys.deny) with input as testing.unsure("aws_s3_bucket_object", {}, {"kms_key_id": true})
}

test_refuses_sagemaker if {
	"aws.keys.sagemaker" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_domain", {})
}

test_refuses_sagemaker_2 if {
	"aws.keys.sagemaker" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_notebook_instance", {})
}

test_accepts_sagemaker if {
	not "aws.keys.sagemaker" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_domain", {"kms_key_id": "k"})
}

test_accepts_sagemaker_2 if {
	not "aws.keys.sagemaker" in testing.ids(keys.deny) with input as testing.unsure("aws_sagemaker_domain", {}, {"kms_key_id": true})
}

test_refuses_volumes if {
	"aws.keys.volumes" in testing.ids(keys.deny) with input as testing.creating("aws_ebs_volume", {})
}

test_accepts_volumes if {
	not "aws.keys.volumes" in testing.ids(keys.deny) with input as testing.creating("aws_ebs_volume", {"kms_key_id": "k"})
}

test_accepts_volumes_2 if {
	not "aws.keys.volumes" in testing.ids(keys.deny) with input as testing.unsure("aws_ebs_volume", {}, {"kms_key_id": true})
}

test_refuses_replication_groups if {
	"aws.keys.replication-groups" in testing.ids(keys.deny) with input as testing.creating("aws_elasticache_replication_group", {})
}

test_accepts_replication_groups if {
	not "aws.keys.replication-groups" in testing.ids(keys.deny) with input as testing.creating("aws_elasticache_replication_group", {"kms_key_id": "k"})
}

test_accepts_replication_groups_2 if {
	not "aws.keys.replication-groups" in testing.ids(keys.deny) with input as testing.unsure("aws_elasticache_replication_group", {}, {"kms_key_id": true})
}

test_refuses_memorydb if {
	"aws.keys.memorydb" in testing.ids(keys.deny) with input as testing.creating("aws_memorydb_cluster", {})
}

test_accepts_memorydb if {
	not "aws.keys.memorydb" in testing.ids(keys.deny) with input as testing.creating("aws_memorydb_cluster", {"kms_key_arn": "k"})
}

test_accepts_memorydb_2 if {
	not "aws.keys.memorydb" in testing.ids(keys.deny) with input as testing.unsure("aws_memorydb_cluster", {}, {"kms_key_arn": true})
}

test_refuses_memorydb_snapshots if {
	"aws.keys.memorydb-snapshots" in testing.ids(keys.deny) with input as testing.creating("aws_memorydb_snapshot", {})
}

test_accepts_memorydb_snapshots if {
	not "aws.keys.memorydb-snapshots" in testing.ids(keys.deny) with input as testing.creating("aws_memorydb_snapshot", {"kms_key_arn": "k"})
}

test_accepts_memorydb_snapshots_2 if {
	not "aws.keys.memorydb-snapshots" in testing.ids(keys.deny) with input as testing.unsure("aws_memorydb_snapshot", {}, {"kms_key_arn": true})
}

test_refuses_mq if {
	"aws.keys.mq" in testing.ids(keys.deny) with input as testing.creating("aws_mq_broker", {})
}

test_accepts_mq if {
	not "aws.keys.mq" in testing.ids(keys.deny) with input as testing.creating("aws_mq_broker", {"encryption_options": [{"kms_key_id": "k"}]})
}

test_accepts_mq_2 if {
	not "aws.keys.mq" in testing.ids(keys.deny) with input as testing.unsure("aws_mq_broker", {}, {"encryption_options": true})
}

test_refuses_dms if {
	"aws.keys.dms" in testing.ids(keys.deny) with input as testing.creating("aws_dms_replication_instance", {})
}

test_accepts_dms if {
	not "aws.keys.dms" in testing.ids(keys.deny) with input as testing.creating("aws_dms_replication_instance", {"kms_key_arn": "k"})
}

test_accepts_dms_2 if {
	not "aws.keys.dms" in testing.ids(keys.deny) with input as testing.unsure("aws_dms_replication_instance", {}, {"kms_key_arn": true})
}

test_refuses_pipeline_artifacts if {
	"aws.keys.pipeline-artifacts" in testing.ids(keys.deny) with input as testing.creating("aws_codepipeline", {})
}

test_accepts_pipeline_artifacts if {
	not "aws.keys.pipeline-artifacts" in testing.ids(keys.deny) with input as testing.creating("aws_codepipeline", {"artifact_store": [{"encryption_key": [{"id": "k"}]}]})
}

test_accepts_pipeline_artifacts_2 if {
	not "aws.keys.pipeline-artifacts" in testing.ids(keys.deny) with input as testing.unsure("aws_codepipeline", {}, {"artifact_store": true})
}

test_refuses_artifact_domains if {
	"aws.keys.artifact-domains" in testing.ids(keys.deny) with input as testing.creating("aws_codeartifact_domain", {})
}

test_accepts_artifact_domains if {
	not "aws.keys.artifact-domains" in testing.ids(keys.deny) with input as testing.creating("aws_codeartifact_domain", {"encryption_key": "k"})
}

test_accepts_artifact_domains_2 if {
	not "aws.keys.artifact-domains" in testing.ids(keys.deny) with input as testing.unsure("aws_codeartifact_domain", {}, {"encryption_key": true})
}

test_refuses_image_copies if {
	"aws.keys.image-copies" in testing.ids(keys.deny) with input as testing.creating("aws_ami_copy", {})
}

test_accepts_image_copies if {
	not "aws.keys.image-copies" in testing.ids(keys.deny) with input as testing.creating("aws_ami_copy", {"kms_key_id": "k"})
}

test_accepts_image_copies_2 if {
	not "aws.keys.image-copies" in testing.ids(keys.deny) with input as testing.unsure("aws_ami_copy", {}, {"kms_key_id": true})
}

test_refuses_activity_streams if {
	"aws.keys.activity-streams" in testing.ids(keys.deny) with input as testing.creating("aws_rds_cluster_activity_stream", {})
}

test_accepts_activity_streams if {
	not "aws.keys.activity-streams" in testing.ids(keys.deny) with input as testing.creating("aws_rds_cluster_activity_stream", {"kms_key_id": "k"})
}

test_accepts_activity_streams_2 if {
	not "aws.keys.activity-streams" in testing.ids(keys.deny) with input as testing.unsure("aws_rds_cluster_activity_stream", {}, {"kms_key_id": true})
}

test_refuses_backup_replication if {
	"aws.keys.backup-replication" in testing.ids(keys.deny) with input as testing.creating("aws_db_instance_automated_backups_replication", {})
}

test_accepts_backup_replication if {
	not "aws.keys.backup-replication" in testing.ids(keys.deny) with input as testing.creating("aws_db_instance_automated_backups_replication", {"kms_key_id": "k"})
}

test_accepts_backup_replication_2 if {
	not "aws.keys.backup-replication" in testing.ids(keys.deny) with input as testing.unsure("aws_db_instance_automated_backups_replication", {}, {"kms_key_id": true})
}

test_refuses_search if {
	"aws.keys.search" in testing.ids(keys.deny) with input as testing.creating("aws_elasticsearch_domain", {})
}

test_refuses_search_2 if {
	"aws.keys.search" in testing.ids(keys.deny) with input as testing.creating("aws_opensearch_domain", {})
}

test_accepts_search if {
	not "aws.keys.search" in testing.ids(keys.deny) with input as testing.creating("aws_elasticsearch_domain", {"encrypt_at_rest": [{"kms_key_id": "k"}]})
}

test_accepts_search_2 if {
	not "aws.keys.search" in testing.ids(keys.deny) with input as testing.unsure("aws_elasticsearch_domain", {}, {"encrypt_at_rest": true})
}

test_refuses_kendra if {
	"aws.keys.kendra" in testing.ids(keys.deny) with input as testing.creating("aws_kendra_index", {})
}

test_accepts_kendra if {
	not "aws.keys.kendra" in testing.ids(keys.deny) with input as testing.creating("aws_kendra_index", {"server_side_encryption_configuration": [{"kms_key_id": "k"}]})
}

test_accepts_kendra_2 if {
	not "aws.keys.kendra" in testing.ids(keys.deny) with input as testing.unsure("aws_kendra_index", {}, {"server_side_encryption_configuration": true})
}

test_refuses_appflow if {
	"aws.keys.appflow" in testing.ids(keys.deny) with input as testing.creating("aws_appflow_flow", {})
}

test_accepts_appflow if {
	not "aws.keys.appflow" in testing.ids(keys.deny) with input as testing.creating("aws_appflow_flow", {"kms_arn": "k"})
}

test_accepts_appflow_2 if {
	not "aws.keys.appflow" in testing.ids(keys.deny) with input as testing.unsure("aws_appflow_flow", {}, {"kms_arn": true})
}

test_refuses_appflow_profiles if {
	"aws.keys.appflow-profiles" in testing.ids(keys.deny) with input as testing.creating("aws_appflow_connector_profile", {})
}

test_accepts_appflow_profiles if {
	not "aws.keys.appflow-profiles" in testing.ids(keys.deny) with input as testing.creating("aws_appflow_connector_profile", {"kms_arn": "k"})
}

test_accepts_appflow_profiles_2 if {
	not "aws.keys.appflow-profiles" in testing.ids(keys.deny) with input as testing.unsure("aws_appflow_connector_profile", {}, {"kms_arn": true})
}

test_refuses_database_snapshots if {
	"aws.keys.database-snapshots" in testing.ids(keys.deny) with input as testing.creating("aws_db_snapshot_copy", {})
}

test_accepts_database_snapshots if {
	not "aws.keys.database-snapshots" in testing.ids(keys.deny) with input as testing.creating("aws_db_snapshot_copy", {"kms_key_id": "k"})
}

test_accepts_database_snapshots_2 if {
	not "aws.keys.database-snapshots" in testing.ids(keys.deny) with input as testing.unsure("aws_db_snapshot_copy", {}, {"kms_key_id": true})
}

test_refuses_comprehend_models if {
	"aws.keys.comprehend-models" in testing.ids(keys.deny) with input as testing.creating("aws_comprehend_entity_recognizer", {})
}

test_accepts_comprehend_models if {
	not "aws.keys.comprehend-models" in testing.ids(keys.deny) with input as testing.creating("aws_comprehend_entity_recognizer", {"model_kms_key_id": "k"})
}

test_accepts_comprehend_models_2 if {
	not "aws.keys.comprehend-models" in testing.ids(keys.deny) with input as testing.unsure("aws_comprehend_entity_recognizer", {}, {"model_kms_key_id": true})
}

test_refuses_comprehend_volumes if {
	"aws.keys.comprehend-volumes" in testing.ids(keys.deny) with input as testing.creating("aws_comprehend_entity_recognizer", {})
}

test_accepts_comprehend_volumes if {
	not "aws.keys.comprehend-volumes" in testing.ids(keys.deny) with input as testing.creating("aws_comprehend_entity_recognizer", {"volume_kms_key_id": "k"})
}

test_accepts_comprehend_volumes_2 if {
	not "aws.keys.comprehend-volumes" in testing.ids(keys.deny) with input as testing.unsure("aws_comprehend_entity_recognizer", {}, {"volume_kms_key_id": true})
}

test_refuses_table_replicas if {
	"aws.keys.table-replicas" in testing.ids(keys.deny) with input as testing.creating("aws_dynamodb_table_replica", {})
}

test_accepts_table_replicas if {
	not "aws.keys.table-replicas" in testing.ids(keys.deny) with input as testing.creating("aws_dynamodb_table_replica", {"kms_key_arn": "k"})
}

test_accepts_table_replicas_2 if {
	not "aws.keys.table-replicas" in testing.ids(keys.deny) with input as testing.unsure("aws_dynamodb_table_replica", {}, {"kms_key_arn": true})
}

test_refuses_neptune_snapshots if {
	"aws.keys.neptune-snapshots" in testing.ids(keys.deny) with input as testing.creating("aws_neptune_cluster_snapshot", {})
}

test_accepts_neptune_snapshots if {
	not "aws.keys.neptune-snapshots" in testing.ids(keys.deny) with input as testing.creating("aws_neptune_cluster_snapshot", {"kms_key_id": "k"})
}

test_accepts_neptune_snapshots_2 if {
	not "aws.keys.neptune-snapshots" in testing.ids(keys.deny) with input as testing.unsure("aws_neptune_cluster_snapshot", {}, {"kms_key_id": true})
}

test_refuses_redshift_copies if {
	"aws.keys.redshift-copies" in testing.ids(keys.deny) with input as testing.creating("aws_redshift_snapshot_copy_grant", {})
}

test_accepts_redshift_copies if {
	not "aws.keys.redshift-copies" in testing.ids(keys.deny) with input as testing.creating("aws_redshift_snapshot_copy_grant", {"kms_key_id": "k"})
}

test_accepts_redshift_copies_2 if {
	not "aws.keys.redshift-copies" in testing.ids(keys.deny) with input as testing.unsure("aws_redshift_snapshot_copy_grant", {}, {"kms_key_id": true})
}

test_refuses_redshift_serverless if {
	"aws.keys.redshift-serverless" in testing.ids(keys.deny) with input as testing.creating("aws_redshiftserverless_namespace", {})
}

test_accepts_redshift_serverless if {
	not "aws.keys.redshift-serverless" in testing.ids(keys.deny) with input as testing.creating("aws_redshiftserverless_namespace", {"kms_key_id": "k"})
}

test_accepts_redshift_serverless_2 if {
	not "aws.keys.redshift-serverless" in testing.ids(keys.deny) with input as testing.unsure("aws_redshiftserverless_namespace", {}, {"kms_key_id": true})
}

test_refuses_redshift if {
	"aws.keys.redshift" in testing.ids(keys.deny) with input as testing.creating("aws_redshift_cluster", {})
}

test_accepts_redshift if {
	not "aws.keys.redshift" in testing.ids(keys.deny) with input as testing.creating("aws_redshift_cluster", {"kms_key_id": "k"})
}

test_accepts_redshift_2 if {
	not "aws.keys.redshift" in testing.ids(keys.deny) with input as testing.unsure("aws_redshift_cluster", {}, {"kms_key_id": true})
}

test_refuses_event_stores if {
	"aws.keys.event-stores" in testing.ids(keys.deny) with input as testing.creating("aws_cloudtrail_event_data_store", {})
}

test_accepts_event_stores if {
	not "aws.keys.event-stores" in testing.ids(keys.deny) with input as testing.creating("aws_cloudtrail_event_data_store", {"kms_key_id": "k"})
}

test_accepts_event_stores_2 if {
	not "aws.keys.event-stores" in testing.ids(keys.deny) with input as testing.unsure("aws_cloudtrail_event_data_store", {}, {"kms_key_id": true})
}

test_refuses_schedules if {
	"aws.keys.schedules" in testing.ids(keys.deny) with input as testing.creating("aws_scheduler_schedule", {})
}

test_accepts_schedules if {
	not "aws.keys.schedules" in testing.ids(keys.deny) with input as testing.creating("aws_scheduler_schedule", {"kms_key_arn": "k"})
}

test_accepts_schedules_2 if {
	not "aws.keys.schedules" in testing.ids(keys.deny) with input as testing.unsure("aws_scheduler_schedule", {}, {"kms_key_arn": true})
}

test_refuses_dms_s3 if {
	"aws.keys.dms-s3" in testing.ids(keys.deny) with input as testing.creating("aws_dms_s3_endpoint", {})
}

test_accepts_dms_s3 if {
	not "aws.keys.dms-s3" in testing.ids(keys.deny) with input as testing.creating("aws_dms_s3_endpoint", {"kms_key_arn": "k"})
}

test_accepts_dms_s3_2 if {
	not "aws.keys.dms-s3" in testing.ids(keys.deny) with input as testing.unsure("aws_dms_s3_endpoint", {}, {"kms_key_arn": true})
}

test_refuses_aurora if {
	"aws.keys.aurora" in testing.ids(keys.deny) with input as testing.creating("aws_rds_cluster", {})
}

test_accepts_aurora if {
	not "aws.keys.aurora" in testing.ids(keys.deny) with input as testing.creating("aws_rds_cluster", {"kms_key_id": "k"})
}

test_accepts_aurora_2 if {
	not "aws.keys.aurora" in testing.ids(keys.deny) with input as testing.unsure("aws_rds_cluster", {}, {"kms_key_id": true})
}

test_refuses_parameters if {
	"aws.keys.parameters" in testing.ids(keys.deny) with input as testing.creating("aws_ssm_parameter", {})
}

test_accepts_parameters if {
	not "aws.keys.parameters" in testing.ids(keys.deny) with input as testing.creating("aws_ssm_parameter", {"key_id": "k"})
}

test_accepts_parameters_2 if {
	not "aws.keys.parameters" in testing.ids(keys.deny) with input as testing.unsure("aws_ssm_parameter", {}, {"key_id": true})
}

test_refuses_neptune if {
	"aws.keys.neptune" in testing.ids(keys.deny) with input as testing.creating("aws_neptune_cluster", {})
}

test_accepts_neptune if {
	not "aws.keys.neptune" in testing.ids(keys.deny) with input as testing.creating("aws_neptune_cluster", {"kms_key_arn": "k"})
}

test_accepts_neptune_2 if {
	not "aws.keys.neptune" in testing.ids(keys.deny) with input as testing.unsure("aws_neptune_cluster", {}, {"kms_key_arn": true})
}

test_refuses_firewall_policies if {
	"aws.keys.firewall-policies" in testing.ids(keys.deny) with input as testing.creating("aws_networkfirewall_firewall_policy", {})
}

test_accepts_firewall_policies if {
	not "aws.keys.firewall-policies" in testing.ids(keys.deny) with input as testing.creating("aws_networkfirewall_firewall_policy", {"encryption_configuration": [{"key_id": "k"}]})
}

test_accepts_firewall_policies_2 if {
	not "aws.keys.firewall-policies" in testing.ids(keys.deny) with input as testing.unsure("aws_networkfirewall_firewall_policy", {}, {"encryption_configuration": true})
}

test_refuses_bedrock if {
	"aws.keys.bedrock" in testing.ids(keys.deny) with input as testing.creating("aws_bedrockagent_agent", {})
}

test_accepts_bedrock if {
	not "aws.keys.bedrock" in testing.ids(keys.deny) with input as testing.creating("aws_bedrockagent_agent", {"customer_encryption_key_arn": "k"})
}

test_accepts_bedrock_2 if {
	not "aws.keys.bedrock" in testing.ids(keys.deny) with input as testing.unsure("aws_bedrockagent_agent", {}, {"customer_encryption_key_arn": true})
}

test_refuses_data_quality if {
	"aws.keys.data-quality" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_data_quality_job_definition", {})
}

test_accepts_data_quality if {
	not "aws.keys.data-quality" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_data_quality_job_definition", {"data_quality_job_output_config": [{"kms_key_id": "k"}]})
}

test_accepts_data_quality_2 if {
	not "aws.keys.data-quality" in testing.ids(keys.deny) with input as testing.unsure("aws_sagemaker_data_quality_job_definition", {}, {"data_quality_job_output_config": true})
}

test_refuses_data_quality_volumes if {
	"aws.keys.data-quality-volumes" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_data_quality_job_definition", {})
}

test_accepts_data_quality_volumes if {
	not "aws.keys.data-quality-volumes" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_data_quality_job_definition", {"job_resources": [{"cluster_config": [{"volume_kms_key_id": "k"}]}]})
}

test_accepts_data_quality_volumes_2 if {
	not "aws.keys.data-quality-volumes" in testing.ids(keys.deny) with input as testing.unsure("aws_sagemaker_data_quality_job_definition", {}, {"job_resources": true})
}

test_refuses_flow_definitions if {
	"aws.keys.flow-definitions" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_flow_definition", {})
}

test_accepts_flow_definitions if {
	not "aws.keys.flow-definitions" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_flow_definition", {"output_config": [{"kms_key_id": "k"}]})
}

test_accepts_flow_definitions_2 if {
	not "aws.keys.flow-definitions" in testing.ids(keys.deny) with input as testing.unsure("aws_sagemaker_flow_definition", {}, {"output_config": true})
}

test_refuses_endpoint_configurations if {
	"aws.keys.endpoint-configurations" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_endpoint_configuration", {})
}

test_accepts_endpoint_configurations if {
	not "aws.keys.endpoint-configurations" in testing.ids(keys.deny) with input as testing.creating("aws_sagemaker_endpoint_configuration", {"kms_key_arn": "k"})
}

test_accepts_endpoint_configurations_2 if {
	not "aws.keys.endpoint-configurations" in testing.ids(keys.deny) with input as testing.unsure("aws_sagemaker_endpoint_configuration", {}, {"kms_key_arn": true})
}

test_refuses_code_builds if {
	"aws.keys.code-builds" in testing.ids(keys.deny) with input as testing.creating("aws_codebuild_project", {})
}

test_accepts_code_builds if {
	not "aws.keys.code-builds" in testing.ids(keys.deny) with input as testing.creating("aws_codebuild_project", {"encryption_key": "k"})
}

test_accepts_code_builds_2 if {
	not "aws.keys.code-builds" in testing.ids(keys.deny) with input as testing.creating("aws_codebuild_project", {"artifacts": [{"type": "NO_ARTIFACTS"}]})
}

test_refuses_secrets if {
	"aws.keys.secrets" in testing.ids(keys.deny) with input as testing.creating("aws_secretsmanager_secret", {})
}

test_refuses_secrets_2 if {
	"aws.keys.secrets" in testing.ids(keys.deny) with input as testing.creating("aws_secretsmanager_secret", {"kms_key_id": "alias/aws/secretsmanager"})
}

test_accepts_secrets if {
	not "aws.keys.secrets" in testing.ids(keys.deny) with input as testing.creating("aws_secretsmanager_secret", {"kms_key_id": "k"})
}

test_refuses_dynamodb if {
	"aws.keys.dynamodb" in testing.ids(keys.deny) with input as testing.creating("aws_dynamodb_table", {})
}

test_refuses_dynamodb_2 if {
	"aws.keys.dynamodb" in testing.ids(keys.deny) with input as testing.creating("aws_dynamodb_table", {"server_side_encryption": [{"enabled": true}]})
}

test_accepts_dynamodb if {
	not "aws.keys.dynamodb" in testing.ids(keys.deny) with input as testing.creating("aws_dynamodb_table", {"server_side_encryption": [{"enabled": true, "kms_key_arn": "k"}]})
}
