# METADATA
# title: Watching over accounts
package terraform.aws.posture

import data.plumb.plan

# METADATA
# title: GuardDuty is on
# custom:
#   id: aws.posture.guardduty
#   severity: high
#   remediation: Do not set enable to false.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_238"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_guardduty_detector
	plan.contradicts(resource, ["enable"], true)
	message := "enable is not on"
}

# METADATA
# title: Config looks at every region
# custom:
#   id: aws.posture.config-regions
#   severity: medium
#   remediation: Set all_regions to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_121"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_config_configuration_aggregator
	not sees_all(resource)
	message := "some regions are left out"
}

sees_all(resource) if {
	some source in ["account_aggregation_source", "organization_aggregation_source"]
	plan.value(resource, [source, 0, "all_regions"]) == true
}

# METADATA
# title: Config records every kind of resource
# custom:
#   id: aws.posture.config-everything
#   severity: medium
#   remediation: Set all_supported and include_global_resource_types of recording_group to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV2_AWS_48"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_config_configuration_recorder
	leaves_out(resource)
	message := "some resources are left out"
}

leaves_out(resource) if plan.differs(resource, ["recording_group", 0, "include_global_resource_types"], true)

leaves_out(resource) if plan.contradicts(resource, ["recording_group", 0, "all_supported"], true)

# METADATA
# title: Parameters are encrypted
# custom:
#   id: aws.posture.parameter-encryption
#   severity: medium
#   remediation: Set type to SecureString.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AWS_34"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ssm_parameter
	plan.differs(resource, ["type"], "SecureString")
	message := "type is not SecureString"
}

# METADATA
# title: Logs of sessions are encrypted
# custom:
#   id: aws.posture.session-logs
#   severity: medium
#   remediation: Log sessions to an encrypted bucket or log group.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ssm_document
	plan.value(resource, ["document_type"]) == "Session"
	json.is_valid(resource.values.content)
	inputs := json.unmarshal(resource.values.content).inputs
	not logs_encrypted(inputs)
	message := "sessions are not logged with encryption"
}

logs_encrypted(inputs) if {
	inputs.s3BucketName != ""
	plan.plain(inputs.s3EncryptionEnabled) == true
}

logs_encrypted(inputs) if {
	inputs.cloudWatchLogGroupName != ""
	plan.plain(inputs.cloudWatchEncryptionEnabled) == true
}

# METADATA
# title: Documents are not public
# custom:
#   id: aws.posture.document-public
#   severity: high
#   remediation: Name accounts in permissions.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_303"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ssm_document
	object.get(resource.values, ["permissions", "type"], "") == "Share"
	lower(object.get(resource.values, ["permissions", "account_ids"], "")) == "all"
	message := "everyone may use the document"
}

# METADATA
# title: Mail is sent over TLS only
# custom:
#   id: aws.posture.mail-tls
#   severity: medium
#   remediation: Set tls_policy of delivery_options to Require.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_365"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ses_configuration_set
	plan.differs(resource, ["delivery_options", 0, "tls_policy"], "Require")
	message := "tls_policy is not Require"
}

# METADATA
# title: Identity pools take no guests
# custom:
#   id: aws.posture.guests
#   severity: high
#   remediation: Set allow_unauthenticated_identities to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_366"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cognito_identity_pool
	plan.differs(resource, ["allow_unauthenticated_identities"], false)
	message := "allow_unauthenticated_identities is not off"
}

# METADATA
# title: Alarms act
# custom:
#   id: aws.posture.alarm-actions
#   severity: low
#   remediation: Do not set actions_enabled to false.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_319"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudwatch_metric_alarm
	plan.contradicts(resource, ["actions_enabled"], true)
	message := "actions_enabled is not on"
}

# METADATA
# title: Stacks tell what happens
# custom:
#   id: aws.posture.stack-events
#   severity: low
#   remediation: Set notification_arns.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_124"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudformation_stack
	plan.unset(resource, ["notification_arns"])
	message := "notification_arns is not set"
}

# METADATA
# title: Trails tell of new logs
# custom:
#   id: aws.posture.trail-topic
#   severity: low
#   remediation: Set sns_topic_name.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_252"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudtrail
	plan.unset(resource, ["sns_topic_name"])
	message := "sns_topic_name is not set"
}

# METADATA
# title: The root user has no access keys
# custom:
#   id: aws.posture.root-keys
#   severity: critical
#   remediation: Make a user or role that may do what is needed.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_348"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_access_key
	resource.values.user == "root"
	message := "the root user gets a key"
}

# METADATA
# title: Certificates are logged publicly
# custom:
#   id: aws.posture.certificate-transparency
#   severity: low
#   remediation: Do not set certificate_transparency_logging_preference to DISABLED.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_acm_certificate
	plan.contradicts(resource, ["options", 0, "certificate_transparency_logging_preference"], "ENABLED")
	message := "certificate_transparency_logging_preference is not ENABLED"
}

# METADATA
# title: Secrets are rotated within 90 days
# custom:
#   id: aws.posture.secret-rotation
#   severity: medium
#   remediation: Set automatically_after_days of rotation_rules to 90 or less.
#   frameworks:
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_secretsmanager_secret_rotation
	to_number(plan.value(resource, ["rotation_rules", 0, "automatically_after_days"])) > 90
	message := "the secret is rotated too seldom"
}
