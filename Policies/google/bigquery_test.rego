package terraform.google.bigquery_test

import data.plumb.testing
import data.terraform.google.bigquery

test_refuses_public if {
	"google.bigquery.public" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_dataset", {"access": [{"role": "READER", "special_group": "allAuthenticatedUsers"}]})
}

test_refuses_public_2 if {
	"google.bigquery.public" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_dataset", {"access": [{"role": "READER", "iam_member": "allUsers"}]})
}

test_accepts_public if {
	not "google.bigquery.public" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_dataset", {"access": [{"role": "OWNER", "user_by_email": "a@example.com"}]})
}

test_accepts_public_2 if {
	not "google.bigquery.public" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_dataset", {})
}

test_refuses_public_tables if {
	"google.bigquery.public-tables" in testing.ids(bigquery.deny) with input as testing.plan([testing.change("google_bigquery_table_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_public_tables_2 if {
	"google.bigquery.public-tables" in testing.ids(bigquery.deny) with input as testing.plan([testing.change("google_bigquery_table_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_public_tables if {
	not "google.bigquery.public-tables" in testing.ids(bigquery.deny) with input as testing.plan([testing.change("google_bigquery_table_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_public_tables_2 if {
	not "google.bigquery.public-tables" in testing.ids(bigquery.deny) with input as testing.plan([testing.change("google_bigquery_table_iam_member", {"member": "user:a@example.com"}, {})])
}

test_refuses_dataset_key if {
	"google.bigquery.dataset-key" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_dataset", {})
}

test_accepts_dataset_key if {
	not "google.bigquery.dataset-key" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_dataset", {"default_encryption_configuration": [{"kms_key_name": "k"}]})
}

test_accepts_dataset_key_2 if {
	not "google.bigquery.dataset-key" in testing.ids(bigquery.deny) with input as testing.unsure("google_bigquery_dataset", {}, {"default_encryption_configuration": true})
}

test_refuses_table_key if {
	"google.bigquery.table-key" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_table", {})
}

test_accepts_table_key if {
	not "google.bigquery.table-key" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_table", {"encryption_configuration": [{"kms_key_name": "k"}]})
}

test_accepts_table_key_2 if {
	not "google.bigquery.table-key" in testing.ids(bigquery.deny) with input as testing.unsure("google_bigquery_table", {}, {"encryption_configuration": true})
}

test_refuses_table_protection if {
	"google.bigquery.table-protection" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_table", {"deletion_protection": false})
}

test_refuses_table_protection_2 if {
	"google.bigquery.table-protection" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_table", {})
}

test_accepts_table_protection if {
	not "google.bigquery.table-protection" in testing.ids(bigquery.deny) with input as testing.creating("google_bigquery_table", {"deletion_protection": true})
}

test_accepts_table_protection_2 if {
	not "google.bigquery.table-protection" in testing.ids(bigquery.deny) with input as testing.unsure("google_bigquery_table", {}, {"deletion_protection": true})
}
