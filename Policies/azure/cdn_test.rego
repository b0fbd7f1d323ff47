package terraform.azure.cdn_test

import data.plumb.testing
import data.terraform.azure.cdn

test_refuses_http if {
	"azure.cdn.http" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint", {"is_http_allowed": true})
}

test_refuses_http_2 if {
	"azure.cdn.http" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint", {})
}

test_accepts_http if {
	not "azure.cdn.http" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint", {"is_http_allowed": false})
}

test_accepts_http_2 if {
	not "azure.cdn.http" in testing.ids(cdn.deny) with input as testing.unsure("azurerm_cdn_endpoint", {}, {"is_http_allowed": true})
}

test_refuses_https if {
	"azure.cdn.https" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint", {"is_https_allowed": false})
}

test_accepts_https if {
	not "azure.cdn.https" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint", {"is_https_allowed": true})
}

test_accepts_https_2 if {
	not "azure.cdn.https" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint", {})
}

test_accepts_https_3 if {
	not "azure.cdn.https" in testing.ids(cdn.deny) with input as testing.unsure("azurerm_cdn_endpoint", {}, {"is_https_allowed": true})
}

test_refuses_custom_domain_tls if {
	"azure.cdn.custom-domain-tls" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint_custom_domain", {"cdn_managed_https": [{"tls_version": "TLS10"}]})
}

test_accepts_custom_domain_tls if {
	not "azure.cdn.custom-domain-tls" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint_custom_domain", {"user_managed_https": [{"tls_version": "TLS12"}]})
}

test_accepts_custom_domain_tls_2 if {
	not "azure.cdn.custom-domain-tls" in testing.ids(cdn.deny) with input as testing.creating("azurerm_cdn_endpoint_custom_domain", {})
}
