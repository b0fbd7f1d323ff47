# METADATA
# title: Keys of yours
package terraform.aws.keys

import data.plumb.plan

# METADATA
# title: Timestream is encrypted with a key of yours
# custom:
#   id: aws.keys.timestream
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_160"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_timestreamwrite_database
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: ONTAP file systems are encrypted with a key of yours
# custom:
#   id: aws.keys.ontap
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_178"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_fsx_ontap_file_system
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Windows file systems are encrypted with a key of yours
# custom:
#   id: aws.keys.fsx-windows
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_179"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_fsx_windows_file_system
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Lustre file systems are encrypted with a key of yours
# custom:
#   id: aws.keys.fsx-lustre
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_190"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_fsx_lustre_file_system
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: OpenZFS file systems are encrypted with a key of yours
# custom:
#   id: aws.keys.fsx-openzfs
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_203"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_fsx_openzfs_file_system
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Components of images are encrypted with a key of yours
# custom:
#   id: aws.keys.image-components
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_180"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_imagebuilder_component
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Copies of objects are encrypted with a key of yours
# custom:
#   id: aws.keys.object-copies
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_181"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_object_copy
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: DocumentDB is encrypted with a key of yours
# custom:
#   id: aws.keys.documentdb
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_182"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_docdb_cluster
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Copies of snapshots are encrypted with a key of yours
# custom:
#   id: aws.keys.snapshot-copies
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_183"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ebs_snapshot_copy
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: EFS is encrypted with a key of yours
# custom:
#   id: aws.keys.efs
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_184"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_efs_file_system
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Streams are encrypted with a key of yours
# custom:
#   id: aws.keys.streams
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_185"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_kinesis_stream
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Video streams are encrypted with a key of yours
# custom:
#   id: aws.keys.video-streams
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_177"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_kinesis_video_stream
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Objects are encrypted with a key of yours
# custom:
#   id: aws.keys.objects
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_186"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket_object
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: SageMaker is encrypted with a key of yours
# custom:
#   id: aws.keys.sagemaker
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_187", "CKV_AWS_22"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_sagemaker_domain", "aws_sagemaker_notebook_instance"}
	some resource in plan.resources[type]
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Volumes are encrypted with a key of yours
# custom:
#   id: aws.keys.volumes
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_189"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ebs_volume
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Replication groups are encrypted with a key of yours
# custom:
#   id: aws.keys.replication-groups
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_191"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elasticache_replication_group
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: MemoryDB is encrypted with a key of yours
# custom:
#   id: aws.keys.memorydb
#   severity: low
#   remediation: Set kms_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_201"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_memorydb_cluster
	plan.unset(resource, ["kms_key_arn"])
	message := "kms_key_arn is not set"
}

# METADATA
# title: Snapshots of MemoryDB are encrypted with a key of yours
# custom:
#   id: aws.keys.memorydb-snapshots
#   severity: low
#   remediation: Set kms_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_278"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_memorydb_snapshot
	plan.unset(resource, ["kms_key_arn"])
	message := "kms_key_arn is not set"
}

# METADATA
# title: Brokers are encrypted with a key of yours
# custom:
#   id: aws.keys.mq
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_209"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mq_broker
	plan.unset(resource, ["encryption_options", 0, "kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Replication instances are encrypted with a key of yours
# custom:
#   id: aws.keys.dms
#   severity: low
#   remediation: Set kms_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_212"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dms_replication_instance
	plan.unset(resource, ["kms_key_arn"])
	message := "kms_key_arn is not set"
}

# METADATA
# title: Artifacts of pipelines are encrypted with a key of yours
# custom:
#   id: aws.keys.pipeline-artifacts
#   severity: low
#   remediation: Set id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_219"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_codepipeline
	plan.unset(resource, ["artifact_store", 0, "encryption_key", 0, "id"])
	message := "id is not set"
}

