# METADATA
# title: Labels
package terraform.google.labels

import data.plumb.plan

# METADATA
# title: Resources say whose they are
# custom:
#   id: google.labels.owner
#   severity: low
#   remediation: Add the label owner.
#   frameworks:
#     nist_800_53: ["CM-8"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_storage_bucket", "google_compute_instance", "google_sql_database_instance", "google_bigquery_dataset"}
	some resource in plan.resources[type]
	not has_owner(resource)
	message := "there is no label owner"
}

has_owner(resource) if resource.values.labels.owner

has_owner(resource) if {
	some settings in resource.values.settings
	settings.user_labels.owner
}

has_owner(resource) if plan.unknown(resource, ["labels"])
