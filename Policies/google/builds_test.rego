package terraform.google.builds_test

import data.plumb.testing
import data.terraform.google.builds

test_refuses_worker_private if {
	"google.builds.worker-private" in testing.ids(builds.deny) with input as testing.creating("google_cloudbuild_worker_pool", {"worker_config": [{"no_external_ip": false}]})
}

test_refuses_worker_private_2 if {
	"google.builds.worker-private" in testing.ids(builds.deny) with input as testing.creating("google_cloudbuild_worker_pool", {})
}

test_accepts_worker_private if {
	not "google.builds.worker-private" in testing.ids(builds.deny) with input as testing.creating("google_cloudbuild_worker_pool", {"worker_config": [{"no_external_ip": true}]})
}

test_accepts_worker_private_2 if {
	not "google.builds.worker-private" in testing.ids(builds.deny) with input as testing.unsure("google_cloudbuild_worker_pool", {}, {"worker_config": true})
}

test_refuses_registry_key if {
	"google.builds.registry-key" in testing.ids(builds.deny) with input as testing.creating("google_artifact_registry_repository", {})
}

test_accepts_registry_key if {
	not "google.builds.registry-key" in testing.ids(builds.deny) with input as testing.creating("google_artifact_registry_repository", {"kms_key_name": "k"})
}

test_accepts_registry_key_2 if {
	not "google.builds.registry-key" in testing.ids(builds.deny) with input as testing.unsure("google_artifact_registry_repository", {}, {"kms_key_name": true})
}

test_refuses_registry_public if {
	"google.builds.registry-public" in testing.ids(builds.deny) with input as testing.plan([testing.change("google_artifact_registry_repository_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_registry_public_2 if {
	"google.builds.registry-public" in testing.ids(builds.deny) with input as testing.plan([testing.change("google_artifact_registry_repository_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_registry_public if {
	not "google.builds.registry-public" in testing.ids(builds.deny) with input as testing.plan([testing.change("google_artifact_registry_repository_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_registry_public_2 if {
	not "google.builds.registry-public" in testing.ids(builds.deny) with input as testing.plan([testing.change("google_artifact_registry_repository_iam_member", {"member": "user:a@example.com"}, {})])
}
