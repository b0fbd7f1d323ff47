# METADATA
# title: Cloud Build and Artifact Registry
package terraform.google.builds

import data.plumb.plan

# METADATA
# title: Workers that build have no public addresses
# custom:
#   id: google.builds.worker-private
#   severity: medium
#   remediation: Set no_external_ip of worker_config to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_86"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_cloudbuild_worker_pool
	plan.differs(resource, ["worker_config", 0, "no_external_ip"], true)
	message := "no_external_ip is not on"
}

# METADATA
# title: Registries are encrypted with a key of yours
# custom:
#   id: google.builds.registry-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_84"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_artifact_registry_repository
	plan.unset(resource, ["kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Registries are not public
# custom:
#   id: google.builds.registry-public
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_101"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_artifact_registry_repository_iam_binding", "google_artifact_registry_repository_iam_member"}
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
