package terraform.aws.s3_test

import data.plumb.testing
import data.terraform.aws.s3

test_refuses_block_public_acls if {
	"aws.s3.block-public-acls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {"block_public_acls": false})
}

test_refuses_block_public_acls_2 if {
	"aws.s3.block-public-acls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {})
}

test_accepts_block_public_acls if {
	not "aws.s3.block-public-acls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {"block_public_acls": true})
}

test_accepts_block_public_acls_2 if {
	not "aws.s3.block-public-acls" in testing.ids(s3.deny) with input as testing.unsure("aws_s3_bucket_public_access_block", {}, {"block_public_acls": true})
}

test_refuses_block_public_policy if {
	"aws.s3.block-public-policy" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {"block_public_policy": false})
}

test_refuses_block_public_policy_2 if {
	"aws.s3.block-public-policy" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {})
}

test_accepts_block_public_policy if {
	not "aws.s3.block-public-policy" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {"block_public_policy": true})
}

test_accepts_block_public_policy_2 if {
	not "aws.s3.block-public-policy" in testing.ids(s3.deny) with input as testing.unsure("aws_s3_bucket_public_access_block", {}, {"block_public_policy": true})
}

test_refuses_ignore_public_acls if {
	"aws.s3.ignore-public-acls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {"ignore_public_acls": false})
}

test_refuses_ignore_public_acls_2 if {
	"aws.s3.ignore-public-acls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {})
}

test_accepts_ignore_public_acls if {
	not "aws.s3.ignore-public-acls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {"ignore_public_acls": true})
}

test_accepts_ignore_public_acls_2 if {
	not "aws.s3.ignore-public-acls" in testing.ids(s3.deny) with input as testing.unsure("aws_s3_bucket_public_access_block", {}, {"ignore_public_acls": true})
}

test_refuses_restrict_public_buckets if {
	"aws.s3.restrict-public-buckets" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {"restrict_public_buckets": false})
}

test_refuses_restrict_public_buckets_2 if {
	"aws.s3.restrict-public-buckets" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {})
}

test_accepts_restrict_public_buckets if {
	not "aws.s3.restrict-public-buckets" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_public_access_block", {"restrict_public_buckets": true})
}

test_accepts_restrict_public_buckets_2 if {
	not "aws.s3.restrict-public-buckets" in testing.ids(s3.deny) with input as testing.unsure("aws_s3_bucket_public_access_block", {}, {"restrict_public_buckets": true})
}

test_refuses_public_access_block if {
	"aws.s3.public-access-block" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"bucket": "b"})
}

test_refuses_public_access_block_2 if {
	"aws.s3.public-access-block" in testing.ids(s3.deny) with input as testing.plan([testing.change("aws_s3_bucket", {"bucket": "b"}, {}), testing.change("aws_s3_bucket_public_access_block", {"bucket": "other"}, {})])
}

test_accepts_public_access_block if {
	not "aws.s3.public-access-block" in testing.ids(s3.deny) with input as testing.plan([testing.change("aws_s3_bucket", {"bucket": "b"}, {}), testing.change("aws_s3_bucket_public_access_block", {"bucket": "b"}, {})])
}

test_accepts_public_access_block_2 if {
	not "aws.s3.public-access-block" in testing.ids(s3.deny) with input as testing.plan([testing.change("aws_s3_bucket", {}, {"bucket": true}), testing.change("aws_s3_bucket_public_access_block", {}, {"bucket": true})])
}

test_refuses_public_acl if {
	"aws.s3.public-acl" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"acl": "public-read"})
}

test_refuses_public_acl_2 if {
	"aws.s3.public-acl" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_acl", {"acl": "public-read-write"})
}

test_accepts_public_acl if {
	not "aws.s3.public-acl" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"acl": "private"})
}

test_accepts_public_acl_2 if {
	not "aws.s3.public-acl" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {})
}

test_accepts_public_acl_3 if {
	not "aws.s3.public-acl" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_acl", {"acl": "log-delivery-write"})
}

