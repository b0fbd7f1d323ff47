package terraform.google.databases_test

import data.plumb.testing
import data.terraform.google.databases

test_refuses_spanner_protection if {
	"google.databases.spanner-protection" in testing.ids(databases.deny) with input as testing.creating("google_spanner_database", {"deletion_protection": false})
}

test_accepts_spanner_protection if {
	not "google.databases.spanner-protection" in testing.ids(databases.deny) with input as testing.creating("google_spanner_database", {"deletion_protection": true})
}

test_accepts_spanner_protection_2 if {
	not "google.databases.spanner-protection" in testing.ids(databases.deny) with input as testing.creating("google_spanner_database", {})
}

test_accepts_spanner_protection_3 if {
	not "google.databases.spanner-protection" in testing.ids(databases.deny) with input as testing.unsure("google_spanner_database", {}, {"deletion_protection": true})
}

test_refuses_spanner_drop if {
	"google.databases.spanner-drop" in testing.ids(databases.deny) with input as testing.creating("google_spanner_database", {"enable_drop_protection": false})
}

test_refuses_spanner_drop_2 if {
	"google.databases.spanner-drop" in testing.ids(databases.deny) with input as testing.creating("google_spanner_database", {})
}

test_accepts_spanner_drop if {
	not "google.databases.spanner-drop" in testing.ids(databases.deny) with input as testing.creating("google_spanner_database", {"enable_drop_protection": true})
}

test_accepts_spanner_drop_2 if {
	not "google.databases.spanner-drop" in testing.ids(databases.deny) with input as testing.unsure("google_spanner_database", {}, {"enable_drop_protection": true})
}

test_refuses_spanner_key if {
	"google.databases.spanner-key" in testing.ids(databases.deny) with input as testing.creating("google_spanner_database", {})
}

test_accepts_spanner_key if {
	not "google.databases.spanner-key" in testing.ids(databases.deny) with input as testing.creating("google_spanner_database", {"encryption_config": [{"kms_key_name": "k"}]})
}

test_accepts_spanner_key_2 if {
	not "google.databases.spanner-key" in testing.ids(databases.deny) with input as testing.unsure("google_spanner_database", {}, {"encryption_config": true})
}

test_refuses_bigtable_protection if {
	"google.databases.bigtable-protection" in testing.ids(databases.deny) with input as testing.creating("google_bigtable_instance", {"deletion_protection": false})
}

test_accepts_bigtable_protection if {
	not "google.databases.bigtable-protection" in testing.ids(databases.deny) with input as testing.creating("google_bigtable_instance", {"deletion_protection": true})
}

test_accepts_bigtable_protection_2 if {
	not "google.databases.bigtable-protection" in testing.ids(databases.deny) with input as testing.creating("google_bigtable_instance", {})
}

test_accepts_bigtable_protection_3 if {
	not "google.databases.bigtable-protection" in testing.ids(databases.deny) with input as testing.unsure("google_bigtable_instance", {}, {"deletion_protection": true})
}

test_refuses_bigtable_key if {
	"google.databases.bigtable-key" in testing.ids(databases.deny) with input as testing.creating("google_bigtable_instance", {})
}

test_accepts_bigtable_key if {
	not "google.databases.bigtable-key" in testing.ids(databases.deny) with input as testing.creating("google_bigtable_instance", {"cluster": [{"kms_key_name": "k"}]})
}

test_accepts_bigtable_key_2 if {
	not "google.databases.bigtable-key" in testing.ids(databases.deny) with input as testing.unsure("google_bigtable_instance", {}, {"cluster": true})
}

test_refuses_redis_auth if {
	"google.databases.redis-auth" in testing.ids(databases.deny) with input as testing.creating("google_redis_instance", {"auth_enabled": false})
}

test_refuses_redis_auth_2 if {
	"google.databases.redis-auth" in testing.ids(databases.deny) with input as testing.creating("google_redis_instance", {})
}

test_accepts_redis_auth if {
	not "google.databases.redis-auth" in testing.ids(databases.deny) with input as testing.creating("google_redis_instance", {"auth_enabled": true})
}

test_accepts_redis_auth_2 if {
	not "google.databases.redis-auth" in testing.ids(databases.deny) with input as testing.unsure("google_redis_instance", {}, {"auth_enabled": true})
}

test_refuses_redis_tls if {
	"google.databases.redis-tls" in testing.ids(databases.deny) with input as testing.creating("google_redis_instance", {"transit_encryption_mode": "DISABLED"})
}

test_refuses_redis_tls_2 if {
	"google.databases.redis-tls" in testing.ids(databases.deny) with input as testing.creating("google_redis_instance", {})
}

test_accepts_redis_tls if {
	not "google.databases.redis-tls" in testing.ids(databases.deny) with input as testing.creating("google_redis_instance", {"transit_encryption_mode": "SERVER_AUTHENTICATION"})
}

test_accepts_redis_tls_2 if {
	not "google.databases.redis-tls" in testing.ids(databases.deny) with input as testing.unsure("google_redis_instance", {}, {"transit_encryption_mode": true})
}
