# METADATA
# title: Cosmos DB
package terraform.azure.cosmosdb

import data.plumb.plan

# METADATA
# title: Cosmos DB is shut to public networks
# custom:
#   id: azure.cosmosdb.public-network
#   severity: high
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_101"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cosmosdb_account
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Cosmos DB is encrypted with a key of yours
# custom:
#   id: azure.cosmosdb.customer-key
#   severity: low
#   remediation: Set key_vault_key_id.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_100"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cosmosdb_account
	plan.unset(resource, ["key_vault_key_id"])
	message := "key_vault_key_id is not set"
}

# METADATA
# title: Cosmos DB accepts identities only
# custom:
#   id: azure.cosmosdb.local-login
#   severity: medium
#   remediation: Set local_authentication_disabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_140"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cosmosdb_account
	plan.value(resource, ["kind"]) in {null, "GlobalDocumentDB"}
	plan.differs(resource, ["local_authentication_disabled"], true)
	message := "account keys are accepted"
}

# METADATA
# title: Account keys can not change the account
# custom:
#   id: azure.cosmosdb.metadata-writes
#   severity: medium
#   remediation: Set access_key_metadata_writes_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AZURE_132"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cosmosdb_account
	plan.differs(resource, ["access_key_metadata_writes_enabled"], false)
	message := "access_key_metadata_writes_enabled is not off"
}

# METADATA
# title: Cosmos DB lets in only named networks
# custom:
#   id: azure.cosmosdb.restricted
#   severity: high
#   remediation: Filter virtual networks, or shut the account to public networks.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_99"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cosmosdb_account
	plan.differs(resource, ["public_network_access_enabled"], false)
	not is_filtered(resource)
	message := "any network may reach the account"
}

is_filtered(resource) if {
	plan.value(resource, ["is_virtual_network_filter_enabled"]) == true
	some attribute in ["virtual_network_rule", "ip_range_filter"]
	count(object.get(resource.values, [attribute], [])) > 0
}

is_filtered(resource) if plan.unknown(resource, ["virtual_network_rule"])
