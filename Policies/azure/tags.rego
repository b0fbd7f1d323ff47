# METADATA
# title: Tags
package terraform.azure.tags

import data.plumb.plan

# METADATA
# title: Resources say whose they are
# custom:
#   id: azure.tags.owner
#   severity: low
#   remediation: Add the tag owner.
#   frameworks:
#     nist_800_53: ["CM-8"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_resource_group", "azurerm_storage_account", "azurerm_key_vault", "azurerm_kubernetes_cluster", "azurerm_mssql_server", "azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine"}
	some resource in plan.resources[type]
	not plan.unknown(resource, ["tags"])
	count([tag | some tag, _ in object.get(resource.values, ["tags"], {}); lower(tag) == "owner"]) == 0
	message := "there is no tag owner"
}
