package terraform.azure.sql_test

import data.plumb.testing
import data.terraform.azure.sql

test_refuses_public_network if {
	"azure.sql.public-network" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.sql.public-network" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {})
}

test_accepts_public_network if {
	not "azure.sql.public-network" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.sql.public-network" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_server", {}, {"public_network_access_enabled": true})
}

test_refuses_tls_version if {
	"azure.sql.tls-version" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {"minimum_tls_version": "1.0"})
}

test_accepts_tls_version if {
	not "azure.sql.tls-version" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {"minimum_tls_version": "1.2"})
}

test_accepts_tls_version_2 if {
	not "azure.sql.tls-version" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {})
}

test_accepts_tls_version_3 if {
	not "azure.sql.tls-version" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_server", {}, {"minimum_tls_version": true})
}

test_refuses_directory_login if {
	"azure.sql.directory-login" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {"azuread_administrator": [{"azuread_authentication_only": false}]})
}

test_refuses_directory_login_2 if {
	"azure.sql.directory-login" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {})
}

test_accepts_directory_login if {
	not "azure.sql.directory-login" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server", {"azuread_administrator": [{"azuread_authentication_only": true}]})
}

test_accepts_directory_login_2 if {
	not "azure.sql.directory-login" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_server", {}, {"azuread_administrator": true})
}

test_refuses_open_firewall if {
	"azure.sql.open-firewall" in testing.ids(sql.deny) with input as testing.plan([testing.change("azurerm_mssql_firewall_rule", {"start_ip_address": "0.0.0.0", "end_ip_address": "255.255.255.255"}, {})])
}

test_accepts_open_firewall if {
	not "azure.sql.open-firewall" in testing.ids(sql.deny) with input as testing.plan([testing.change("azurerm_mssql_firewall_rule", {"start_ip_address": "10.0.0.1", "end_ip_address": "10.0.0.9"}, {})])
}

test_refuses_azure_services if {
	"azure.sql.azure-services" in testing.ids(sql.deny) with input as testing.plan([testing.change("azurerm_sql_firewall_rule", {"start_ip_address": "0.0.0.0", "end_ip_address": "0.0.0.0"}, {})])
}

test_accepts_azure_services if {
	not "azure.sql.azure-services" in testing.ids(sql.deny) with input as testing.plan([testing.change("azurerm_sql_firewall_rule", {"start_ip_address": "10.0.0.1", "end_ip_address": "10.0.0.1"}, {})])
}

test_refuses_database_encryption if {
	"azure.sql.database-encryption" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {"transparent_data_encryption_enabled": false})
}

test_accepts_database_encryption if {
	not "azure.sql.database-encryption" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {"transparent_data_encryption_enabled": true})
}

test_accepts_database_encryption_2 if {
	not "azure.sql.database-encryption" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {})
}

test_accepts_database_encryption_3 if {
	not "azure.sql.database-encryption" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_database", {}, {"transparent_data_encryption_enabled": true})
}

test_refuses_zone_redundancy if {
	"azure.sql.zone-redundancy" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {"zone_redundant": false})
}

test_refuses_zone_redundancy_2 if {
	"azure.sql.zone-redundancy" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {})
}

test_accepts_zone_redundancy if {
	not "azure.sql.zone-redundancy" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {"zone_redundant": true})
}

test_accepts_zone_redundancy_2 if {
	not "azure.sql.zone-redundancy" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_database", {}, {"zone_redundant": true})
}

test_refuses_ledger if {
	"azure.sql.ledger" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {"ledger_enabled": false})
}

test_refuses_ledger_2 if {
	"azure.sql.ledger" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {})
}

test_accepts_ledger if {
	not "azure.sql.ledger" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database", {"ledger_enabled": true})
}

test_accepts_ledger_2 if {
	not "azure.sql.ledger" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_database", {}, {"ledger_enabled": true})
}

test_refuses_audit_database if {
	"azure.sql.audit-database" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database_extended_auditing_policy", {"retention_in_days": 6})
}

test_accepts_audit_database if {
	not "azure.sql.audit-database" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database_extended_auditing_policy", {"retention_in_days": 90})
}

test_accepts_audit_database_2 if {
	not "azure.sql.audit-database" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database_extended_auditing_policy", {})
}

test_refuses_audit_monitored if {
	"azure.sql.audit-monitored" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database_extended_auditing_policy", {"log_monitoring_enabled": false})
}

test_accepts_audit_monitored if {
	not "azure.sql.audit-monitored" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database_extended_auditing_policy", {"log_monitoring_enabled": true})
}

test_accepts_audit_monitored_2 if {
	not "azure.sql.audit-monitored" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_database_extended_auditing_policy", {})
}

test_accepts_audit_monitored_3 if {
	not "azure.sql.audit-monitored" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_database_extended_auditing_policy", {}, {"log_monitoring_enabled": true})
}

test_refuses_audit_retention if {
	"azure.sql.audit-retention" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_extended_auditing_policy", {"retention_in_days": 6})
}

test_accepts_audit_retention if {
	not "azure.sql.audit-retention" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_extended_auditing_policy", {"retention_in_days": 90})
}

test_accepts_audit_retention_2 if {
	not "azure.sql.audit-retention" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_extended_auditing_policy", {"retention_in_days": 0})
}

test_accepts_audit_retention_3 if {
	not "azure.sql.audit-retention" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_extended_auditing_policy", {})
}

test_refuses_alert_types if {
	"azure.sql.alert-types" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_security_alert_policy", {"disabled_alerts": ["Sql_Injection"]})
}

test_accepts_alert_types if {
	not "azure.sql.alert-types" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_security_alert_policy", {"disabled_alerts": []})
}

test_accepts_alert_types_2 if {
	not "azure.sql.alert-types" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_security_alert_policy", {})
}

test_refuses_alert_addresses if {
	"azure.sql.alert-addresses" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_security_alert_policy", {})
}

test_accepts_alert_addresses if {
	not "azure.sql.alert-addresses" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_security_alert_policy", {"email_addresses": ["a@example.com"]})
}

test_accepts_alert_addresses_2 if {
	not "azure.sql.alert-addresses" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_server_security_alert_policy", {}, {"email_addresses": true})
}

test_refuses_alert_admins if {
	"azure.sql.alert-admins" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_security_alert_policy", {"email_account_admins": false})
}

test_refuses_alert_admins_2 if {
	"azure.sql.alert-admins" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_security_alert_policy", {})
}

test_accepts_alert_admins if {
	not "azure.sql.alert-admins" in testing.ids(sql.deny) with input as testing.creating("azurerm_mssql_server_security_alert_policy", {"email_account_admins": true})
}

test_accepts_alert_admins_2 if {
	not "azure.sql.alert-admins" in testing.ids(sql.deny) with input as testing.unsure("azurerm_mssql_server_security_alert_policy", {}, {"email_account_admins": true})
}
