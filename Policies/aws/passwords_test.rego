package terraform.aws.passwords_test

import data.plumb.testing
import data.terraform.aws.passwords

test_refuses_lowercase if {
	"aws.passwords.lowercase" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"require_lowercase_characters": false})
}

test_refuses_lowercase_2 if {
	"aws.passwords.lowercase" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {})
}

test_accepts_lowercase if {
	not "aws.passwords.lowercase" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"require_lowercase_characters": true})
}

test_accepts_lowercase_2 if {
	not "aws.passwords.lowercase" in testing.ids(passwords.deny) with input as testing.unsure("aws_iam_account_password_policy", {}, {"require_lowercase_characters": true})
}

test_refuses_numbers if {
	"aws.passwords.numbers" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"require_numbers": false})
}

test_refuses_numbers_2 if {
	"aws.passwords.numbers" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {})
}

test_accepts_numbers if {
	not "aws.passwords.numbers" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"require_numbers": true})
}

test_accepts_numbers_2 if {
	not "aws.passwords.numbers" in testing.ids(passwords.deny) with input as testing.unsure("aws_iam_account_password_policy", {}, {"require_numbers": true})
}

test_refuses_symbols if {
	"aws.passwords.symbols" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"require_symbols": false})
}

test_refuses_symbols_2 if {
	"aws.passwords.symbols" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {})
}

test_accepts_symbols if {
	not "aws.passwords.symbols" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"require_symbols": true})
}

test_accepts_symbols_2 if {
	not "aws.passwords.symbols" in testing.ids(passwords.deny) with input as testing.unsure("aws_iam_account_password_policy", {}, {"require_symbols": true})
}

test_refuses_uppercase if {
	"aws.passwords.uppercase" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"require_uppercase_characters": false})
}

test_refuses_uppercase_2 if {
	"aws.passwords.uppercase" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {})
}

test_accepts_uppercase if {
	not "aws.passwords.uppercase" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"require_uppercase_characters": true})
}

test_accepts_uppercase_2 if {
	not "aws.passwords.uppercase" in testing.ids(passwords.deny) with input as testing.unsure("aws_iam_account_password_policy", {}, {"require_uppercase_characters": true})
}

test_refuses_age if {
	"aws.passwords.age" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {})
}

test_refuses_age_2 if {
	"aws.passwords.age" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"max_password_age": 180})
}

test_accepts_age if {
	not "aws.passwords.age" in testing.ids(passwords.deny) with input as testing.creating("aws_iam_account_password_policy", {"max_password_age": 90})
}
