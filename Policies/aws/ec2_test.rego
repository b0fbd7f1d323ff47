package terraform.aws.ec2_test

import data.plumb.testing
import data.terraform.aws.ec2

test_refuses_instance_imdsv2 if {
	"aws.ec2.instance-imdsv2" in testing.ids(ec2.deny) with input as testing.creating("aws_instance", {"metadata_options": [{"http_tokens": "optional"}]})
}

test_refuses_instance_imdsv2_2 if {
	"aws.ec2.instance-imdsv2" in testing.ids(ec2.deny) with input as testing.creating("aws_instance", {})
}

test_accepts_instance_imdsv2 if {
	not "aws.ec2.instance-imdsv2" in testing.ids(ec2.deny) with input as testing.creating("aws_instance", {"metadata_options": [{"http_tokens": "required"}]})
}

test_accepts_instance_imdsv2_2 if {
	not "aws.ec2.instance-imdsv2" in testing.ids(ec2.deny) with input as testing.creating("aws_instance", {"metadata_options": [{"http_endpoint": "disabled"}]})
}

test_accepts_instance_imdsv2_3 if {
	not "aws.ec2.instance-imdsv2" in testing.ids(ec2.deny) with input as testing.unsure("aws_instance", {}, {"metadata_options": true})
}

test_refuses_launch_template_imdsv2 if {
	"aws.ec2.launch-template-imdsv2" in testing.ids(ec2.deny) with input as testing.creating("aws_launch_template", {"metadata_options": [{"http_tokens": "optional"}]})
}

test_refuses_launch_template_imdsv2_2 if {
	"aws.ec2.launch-template-imdsv2" in testing.ids(ec2.deny) with input as testing.creating("aws_launch_template", {})
}

test_accepts_launch_template_imdsv2 if {
	not "aws.ec2.launch-template-imdsv2" in testing.ids(ec2.deny) with input as testing.creating("aws_launch_template", {"metadata_options": [{"http_tokens": "required"}]})
}

test_accepts_launch_template_imdsv2_2 if {
	not "aws.ec2.launch-template-imdsv2" in testing.ids(ec2.deny) with input as testing.creating("aws_launch_template", {"metadata_options": [{"http_endpoint": "disabled"}]})
}

test_accepts_launch_template_imdsv2_3 if {
	not "aws.ec2.launch-template-imdsv2" in testing.ids(ec2.deny) with input as testing.unsure("aws_launch_template", {}, {"metadata_options": true})
}

test_refuses_instance_public_ip if {
	"aws.ec2.instance-public-ip" in testing.ids(ec2.deny) with input as testing.creating("aws_instance", {"associate_public_ip_address": true})
}

test_accepts_instance_public_ip if {
	not "aws.ec2.instance-public-ip" in testing.ids(ec2.deny) with input as testing.creating("aws_instance", {"associate_public_ip_address": false})
}

test_accepts_instance_public_ip_2 if {
	not "aws.ec2.instance-public-ip" in testing.ids(ec2.deny) with input as testing.unsure("aws_instance", {}, {"associate_public_ip_address": true})
}

test_refuses_volume_encryption if {
	"aws.ec2.volume-encryption" in testing.ids(ec2.deny) with input as testing.creating("aws_ebs_volume", {"encrypted": false})
}

test_refuses_volume_encryption_2 if {
	"aws.ec2.volume-encryption" in testing.ids(ec2.deny) with input as testing.creating("aws_ebs_volume", {})
}

test_accepts_volume_encryption if {
	not "aws.ec2.volume-encryption" in testing.ids(ec2.deny) with input as testing.creating("aws_ebs_volume", {"encrypted": true})
}

test_accepts_volume_encryption_2 if {
	not "aws.ec2.volume-encryption" in testing.ids(ec2.deny) with input as testing.unsure("aws_ebs_volume", {}, {"encrypted": true})
}

test_refuses_default_encryption if {
	"aws.ec2.default-encryption" in testing.ids(ec2.deny) with input as testing.creating("aws_ebs_encryption_by_default", {"enabled": false})
}

test_accepts_default_encryption if {
	not "aws.ec2.default-encryption" in testing.ids(ec2.deny) with input as testing.creating("aws_ebs_encryption_by_default", {"enabled": true})
}

test_accepts_default_encryption_2 if {
	not "aws.ec2.default-encryption" in testing.ids(ec2.deny) with input as testing.unsure("aws_ebs_encryption_by_default", {}, {"enabled": true})
}

test_refuses_secrets_in_user_data if {
	"aws.ec2.secrets-in-user-data" in testing.ids(ec2.deny) with input as testing.creating("aws_instance", {"user_data": "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7ABCDEFG\n"})
}

test_refuses_secrets_in_user_data_2 if {
	"aws.ec2.secrets-in-user-data" in testing.ids(ec2.deny) with input as testing.creating("aws_launch_template", {"user_data": base64.encode("id AKIAIOSFODNN7ABCDEFG")})
}

test_accepts_secrets_in_user_data if {
	not "aws.ec2.secrets-in-user-data" in testing.ids(ec2.deny) with input as testing.creating("aws_instance", {"user_data": "echo AKIA"})
}

test_accepts_secrets_in_user_data_2 if {
	not "aws.ec2.secrets-in-user-data" in testing.ids(ec2.deny) with input as testing.unsure("aws_instance", {}, {"user_data": true})
}
