# METADATA
# title: Key vaults
package terraform.azure.vaults

import data.plumb.plan

# METADATA
# title: Vaults can not be purged
# custom:
#   id: azure.vaults.purge-protection
#   severity: high
#   remediation: Set purge_protection_enabled to true.
#   frameworks:
#     cis_azure_2_1: ["8.5"]
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_AZURE_110", "CKV_AZURE_42"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault
	plan.differs(resource, ["purge_protection_enabled"], true)
	message := "purge_protection_enabled is not on"
}

# METADATA
# title: Deleted vaults can be brought back
# custom:
#   id: azure.vaults.soft-delete
#   severity: high
#   remediation: Do not set soft_delete_enabled to false.
#   frameworks:
#     cis_azure_2_1: ["8.5"]
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_AZURE_111"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault
	plan.contradicts(resource, ["soft_delete_enabled"], true)
	message := "soft_delete_enabled is not on"
}

# METADATA
# title: Vaults are shut to public networks
# custom:
#   id: azure.vaults.public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false, or refuse by default in network_acls.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_189"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault
	plan.differs(resource, ["public_network_access_enabled"], false)
	not is_fenced(resource)
	message := "the vault is open to public networks"
}

is_fenced(resource) if {
	some acls in resource.values.network_acls
	count(acls.ip_rules) > 0
}

# METADATA
# title: The firewall of the vault refuses by default
# custom:
#   id: azure.vaults.firewall
#   severity: high
#   remediation: Add network_acls with default_action set to Deny.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_109"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault
	plan.differs(resource, ["network_acls", 0, "default_action"], "Deny")
	message := "default_action is not Deny"
}

# METADATA
# title: Access to the vault is given by roles
# custom:
#   id: azure.vaults.rbac
#   severity: medium
#   remediation: Set rbac_authorization_enabled to true.
#   frameworks:
#     cis_azure_2_1: ["8.6"]
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault
	plan.differs(resource, ["rbac_authorization_enabled"], true)
	plan.differs(resource, ["enable_rbac_authorization"], true)
	message := "rbac_authorization_enabled is not on"
}

# METADATA
# title: Keys end
# custom:
#   id: azure.vaults.key-expiry
#   severity: medium
#   remediation: Set expiration_date.
#   frameworks:
#     cis_azure_2_1: ["8.1"]
#     nist_800_53: ["SC-12"]
#     pci_dss: ["3.7.4"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_40"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault_key
	plan.unset(resource, ["expiration_date"])
	message := "expiration_date is not set"
}

# METADATA
# title: Secrets end
# custom:
#   id: azure.vaults.secret-expiry
#   severity: medium
#   remediation: Set expiration_date.
#   frameworks:
#     cis_azure_2_1: ["8.3"]
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_41"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault_secret
	plan.unset(resource, ["expiration_date"])
	message := "expiration_date is not set"
}

# METADATA
# title: Secrets tell what they are
# custom:
#   id: azure.vaults.secret-type
#   severity: low
#   remediation: Set content_type.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_114"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault_secret
	plan.unset(resource, ["content_type"])
	message := "content_type is not set"
}

# METADATA
# title: Keys are kept in hardware
# custom:
#   id: azure.vaults.key-hsm
#   severity: low
#   remediation: Set key_type to RSA-HSM or EC-HSM.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_112"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_key_vault_key
	plan.outside(resource, ["key_type"], {"RSA-HSM", "EC-HSM"})
	message := "key_type is none of RSA-HSM, EC-HSM"
}
