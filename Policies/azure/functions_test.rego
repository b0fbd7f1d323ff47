package terraform.azure.functions_test

import data.plumb.testing
import data.terraform.azure.functions

test_refuses_https if {
	"azure.functions.https" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"https_only": false})
}

test_refuses_https_2 if {
	"azure.functions.https" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {})
}

test_refuses_https_3 if {
	"azure.functions.https" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app_slot", {"https_only": false})
}

test_refuses_https_4 if {
	"azure.functions.https" in testing.ids(functions.deny) with input as testing.creating("azurerm_linux_function_app", {"https_only": false})
}

test_refuses_https_5 if {
	"azure.functions.https" in testing.ids(functions.deny) with input as testing.creating("azurerm_linux_function_app_slot", {"https_only": false})
}

test_refuses_https_6 if {
	"azure.functions.https" in testing.ids(functions.deny) with input as testing.creating("azurerm_windows_function_app", {"https_only": false})
}

test_refuses_https_7 if {
	"azure.functions.https" in testing.ids(functions.deny) with input as testing.creating("azurerm_windows_function_app_slot", {"https_only": false})
}

test_accepts_https if {
	not "azure.functions.https" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"https_only": true})
}

test_accepts_https_2 if {
	not "azure.functions.https" in testing.ids(functions.deny) with input as testing.unsure("azurerm_function_app", {}, {"https_only": true})
}

test_refuses_tls_version if {
	"azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"site_config": [{"minimum_tls_version": "1.1"}]})
}

test_refuses_tls_version_2 if {
	"azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app_slot", {"site_config": [{"minimum_tls_version": "1.1"}]})
}

test_refuses_tls_version_3 if {
	"azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.creating("azurerm_linux_function_app", {"site_config": [{"minimum_tls_version": "1.1"}]})
}

test_refuses_tls_version_4 if {
	"azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.creating("azurerm_linux_function_app_slot", {"site_config": [{"minimum_tls_version": "1.1"}]})
}

test_refuses_tls_version_5 if {
	"azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.creating("azurerm_windows_function_app", {"site_config": [{"minimum_tls_version": "1.1"}]})
}

test_refuses_tls_version_6 if {
	"azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.creating("azurerm_windows_function_app_slot", {"site_config": [{"minimum_tls_version": "1.1"}]})
}

test_accepts_tls_version if {
	not "azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"site_config": [{"min_tls_version": "1.2"}]})
}

test_accepts_tls_version_2 if {
	not "azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {})
}

test_accepts_tls_version_3 if {
	not "azure.functions.tls-version" in testing.ids(functions.deny) with input as testing.unsure("azurerm_function_app", {}, {"site_config": true})
}

test_refuses_logging if {
	"azure.functions.logging" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"enable_builtin_logging": false})
}

test_refuses_logging_2 if {
	"azure.functions.logging" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app_slot", {"enable_builtin_logging": false})
}

test_accepts_logging if {
	not "azure.functions.logging" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"enable_builtin_logging": true})
}

test_accepts_logging_2 if {
	not "azure.functions.logging" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {})
}

test_accepts_logging_3 if {
	not "azure.functions.logging" in testing.ids(functions.deny) with input as testing.unsure("azurerm_function_app", {}, {"enable_builtin_logging": true})
}

test_refuses_authentication if {
	"azure.functions.authentication" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"auth_settings": [{"enabled": false}]})
}

test_refuses_authentication_2 if {
	"azure.functions.authentication" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {})
}

test_accepts_authentication if {
	not "azure.functions.authentication" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"auth_settings": [{"enabled": true}]})
}

test_accepts_authentication_2 if {
	not "azure.functions.authentication" in testing.ids(functions.deny) with input as testing.unsure("azurerm_function_app", {}, {"auth_settings": true})
}

test_refuses_http2 if {
	"azure.functions.http2" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"site_config": [{"http2_enabled": false}]})
}

test_refuses_http2_2 if {
	"azure.functions.http2" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {})
}

test_refuses_http2_3 if {
	"azure.functions.http2" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app_slot", {"site_config": [{"http2_enabled": false}]})
}

test_accepts_http2 if {
	not "azure.functions.http2" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"site_config": [{"http2_enabled": true}]})
}

test_accepts_http2_2 if {
	not "azure.functions.http2" in testing.ids(functions.deny) with input as testing.unsure("azurerm_function_app", {}, {"site_config": true})
}

test_refuses_cors if {
	"azure.functions.cors" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"site_config": [{"cors": [{"allowed_origins": ["*"]}]}]})
}

test_accepts_cors if {
	not "azure.functions.cors" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {"site_config": [{"cors": [{"allowed_origins": ["https://a.example"]}]}]})
}

test_accepts_cors_2 if {
	not "azure.functions.cors" in testing.ids(functions.deny) with input as testing.creating("azurerm_function_app", {})
}

test_refuses_public_network if {
	"azure.functions.public-network" in testing.ids(functions.deny) with input as testing.creating("azurerm_linux_function_app", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.functions.public-network" in testing.ids(functions.deny) with input as testing.creating("azurerm_linux_function_app", {})
}

test_refuses_public_network_3 if {
	"azure.functions.public-network" in testing.ids(functions.deny) with input as testing.creating("azurerm_linux_function_app_slot", {"public_network_access_enabled": true})
}

test_refuses_public_network_4 if {
	"azure.functions.public-network" in testing.ids(functions.deny) with input as testing.creating("azurerm_windows_function_app", {"public_network_access_enabled": true})
}

test_refuses_public_network_5 if {
	"azure.functions.public-network" in testing.ids(functions.deny) with input as testing.creating("azurerm_windows_function_app_slot", {"public_network_access_enabled": true})
}

test_accepts_public_network if {
	not "azure.functions.public-network" in testing.ids(functions.deny) with input as testing.creating("azurerm_linux_function_app", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.functions.public-network" in testing.ids(functions.deny) with input as testing.unsure("azurerm_linux_function_app", {}, {"public_network_access_enabled": true})
}
