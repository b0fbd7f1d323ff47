package terraform.azure.cosmosdb_test

import data.plumb.testing
import data.terraform.azure.cosmosdb

test_refuses_public_network if {
	"azure.cosmosdb.public-network" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.cosmosdb.public-network" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {})
}

test_accepts_public_network if {
	not "azure.cosmosdb.public-network" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.cosmosdb.public-network" in testing.ids(cosmosdb.deny) with input as testing.unsure("azurerm_cosmosdb_account", {}, {"public_network_access_enabled": true})
}

test_refuses_customer_key if {
	"azure.cosmosdb.customer-key" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {})
}

test_accepts_customer_key if {
	not "azure.cosmosdb.customer-key" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"key_vault_key_id": "https://v.vault.azure.net/keys/k"})
}

test_accepts_customer_key_2 if {
	not "azure.cosmosdb.customer-key" in testing.ids(cosmosdb.deny) with input as testing.unsure("azurerm_cosmosdb_account", {}, {"key_vault_key_id": true})
}

test_refuses_local_login if {
	"azure.cosmosdb.local-login" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {})
}

test_refuses_local_login_2 if {
	"azure.cosmosdb.local-login" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"local_authentication_disabled": false})
}

test_accepts_local_login if {
	not "azure.cosmosdb.local-login" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"local_authentication_disabled": true})
}

test_accepts_local_login_2 if {
	not "azure.cosmosdb.local-login" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"kind": "MongoDB"})
}

test_refuses_metadata_writes if {
	"azure.cosmosdb.metadata-writes" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"access_key_metadata_writes_enabled": true})
}

test_refuses_metadata_writes_2 if {
	"azure.cosmosdb.metadata-writes" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {})
}

test_accepts_metadata_writes if {
	not "azure.cosmosdb.metadata-writes" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"access_key_metadata_writes_enabled": false})
}

test_accepts_metadata_writes_2 if {
	not "azure.cosmosdb.metadata-writes" in testing.ids(cosmosdb.deny) with input as testing.unsure("azurerm_cosmosdb_account", {}, {"access_key_metadata_writes_enabled": true})
}

test_refuses_restricted if {
	"azure.cosmosdb.restricted" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {})
}

test_refuses_restricted_2 if {
	"azure.cosmosdb.restricted" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"is_virtual_network_filter_enabled": true})
}

test_refuses_restricted_3 if {
	"azure.cosmosdb.restricted" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"public_network_access_enabled": true})
}

test_accepts_restricted if {
	not "azure.cosmosdb.restricted" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"public_network_access_enabled": false})
}

test_accepts_restricted_2 if {
	not "azure.cosmosdb.restricted" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"is_virtual_network_filter_enabled": true, "virtual_network_rule": [{"id": "n"}]})
}

test_accepts_restricted_3 if {
	not "azure.cosmosdb.restricted" in testing.ids(cosmosdb.deny) with input as testing.creating("azurerm_cosmosdb_account", {"is_virtual_network_filter_enabled": true, "ip_range_filter": "10.0.0.0/8"})
}
