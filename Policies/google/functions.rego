# METADATA
# title: Cloud Functions and Cloud Run
package terraform.google.functions

import data.plumb.plan

# METADATA
# title: Functions are not reached from everywhere
# custom:
#   id: google.functions.ingress
#   severity: medium
#   remediation: Set ingress_settings to ALLOW_INTERNAL_ONLY or ALLOW_INTERNAL_AND_GCLB.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_124"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_cloudfunctions_function", "google_cloudfunctions2_function"}
	some resource in plan.resources[type]
	not is_internal(resource)
	message := "the function is reached from everywhere"
}

inside := {"ALLOW_INTERNAL_AND_GCLB", "ALLOW_INTERNAL_ONLY"}

is_internal(resource) if resource.values.ingress_settings in inside

is_internal(resource) if {
	some config in resource.values.service_config
	config.ingress_settings in inside
}

# METADATA
# title: Functions are not public
# custom:
#   id: google.functions.public
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_107"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_cloudfunctions2_function_iam_binding", "google_cloudfunctions2_function_iam_member", "google_cloudfunctions_function_iam_binding", "google_cloudfunctions_function_iam_member"}
	some resource in plan.resources[type]
	is_public(resource)
	message := "everyone is let in"
}

# The value, or one of the values, lets everyone in.
everyone := {"allAuthenticatedUsers", "allUsers"}

is_public(resource) if resource.values.member in everyone

is_public(resource) if {
	some member in resource.values.members
	member in everyone
}

# METADATA
# title: Services of Cloud Run are not public
# custom:
#   id: google.functions.public-services
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_102"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_cloud_run_service_iam_binding", "google_cloud_run_service_iam_member", "google_cloud_run_v2_service_iam_member"}
	some resource in plan.resources[type]
	is_public(resource)
	message := "everyone is let in"
}

# METADATA
# title: Functions answer over HTTPS only
# custom:
#   id: google.functions.https
#   severity: high
#   remediation: Set https_trigger_security_level to SECURE_ALWAYS.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV2_GCP_10"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_cloudfunctions_function
	plan.value(resource, ["trigger_http"]) == true
	plan.differs(resource, ["https_trigger_security_level"], "SECURE_ALWAYS")
	message := "plain HTTP is accepted"
}

# METADATA
# title: Runtimes of functions are supported
# custom:
#   id: google.functions.deprecated-runtime
#   severity: medium
#   remediation: Choose a runtime that its makers still mend.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_cloudfunctions_function", "google_cloudfunctions2_function"}
	some resource in plan.resources[type]
	some runtime in {object.get(resource.values, ["runtime"], ""), object.get(resource.values, ["build_config", 0, "runtime"], "")}
	runtime in {"dotnet3", "go111", "go113", "go116", "go118", "java8", "java11", "nodejs6", "nodejs8", "nodejs10", "nodejs12", "nodejs14", "nodejs16", "nodejs18", "php74", "php81", "python37", "python38", "ruby26", "ruby27", "ruby30"}
	message := "the runtime is no longer supported"
}
