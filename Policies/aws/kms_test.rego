package terraform.aws.kms_test

import data.plumb.testing
import data.terraform.aws.kms

test_refuses_rotation if {
	"aws.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("aws_kms_key", {})
}

test_refuses_rotation_2 if {
	"aws.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("aws_kms_key", {"enable_key_rotation": false, "customer_master_key_spec": "SYMMETRIC_DEFAULT"})
}

test_accepts_rotation if {
	not "aws.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("aws_kms_key", {"enable_key_rotation": true})
}

test_accepts_rotation_2 if {
	not "aws.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("aws_kms_key", {"customer_master_key_spec": "RSA_4096"})
}

test_accepts_rotation_3 if {
	not "aws.kms.rotation" in testing.ids(kms.deny) with input as testing.unsure("aws_kms_key", {}, {"enable_key_rotation": true})
}

test_refuses_policy_public if {
	"aws.kms.policy-public" in testing.ids(kms.deny) with input as testing.creating("aws_kms_key", {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"kms:*\", \"Resource\": \"*\"}]}"})
}

test_accepts_policy_public if {
	not "aws.kms.policy-public" in testing.ids(kms.deny) with input as testing.creating("aws_kms_key", {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::1:root\"}, \"Action\": \"kms:*\", \"Resource\": \"*\"}]}"})
}

test_accepts_policy_public_2 if {
	not "aws.kms.policy-public" in testing.ids(kms.deny) with input as testing.creating("aws_kms_key", {})
}