# METADATA
# title: Domains of artifacts are encrypted with a key of yours
# custom:
#   id: aws.keys.artifact-domains
#   severity: low
#   remediation: Set encryption_key to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_221"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_codeartifact_domain
	plan.unset(resource, ["encryption_key"])
	message := "encryption_key is not set"
}

# METADATA
# title: Copies of images are encrypted with a key of yours
# custom:
#   id: aws.keys.image-copies
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_236"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ami_copy
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Activity streams are encrypted with a key of yours
# custom:
#   id: aws.keys.activity-streams
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_246"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster_activity_stream
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Replicated backups are encrypted with a key of yours
# custom:
#   id: aws.keys.backup-replication
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_245"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_instance_automated_backups_replication
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Search domains are encrypted with a key of yours
# custom:
#   id: aws.keys.search
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_247"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_elasticsearch_domain", "aws_opensearch_domain"}
	some resource in plan.resources[type]
	plan.unset(resource, ["encrypt_at_rest", 0, "kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Kendra is encrypted with a key of yours
# custom:
#   id: aws.keys.kendra
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_262"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_kendra_index
	plan.unset(resource, ["server_side_encryption_configuration", 0, "kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Flows are encrypted with a key of yours
# custom:
#   id: aws.keys.appflow
#   severity: low
#   remediation: Set kms_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_263"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_appflow_flow
	plan.unset(resource, ["kms_arn"])
	message := "kms_arn is not set"
}

# METADATA
# title: Profiles of connectors are encrypted with a key of yours
# custom:
#   id: aws.keys.appflow-profiles
#   severity: low
#   remediation: Set kms_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_264"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_appflow_connector_profile
	plan.unset(resource, ["kms_arn"])
	message := "kms_arn is not set"
}

# METADATA
# title: Copies of database snapshots are encrypted with a key of yours
# custom:
#   id: aws.keys.database-snapshots
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_266"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_db_snapshot_copy
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Models of Comprehend are encrypted with a key of yours
# custom:
#   id: aws.keys.comprehend-models
#   severity: low
#   remediation: Set model_kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_267"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_comprehend_entity_recognizer
	plan.unset(resource, ["model_kms_key_id"])
	message := "model_kms_key_id is not set"
}

# METADATA
# title: Volumes of Comprehend are encrypted with a key of yours
# custom:
#   id: aws.keys.comprehend-volumes
#   severity: low
#   remediation: Set volume_kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_268"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_comprehend_entity_recognizer
	plan.unset(resource, ["volume_kms_key_id"])
	message := "volume_kms_key_id is not set"
}

# METADATA
# title: Replicas of tables are encrypted with a key of yours
# custom:
#   id: aws.keys.table-replicas
#   severity: low
#   remediation: Set kms_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_271"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dynamodb_table_replica
	plan.unset(resource, ["kms_key_arn"])
	message := "kms_key_arn is not set"
}

# METADATA
# title: Snapshots of Neptune are encrypted with a key of yours
# custom:
#   id: aws.keys.neptune-snapshots
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_280"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster_snapshot
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Copies of Redshift snapshots are encrypted with a key of yours
# custom:
#   id: aws.keys.redshift-copies
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_281"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_snapshot_copy_grant
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Serverless Redshift is encrypted with a key of yours
# custom:
#   id: aws.keys.redshift-serverless
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_282"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshiftserverless_namespace
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Redshift is encrypted with a key of yours
# custom:
#   id: aws.keys.redshift
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_142"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_cluster
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Stores of events are encrypted with a key of yours
# custom:
#   id: aws.keys.event-stores
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_294"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudtrail_event_data_store
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Schedules are encrypted with a key of yours
# custom:
#   id: aws.keys.schedules
#   severity: low
#   remediation: Set kms_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_297"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_scheduler_schedule
	plan.unset(resource, ["kms_key_arn"])
	message := "kms_key_arn is not set"
}

# METADATA
# title: Endpoints to S3 are encrypted with a key of yours
# custom:
#   id: aws.keys.dms-s3
#   severity: low
#   remediation: Set kms_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_298"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dms_s3_endpoint
	plan.unset(resource, ["kms_key_arn"])
	message := "kms_key_arn is not set"
}

