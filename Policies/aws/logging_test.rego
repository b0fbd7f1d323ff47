package terraform.aws.logging_test

import data.plumb.testing
import data.terraform.aws.logging

test_refuses_trail_regions if {
	"aws.logging.trail-regions" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {"is_multi_region_trail": false})
}

test_refuses_trail_regions_2 if {
	"aws.logging.trail-regions" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {})
}

test_accepts_trail_regions if {
	not "aws.logging.trail-regions" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {"is_multi_region_trail": true})
}

test_accepts_trail_regions_2 if {
	not "aws.logging.trail-regions" in testing.ids(logging.deny) with input as testing.unsure("aws_cloudtrail", {}, {"is_multi_region_trail": true})
}

test_refuses_trail_validation if {
	"aws.logging.trail-validation" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {"enable_log_file_validation": false})
}

test_refuses_trail_validation_2 if {
	"aws.logging.trail-validation" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {})
}

test_accepts_trail_validation if {
	not "aws.logging.trail-validation" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {"enable_log_file_validation": true})
}

test_accepts_trail_validation_2 if {
	not "aws.logging.trail-validation" in testing.ids(logging.deny) with input as testing.unsure("aws_cloudtrail", {}, {"enable_log_file_validation": true})
}

test_refuses_trail_key if {
	"aws.logging.trail-key" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {"kms_key_id": null})
}

test_refuses_trail_key_2 if {
	"aws.logging.trail-key" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {})
}

test_accepts_trail_key if {
	not "aws.logging.trail-key" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {"kms_key_id": "arn:aws:kms:eu-west-1:1:key/k"})
}

test_accepts_trail_key_2 if {
	not "aws.logging.trail-key" in testing.ids(logging.deny) with input as testing.unsure("aws_cloudtrail", {}, {"kms_key_id": true})
}

test_refuses_trail_enabled if {
	"aws.logging.trail-enabled" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {"enable_logging": false})
}

test_accepts_trail_enabled if {
	not "aws.logging.trail-enabled" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {"enable_logging": true})
}

test_accepts_trail_enabled_2 if {
	not "aws.logging.trail-enabled" in testing.ids(logging.deny) with input as testing.creating("aws_cloudtrail", {})
}

test_refuses_group_key if {
	"aws.logging.group-key" in testing.ids(logging.deny) with input as testing.creating("aws_cloudwatch_log_group", {"kms_key_id": null})
}

test_refuses_group_key_2 if {
	"aws.logging.group-key" in testing.ids(logging.deny) with input as testing.creating("aws_cloudwatch_log_group", {})
}

test_accepts_group_key if {
	not "aws.logging.group-key" in testing.ids(logging.deny) with input as testing.creating("aws_cloudwatch_log_group", {"kms_key_id": "arn:aws:kms:eu-west-1:1:key/k"})
}

test_accepts_group_key_2 if {
	not "aws.logging.group-key" in testing.ids(logging.deny) with input as testing.unsure("aws_cloudwatch_log_group", {}, {"kms_key_id": true})
}

test_refuses_group_retention if {
	"aws.logging.group-retention" in testing.ids(logging.deny) with input as testing.creating("aws_cloudwatch_log_group", {"retention_in_days": 30})
}

test_accepts_group_retention if {
	not "aws.logging.group-retention" in testing.ids(logging.deny) with input as testing.creating("aws_cloudwatch_log_group", {"retention_in_days": 365})
}

test_accepts_group_retention_2 if {
	not "aws.logging.group-retention" in testing.ids(logging.deny) with input as testing.creating("aws_cloudwatch_log_group", {"retention_in_days": 0})
}

test_accepts_group_retention_3 if {
	not "aws.logging.group-retention" in testing.ids(logging.deny) with input as testing.unsure("aws_cloudwatch_log_group", {}, {"retention_in_days": true})
}
