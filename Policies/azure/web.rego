# METADATA
# title: Web apps
package terraform.azure.web

import data.plumb.plan

# METADATA
# title: Web apps answer over HTTPS only
# custom:
#   id: azure.web.https
#   severity: high
#   remediation: Set https_only to true.
#   frameworks:
#     cis_azure_2_1: ["9.2"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_14"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.differs(resource, ["https_only"], true)
	message := "https_only is not on"
}

# METADATA
# title: Web apps ask who calls
# custom:
#   id: azure.web.authentication
#   severity: medium
#   remediation: Set enabled of auth_settings to true.
#   frameworks:
#     cis_azure_2_1: ["9.1"]
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_13"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.differs(resource, ["auth_settings", 0, "enabled"], true)
	plan.differs(resource, ["auth_settings_v2", 0, "auth_enabled"], true)
	message := "nobody is asked to sign in"
}

# METADATA
# title: Web apps want TLS 1.2
# custom:
#   id: azure.web.tls-version
#   severity: high
#   remediation: Set minimum_tls_version of site_config to 1.2.
#   frameworks:
#     cis_azure_2_1: ["9.3"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_15"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	some path in [["site_config", 0, "minimum_tls_version"], ["site_config", 0, "min_tls_version"]]
	plan.strays(resource, path, {"1.2", "1.3"})
	message := "minimum_tls_version is none of 1.2, 1.3"
}

# METADATA
# title: Web apps ask for client certificates
# custom:
#   id: azure.web.client-certificates
#   severity: low
#   remediation: Set client_certificate_enabled to true and client_certificate_mode to Required.
#   frameworks:
#     cis_azure_2_1: ["9.4"]
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_17"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	asks_no_certificate(type, resource)
	message := "clients need no certificate"
}

asks_no_certificate("azurerm_app_service", resource) if plan.differs(resource, ["client_cert_enabled"], true)

asks_no_certificate(type, resource) if {
	type != "azurerm_app_service"
	plan.differs(resource, ["client_certificate_enabled"], true)
}

asks_no_certificate(type, resource) if {
	type != "azurerm_app_service"
	plan.contradicts(resource, ["client_certificate_mode"], "Required")
}

# METADATA
# title: Web apps have a managed identity
# custom:
#   id: azure.web.identity
#   severity: medium
#   remediation: Add an identity.
#   frameworks:
#     cis_azure_2_1: ["9.5"]
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_71", "CKV_AZURE_16"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.unset(resource, ["identity"])
	message := "identity is not set"
}

# METADATA
# title: Web apps speak HTTP/2
# custom:
#   id: azure.web.http2
#   severity: low
#   remediation: Set http2_enabled of site_config to true.
#   frameworks:
#     cis_azure_2_1: ["9.9"]
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_18"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.differs(resource, ["site_config", 0, "http2_enabled"], true)
	message := "http2_enabled is not on"
}

# METADATA
# title: Deployments by plain FTP are off
# custom:
#   id: azure.web.ftp
#   severity: high
#   remediation: Set ftps_state of site_config to Disabled or FtpsOnly.
#   frameworks:
#     cis_azure_2_1: ["9.10"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_78"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.outside(resource, ["site_config", 0, "ftps_state"], {"Disabled", "FtpsOnly"})
	message := "ftps_state is none of Disabled, FtpsOnly"
}

# METADATA
# title: Requests to web apps are logged
# custom:
#   id: azure.web.http-logs
#   severity: medium
#   remediation: Add http_logs to logs.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_63"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.unset(resource, ["logs", 0, "http_logs"])
	message := "http_logs is not set"
}

# METADATA
# title: Failing requests are traced
# custom:
#   id: azure.web.failed-requests
#   severity: low
#   remediation: Set failed_request_tracing of logs to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_66"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.differs(resource, ["logs", 0, "failed_request_tracing"], true)
	plan.differs(resource, ["logs", 0, "failed_request_tracing_enabled"], true)
	message := "failed_request_tracing is not on"
}

# METADATA
# title: Errors are logged in detail
# custom:
#   id: azure.web.detailed-errors
#   severity: low
#   remediation: Set detailed_error_messages of logs to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_65"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.differs(resource, ["logs", 0, "detailed_error_messages"], true)
	plan.differs(resource, ["logs", 0, "detailed_error_messages_enabled"], true)
	message := "detailed_error_messages is not on"
}

# METADATA
# title: Web apps have a health check
# custom:
#   id: azure.web.health-check
#   severity: low
#   remediation: Set health_check_path of site_config.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_213"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.unset(resource, ["site_config", 0, "health_check_path"])
	message := "health_check_path is not set"
}

