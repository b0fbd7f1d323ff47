# METADATA
# title: Application gateways and Front Door
package terraform.azure.gateways

import data.plumb.plan

# METADATA
# title: Web application firewalls are on
# custom:
#   id: azure.gateways.waf-mode
#   severity: high
#   remediation: Do not set enabled of policy_settings to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_web_application_firewall_policy
	plan.contradicts(resource, ["policy_settings", 0, "enabled"], true)
	message := "the firewall is off"
}

# METADATA
# title: Front Doors stand behind a web application firewall
# custom:
#   id: azure.gateways.frontdoor-waf
#   severity: medium
#   remediation: Set web_application_firewall_policy_link_id of frontend_endpoint.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_121"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_frontdoor
	plan.unset(resource, ["frontend_endpoint", 0, "web_application_firewall_policy_link_id"])
	message := "there is no firewall before it"
}

# METADATA
# title: Firewalls of Front Doors are on
# custom:
#   id: azure.gateways.frontdoor-waf-mode
#   severity: high
#   remediation: Do not set enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_123"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_frontdoor_firewall_policy
	some path in [["enabled"], ["policy_settings", 0, "enabled"]]
	plan.contradicts(resource, path, true)
	message := "enabled is not on"
}

# METADATA
# title: Application gateways listen over HTTPS
# custom:
#   id: azure.gateways.listener-https
#   severity: high
#   remediation: Set protocol of http_listener to Https.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_217"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_application_gateway
	some listener in resource.values.http_listener
	lower(listener.protocol) == "http"
	message := "a listener takes plain HTTP"
}
