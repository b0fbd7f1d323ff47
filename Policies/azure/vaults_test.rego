package terraform.azure.vaults_test

import data.plumb.testing
import data.terraform.azure.vaults

test_refuses_purge_protection if {
	"azure.vaults.purge-protection" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"purge_protection_enabled": false})
}

test_refuses_purge_protection_2 if {
	"azure.vaults.purge-protection" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {})
}

test_accepts_purge_protection if {
	not "azure.vaults.purge-protection" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"purge_protection_enabled": true})
}

test_accepts_purge_protection_2 if {
	not "azure.vaults.purge-protection" in testing.ids(vaults.deny) with input as testing.unsure("azurerm_key_vault", {}, {"purge_protection_enabled": true})
}

test_refuses_soft_delete if {
	"azure.vaults.soft-delete" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"soft_delete_enabled": false})
}

test_accepts_soft_delete if {
	not "azure.vaults.soft-delete" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"soft_delete_enabled": true})
}

test_accepts_soft_delete_2 if {
	not "azure.vaults.soft-delete" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {})
}

test_accepts_soft_delete_3 if {
	not "azure.vaults.soft-delete" in testing.ids(vaults.deny) with input as testing.unsure("azurerm_key_vault", {}, {"soft_delete_enabled": true})
}

test_refuses_public_network if {
	"azure.vaults.public-network" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {})
}

test_refuses_public_network_2 if {
	"azure.vaults.public-network" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"public_network_access_enabled": true})
}

test_accepts_public_network if {
	not "azure.vaults.public-network" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.vaults.public-network" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"network_acls": [{"default_action": "Deny", "bypass": "AzureServices", "ip_rules": ["10.0.0.0/8"]}]})
}

test_refuses_firewall if {
	"azure.vaults.firewall" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"network_acls": [{"default_action": "Allow"}]})
}

test_refuses_firewall_2 if {
	"azure.vaults.firewall" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {})
}

test_accepts_firewall if {
	not "azure.vaults.firewall" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"network_acls": [{"default_action": "Deny"}]})
}

test_accepts_firewall_2 if {
	not "azure.vaults.firewall" in testing.ids(vaults.deny) with input as testing.unsure("azurerm_key_vault", {}, {"network_acls": true})
}

test_refuses_rbac if {
	"azure.vaults.rbac" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"rbac_authorization_enabled": false})
}

test_refuses_rbac_2 if {
	"azure.vaults.rbac" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {})
}

test_accepts_rbac if {
	not "azure.vaults.rbac" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault", {"enable_rbac_authorization": true})
}

test_accepts_rbac_2 if {
	not "azure.vaults.rbac" in testing.ids(vaults.deny) with input as testing.unsure("azurerm_key_vault", {}, {"enable_rbac_authorization": true, "rbac_authorization_enabled": true})
}

test_refuses_key_expiry if {
	"azure.vaults.key-expiry" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_key", {})
}

test_accepts_key_expiry if {
	not "azure.vaults.key-expiry" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_key", {"expiration_date": "2030-01-01T00:00:00Z"})
}

test_accepts_key_expiry_2 if {
	not "azure.vaults.key-expiry" in testing.ids(vaults.deny) with input as testing.unsure("azurerm_key_vault_key", {}, {"expiration_date": true})
}

test_refuses_secret_expiry if {
	"azure.vaults.secret-expiry" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_secret", {})
}

test_accepts_secret_expiry if {
	not "azure.vaults.secret-expiry" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_secret", {"expiration_date": "2030-01-01T00:00:00Z"})
}

test_accepts_secret_expiry_2 if {
	not "azure.vaults.secret-expiry" in testing.ids(vaults.deny) with input as testing.unsure("azurerm_key_vault_secret", {}, {"expiration_date": true})
}

test_refuses_secret_type if {
	"azure.vaults.secret-type" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_secret", {})
}

test_accepts_secret_type if {
	not "azure.vaults.secret-type" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_secret", {"content_type": "password"})
}

test_accepts_secret_type_2 if {
	not "azure.vaults.secret-type" in testing.ids(vaults.deny) with input as testing.unsure("azurerm_key_vault_secret", {}, {"content_type": true})
}

test_refuses_key_hsm if {
	"azure.vaults.key-hsm" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_key", {"key_type": "RSA"})
}

test_refuses_key_hsm_2 if {
	"azure.vaults.key-hsm" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_key", {})
}

test_accepts_key_hsm if {
	not "azure.vaults.key-hsm" in testing.ids(vaults.deny) with input as testing.creating("azurerm_key_vault_key", {"key_type": "RSA-HSM"})
}

test_accepts_key_hsm_2 if {
	not "azure.vaults.key-hsm" in testing.ids(vaults.deny) with input as testing.unsure("azurerm_key_vault_key", {}, {"key_type": true})
}