# METADATA
# title: Not every site may call web apps
# custom:
#   id: azure.web.cors
#   severity: medium
#   remediation: Name the sites in allowed_origins of cors.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_57"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	some config in resource.values.site_config
	some cors in config.cors
	"*" in cors.allowed_origins
	message := "every site may call it"
}

# METADATA
# title: Remote debugging is off
# custom:
#   id: azure.web.remote-debugging
#   severity: high
#   remediation: Do not set remote_debugging_enabled in site_config.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_72"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service", "azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_linux_function_app_slot", "azurerm_windows_function_app", "azurerm_windows_function_app_slot", "azurerm_linux_web_app_slot", "azurerm_windows_web_app_slot"}
	some resource in plan.resources[type]
	some path in [["site_config", 0, "remote_debugging_enabled"], ["remote_debugging_enabled"]]
	plan.contradicts(resource, path, false)
	message := "remote_debugging_enabled is not off"
}

# METADATA
# title: Web apps are shut to public networks
# custom:
#   id: azure.web.public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_222"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Web apps are always on
# custom:
#   id: azure.web.always-on
#   severity: low
#   remediation: Do not set always_on of site_config to false.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_214"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_web_app", "azurerm_windows_web_app"}
	some resource in plan.resources[type]
	plan.contradicts(resource, ["site_config", 0, "always_on"], true)
	message := "always_on is not on"
}

# METADATA
# title: Slots of web apps answer over HTTPS only
# custom:
#   id: azure.web.slot-https
#   severity: high
#   remediation: Set https_only to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_153"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_app_service_slot", "azurerm_linux_web_app_slot", "azurerm_windows_web_app_slot"}
	some resource in plan.resources[type]
	plan.differs(resource, ["https_only"], true)
	message := "https_only is not on"
}

# METADATA
# title: Slots of web apps want TLS 1.2
# custom:
#   id: azure.web.slot-tls-version
#   severity: high
#   remediation: Set min_tls_version of site_config to 1.2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_154"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_app_service_slot
	plan.strays(resource, ["site_config", 0, "min_tls_version"], {"1.2", "1.3"})
	message := "min_tls_version is none of 1.2, 1.3"
}

# METADATA
# title: Remote debugging of slots is off
# custom:
#   id: azure.web.slot-remote-debugging
#   severity: high
#   remediation: Do not set remote_debugging_enabled in site_config.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_155"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_app_service_slot
	plan.contradicts(resource, ["site_config", 0, "remote_debugging_enabled"], false)
	message := "remote_debugging_enabled is not off"
}

# METADATA
# title: Plans have two instances or more
# custom:
#   id: azure.web.plan-instances
#   severity: low
#   remediation: Set worker_count to 2 or more.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_212"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_service_plan
	plan.below(resource, ["worker_count"], 2)
	message := "worker_count is below 2"
}

# METADATA
# title: Plans are fit for production
# custom:
#   id: azure.web.plan-tier
#   severity: low
#   remediation: Choose a sku_name outside of the free and shared tiers.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_211"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_service_plan
	plan.among(resource, ["sku_name"], {"D1", "F1", "B1", "B2", "B3"})
	message := "sku_name is one of D1, F1, B1, B2, B3"
}

# METADATA
# title: Plans stand in several zones
# custom:
#   id: azure.web.plan-zones
#   severity: low
#   remediation: Set zone_balancing_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_225"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_service_plan
	plan.differs(resource, ["zone_balancing_enabled"], true)
	message := "zone_balancing_enabled is not on"
}

# METADATA
# title: Environments stand in several zones
# custom:
#   id: azure.web.environment-zones
#   severity: low
#   remediation: Set zone_redundant to true.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_231"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_app_service_environment_v3
	plan.differs(resource, ["zone_redundant"], true)
	message := "zone_redundant is not on"
}

# METADATA
# title: Runtimes of web apps are supported
# custom:
#   id: azure.web.deprecated-runtime
#   severity: medium
#   remediation: Choose a version that its makers still mend.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app"}
	some resource in plan.resources[type]
	some config in resource.values.site_config
	some stack in config.application_stack
	some runtime, versions in ended
	stack[runtime] in versions
	message := "the runtime is no longer supported"
}

# Versions whose makers have stopped mending them.
ended := {
	"dotnet_version": {"3.1", "5.0", "6.0", "7.0", "v5.0", "v6.0", "v7.0"},
	"node_version": {"~12", "~14", "~16", "12", "12-lts", "14", "14-lts", "16", "16-lts", "18", "18-lts"},
	"php_version": {"5.6", "7.1", "7.2", "7.3", "7.4", "8.0"},
	"python_version": {"2.7", "3.6", "3.7", "3.8"},
	"ruby_version": {"2.6", "2.7"},
}
