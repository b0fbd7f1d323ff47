# METADATA
# title: App Configuration and Automation
package terraform.azure.configuration

import data.plumb.plan

# METADATA
# title: App Configuration accepts identities only
# custom:
#   id: azure.configuration.local-login
#   severity: medium
#   remediation: Set local_auth_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_184"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_app_configuration
	plan.differs(resource, ["local_auth_enabled"], false)
	message := "local_auth_enabled is not off"
}

# METADATA
# title: App Configuration is shut to public networks
# custom:
#   id: azure.configuration.public-network
#   severity: medium
#   remediation: Set public_network_access to Disabled.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_185"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_app_configuration
	plan.differs(resource, ["public_network_access"], "Disabled")
	message := "public_network_access is not Disabled"
}

# METADATA
# title: App Configuration is encrypted with a key of yours
# custom:
#   id: azure.configuration.customer-key
#   severity: low
#   remediation: Add an encryption block.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_186"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_app_configuration
	plan.unset(resource, ["encryption", 0, "key_vault_key_identifier"])
	message := "key_vault_key_identifier is not set"
}

# METADATA
# title: App Configuration can not be purged
# custom:
#   id: azure.configuration.purge-protection
#   severity: medium
#   remediation: Set purge_protection_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_AZURE_187"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_app_configuration
	plan.differs(resource, ["purge_protection_enabled"], true)
	message := "purge_protection_enabled is not on"
}

# METADATA
# title: App Configuration has an agreed availability
# custom:
#   id: azure.configuration.tier
#   severity: low
#   remediation: Set sku to standard.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_188"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_app_configuration
	plan.differs(resource, ["sku"], "standard")
	message := "sku is not standard"
}

# METADATA
# title: Variables of automation are encrypted
# custom:
#   id: azure.configuration.automation-encryption
#   severity: medium
#   remediation: Set encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_73"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_automation_variable_bool", "azurerm_automation_variable_datetime", "azurerm_automation_variable_int", "azurerm_automation_variable_string"}
	some resource in plan.resources[type]
	plan.differs(resource, ["encrypted"], true)
	message := "encrypted is not on"
}

# METADATA
# title: Automation accounts are shut to public networks
# custom:
#   id: azure.configuration.automation-public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV2_AZURE_24"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_automation_account
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Automation accounts have a managed identity
# custom:
#   id: azure.configuration.automation-identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AZURE_36"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_automation_account
	plan.unset(resource, ["identity", 0, "type"])
	message := "type is not set"
}
