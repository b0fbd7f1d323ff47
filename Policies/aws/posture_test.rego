package terraform.aws.posture_test

import data.plumb.testing
import data.terraform.aws.posture

test_refuses_guardduty if {
	"aws.posture.guardduty" in testing.ids(posture.deny) with input as testing.creating("aws_guardduty_detector", {"enable": false})
}

test_accepts_guardduty if {
	not "aws.posture.guardduty" in testing.ids(posture.deny) with input as testing.creating("aws_guardduty_detector", {"enable": true})
}

test_accepts_guardduty_2 if {
	not "aws.posture.guardduty" in testing.ids(posture.deny) with input as testing.creating("aws_guardduty_detector", {})
}

test_accepts_guardduty_3 if {
	not "aws.posture.guardduty" in testing.ids(posture.deny) with input as testing.unsure("aws_guardduty_detector", {}, {"enable": true})
}

test_refuses_config_regions if {
	"aws.posture.config-regions" in testing.ids(posture.deny) with input as testing.creating("aws_config_configuration_aggregator", {})
}

test_refuses_config_regions_2 if {
	"aws.posture.config-regions" in testing.ids(posture.deny) with input as testing.creating("aws_config_configuration_aggregator", {"account_aggregation_source": [{"regions": ["eu-west-1"]}]})
}

test_accepts_config_regions if {
	not "aws.posture.config-regions" in testing.ids(posture.deny) with input as testing.creating("aws_config_configuration_aggregator", {"account_aggregation_source": [{"all_regions": true}]})
}

test_accepts_config_regions_2 if {
	not "aws.posture.config-regions" in testing.ids(posture.deny) with input as testing.creating("aws_config_configuration_aggregator", {"organization_aggregation_source": [{"all_regions": true}]})
}

test_refuses_config_everything if {
	"aws.posture.config-everything" in testing.ids(posture.deny) with input as testing.creating("aws_config_configuration_recorder", {})
}

test_refuses_config_everything_2 if {
	"aws.posture.config-everything" in testing.ids(posture.deny) with input as testing.creating("aws_config_configuration_recorder", {"recording_group": [{"all_supported": true, "include_global_resource_types": false}]})
}

test_accepts_config_everything if {
	not "aws.posture.config-everything" in testing.ids(posture.deny) with input as testing.creating("aws_config_configuration_recorder", {"recording_group": [{"all_supported": true, "include_global_resource_types": true}]})
}

test_refuses_parameter_encryption if {
	"aws.posture.parameter-encryption" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_parameter", {"type": "String"})
}

test_refuses_parameter_encryption_2 if {
	"aws.posture.parameter-encryption" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_parameter", {})
}

test_accepts_parameter_encryption if {
	not "aws.posture.parameter-encryption" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_parameter", {"type": "SecureString"})
}

test_accepts_parameter_encryption_2 if {
	not "aws.posture.parameter-encryption" in testing.ids(posture.deny) with input as testing.unsure("aws_ssm_parameter", {}, {"type": true})
}

test_refuses_session_logs if {
	"aws.posture.session-logs" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_document", {"document_type": "Session", "content": "{\"inputs\": {}}"})
}

test_accepts_session_logs if {
	not "aws.posture.session-logs" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_document", {"document_type": "Session", "content": "{\"inputs\": {\"s3BucketName\": \"b\", \"s3EncryptionEnabled\": true}}"})
}

test_accepts_session_logs_2 if {
	not "aws.posture.session-logs" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_document", {"document_type": "Command", "content": "{}"})
}

test_refuses_document_public if {
	"aws.posture.document-public" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_document", {"permissions": {"type": "Share", "account_ids": "All"}})
}

test_accepts_document_public if {
	not "aws.posture.document-public" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_document", {"permissions": {"type": "Share", "account_ids": "123456789012"}})
}

test_accepts_document_public_2 if {
	not "aws.posture.document-public" in testing.ids(posture.deny) with input as testing.creating("aws_ssm_document", {})
}

test_refuses_mail_tls if {
	"aws.posture.mail-tls" in testing.ids(posture.deny) with input as testing.creating("aws_ses_configuration_set", {"delivery_options": [{"tls_policy": "Optional"}]})
}

test_refuses_mail_tls_2 if {
	"aws.posture.mail-tls" in testing.ids(posture.deny) with input as testing.creating("aws_ses_configuration_set", {})
}

test_accepts_mail_tls if {
	not "aws.posture.mail-tls" in testing.ids(posture.deny) with input as testing.creating("aws_ses_configuration_set", {"delivery_options": [{"tls_policy": "Require"}]})
}

