# METADATA
# title: Container registries
package terraform.azure.registry

import data.plumb.plan

# METADATA
# title: Registries have no administrator account
# custom:
#   id: azure.registry.admin
#   severity: medium
#   remediation: Do not set admin_enabled.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_137"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.contradicts(resource, ["admin_enabled"], false)
	message := "admin_enabled is not off"
}

# METADATA
# title: Nobody pulls images anonymously
# custom:
#   id: azure.registry.anonymous-pull
#   severity: high
#   remediation: Do not set anonymous_pull_enabled.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_138"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.value(resource, ["anonymous_pull_enabled"]) == true
	plan.value(resource, ["sku"]) != "Basic"
	message := "anyone may pull images"
}

# METADATA
# title: Registries are shut to public networks
# custom:
#   id: azure.registry.public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_139"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Registries can be scanned
# custom:
#   id: azure.registry.premium
#   severity: low
#   remediation: Set sku to Standard or Premium.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_163"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.outside(resource, ["sku"], {"Standard", "Premium"})
	message := "sku is none of Standard, Premium"
}

# METADATA
# title: Registries stand in several regions
# custom:
#   id: azure.registry.replication
#   severity: low
#   remediation: Add georeplications.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_165"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	stands_alone(resource)
	message := "the registry stands in one region"
}

stands_alone(resource) if plan.unset(resource, ["georeplications"])

# Other tiers have no replication.
stands_alone(resource) if plan.contradicts(resource, ["sku"], "Premium")

# METADATA
# title: New images wait until they were looked at
# custom:
#   id: azure.registry.quarantine
#   severity: low
#   remediation: Set quarantine_policy_enabled to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_166"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.differs(resource, ["quarantine_policy_enabled"], true)
	message := "quarantine_policy_enabled is not on"
}

# METADATA
# title: Registries stand in several zones
# custom:
#   id: azure.registry.zones
#   severity: low
#   remediation: Set zone_redundancy_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.differs(resource, ["zone_redundancy_enabled"], true)
	message := "zone_redundancy_enabled is not on"
}

# METADATA
# title: Registries have data endpoints of their own
# custom:
#   id: azure.registry.data-endpoints
#   severity: low
#   remediation: Set data_endpoint_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_237"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.differs(resource, ["data_endpoint_enabled"], true)
	message := "data_endpoint_enabled is not on"
}

# METADATA
# title: Only signed images are trusted
# custom:
#   id: azure.registry.trusted-images
#   severity: medium
#   remediation: Set trust_policy_enabled to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_164"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.differs(resource, ["trust_policy_enabled"], true)
	plan.differs(resource, ["trust_policy", 0, "enabled"], true)
	message := "trust_policy_enabled is not on"
}

# METADATA
# title: Untagged images are cleaned away
# custom:
#   id: azure.registry.retention
#   severity: low
#   remediation: Set retention_policy_in_days.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_167"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry
	plan.unset(resource, ["retention_policy_in_days"])
	plan.differs(resource, ["retention_policy", 0, "enabled"], true)
	message := "untagged images stay"
}

# METADATA
# title: Webhooks of registries use HTTPS
# custom:
#   id: azure.registry.webhook-https
#   severity: medium
#   remediation: Use an https address as service_uri.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV2_AZURE_30"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_registry_webhook
	startswith(lower(resource.values.service_uri), "http://")
	message := "the webhook is called over plain HTTP"
}
