# METADATA
# title: Monitoring
package terraform.azure.monitor

import data.plumb.plan

# METADATA
# title: Activity logs are kept a year
# custom:
#   id: azure.monitor.activity-retention
#   severity: medium
#   remediation: Set days of retention_policy to 365, or to 0 for ever.
#   frameworks:
#     nist_800_53: ["AU-11"]
#     pci_dss: ["10.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_37"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_monitor_log_profile
	not keeps_all(resource)
	message := "activity logs are kept less than a year"
}

keeps_all(resource) if {
	some policy in resource.values.retention_policy
	keeps(policy)
}

keeps_all(resource) if {
	plan.unknown(resource, ["retention_policy", 0, "days"])
	not plan.unwritten(resource, ["retention_policy"])
}

keeps(policy) if {
	plan.plain(policy.enabled) == true
	to_number(policy.days) >= 365
}

keeps(policy) if {
	plan.plain(policy.enabled) == false
	to_number(policy.days) == 0
}

# METADATA
# title: Activity logs hold every kind of action
# custom:
#   id: azure.monitor.activity-categories
#   severity: medium
#   remediation: Name Action, Delete and Write in categories.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_38"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_monitor_log_profile
	wanted := {"Action", "Delete", "Write"}
	count((wanted - {category | some category in resource.values.categories})) > 0
	message := "some kinds of actions are left out"
}
