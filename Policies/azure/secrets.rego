# METADATA
# title: Secrets in arguments
package terraform.azure.secrets

import data.plumb.plan

# METADATA
# title: Passwords do not stand in configurations
# custom:
#   id: azure.secrets.passwords
#   severity: critical
#   remediation: Give passwords through variables that are sensitive, or by key vaults.
#   frameworks:
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_mssql_server", "azurerm_postgresql_server", "azurerm_postgresql_flexible_server", "azurerm_mysql_server", "azurerm_mysql_flexible_server", "azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine", "azurerm_synapse_workspace"}
	some resource in plan.resources[type]
	some attribute in ["admin_password", "administrator_login_password", "administrator_password", "sql_administrator_login_password"]
	plan.is_spelled_out(resource, attribute)
	message := "a password stands in the configuration"
}
