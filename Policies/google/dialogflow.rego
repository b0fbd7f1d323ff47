# METADATA
# title: Dialogflow
package terraform.google.dialogflow

import data.plumb.plan

# METADATA
# title: Agents log
# custom:
#   id: google.dialogflow.agent-logging
#   severity: low
#   remediation: Set enable_stackdriver_logging to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV2_GCP_30"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_dialogflow_cx_agent
	plan.differs(resource, ["enable_stackdriver_logging"], true)
	message := "enable_stackdriver_logging is not on"
}

# METADATA
# title: Webhooks log
# custom:
#   id: google.dialogflow.webhook-logging
#   severity: low
#   remediation: Set enable_stackdriver_logging to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV2_GCP_31"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_dialogflow_cx_webhook
	plan.differs(resource, ["enable_stackdriver_logging"], true)
	message := "enable_stackdriver_logging is not on"
}
