package terraform.azure.identity_test

import data.plumb.testing
import data.terraform.azure.identity

test_refuses_owner_roles if {
	"azure.identity.owner-roles" in testing.ids(identity.deny) with input as testing.creating("azurerm_role_definition", {"permissions": [{"actions": ["*"]}]})
}

test_accepts_owner_roles if {
	not "azure.identity.owner-roles" in testing.ids(identity.deny) with input as testing.creating("azurerm_role_definition", {"permissions": [{"actions": ["Microsoft.Compute/virtualMachines/read"]}]})
}