# METADATA
# title: Aurora is encrypted with a key of yours
# custom:
#   id: aws.keys.aurora
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_327"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_rds_cluster
	plan.unset(resource, ["kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Parameters are encrypted with a key of yours
# custom:
#   id: aws.keys.parameters
#   severity: low
#   remediation: Set key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_337"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ssm_parameter
	plan.unset(resource, ["key_id"])
	message := "key_id is not set"
}

# METADATA
# title: Neptune is encrypted with a key of yours
# custom:
#   id: aws.keys.neptune
#   severity: low
#   remediation: Set kms_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_347"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_neptune_cluster
	plan.unset(resource, ["kms_key_arn"])
	message := "kms_key_arn is not set"
}

# METADATA
# title: Firewall policies are encrypted with a key of yours
# custom:
#   id: aws.keys.firewall-policies
#   severity: low
#   remediation: Set key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_346"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_networkfirewall_firewall_policy
	plan.unset(resource, ["encryption_configuration", 0, "key_id"])
	message := "key_id is not set"
}

# METADATA
# title: Agents are encrypted with a key of yours
# custom:
#   id: aws.keys.bedrock
#   severity: low
#   remediation: Set customer_encryption_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_373"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_bedrockagent_agent
	plan.unset(resource, ["customer_encryption_key_arn"])
	message := "customer_encryption_key_arn is not set"
}

# METADATA
# title: Models of data quality jobs are encrypted with a key of yours
# custom:
#   id: aws.keys.data-quality
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_367"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_data_quality_job_definition
	plan.unset(resource, ["data_quality_job_output_config", 0, "kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Volumes of data quality jobs are encrypted with a key of yours
# custom:
#   id: aws.keys.data-quality-volumes
#   severity: low
#   remediation: Set volume_kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_368"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_data_quality_job_definition
	plan.unset(resource, ["job_resources", 0, "cluster_config", 0, "volume_kms_key_id"])
	message := "volume_kms_key_id is not set"
}

# METADATA
# title: Outputs of flow definitions are encrypted with a key of yours
# custom:
#   id: aws.keys.flow-definitions
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_372"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_flow_definition
	plan.unset(resource, ["output_config", 0, "kms_key_id"])
	message := "kms_key_id is not set"
}

# METADATA
# title: Endpoints of SageMaker are encrypted with a key of yours
# custom:
#   id: aws.keys.endpoint-configurations
#   severity: low
#   remediation: Set kms_key_arn to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_98"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_sagemaker_endpoint_configuration
	plan.unset(resource, ["kms_key_arn"])
	message := "kms_key_arn is not set"
}

# METADATA
# title: Builds are encrypted with a key of yours
# custom:
#   id: aws.keys.code-builds
#   severity: low
#   remediation: Set encryption_key.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_147"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_codebuild_project
	plan.value(resource, ["artifacts", 0, "type"]) != "NO_ARTIFACTS"
	plan.unset(resource, ["encryption_key"])
	message := "encryption_key is not set"
}

# METADATA
# title: Secrets are encrypted with a key of yours
# custom:
#   id: aws.keys.secrets
#   severity: low
#   remediation: Set kms_key_id to a key of yours.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_149"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_secretsmanager_secret
	has_no_key(resource)
	message := "there is no key of yours"
}

has_no_key(resource) if plan.unset(resource, ["kms_key_id"])

has_no_key(resource) if contains(resource.values.kms_key_id, "alias/aws/")

# METADATA
# title: Tables are encrypted with a key of yours
# custom:
#   id: aws.keys.dynamodb
#   severity: low
#   remediation: Set kms_key_arn of server_side_encryption.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_119"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dynamodb_table
	not has_own_key(resource)
	message := "the table has no key of yours"
}

has_own_key(resource) if {
	plan.value(resource, ["server_side_encryption", 0, "enabled"]) == true
	not plan.unset(resource, ["server_side_encryption", 0, "kms_key_arn"])
}
