# METADATA
# title: Key management
package terraform.google.kms

import data.plumb.plan

# METADATA
# title: Keys are rotated every 90 days
# custom:
#   id: google.kms.rotation
#   severity: medium
#   remediation: Set rotation_period to 7776000s or less.
#   frameworks:
#     cis_gcp_3_0: ["1.10"]
#     nist_800_53: ["SC-12"]
#     pci_dss: ["3.7.4"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_43"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_kms_crypto_key
	not is_never_rotated(resource)
	not rotates(resource)
	message := "keys are rotated seldom or never"
}

is_never_rotated(resource) if resource.values.purpose in {"ASYMMETRIC_DECRYPT", "ASYMMETRIC_SIGN", "MAC"}

rotates(resource) if {
	seconds := to_number(trim_suffix(resource.values.rotation_period, "s"))
	86400 <= seconds
	seconds <= 7776000
}

rotates(resource) if {
	plan.unknown(resource, ["rotation_period"])
	not plan.unwritten(resource, ["rotation_period"])
}

# METADATA
# title: Keys are not public
# custom:
#   id: google.kms.public-keys
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     cis_gcp_3_0: ["1.9"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_112"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_kms_crypto_key_iam_binding", "google_kms_crypto_key_iam_member"}
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
# title: Key rings are not public
# custom:
#   id: google.kms.public-rings
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     cis_gcp_3_0: ["1.9"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_kms_key_ring_iam_binding", "google_kms_key_ring_iam_member"}
	some resource in plan.resources[type]
	is_public(resource)
	message := "everyone is let in"
}
