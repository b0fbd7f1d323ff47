package terraform.azure.tags_test

import data.plumb.testing
import data.terraform.azure.tags

test_refuses_owner if {
	"azure.tags.owner" in testing.ids(tags.deny) with input as testing.creating("azurerm_resource_group", {})
}

test_refuses_owner_2 if {
	"azure.tags.owner" in testing.ids(tags.deny) with input as testing.creating("azurerm_resource_group", {"tags": {"team": "a"}})
}

test_accepts_owner if {
	not "azure.tags.owner" in testing.ids(tags.deny) with input as testing.creating("azurerm_resource_group", {"tags": {"Owner": "a"}})
}

test_accepts_owner_2 if {
	not "azure.tags.owner" in testing.ids(tags.deny) with input as testing.creating("azurerm_resource_group", {"tags": {"owner": "a"}})
}
