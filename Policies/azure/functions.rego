# METADATA
# title: Function apps
package terraform.azure.functions

import data.plumb.plan

# METADATA
# title: Function apps answer over HTTPS only
# custom:
#   id: azure.functions.https
#   severity: high
#   remediation: Set https_only to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_70"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_function_app", "azurerm_function_app_slot", "azurerm_linux_function_app", "azurerm_linux_function_app_slot", "azurerm_windows_function_app", "azurerm_windows_function_app_slot"}
	some resource in plan.resources[type]
	plan.differs(resource, ["https_only"], true)
	message := "https_only is not on"
}

# METADATA
# title: Function apps want TLS 1.2
# custom:
#   id: azure.functions.tls-version
#   severity: high
#   remediation: Set minimum_tls_version of site_config to 1.2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_145"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_function_app", "azurerm_function_app_slot", "azurerm_linux_function_app", "azurerm_linux_function_app_slot", "azurerm_windows_function_app", "azurerm_windows_function_app_slot"}
	some resource in plan.resources[type]
	some path in [["site_config", 0, "minimum_tls_version"], ["site_config", 0, "min_tls_version"]]
	plan.strays(resource, path, {"1.2", "1.3"})
	message := "minimum_tls_version is none of 1.2, 1.3"
}

# METADATA
# title: Function apps log
# custom:
#   id: azure.functions.logging
#   severity: low
#   remediation: Do not set enable_builtin_logging to false.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_159"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_function_app", "azurerm_function_app_slot"}
	some resource in plan.resources[type]
	plan.contradicts(resource, ["enable_builtin_logging"], true)
	message := "enable_builtin_logging is not on"
}

# METADATA
# title: Function apps ask who calls
# custom:
#   id: azure.functions.authentication
#   severity: medium
#   remediation: Set enabled of auth_settings to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_56"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_function_app
	plan.differs(resource, ["auth_settings", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: Function apps speak HTTP/2
# custom:
#   id: azure.functions.http2
#   severity: low
#   remediation: Set http2_enabled of site_config to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_67"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_function_app", "azurerm_function_app_slot"}
	some resource in plan.resources[type]
	plan.differs(resource, ["site_config", 0, "http2_enabled"], true)
	message := "http2_enabled is not on"
}

# METADATA
# title: Not every site may call function apps
# custom:
#   id: azure.functions.cors
#   severity: medium
#   remediation: Name the sites in allowed_origins of cors.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_62"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_function_app
	some config in resource.values.site_config
	some cors in config.cors
	"*" in cors.allowed_origins
	message := "every site may call it"
}

# METADATA
# title: Function apps are shut to public networks
# custom:
#   id: azure.functions.public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_221"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_function_app", "azurerm_linux_function_app_slot", "azurerm_windows_function_app", "azurerm_windows_function_app_slot"}
	some resource in plan.resources[type]
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}
