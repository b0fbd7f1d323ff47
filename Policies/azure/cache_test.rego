package terraform.azure.cache_test

import data.plumb.testing
import data.terraform.azure.cache

test_refuses_public_network if {
	"azure.cache.public-network" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.cache.public-network" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {})
}

test_accepts_public_network if {
	not "azure.cache.public-network" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.cache.public-network" in testing.ids(cache.deny) with input as testing.unsure("azurerm_redis_cache", {}, {"public_network_access_enabled": true})
}

test_refuses_tls if {
	"azure.cache.tls" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {"non_ssl_port_enabled": true})
}

test_accepts_tls if {
	not "azure.cache.tls" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {"enable_non_ssl_port": false})
}

test_accepts_tls_2 if {
	not "azure.cache.tls" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {})
}

test_accepts_tls_3 if {
	not "azure.cache.tls" in testing.ids(cache.deny) with input as testing.unsure("azurerm_redis_cache", {}, {"enable_non_ssl_port": true, "non_ssl_port_enabled": true})
}

test_refuses_tls_version if {
	"azure.cache.tls-version" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {"minimum_tls_version": "1.0"})
}

test_refuses_tls_version_2 if {
	"azure.cache.tls-version" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {})
}

test_accepts_tls_version if {
	not "azure.cache.tls-version" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {"minimum_tls_version": "1.2"})
}

test_accepts_tls_version_2 if {
	not "azure.cache.tls-version" in testing.ids(cache.deny) with input as testing.unsure("azurerm_redis_cache", {}, {"minimum_tls_version": true})
}

test_refuses_replication if {
	"azure.cache.replication" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {"sku_name": "Basic"})
}

test_refuses_replication_2 if {
	"azure.cache.replication" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {})
}

test_accepts_replication if {
	not "azure.cache.replication" in testing.ids(cache.deny) with input as testing.creating("azurerm_redis_cache", {"sku_name": "Standard"})
}

test_accepts_replication_2 if {
	not "azure.cache.replication" in testing.ids(cache.deny) with input as testing.unsure("azurerm_redis_cache", {}, {"sku_name": true})
}
