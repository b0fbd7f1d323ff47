# METADATA
# title: Glue, EMR, MWAA, DMS, Athena, Firehose, MSK and MQ
package terraform.aws.pipelines

import data.plumb.plan

# METADATA
# title: The scheduler of MWAA logs
# custom:
#   id: aws.pipelines.mwaa-scheduler-logs
#   severity: low
#   remediation: Set enabled of scheduler_logs to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_242"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mwaa_environment
	plan.differs(resource, ["logging_configuration", 0, "scheduler_logs", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: The worker of MWAA logs
# custom:
#   id: aws.pipelines.mwaa-worker-logs
#   severity: low
#   remediation: Set enabled of worker_logs to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_243"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mwaa_environment
	plan.differs(resource, ["logging_configuration", 0, "worker_logs", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: The webserver of MWAA logs
# custom:
#   id: aws.pipelines.mwaa-webserver-logs
#   severity: low
#   remediation: Set enabled of webserver_logs to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_244"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mwaa_environment
	plan.differs(resource, ["logging_configuration", 0, "webserver_logs", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: MWAA is not public
# custom:
#   id: aws.pipelines.mwaa-private
#   severity: high
#   remediation: Do not set webserver_access_mode to PUBLIC_ONLY.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV2_AWS_66"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mwaa_environment
	plan.among(resource, ["webserver_access_mode"], {"PUBLIC_ONLY"})
	message := "webserver_access_mode is one of PUBLIC_ONLY"
}

# METADATA
# title: Jobs and crawlers of Glue have a security configuration
# custom:
#   id: aws.pipelines.glue-security
#   severity: medium
#   remediation: Set security_configuration.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_195"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_glue_crawler", "aws_glue_dev_endpoint", "aws_glue_job"}
	some resource in plan.resources[type]
	plan.unset(resource, ["security_configuration"])
	message := "security_configuration is not set"
}

# METADATA
# title: Security configurations of Glue encrypt everything
# custom:
#   id: aws.pipelines.glue-encryption
#   severity: high
#   remediation: Encrypt logs, bookmarks and S3 in encryption_configuration.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_99"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_glue_security_configuration
	modes := {"cloudwatch_encryption": "cloudwatch_encryption_mode", "job_bookmarks_encryption": "job_bookmarks_encryption_mode", "s3_encryption": "s3_encryption_mode"}
	some part, mode in modes
	plan.value(resource, ["encryption_configuration", 0, part, 0, mode]) in {null, "DISABLED"}
	not plan.unknown(resource, ["encryption_configuration", 0, part, 0, mode])
	message := "something is not encrypted"
}

# METADATA
# title: The data catalog is encrypted
# custom:
#   id: aws.pipelines.glue-catalog
#   severity: high
#   remediation: Encrypt passwords and data in data_catalog_encryption_settings.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_94"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_glue_data_catalog_encryption_settings
	not is_encrypted(resource)
	message := "the catalog is not encrypted"
}

is_encrypted(resource) if {
	settings := ["data_catalog_encryption_settings", 0]
	plan.value(resource, array.concat(settings, ["connection_password_encryption", 0, "return_connection_password_encrypted"])) == true
	plan.value(resource, array.concat(settings, ["encryption_at_rest", 0, "catalog_encryption_mode"])) == "SSE-KMS"
}

# METADATA
# title: Results of Athena are encrypted
# custom:
#   id: aws.pipelines.athena-encryption
#   severity: medium
#   remediation: Add an encryption_configuration to result_configuration.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_159"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_athena_workgroup
	plan.unset(resource, ["configuration", 0, "result_configuration", 0, "encryption_configuration", 0, "encryption_option"])
	message := "encryption_option is not set"
}

# METADATA
# title: Clients of Athena can not switch encryption off
# custom:
#   id: aws.pipelines.athena-enforced
#   severity: medium
#   remediation: Do not set enforce_workgroup_configuration to false.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_82"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_athena_workgroup
	plan.contradicts(resource, ["configuration", 0, "enforce_workgroup_configuration"], true)
	message := "enforce_workgroup_configuration is not on"
}

