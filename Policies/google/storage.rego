# METADATA
# title: Cloud Storage
package terraform.google.storage

import data.plumb.plan

# METADATA
# title: Access to buckets is given in one way
# custom:
#   id: google.storage.uniform-access
#   severity: medium
#   remediation: Set uniform_bucket_level_access to true.
#   frameworks:
#     cis_gcp_3_0: ["5.2"]
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_29"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_storage_bucket
	plan.differs(resource, ["uniform_bucket_level_access"], true)
	message := "uniform_bucket_level_access is not on"
}

# METADATA
# title: Buckets can not be made public
# custom:
#   id: google.storage.public-prevention
#   severity: high
#   remediation: Set public_access_prevention to enforced.
#   frameworks:
#     cis_gcp_3_0: ["5.1"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_114"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_storage_bucket
	plan.differs(resource, ["public_access_prevention"], "enforced")
	message := "public_access_prevention is not enforced"
}

# METADATA
# title: Buckets keep the versions of their objects
# custom:
#   id: google.storage.versioning
#   severity: medium
#   remediation: Set enabled of versioning to true.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_GCP_78"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_storage_bucket
	plan.differs(resource, ["versioning", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: Buckets log the access to them
# custom:
#   id: google.storage.logging
#   severity: low
#   remediation: Add logging with a log_bucket.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_62"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_storage_bucket
	plan.unset(resource, ["logging"])
	message := "logging is not set"
}

# METADATA
# title: Buckets do not log into themselves
# custom:
#   id: google.storage.logging-elsewhere
#   severity: low
#   remediation: Name another bucket as log_bucket.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_63"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_storage_bucket
	some logging in resource.values.logging
	logging.log_bucket == resource.values.name
	message := "the bucket logs into itself"
}

# METADATA
# title: Retention of buckets is locked where it is set
# custom:
#   id: google.storage.retention-lock
#   severity: low
#   remediation: Set is_locked of retention_policy to true.
#   frameworks:
#     cis_gcp_3_0: ["2.3"]
#     nist_800_53: ["AU-11"]
#     pci_dss: ["10.5.1"]
#     soc_2: ["CC7.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_storage_bucket
	some policy in resource.values.retention_policy
	plan.plain(object.get(policy, "is_locked", false)) == false
	message := "the retention can be shortened"
}

# METADATA
# title: Buckets are encrypted with a key of yours
# custom:
#   id: google.storage.customer-key
#   severity: low
#   remediation: Set default_kms_key_name of encryption.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_storage_bucket
	plan.unset(resource, ["encryption", 0, "default_kms_key_name"])
	message := "default_kms_key_name is not set"
}

# METADATA
# title: Buckets are not public
# custom:
#   id: google.storage.public-members
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     cis_gcp_3_0: ["5.1"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_28"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_storage_bucket_iam_binding", "google_storage_bucket_iam_member"}
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
