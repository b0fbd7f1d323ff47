# METADATA
# title: Spanner, Bigtable and Memorystore
package terraform.google.databases

import data.plumb.plan

# METADATA
# title: Spanner databases can not be deleted by mistake
# custom:
#   id: google.databases.spanner-protection
#   severity: medium
#   remediation: Do not set deletion_protection to false.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_GCP_119"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_spanner_database
	plan.contradicts(resource, ["deletion_protection"], true)
	message := "deletion_protection is not on"
}

# METADATA
# title: Spanner databases can not be dropped
# custom:
#   id: google.databases.spanner-drop
#   severity: low
#   remediation: Set enable_drop_protection to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_GCP_120"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_spanner_database
	plan.differs(resource, ["enable_drop_protection"], true)
	message := "enable_drop_protection is not on"
}

# METADATA
# title: Spanner databases are encrypted with a key of yours
# custom:
#   id: google.databases.spanner-key
#   severity: low
#   remediation: Add encryption_config.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_93"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_spanner_database
	plan.unset(resource, ["encryption_config", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Bigtable instances can not be deleted by mistake
# custom:
#   id: google.databases.bigtable-protection
#   severity: medium
#   remediation: Do not set deletion_protection to false.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_GCP_122"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_bigtable_instance
	plan.contradicts(resource, ["deletion_protection"], true)
	message := "deletion_protection is not on"
}

# METADATA
# title: Bigtable instances are encrypted with a key of yours
# custom:
#   id: google.databases.bigtable-key
#   severity: low
#   remediation: Set kms_key_name of cluster.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_85"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_bigtable_instance
	plan.unset(resource, ["cluster", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Redis asks who calls
# custom:
#   id: google.databases.redis-auth
#   severity: high
#   remediation: Set auth_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_95"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_redis_instance
	plan.differs(resource, ["auth_enabled"], true)
	message := "auth_enabled is not on"
}

# METADATA
# title: Redis refuses unencrypted connections
# custom:
#   id: google.databases.redis-tls
#   severity: high
#   remediation: Set transit_encryption_mode to SERVER_AUTHENTICATION.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_GCP_97"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_redis_instance
	plan.differs(resource, ["transit_encryption_mode"], "SERVER_AUTHENTICATION")
	message := "transit_encryption_mode is not SERVER_AUTHENTICATION"
}
