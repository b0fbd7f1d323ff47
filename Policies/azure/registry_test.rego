package terraform.azure.registry_test

import data.plumb.testing
import data.terraform.azure.registry

test_refuses_admin if {
	"azure.registry.admin" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"admin_enabled": true})
}

test_accepts_admin if {
	not "azure.registry.admin" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"admin_enabled": false})
}

test_accepts_admin_2 if {
	not "azure.registry.admin" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_admin_3 if {
	not "azure.registry.admin" in testing.ids(registry.deny) with input as testing.unsure("azurerm_container_registry", {}, {"admin_enabled": true})
}

test_refuses_anonymous_pull if {
	"azure.registry.anonymous-pull" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"anonymous_pull_enabled": true, "sku": "Premium"})
}

test_accepts_anonymous_pull if {
	not "azure.registry.anonymous-pull" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"anonymous_pull_enabled": false})
}

test_accepts_anonymous_pull_2 if {
	not "azure.registry.anonymous-pull" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_anonymous_pull_3 if {
	not "azure.registry.anonymous-pull" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"sku": "Basic", "anonymous_pull_enabled": true})
}

test_refuses_public_network if {
	"azure.registry.public-network" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.registry.public-network" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_public_network if {
	not "azure.registry.public-network" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.registry.public-network" in testing.ids(registry.deny) with input as testing.unsure("azurerm_container_registry", {}, {"public_network_access_enabled": true})
}

test_refuses_premium if {
	"azure.registry.premium" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"sku": "Basic"})
}

test_refuses_premium_2 if {
	"azure.registry.premium" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_premium if {
	not "azure.registry.premium" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"sku": "Standard"})
}

test_accepts_premium_2 if {
	not "azure.registry.premium" in testing.ids(registry.deny) with input as testing.unsure("azurerm_container_registry", {}, {"sku": true})
}

test_refuses_replication if {
	"azure.registry.replication" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_refuses_replication_2 if {
	"azure.registry.replication" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"sku": "Basic", "georeplications": [{"location": "westeurope"}]})
}

test_accepts_replication if {
	not "azure.registry.replication" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"georeplications": [{"location": "westeurope"}]})
}

test_refuses_quarantine if {
	"azure.registry.quarantine" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"quarantine_policy_enabled": false})
}

test_refuses_quarantine_2 if {
	"azure.registry.quarantine" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_quarantine if {
	not "azure.registry.quarantine" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"quarantine_policy_enabled": true})
}

test_accepts_quarantine_2 if {
	not "azure.registry.quarantine" in testing.ids(registry.deny) with input as testing.unsure("azurerm_container_registry", {}, {"quarantine_policy_enabled": true})
}

test_refuses_zones if {
	"azure.registry.zones" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"zone_redundancy_enabled": false})
}

test_refuses_zones_2 if {
	"azure.registry.zones" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_zones if {
	not "azure.registry.zones" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"zone_redundancy_enabled": true})
}

test_accepts_zones_2 if {
	not "azure.registry.zones" in testing.ids(registry.deny) with input as testing.unsure("azurerm_container_registry", {}, {"zone_redundancy_enabled": true})
}

test_refuses_data_endpoints if {
	"azure.registry.data-endpoints" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"data_endpoint_enabled": false})
}

test_refuses_data_endpoints_2 if {
	"azure.registry.data-endpoints" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_data_endpoints if {
	not "azure.registry.data-endpoints" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"data_endpoint_enabled": true})
}

test_accepts_data_endpoints_2 if {
	not "azure.registry.data-endpoints" in testing.ids(registry.deny) with input as testing.unsure("azurerm_container_registry", {}, {"data_endpoint_enabled": true})
}

test_refuses_trusted_images if {
	"azure.registry.trusted-images" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"trust_policy_enabled": false})
}

test_refuses_trusted_images_2 if {
	"azure.registry.trusted-images" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_trusted_images if {
	not "azure.registry.trusted-images" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"trust_policy": [{"enabled": true}]})
}

test_accepts_trusted_images_2 if {
	not "azure.registry.trusted-images" in testing.ids(registry.deny) with input as testing.unsure("azurerm_container_registry", {}, {"trust_policy": true, "trust_policy_enabled": true})
}

test_refuses_retention if {
	"azure.registry.retention" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {})
}

test_accepts_retention if {
	not "azure.registry.retention" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"retention_policy_in_days": 7})
}

test_accepts_retention_2 if {
	not "azure.registry.retention" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry", {"retention_policy": [{"enabled": true, "days": 7}]})
}

test_refuses_webhook_https if {
	"azure.registry.webhook-https" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry_webhook", {"service_uri": "http://a.example"})
}

test_accepts_webhook_https if {
	not "azure.registry.webhook-https" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry_webhook", {"service_uri": "https://a.example"})
}

test_accepts_webhook_https_2 if {
	not "azure.registry.webhook-https" in testing.ids(registry.deny) with input as testing.creating("azurerm_container_registry_webhook", {})
}
