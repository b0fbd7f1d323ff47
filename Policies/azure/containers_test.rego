package terraform.azure.containers_test

import data.plumb.testing
import data.terraform.azure.containers

test_refuses_virtual_network if {
	"azure.containers.virtual-network" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {})
}

test_accepts_virtual_network if {
	not "azure.containers.virtual-network" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {"subnet_ids": ["s"]})
}

test_accepts_virtual_network_2 if {
	not "azure.containers.virtual-network" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {"network_profile_id": "n"})
}

test_refuses_private if {
	"azure.containers.private" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {"ip_address_type": "Public"})
}

test_refuses_private_2 if {
	"azure.containers.private" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {})
}

test_accepts_private if {
	not "azure.containers.private" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {"ip_address_type": "Private"})
}

test_accepts_private_2 if {
	not "azure.containers.private" in testing.ids(containers.deny) with input as testing.unsure("azurerm_container_group", {}, {"ip_address_type": true})
}

test_refuses_identity if {
	"azure.containers.identity" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {})
}

test_accepts_identity if {
	not "azure.containers.identity" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_identity_2 if {
	not "azure.containers.identity" in testing.ids(containers.deny) with input as testing.unsure("azurerm_container_group", {}, {"identity": true})
}

test_refuses_secure_variables if {
	"azure.containers.secure-variables" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {"container": [{"environment_variables": {"a": "b"}}]})
}

test_accepts_secure_variables if {
	not "azure.containers.secure-variables" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {"container": [{"secure_environment_variables": {"a": "b"}}]})
}

test_accepts_secure_variables_2 if {
	not "azure.containers.secure-variables" in testing.ids(containers.deny) with input as testing.creating("azurerm_container_group", {"container": [{"environment_variables": {}}]})
}
