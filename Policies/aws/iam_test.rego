package terraform.aws.iam_test

import data.plumb.testing
import data.terraform.aws.iam

test_refuses_administrator if {
	"aws.iam.administrator" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}]}"})
}

test_refuses_administrator_2 if {
	"aws.iam.administrator" in testing.ids(iam.deny) with input as testing.creating("aws_iam_role_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"s3:Get*\", \"*\"], \"Resource\": [\"*\"]}]}"})
}

test_accepts_administrator if {
	not "aws.iam.administrator" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}"})
}

test_accepts_administrator_2 if {
	not "aws.iam.administrator" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}]}"})
}

test_accepts_administrator_3 if {
	not "aws.iam.administrator" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"arn:aws:s3:::b\"}]}"})
}

test_accepts_administrator_4 if {
	not "aws.iam.administrator" in testing.ids(iam.deny) with input as testing.unsure("aws_iam_policy", {}, {"policy": true})
}

test_refuses_all_actions if {
	"aws.iam.all-actions" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"arn:aws:s3:::b\"}]}"})
}

test_accepts_all_actions if {
	not "aws.iam.all-actions" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}"})
}

test_accepts_all_actions_2 if {
	not "aws.iam.all-actions" in testing.ids(iam.deny) with input as testing.unsure("aws_iam_policy", {}, {"policy": true})
}

test_refuses_pass_role if {
	"aws.iam.pass-role" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"iam:PassRole\", \"Resource\": \"*\"}]}"})
}

test_accepts_pass_role if {
	not "aws.iam.pass-role" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"iam:PassRole\", \"Resource\": \"arn:aws:iam::1:role/app\"}]}"})
}

test_accepts_pass_role_2 if {
	not "aws.iam.pass-role" in testing.ids(iam.deny) with input as testing.creating("aws_iam_policy", {"policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"iam:GetRole\", \"Resource\": \"*\"}]}"})
}

test_refuses_trust_public if {
	"aws.iam.trust-public" in testing.ids(iam.deny) with input as testing.creating("aws_iam_role", {"assume_role_policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"sts:AssumeRole\"}]}"})
}

test_accepts_trust_public if {
	not "aws.iam.trust-public" in testing.ids(iam.deny) with input as testing.creating("aws_iam_role", {"assume_role_policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"ec2.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}]}"})
}

test_accepts_trust_public_2 if {
	not "aws.iam.trust-public" in testing.ids(iam.deny) with input as testing.unsure("aws_iam_role", {}, {"assume_role_policy": true})
}

test_refuses_user_rights if {
	"aws.iam.user-rights" in testing.ids(iam.deny) with input as testing.creating("aws_iam_user_policy_attachment", {"user": "u"})
}

test_refuses_user_rights_2 if {
	"aws.iam.user-rights" in testing.ids(iam.deny) with input as testing.creating("aws_iam_user_policy", {"user": "u"})
}

test_accepts_user_rights if {
	not "aws.iam.user-rights" in testing.ids(iam.deny) with input as testing.creating("aws_iam_group_policy_attachment", {"group": "g"})
}

test_refuses_password_length if {
	"aws.iam.password-length" in testing.ids(iam.deny) with input as testing.creating("aws_iam_account_password_policy", {"minimum_password_length": 13})
}

test_refuses_password_length_2 if {
	"aws.iam.password-length" in testing.ids(iam.deny) with input as testing.creating("aws_iam_account_password_policy", {})
}

test_accepts_password_length if {
	not "aws.iam.password-length" in testing.ids(iam.deny) with input as testing.creating("aws_iam_account_password_policy", {"minimum_password_length": 14})
}

test_accepts_password_length_2 if {
	not "aws.iam.password-length" in testing.ids(iam.deny) with input as testing.unsure("aws_iam_account_password_policy", {}, {"minimum_password_length": true})
}

test_refuses_password_reuse if {
	"aws.iam.password-reuse" in testing.ids(iam.deny) with input as testing.creating("aws_iam_account_password_policy", {"password_reuse_prevention": 23})
}

test_refuses_password_reuse_2 if {
	"aws.iam.password-reuse" in testing.ids(iam.deny) with input as testing.creating("aws_iam_account_password_policy", {})
}

test_accepts_password_reuse if {
	not "aws.iam.password-reuse" in testing.ids(iam.deny) with input as testing.creating("aws_iam_account_password_policy", {"password_reuse_prevention": 24})
}

test_accepts_password_reuse_2 if {
	not "aws.iam.password-reuse" in testing.ids(iam.deny) with input as testing.unsure("aws_iam_account_password_policy", {}, {"password_reuse_prevention": true})
}

test_refuses_access_keys if {
	"aws.iam.access-keys" in testing.ids(iam.deny) with input as testing.creating("aws_iam_access_key", {"user": "u", "status": "Active"})
}

test_accepts_access_keys if {
	not "aws.iam.access-keys" in testing.ids(iam.deny) with input as testing.creating("aws_iam_access_key", {"user": "u", "status": "Inactive"})
}
