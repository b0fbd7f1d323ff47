package terraform.azure.apim_test

import data.plumb.testing
import data.terraform.azure.apim

test_refuses_virtual_network if {
	"azure.apim.virtual-network" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management", {})
}

test_accepts_virtual_network if {
	not "azure.apim.virtual-network" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management", {"virtual_network_configuration": [{"subnet_id": "/s"}]})
}

test_accepts_virtual_network_2 if {
	not "azure.apim.virtual-network" in testing.ids(apim.deny) with input as testing.unsure("azurerm_api_management", {}, {"virtual_network_configuration": true})
}

test_refuses_client_certificates if {
	"azure.apim.client-certificates" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management", {"sku_name": "Consumption_0"})
}

test_accepts_client_certificates if {
	not "azure.apim.client-certificates" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management", {"sku_name": "Consumption_0", "client_certificate_enabled": true})
}

test_accepts_client_certificates_2 if {
	not "azure.apim.client-certificates" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management", {"sku_name": "Developer_1"})
}

test_refuses_public_network if {
	"azure.apim.public-network" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.apim.public-network" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management", {})
}

test_accepts_public_network if {
	not "azure.apim.public-network" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.apim.public-network" in testing.ids(apim.deny) with input as testing.unsure("azurerm_api_management", {}, {"public_network_access_enabled": true})
}

test_refuses_backend_https if {
	"azure.apim.backend-https" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management_backend", {"url": "http://a.example"})
}

test_accepts_backend_https if {
	not "azure.apim.backend-https" in testing.ids(apim.deny) with input as testing.creating("azurerm_api_management_backend", {"url": "https://a.example"})
}
