package terraform.aws.secrets_test

import data.plumb.testing
import data.terraform.aws.secrets

test_refuses_passwords if {
	"aws.secrets.passwords" in testing.ids(secrets.deny) with input as testing.writing("aws_db_instance", {"password": {"constant_value": "hunter2"}})
}

test_accepts_passwords if {
	not "aws.secrets.passwords" in testing.ids(secrets.deny) with input as testing.writing("aws_db_instance", {"password": {"references": ["var.password"]}})
}

test_accepts_passwords_2 if {
	not "aws.secrets.passwords" in testing.ids(secrets.deny) with input as testing.creating("aws_db_instance", {})
}

test_refuses_user_data if {
	"aws.secrets.user-data" in testing.ids(secrets.deny) with input as testing.creating("aws_instance", {"user_data": "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE"})
}

test_accepts_user_data if {
	not "aws.secrets.user-data" in testing.ids(secrets.deny) with input as testing.creating("aws_instance", {"user_data": "yum update"})
}

test_accepts_user_data_2 if {
	not "aws.secrets.user-data" in testing.ids(secrets.deny) with input as testing.creating("aws_instance", {})
}

test_refuses_variables if {
	"aws.secrets.variables" in testing.ids(secrets.deny) with input as testing.creating("aws_lambda_function", {"environment": [{"variables": {"k": "AKIAIOSFODNN7EXAMPLE"}}]})
}

test_accepts_variables if {
	not "aws.secrets.variables" in testing.ids(secrets.deny) with input as testing.creating("aws_lambda_function", {"environment": [{"variables": {"k": "v"}}]})
}

test_accepts_variables_2 if {
	not "aws.secrets.variables" in testing.ids(secrets.deny) with input as testing.creating("aws_lambda_function", {})
}
