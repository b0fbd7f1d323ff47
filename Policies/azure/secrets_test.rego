package terraform.azure.secrets_test

import data.plumb.testing
import data.terraform.azure.secrets

test_refuses_passwords if {
	"azure.secrets.passwords" in testing.ids(secrets.deny) with input as testing.writing("azurerm_mssql_server", {"administrator_login_password": {"constant_value": "hunter2"}})
}

test_accepts_passwords if {
	not "azure.secrets.passwords" in testing.ids(secrets.deny) with input as testing.writing("azurerm_mssql_server", {"administrator_login_password": {"references": ["var.password"]}})
}

test_accepts_passwords_2 if {
	not "azure.secrets.passwords" in testing.ids(secrets.deny) with input as testing.creating("azurerm_mssql_server", {})
}