test_accepts_mail_tls_2 if {
	not "aws.posture.mail-tls" in testing.ids(posture.deny) with input as testing.unsure("aws_ses_configuration_set", {}, {"delivery_options": true})
}

test_refuses_guests if {
	"aws.posture.guests" in testing.ids(posture.deny) with input as testing.creating("aws_cognito_identity_pool", {"allow_unauthenticated_identities": true})
}

test_refuses_guests_2 if {
	"aws.posture.guests" in testing.ids(posture.deny) with input as testing.creating("aws_cognito_identity_pool", {})
}

test_accepts_guests if {
	not "aws.posture.guests" in testing.ids(posture.deny) with input as testing.creating("aws_cognito_identity_pool", {"allow_unauthenticated_identities": false})
}

test_accepts_guests_2 if {
	not "aws.posture.guests" in testing.ids(posture.deny) with input as testing.unsure("aws_cognito_identity_pool", {}, {"allow_unauthenticated_identities": true})
}

test_refuses_alarm_actions if {
	"aws.posture.alarm-actions" in testing.ids(posture.deny) with input as testing.creating("aws_cloudwatch_metric_alarm", {"actions_enabled": false})
}

test_accepts_alarm_actions if {
	not "aws.posture.alarm-actions" in testing.ids(posture.deny) with input as testing.creating("aws_cloudwatch_metric_alarm", {"actions_enabled": true})
}

test_accepts_alarm_actions_2 if {
	not "aws.posture.alarm-actions" in testing.ids(posture.deny) with input as testing.creating("aws_cloudwatch_metric_alarm", {})
}

test_accepts_alarm_actions_3 if {
	not "aws.posture.alarm-actions" in testing.ids(posture.deny) with input as testing.unsure("aws_cloudwatch_metric_alarm", {}, {"actions_enabled": true})
}

test_refuses_stack_events if {
	"aws.posture.stack-events" in testing.ids(posture.deny) with input as testing.creating("aws_cloudformation_stack", {})
}

test_accepts_stack_events if {
	not "aws.posture.stack-events" in testing.ids(posture.deny) with input as testing.creating("aws_cloudformation_stack", {"notification_arns": ["a"]})
}

test_accepts_stack_events_2 if {
	not "aws.posture.stack-events" in testing.ids(posture.deny) with input as testing.unsure("aws_cloudformation_stack", {}, {"notification_arns": true})
}

test_refuses_trail_topic if {
	"aws.posture.trail-topic" in testing.ids(posture.deny) with input as testing.creating("aws_cloudtrail", {})
}

test_accepts_trail_topic if {
	not "aws.posture.trail-topic" in testing.ids(posture.deny) with input as testing.creating("aws_cloudtrail", {"sns_topic_name": "t"})
}

test_accepts_trail_topic_2 if {
	not "aws.posture.trail-topic" in testing.ids(posture.deny) with input as testing.unsure("aws_cloudtrail", {}, {"sns_topic_name": true})
}

test_refuses_root_keys if {
	"aws.posture.root-keys" in testing.ids(posture.deny) with input as testing.creating("aws_iam_access_key", {"user": "root"})
}

test_accepts_root_keys if {
	not "aws.posture.root-keys" in testing.ids(posture.deny) with input as testing.creating("aws_iam_access_key", {"user": "ada"})
}

test_refuses_certificate_transparency if {
	"aws.posture.certificate-transparency" in testing.ids(posture.deny) with input as testing.creating("aws_acm_certificate", {"options": [{"certificate_transparency_logging_preference": "DISABLED"}]})
}

test_accepts_certificate_transparency if {
	not "aws.posture.certificate-transparency" in testing.ids(posture.deny) with input as testing.creating("aws_acm_certificate", {"options": [{"certificate_transparency_logging_preference": "ENABLED"}]})
}

test_accepts_certificate_transparency_2 if {
	not "aws.posture.certificate-transparency" in testing.ids(posture.deny) with input as testing.creating("aws_acm_certificate", {})
}

test_accepts_certificate_transparency_3 if {
	not "aws.posture.certificate-transparency" in testing.ids(posture.deny) with input as testing.unsure("aws_acm_certificate", {}, {"options": true})
}

test_refuses_secret_rotation if {
	"aws.posture.secret-rotation" in testing.ids(posture.deny) with input as testing.creating("aws_secretsmanager_secret_rotation", {"rotation_rules": [{"automatically_after_days": 120}]})
}

test_accepts_secret_rotation if {
	not "aws.posture.secret-rotation" in testing.ids(posture.deny) with input as testing.creating("aws_secretsmanager_secret_rotation", {"rotation_rules": [{"automatically_after_days": 30}]})
}
