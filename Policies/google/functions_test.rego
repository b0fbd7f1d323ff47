package terraform.google.functions_test

import data.plumb.testing
import data.terraform.google.functions

test_refuses_ingress if {
	"google.functions.ingress" in testing.ids(functions.deny) with input as testing.creating("google_cloudfunctions_function", {})
}

test_refuses_ingress_2 if {
	"google.functions.ingress" in testing.ids(functions.deny) with input as testing.creating("google_cloudfunctions_function", {"ingress_settings": "ALLOW_ALL"})
}

test_refuses_ingress_3 if {
	"google.functions.ingress" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloudfunctions2_function", {"service_config": [{"ingress_settings": "ALLOW_ALL"}]}, {})])
}

test_accepts_ingress if {
	not "google.functions.ingress" in testing.ids(functions.deny) with input as testing.creating("google_cloudfunctions_function", {"ingress_settings": "ALLOW_INTERNAL_ONLY"})
}

test_accepts_ingress_2 if {
	not "google.functions.ingress" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloudfunctions2_function", {"service_config": [{"ingress_settings": "ALLOW_INTERNAL_AND_GCLB"}]}, {})])
}

test_refuses_public if {
	"google.functions.public" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloudfunctions2_function_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_public_2 if {
	"google.functions.public" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloudfunctions_function_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_public if {
	not "google.functions.public" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloudfunctions2_function_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_public_2 if {
	not "google.functions.public" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloudfunctions_function_iam_member", {"member": "user:a@example.com"}, {})])
}

test_refuses_public_services if {
	"google.functions.public-services" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloud_run_service_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_public_services_2 if {
	"google.functions.public-services" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloud_run_v2_service_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_public_services if {
	not "google.functions.public-services" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloud_run_service_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_public_services_2 if {
	not "google.functions.public-services" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloud_run_v2_service_iam_member", {"member": "user:a@example.com"}, {})])
}

test_refuses_https if {
	"google.functions.https" in testing.ids(functions.deny) with input as testing.creating("google_cloudfunctions_function", {"trigger_http": true})
}

test_accepts_https if {
	not "google.functions.https" in testing.ids(functions.deny) with input as testing.creating("google_cloudfunctions_function", {"trigger_http": true, "https_trigger_security_level": "SECURE_ALWAYS"})
}

test_accepts_https_2 if {
	not "google.functions.https" in testing.ids(functions.deny) with input as testing.creating("google_cloudfunctions_function", {})
}

test_refuses_deprecated_runtime if {
	"google.functions.deprecated-runtime" in testing.ids(functions.deny) with input as testing.creating("google_cloudfunctions_function", {"runtime": "nodejs12"})
}

test_refuses_deprecated_runtime_2 if {
	"google.functions.deprecated-runtime" in testing.ids(functions.deny) with input as testing.plan([testing.change("google_cloudfunctions2_function", {"build_config": [{"runtime": "python37"}]}, {})])
}

test_accepts_deprecated_runtime if {
	not "google.functions.deprecated-runtime" in testing.ids(functions.deny) with input as testing.creating("google_cloudfunctions_function", {"runtime": "nodejs22"})
}
