# METADATA
# title: API Management
package terraform.azure.apim

import data.plumb.plan

# METADATA
# title: API Management stands in a virtual network
# custom:
#   id: azure.apim.virtual-network
#   severity: medium
#   remediation: Add a virtual_network_configuration.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_107"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_api_management
	plan.unset(resource, ["virtual_network_configuration", 0, "subnet_id"])
	message := "subnet_id is not set"
}

# METADATA
# title: API Management asks for client certificates
# custom:
#   id: azure.apim.client-certificates
#   severity: low
#   remediation: Set client_certificate_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_api_management
	resource.values.sku_name == "Consumption_0"
	plan.differs(resource, ["client_certificate_enabled"], true)
	message := "clients need no certificate"
}

# METADATA
# title: API Management is shut to public networks
# custom:
#   id: azure.apim.public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_174"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_api_management
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Backends are called over HTTPS
# custom:
#   id: azure.apim.backend-https
#   severity: high
#   remediation: Use an https address as url.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_215"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_api_management_backend
	not startswith(lower(resource.values.url), "https://")
	message := "the backend is called over plain HTTP"
}
