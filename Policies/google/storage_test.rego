package terraform.google.storage_test

import data.plumb.testing
import data.terraform.google.storage

test_refuses_uniform_access if {
	"google.storage.uniform-access" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"uniform_bucket_level_access": false})
}

test_refuses_uniform_access_2 if {
	"google.storage.uniform-access" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {})
}

test_accepts_uniform_access if {
	not "google.storage.uniform-access" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"uniform_bucket_level_access": true})
}

test_accepts_uniform_access_2 if {
	not "google.storage.uniform-access" in testing.ids(storage.deny) with input as testing.unsure("google_storage_bucket", {}, {"uniform_bucket_level_access": true})
}

test_refuses_public_prevention if {
	"google.storage.public-prevention" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"public_access_prevention": "inherited"})
}

test_refuses_public_prevention_2 if {
	"google.storage.public-prevention" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {})
}

test_accepts_public_prevention if {
	not "google.storage.public-prevention" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"public_access_prevention": "enforced"})
}

test_accepts_public_prevention_2 if {
	not "google.storage.public-prevention" in testing.ids(storage.deny) with input as testing.unsure("google_storage_bucket", {}, {"public_access_prevention": true})
}

test_refuses_versioning if {
	"google.storage.versioning" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"versioning": [{"enabled": false}]})
}

test_refuses_versioning_2 if {
	"google.storage.versioning" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {})
}

test_accepts_versioning if {
	not "google.storage.versioning" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"versioning": [{"enabled": true}]})
}

test_accepts_versioning_2 if {
	not "google.storage.versioning" in testing.ids(storage.deny) with input as testing.unsure("google_storage_bucket", {}, {"versioning": true})
}

test_refuses_logging if {
	"google.storage.logging" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {})
}

test_accepts_logging if {
	not "google.storage.logging" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"logging": [{"log_bucket": "logs"}]})
}

test_accepts_logging_2 if {
	not "google.storage.logging" in testing.ids(storage.deny) with input as testing.unsure("google_storage_bucket", {}, {"logging": true})
}

test_refuses_logging_elsewhere if {
	"google.storage.logging-elsewhere" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"name": "a", "logging": [{"log_bucket": "a"}]})
}

test_accepts_logging_elsewhere if {
	not "google.storage.logging-elsewhere" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"name": "a", "logging": [{"log_bucket": "b"}]})
}

test_accepts_logging_elsewhere_2 if {
	not "google.storage.logging-elsewhere" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"name": "a"})
}

test_refuses_retention_lock if {
	"google.storage.retention-lock" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"retention_policy": [{"retention_period": 60}]})
}

test_accepts_retention_lock if {
	not "google.storage.retention-lock" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"retention_policy": [{"retention_period": 60, "is_locked": true}]})
}

test_accepts_retention_lock_2 if {
	not "google.storage.retention-lock" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {})
}

test_refuses_customer_key if {
	"google.storage.customer-key" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {})
}

test_accepts_customer_key if {
	not "google.storage.customer-key" in testing.ids(storage.deny) with input as testing.creating("google_storage_bucket", {"encryption": [{"default_kms_key_name": "k"}]})
}

test_accepts_customer_key_2 if {
	not "google.storage.customer-key" in testing.ids(storage.deny) with input as testing.unsure("google_storage_bucket", {}, {"encryption": true})
}

test_refuses_public_members if {
	"google.storage.public-members" in testing.ids(storage.deny) with input as testing.plan([testing.change("google_storage_bucket_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_public_members_2 if {
	"google.storage.public-members" in testing.ids(storage.deny) with input as testing.plan([testing.change("google_storage_bucket_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_public_members if {
	not "google.storage.public-members" in testing.ids(storage.deny) with input as testing.plan([testing.change("google_storage_bucket_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_public_members_2 if {
	not "google.storage.public-members" in testing.ids(storage.deny) with input as testing.plan([testing.change("google_storage_bucket_iam_member", {"member": "user:a@example.com"}, {})])
}
