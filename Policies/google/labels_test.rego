package terraform.google.labels_test

import data.plumb.testing
import data.terraform.google.labels

test_refuses_owner if {
	"google.labels.owner" in testing.ids(labels.deny) with input as testing.creating("google_storage_bucket", {})
}

test_refuses_owner_2 if {
	"google.labels.owner" in testing.ids(labels.deny) with input as testing.creating("google_storage_bucket", {"labels": {"team": "a"}})
}

test_accepts_owner if {
	not "google.labels.owner" in testing.ids(labels.deny) with input as testing.creating("google_storage_bucket", {"labels": {"owner": "a"}})
}

test_accepts_owner_2 if {
	not "google.labels.owner" in testing.ids(labels.deny) with input as testing.plan([testing.change("google_sql_database_instance", {"settings": [{"user_labels": {"owner": "a"}}]}, {})])
}
