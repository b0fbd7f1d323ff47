package terraform.azure.configuration_test

import data.plumb.testing
import data.terraform.azure.configuration

test_refuses_local_login if {
	"azure.configuration.local-login" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"local_auth_enabled": true})
}

test_refuses_local_login_2 if {
	"azure.configuration.local-login" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {})
}

test_accepts_local_login if {
	not "azure.configuration.local-login" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"local_auth_enabled": false})
}

test_accepts_local_login_2 if {
	not "azure.configuration.local-login" in testing.ids(configuration.deny) with input as testing.unsure("azurerm_app_configuration", {}, {"local_auth_enabled": true})
}

test_refuses_public_network if {
	"azure.configuration.public-network" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"public_network_access": "Enabled"})
}

test_refuses_public_network_2 if {
	"azure.configuration.public-network" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {})
}

test_accepts_public_network if {
	not "azure.configuration.public-network" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"public_network_access": "Disabled"})
}

test_accepts_public_network_2 if {
	not "azure.configuration.public-network" in testing.ids(configuration.deny) with input as testing.unsure("azurerm_app_configuration", {}, {"public_network_access": true})
}

test_refuses_customer_key if {
	"azure.configuration.customer-key" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {})
}

test_accepts_customer_key if {
	not "azure.configuration.customer-key" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"encryption": [{"key_vault_key_identifier": "k"}]})
}

test_accepts_customer_key_2 if {
	not "azure.configuration.customer-key" in testing.ids(configuration.deny) with input as testing.unsure("azurerm_app_configuration", {}, {"encryption": true})
}

test_refuses_purge_protection if {
	"azure.configuration.purge-protection" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"purge_protection_enabled": false})
}

test_refuses_purge_protection_2 if {
	"azure.configuration.purge-protection" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {})
}

test_accepts_purge_protection if {
	not "azure.configuration.purge-protection" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"purge_protection_enabled": true})
}

test_accepts_purge_protection_2 if {
	not "azure.configuration.purge-protection" in testing.ids(configuration.deny) with input as testing.unsure("azurerm_app_configuration", {}, {"purge_protection_enabled": true})
}

test_refuses_tier if {
	"azure.configuration.tier" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"sku": "free"})
}

test_refuses_tier_2 if {
	"azure.configuration.tier" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {})
}

test_accepts_tier if {
	not "azure.configuration.tier" in testing.ids(configuration.deny) with input as testing.creating("azurerm_app_configuration", {"sku": "standard"})
}

test_accepts_tier_2 if {
	not "azure.configuration.tier" in testing.ids(configuration.deny) with input as testing.unsure("azurerm_app_configuration", {}, {"sku": true})
}

test_refuses_automation_encryption if {
	"azure.configuration.automation-encryption" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_variable_bool", {"encrypted": false})
}

test_refuses_automation_encryption_2 if {
	"azure.configuration.automation-encryption" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_variable_bool", {})
}

test_refuses_automation_encryption_3 if {
	"azure.configuration.automation-encryption" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_variable_datetime", {"encrypted": false})
}

test_refuses_automation_encryption_4 if {
	"azure.configuration.automation-encryption" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_variable_int", {"encrypted": false})
}

test_refuses_automation_encryption_5 if {
	"azure.configuration.automation-encryption" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_variable_string", {"encrypted": false})
}

test_accepts_automation_encryption if {
	not "azure.configuration.automation-encryption" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_variable_bool", {"encrypted": true})
}

test_accepts_automation_encryption_2 if {
	not "azure.configuration.automation-encryption" in testing.ids(configuration.deny) with input as testing.unsure("azurerm_automation_variable_bool", {}, {"encrypted": true})
}

test_refuses_automation_public_network if {
	"azure.configuration.automation-public-network" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_account", {"public_network_access_enabled": true})
}

test_refuses_automation_public_network_2 if {
	"azure.configuration.automation-public-network" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_account", {})
}

test_accepts_automation_public_network if {
	not "azure.configuration.automation-public-network" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_account", {"public_network_access_enabled": false})
}

test_accepts_automation_public_network_2 if {
	not "azure.configuration.automation-public-network" in testing.ids(configuration.deny) with input as testing.unsure("azurerm_automation_account", {}, {"public_network_access_enabled": true})
}

test_refuses_automation_identity if {
	"azure.configuration.automation-identity" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_account", {})
}

test_accepts_automation_identity if {
	not "azure.configuration.automation-identity" in testing.ids(configuration.deny) with input as testing.creating("azurerm_automation_account", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_automation_identity_2 if {
	not "azure.configuration.automation-identity" in testing.ids(configuration.deny) with input as testing.unsure("azurerm_automation_account", {}, {"identity": true})
}