# METADATA
# title: Databases of Athena are encrypted
# custom:
#   id: aws.pipelines.athena-database
#   severity: medium
#   remediation: Add an encryption_configuration.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_77"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_athena_database
	plan.unset(resource, ["encryption_configuration", 0, "encryption_option"])
	message := "encryption_option is not set"
}

# METADATA
# title: Nodes of MSK are private
# custom:
#   id: aws.pipelines.msk-private
#   severity: high
#   remediation: Do not set type of public_access.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_291"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_msk_cluster
	plan.among(resource, ["broker_node_group_info", 0, "connectivity_info", 0, "public_access", 0, "type"], {"SERVICE_PROVIDED_EIPS"})
	message := "type is one of SERVICE_PROVIDED_EIPS"
}

# METADATA
# title: MSK logs
# custom:
#   id: aws.pipelines.msk-logs
#   severity: medium
#   remediation: Enable logs in broker_logs of logging_info.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_80"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_msk_cluster
	not logs(resource)
	message := "the brokers log nowhere"
}

logs(resource) if {
	some place in ["cloudwatch_logs", "firehose", "s3"]
	plan.value(resource, ["logging_info", 0, "broker_logs", 0, place, 0, "enabled"]) == true
}

# METADATA
# title: Brokers are not public
# custom:
#   id: aws.pipelines.mq-private
#   severity: high
#   remediation: Do not set publicly_accessible.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_69"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mq_broker
	plan.contradicts(resource, ["publicly_accessible"], false)
	message := "publicly_accessible is not off"
}

# METADATA
# title: Brokers log
# custom:
#   id: aws.pipelines.mq-logs
#   severity: low
#   remediation: Set general of logs to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_48"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mq_broker
	plan.differs(resource, ["logs", 0, "general"], true)
	message := "general is not on"
}

# METADATA
# title: Brokers log what administrators do
# custom:
#   id: aws.pipelines.mq-audit
#   severity: low
#   remediation: Set audit of logs to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_197"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mq_broker
	plan.value(resource, ["engine_type"]) != "RabbitMQ"
	plan.differs(resource, ["logs", 0, "audit"], true)
	message := "what administrators do is not logged"
}

# METADATA
# title: Brokers are kept up to date
# custom:
#   id: aws.pipelines.mq-upgrades
#   severity: medium
#   remediation: Set auto_minor_version_upgrade to true.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_207"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_mq_broker
	plan.differs(resource, ["auto_minor_version_upgrade"], true)
	message := "auto_minor_version_upgrade is not on"
}

# METADATA
# title: Replication instances are not public
# custom:
#   id: aws.pipelines.dms-private
#   severity: high
#   remediation: Set publicly_accessible to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_89"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dms_replication_instance
	plan.contradicts(resource, ["publicly_accessible"], false)
	message := "publicly_accessible is not off"
}

# METADATA
# title: Replication instances are kept up to date
# custom:
#   id: aws.pipelines.dms-upgrades
#   severity: medium
#   remediation: Set auto_minor_version_upgrade to true.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_222"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_dms_replication_instance
	plan.differs(resource, ["auto_minor_version_upgrade"], true)
	message := "auto_minor_version_upgrade is not on"
}

# METADATA
# title: EMR clusters have a security configuration
# custom:
#   id: aws.pipelines.emr-security
#   severity: medium
#   remediation: Set security_configuration.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AWS_55"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_emr_cluster
	plan.unset(resource, ["security_configuration"])
	message := "security_configuration is not set"
}

# METADATA
# title: EMR refuses to be public
# custom:
#   id: aws.pipelines.emr-public
#   severity: high
#   remediation: Set block_public_security_group_rules to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_390"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_emr_block_public_access_configuration
	plan.differs(resource, ["block_public_security_group_rules"], true)
	message := "block_public_security_group_rules is not on"
}

# METADATA
# title: Delivery streams are encrypted
# custom:
#   id: aws.pipelines.firehose-encryption
#   severity: medium
#   remediation: Set enabled of server_side_encryption to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_240"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_kinesis_firehose_delivery_stream
	plan.unset(resource, ["kinesis_source_configuration"])
	plan.differs(resource, ["server_side_encryption", 0, "enabled"], true)
	message := "the stream is not encrypted"
}
