package terraform.google.secrets_test

import data.plumb.testing
import data.terraform.google.secrets

test_refuses_passwords if {
	"google.secrets.passwords" in testing.ids(secrets.deny) with input as testing.writing("google_sql_user", {"password": {"constant_value": "hunter2"}})
}

test_accepts_passwords if {
	not "google.secrets.passwords" in testing.ids(secrets.deny) with input as testing.writing("google_sql_user", {"password": {"references": ["var.password"]}})
}

test_accepts_passwords_2 if {
	not "google.secrets.passwords" in testing.ids(secrets.deny) with input as testing.creating("google_sql_user", {})
}
