# METADATA
# title: Container groups
package terraform.azure.containers

import data.plumb.plan

# METADATA
# title: Container groups stand in virtual networks
# custom:
#   id: azure.containers.virtual-network
#   severity: medium
#   remediation: Set subnet_ids, and ip_address_type to Private.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_98"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_group
	plan.unset(resource, ["subnet_ids"])
	plan.unset(resource, ["network_profile_id"])
	message := "the group is in no virtual network"
}

# METADATA
# title: Container groups have no public addresses
# custom:
#   id: azure.containers.private
#   severity: medium
#   remediation: Set ip_address_type to Private or None.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_245"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_group
	plan.outside(resource, ["ip_address_type"], {"Private", "None"})
	message := "ip_address_type is none of Private, None"
}

# METADATA
# title: Container groups have a managed identity
# custom:
#   id: azure.containers.identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AZURE_28"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_group
	plan.unset(resource, ["identity"])
	message := "identity is not set"
}

# METADATA
# title: Variables of containers are given as secure ones
# custom:
#   id: azure.containers.secure-variables
#   severity: high
#   remediation: Use secure_environment_variables.
#   frameworks:
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_235"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_container_group
	some attribute in ["container", "init_container"]
	some container in resource.values[attribute]
	count(object.get(container, "environment_variables", {})) > 0
	message := "variables are given in the open"
}