test_refuses_versioning if {
	"aws.s3.versioning" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"bucket": "b"})
}

test_refuses_versioning_2 if {
	"aws.s3.versioning" in testing.ids(s3.deny) with input as object.union(testing.unsure("aws_s3_bucket", {"bucket": "b"}, {"versioning": true}), {"configuration": {"root_module": {"resources": [{"address": "aws_s3_bucket.this", "expressions": {"bucket": {"constant_value": "b"}}}]}}})
}

test_refuses_versioning_3 if {
	"aws.s3.versioning" in testing.ids(s3.deny) with input as testing.plan([testing.change("aws_s3_bucket", {"bucket": "b"}, {}), testing.change("aws_s3_bucket_versioning", {"bucket": "b", "versioning_configuration": [{"status": "Suspended"}]}, {})])
}

test_accepts_versioning if {
	not "aws.s3.versioning" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"versioning": [{"enabled": true}]})
}

test_accepts_versioning_2 if {
	not "aws.s3.versioning" in testing.ids(s3.deny) with input as testing.unsure("aws_s3_bucket", {"bucket": "b"}, {"versioning": true})
}

test_accepts_versioning_3 if {
	not "aws.s3.versioning" in testing.ids(s3.deny) with input as testing.plan([testing.change("aws_s3_bucket", {"bucket": "b"}, {}), testing.change("aws_s3_bucket_versioning", {"bucket": "b", "versioning_configuration": [{"status": "Enabled"}]}, {})])
}

test_refuses_logging if {
	"aws.s3.logging" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"bucket": "b"})
}

test_accepts_logging if {
	not "aws.s3.logging" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"logging": [{"target_bucket": "l"}]})
}

test_accepts_logging_2 if {
	not "aws.s3.logging" in testing.ids(s3.deny) with input as testing.plan([testing.change("aws_s3_bucket", {"bucket": "b"}, {}), testing.change("aws_s3_bucket_logging", {"bucket": "b", "target_bucket": "l"}, {})])
}

test_accepts_logging_3 if {
	not "aws.s3.logging" in testing.ids(s3.deny) with input as testing.plan([testing.change("aws_s3_bucket", {}, {"bucket": true}), testing.change("aws_s3_bucket_logging", {}, {"bucket": true})])
}

test_refuses_policy_public if {
	"aws.s3.policy-public" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}"})
}

test_refuses_policy_public_2 if {
	"aws.s3.policy-public" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"*\"]}, \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}"})
}

test_accepts_policy_public if {
	not "aws.s3.policy-public" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": {\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:*\", \"Resource\": \"*\"}}"})
}

test_accepts_policy_public_2 if {
	not "aws.s3.policy-public" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::1:root\"}, \"Action\": \"s3:*\", \"Resource\": \"*\"}}"})
}

test_accepts_policy_public_3 if {
	not "aws.s3.policy-public" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}}}}"})
}

test_accepts_policy_public_4 if {
	not "aws.s3.policy-public" in testing.ids(s3.deny) with input as testing.unsure("aws_s3_bucket_policy", {}, {"policy": true})
}

test_refuses_policy_tls if {
	"aws.s3.policy-tls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": []}"})
}

test_refuses_policy_tls_2 if {
	"aws.s3.policy-tls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}}]}"})
}

test_accepts_policy_tls if {
	not "aws.s3.policy-tls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}}]}"})
}

test_accepts_policy_tls_2 if {
	not "aws.s3.policy-tls" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": false}}}]}"})
}

test_accepts_policy_tls_3 if {
	not "aws.s3.policy-tls" in testing.ids(s3.deny) with input as testing.unsure("aws_s3_bucket_policy", {}, {"policy": true})
}

test_refuses_force_destroy if {
	"aws.s3.force-destroy" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"force_destroy": true})
}

test_accepts_force_destroy if {
	not "aws.s3.force-destroy" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {"force_destroy": false})
}

test_accepts_force_destroy_2 if {
	not "aws.s3.force-destroy" in testing.ids(s3.deny) with input as testing.creating("aws_s3_bucket", {})
}
