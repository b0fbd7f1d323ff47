# METADATA
# title: BigQuery
package terraform.google.bigquery

import data.plumb.plan

# METADATA
# title: Datasets are not public
# custom:
#   id: google.bigquery.public
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     cis_gcp_3_0: ["7.1"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_15"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_bigquery_dataset
	some access in resource.values.access
	lets_everyone_in(access)
	message := "everyone is let in"
}

lets_everyone_in(access) if access.special_group in {"allAuthenticatedUsers", "allUsers"}

lets_everyone_in(access) if access.iam_member in {"allAuthenticatedUsers", "allUsers"}

# A rule of access that names nobody lets in everybody.
lets_everyone_in(access) if {
	named := {"user_by_email", "group_by_email", "domain", "view", "special_group", "iam_member", "routine", "dataset"}
	count((named & object.keys(object.filter(access, named)))) == 0
	access.role != null
}

# METADATA
# title: Tables are not public
# custom:
#   id: google.bigquery.public-tables
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     cis_gcp_3_0: ["7.1"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_100"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_bigquery_table_iam_binding", "google_bigquery_table_iam_member"}
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
# title: Datasets are encrypted with a key of yours
# custom:
#   id: google.bigquery.dataset-key
#   severity: low
#   remediation: Add default_encryption_configuration.
#   frameworks:
#     cis_gcp_3_0: ["7.3"]
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_81"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_bigquery_dataset
	plan.unset(resource, ["default_encryption_configuration", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Tables are encrypted with a key of yours
# custom:
#   id: google.bigquery.table-key
#   severity: low
#   remediation: Add encryption_configuration.
#   frameworks:
#     cis_gcp_3_0: ["7.2"]
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_80"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_bigquery_table
	plan.unset(resource, ["encryption_configuration", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Tables can not be deleted by mistake
# custom:
#   id: google.bigquery.table-protection
#   severity: low
#   remediation: Set deletion_protection to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_GCP_121"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_bigquery_table
	plan.differs(resource, ["deletion_protection"], true)
	message := "deletion_protection is not on"
}
