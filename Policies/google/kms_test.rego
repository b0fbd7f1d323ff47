package terraform.google.kms_test

import data.plumb.testing
import data.terraform.google.kms

test_refuses_rotation if {
	"google.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("google_kms_crypto_key", {})
}

test_refuses_rotation_2 if {
	"google.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("google_kms_crypto_key", {"rotation_period": "15552000s"})
}

test_accepts_rotation if {
	not "google.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("google_kms_crypto_key", {"rotation_period": "7776000s"})
}

test_accepts_rotation_2 if {
	not "google.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("google_kms_crypto_key", {"rotation_period": "86400s"})
}

test_accepts_rotation_3 if {
	not "google.kms.rotation" in testing.ids(kms.deny) with input as testing.creating("google_kms_crypto_key", {"purpose": "ASYMMETRIC_SIGN"})
}

test_refuses_public_keys if {
	"google.kms.public-keys" in testing.ids(kms.deny) with input as testing.plan([testing.change("google_kms_crypto_key_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_public_keys_2 if {
	"google.kms.public-keys" in testing.ids(kms.deny) with input as testing.plan([testing.change("google_kms_crypto_key_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_public_keys if {
	not "google.kms.public-keys" in testing.ids(kms.deny) with input as testing.plan([testing.change("google_kms_crypto_key_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_public_keys_2 if {
	not "google.kms.public-keys" in testing.ids(kms.deny) with input as testing.plan([testing.change("google_kms_crypto_key_iam_member", {"member": "user:a@example.com"}, {})])
}

test_refuses_public_rings if {
	"google.kms.public-rings" in testing.ids(kms.deny) with input as testing.plan([testing.change("google_kms_key_ring_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_public_rings_2 if {
	"google.kms.public-rings" in testing.ids(kms.deny) with input as testing.plan([testing.change("google_kms_key_ring_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_public_rings if {
	not "google.kms.public-rings" in testing.ids(kms.deny) with input as testing.plan([testing.change("google_kms_key_ring_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_public_rings_2 if {
	not "google.kms.public-rings" in testing.ids(kms.deny) with input as testing.plan([testing.change("google_kms_key_ring_iam_member", {"member": "user:a@example.com"}, {})])
}
