# METADATA
# title: SQL Server
package terraform.azure.sql

import data.plumb.plan

# METADATA
# title: SQL servers are shut to public networks
# custom:
#   id: azure.sql.public-network
#   severity: high
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_113"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_server
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: SQL servers want TLS 1.2
# custom:
#   id: azure.sql.tls-version
#   severity: high
#   remediation: Set minimum_tls_version to 1.2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_52"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_server
	plan.strays(resource, ["minimum_tls_version"], {"1.2", "1.3"})
	message := "minimum_tls_version is none of 1.2, 1.3"
}

# METADATA
# title: People sign in to SQL servers by the directory
# custom:
#   id: azure.sql.directory-login
#   severity: medium
#   remediation: Add an azuread_administrator.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AZURE_27"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_server
	plan.differs(resource, ["azuread_administrator", 0, "azuread_authentication_only"], true)
	message := "azuread_authentication_only is not on"
}

# METADATA
# title: No firewall rule opens a database to every address
# custom:
#   id: azure.sql.open-firewall
#   severity: critical
#   remediation: Name the addresses that need the database.
#   frameworks:
#     cis_azure_2_1: ["4.1.2"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_11"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_mariadb_firewall_rule", "azurerm_mssql_firewall_rule", "azurerm_mysql_firewall_rule", "azurerm_mysql_flexible_server_firewall_rule", "azurerm_postgresql_firewall_rule", "azurerm_postgresql_flexible_server_firewall_rule", "azurerm_sql_firewall_rule"}
	some resource in plan.resources[type]
	resource.values.start_ip_address in {"0.0.0.0", "0.0.0.0/0"}
	resource.values.end_ip_address == "255.255.255.255"
	message := "the rule lets every address in"
}

# METADATA
# title: Firewalls do not let in every service of Azure
# custom:
#   id: azure.sql.azure-services
#   severity: high
#   remediation: Do not use the address 0.0.0.0 for both ends.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_sql_firewall_rule", "azurerm_mssql_firewall_rule", "azurerm_postgresql_flexible_server_firewall_rule"}
	some resource in plan.resources[type]
	resource.values.start_ip_address == "0.0.0.0"
	resource.values.end_ip_address == "0.0.0.0"
	message := "the rule lets in whatever runs in Azure"
}

# METADATA
# title: Databases are encrypted at rest
# custom:
#   id: azure.sql.database-encryption
#   severity: high
#   remediation: Do not set transparent_data_encryption_enabled to false.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AZURE_25"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_database
	plan.contradicts(resource, ["transparent_data_encryption_enabled"], true)
	message := "transparent_data_encryption_enabled is not on"
}

# METADATA
# title: Databases stand in several zones
# custom:
#   id: azure.sql.zone-redundancy
#   severity: low
#   remediation: Set zone_redundant to true.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_229"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_database
	plan.differs(resource, ["zone_redundant"], true)
	message := "zone_redundant is not on"
}

# METADATA
# title: Databases keep a ledger
# custom:
#   id: azure.sql.ledger
#   severity: low
#   remediation: Set ledger_enabled to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_224"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_database
	plan.differs(resource, ["ledger_enabled"], true)
	message := "ledger_enabled is not on"
}

# METADATA
# title: Audits of databases are kept 90 days
# custom:
#   id: azure.sql.audit-database
#   severity: medium
#   remediation: Set retention_in_days to 90 or more.
#   frameworks:
#     nist_800_53: ["AU-11"]
#     pci_dss: ["10.5.1"]
#     soc_2: ["CC7.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_database_extended_auditing_policy
	plan.short(resource, ["retention_in_days"], 90)
	message := "audits are kept less than 90 days"
}

# METADATA
# title: Audits of databases go to Azure Monitor
# custom:
#   id: azure.sql.audit-monitored
#   severity: low
#   remediation: Do not set log_monitoring_enabled to false.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_156"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_database_extended_auditing_policy
	plan.contradicts(resource, ["log_monitoring_enabled"], true)
	message := "log_monitoring_enabled is not on"
}

# METADATA
# title: Audits of servers are kept 90 days
# custom:
#   id: azure.sql.audit-retention
#   severity: medium
#   remediation: Set retention_in_days to 90 or more.
#   frameworks:
#     cis_azure_2_1: ["4.1.6"]
#     nist_800_53: ["AU-11"]
#     pci_dss: ["10.5.1"]
#     soc_2: ["CC7.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_server_extended_auditing_policy
	plan.short(resource, ["retention_in_days"], 90)
	plan.value(resource, ["retention_in_days"]) != 0
	message := "audits are kept less than 90 days"
}

# METADATA
# title: No kind of threat is left out of alerts
# custom:
#   id: azure.sql.alert-types
#   severity: low
#   remediation: Leave disabled_alerts empty.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_25"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_server_security_alert_policy
	count(resource.values.disabled_alerts) > 0
	message := "some kinds of threats are left out"
}

# METADATA
# title: Alerts are sent to somebody
# custom:
#   id: azure.sql.alert-addresses
#   severity: low
#   remediation: Set email_addresses.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_26"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_server_security_alert_policy
	plan.unset(resource, ["email_addresses"])
	message := "email_addresses is not set"
}

# METADATA
# title: Alerts are sent to administrators
# custom:
#   id: azure.sql.alert-admins
#   severity: low
#   remediation: Set email_account_admins to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_27"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mssql_server_security_alert_policy
	plan.differs(resource, ["email_account_admins"], true)
	message := "email_account_admins is not on"
}
