# METADATA
# title: Pub/Sub
package terraform.google.messaging

import data.plumb.plan

# METADATA
# title: Topics are encrypted with a key of yours
# custom:
#   id: google.messaging.topic-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_83"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_pubsub_topic
	plan.unset(resource, ["kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Topics are not public
# custom:
#   id: google.messaging.public-topics
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_99"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_pubsub_topic_iam_binding", "google_pubsub_topic_iam_member"}
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
