package terraform.aws.builds_test

import data.plumb.testing
import data.terraform.aws.builds

test_refuses_encryption if {
	"aws.builds.encryption" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {"artifacts": [{"type": "S3", "encryption_disabled": true}]})
}

test_accepts_encryption if {
	not "aws.builds.encryption" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {"artifacts": [{"type": "S3"}]})
}

test_accepts_encryption_2 if {
	not "aws.builds.encryption" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {"artifacts": [{"type": "NO_ARTIFACTS", "encryption_disabled": true}]})
}

test_refuses_privileged if {
	"aws.builds.privileged" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {"environment": [{"privileged_mode": true}]})
}

test_accepts_privileged if {
	not "aws.builds.privileged" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {"environment": [{"privileged_mode": false}]})
}

test_accepts_privileged_2 if {
	not "aws.builds.privileged" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {})
}

test_accepts_privileged_3 if {
	not "aws.builds.privileged" in testing.ids(builds.deny) with input as testing.unsure("aws_codebuild_project", {}, {"environment": true})
}

test_refuses_logs if {
	"aws.builds.logs" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {})
}

test_accepts_logs if {
	not "aws.builds.logs" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {"logs_config": [{"s3_logs": [{"status": "ENABLED"}]}]})
}

test_accepts_logs_2 if {
	not "aws.builds.logs" in testing.ids(builds.deny) with input as testing.unsure("aws_codebuild_project", {}, {"logs_config": true})
}

test_refuses_log_encryption if {
	"aws.builds.log-encryption" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {"logs_config": [{"s3_logs": [{"encryption_disabled": true}]}]})
}

test_accepts_log_encryption if {
	not "aws.builds.log-encryption" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {"logs_config": [{"s3_logs": [{"encryption_disabled": false}]}]})
}

test_accepts_log_encryption_2 if {
	not "aws.builds.log-encryption" in testing.ids(builds.deny) with input as testing.creating("aws_codebuild_project", {})
}

test_accepts_log_encryption_3 if {
	not "aws.builds.log-encryption" in testing.ids(builds.deny) with input as testing.unsure("aws_codebuild_project", {}, {"logs_config": true})
}

test_refuses_image_copies_encrypted if {
	"aws.builds.image-copies-encrypted" in testing.ids(builds.deny) with input as testing.creating("aws_ami_copy", {"encrypted": false})
}

test_refuses_image_copies_encrypted_2 if {
	"aws.builds.image-copies-encrypted" in testing.ids(builds.deny) with input as testing.creating("aws_ami_copy", {})
}

test_accepts_image_copies_encrypted if {
	not "aws.builds.image-copies-encrypted" in testing.ids(builds.deny) with input as testing.creating("aws_ami_copy", {"encrypted": true})
}

test_accepts_image_copies_encrypted_2 if {
	not "aws.builds.image-copies-encrypted" in testing.ids(builds.deny) with input as testing.unsure("aws_ami_copy", {}, {"encrypted": true})
}

test_refuses_image_encryption if {
	"aws.builds.image-encryption" in testing.ids(builds.deny) with input as testing.creating("aws_ami", {"ebs_block_device": [{"device_name": "a"}]})
}

test_accepts_image_encryption if {
	not "aws.builds.image-encryption" in testing.ids(builds.deny) with input as testing.creating("aws_ami", {"ebs_block_device": [{"device_name": "a", "encrypted": true}]})
}

test_accepts_image_encryption_2 if {
	not "aws.builds.image-encryption" in testing.ids(builds.deny) with input as testing.creating("aws_ami", {"ebs_block_device": [{"snapshot_id": "s"}]})
}

test_refuses_batch_privileged if {
	"aws.builds.batch-privileged" in testing.ids(builds.deny) with input as testing.creating("aws_batch_job_definition", {"container_properties": "{\"privileged\": true}"})
}

test_accepts_batch_privileged if {
	not "aws.builds.batch-privileged" in testing.ids(builds.deny) with input as testing.creating("aws_batch_job_definition", {"container_properties": "{\"privileged\": false}"})
}

test_accepts_batch_privileged_2 if {
	not "aws.builds.batch-privileged" in testing.ids(builds.deny) with input as testing.creating("aws_batch_job_definition", {"container_properties": "{}"})
}

test_accepts_batch_privileged_3 if {
	not "aws.builds.batch-privileged" in testing.ids(builds.deny) with input as testing.creating("aws_batch_job_definition", {})
}
