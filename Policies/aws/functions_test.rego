package terraform.aws.functions_test

import data.plumb.testing
import data.terraform.aws.functions

test_refuses_runtime if {
	"aws.functions.runtime" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {"runtime": "python3.7"})
}

test_refuses_runtime_2 if {
	"aws.functions.runtime" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {"runtime": "nodejs16.x"})
}

test_accepts_runtime if {
	not "aws.functions.runtime" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {"runtime": "python3.13"})
}

test_accepts_runtime_2 if {
	not "aws.functions.runtime" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {"package_type": "Image"})
}

test_accepts_runtime_3 if {
	not "aws.functions.runtime" in testing.ids(functions.deny) with input as testing.unsure("aws_lambda_function", {}, {"runtime": true})
}

test_refuses_secrets if {
	"aws.functions.secrets" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {"environment": [{"variables": {"KEY": "AKIAIOSFODNN7ABCDEFG"}}]})
}

test_accepts_secrets if {
	not "aws.functions.secrets" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {"environment": [{"variables": {"KEY": "none"}}]})
}

test_accepts_secrets_2 if {
	not "aws.functions.secrets" in testing.ids(functions.deny) with input as testing.unsure("aws_lambda_function", {}, {"environment": true})
}

test_refuses_url_auth if {
	"aws.functions.url-auth" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function_url", {"authorization_type": "NONE"})
}

test_accepts_url_auth if {
	not "aws.functions.url-auth" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function_url", {"authorization_type": "AWS_IAM"})
}

test_refuses_tracing if {
	"aws.functions.tracing" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {"tracing_config": [{"mode": "PassThrough"}]})
}

test_refuses_tracing_2 if {
	"aws.functions.tracing" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {})
}

test_accepts_tracing if {
	not "aws.functions.tracing" in testing.ids(functions.deny) with input as testing.creating("aws_lambda_function", {"tracing_config": [{"mode": "Active"}]})
}

test_accepts_tracing_2 if {
	not "aws.functions.tracing" in testing.ids(functions.deny) with input as testing.unsure("aws_lambda_function", {}, {"tracing_config": true})
}
