package terraform.aws.messaging_test

import data.plumb.testing
import data.terraform.aws.messaging

test_refuses_sns_encryption if {
	"aws.messaging.sns-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_sns_topic", {"kms_master_key_id": null})
}

test_refuses_sns_encryption_2 if {
	"aws.messaging.sns-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_sns_topic", {})
}

test_accepts_sns_encryption if {
	not "aws.messaging.sns-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_sns_topic", {"kms_master_key_id": "alias/aws/sns"})
}

test_accepts_sns_encryption_2 if {
	not "aws.messaging.sns-encryption" in testing.ids(messaging.deny) with input as testing.unsure("aws_sns_topic", {}, {"kms_master_key_id": true})
}

test_refuses_sqs_encryption if {
	"aws.messaging.sqs-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_sqs_queue", {})
}

test_refuses_sqs_encryption_2 if {
	"aws.messaging.sqs-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_sqs_queue", {"sqs_managed_sse_enabled": false})
}

test_accepts_sqs_encryption if {
	not "aws.messaging.sqs-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_sqs_queue", {"sqs_managed_sse_enabled": true})
}

test_accepts_sqs_encryption_2 if {
	not "aws.messaging.sqs-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_sqs_queue", {"kms_master_key_id": "alias/q"})
}

test_accepts_sqs_encryption_3 if {
	not "aws.messaging.sqs-encryption" in testing.ids(messaging.deny) with input as testing.unsure("aws_sqs_queue", {}, {"sqs_managed_sse_enabled": true})
}

test_refuses_kinesis_encryption if {
	"aws.messaging.kinesis-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_kinesis_stream", {"encryption_type": "NONE"})
}

test_refuses_kinesis_encryption_2 if {
	"aws.messaging.kinesis-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_kinesis_stream", {})
}

test_accepts_kinesis_encryption if {
	not "aws.messaging.kinesis-encryption" in testing.ids(messaging.deny) with input as testing.creating("aws_kinesis_stream", {"encryption_type": "KMS"})
}

test_accepts_kinesis_encryption_2 if {
	not "aws.messaging.kinesis-encryption" in testing.ids(messaging.deny) with input as testing.unsure("aws_kinesis_stream", {}, {"encryption_type": true})
}

test_refuses_sns_policy_public if {
	"aws.messaging.sns-policy-public" in testing.ids(messaging.deny) with input as testing.creating("aws_sns_topic_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}]}"})
}

test_accepts_sns_policy_public if {
	not "aws.messaging.sns-policy-public" in testing.ids(messaging.deny) with input as testing.creating("aws_sns_topic_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"s3.amazonaws.com\"}, \"Action\": \"*\", \"Resource\": \"*\"}]}"})
}

test_accepts_sns_policy_public_2 if {
	not "aws.messaging.sns-policy-public" in testing.ids(messaging.deny) with input as testing.unsure("aws_sns_topic_policy", {}, {"policy": true})
}

test_refuses_sqs_policy_public if {
	"aws.messaging.sqs-policy-public" in testing.ids(messaging.deny) with input as testing.creating("aws_sqs_queue_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}]}"})
}

test_accepts_sqs_policy_public if {
	not "aws.messaging.sqs-policy-public" in testing.ids(messaging.deny) with input as testing.creating("aws_sqs_queue_policy", {"policy": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"s3.amazonaws.com\"}, \"Action\": \"*\", \"Resource\": \"*\"}]}"})
}

test_accepts_sqs_policy_public_2 if {
	not "aws.messaging.sqs-policy-public" in testing.ids(messaging.deny) with input as testing.unsure("aws_sqs_queue_policy", {}, {"policy": true})
}

test_refuses_sqs_policy_public_of_queues if {
	policy := json.marshal({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*", "Resource": "*"}]})
	"aws.messaging.sqs-policy-public" in testing.ids(messaging.deny) with input as testing.creating("aws_sqs_queue", {"policy": policy})
}

test_refuses_sns_policy_public_of_topics if {
	policy := json.marshal({"Statement": [{"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": "sns:*", "Resource": "*"}]})
	"aws.messaging.sns-policy-public" in testing.ids(messaging.deny) with input as testing.creating("aws_sns_topic", {"policy": policy})
}
