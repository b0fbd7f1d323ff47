package terraform.azure.web_test

import data.plumb.testing
import data.terraform.azure.web

test_refuses_https if {
	"azure.web.https" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"https_only": false})
}

test_refuses_https_2 if {
	"azure.web.https" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_https_3 if {
	"azure.web.https" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"https_only": false})
}

test_refuses_https_4 if {
	"azure.web.https" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"https_only": false})
}

test_accepts_https if {
	not "azure.web.https" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"https_only": true})
}

test_accepts_https_2 if {
	not "azure.web.https" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"https_only": true})
}

test_refuses_authentication if {
	"azure.web.authentication" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_authentication_2 if {
	"azure.web.authentication" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"auth_settings": [{"enabled": false}]})
}

test_accepts_authentication if {
	not "azure.web.authentication" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"auth_settings": [{"enabled": true}]})
}

test_accepts_authentication_2 if {
	not "azure.web.authentication" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"auth_settings_v2": [{"auth_enabled": true}]})
}

test_refuses_tls_version if {
	"azure.web.tls-version" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"minimum_tls_version": "1.0"}]})
}

test_refuses_tls_version_2 if {
	"azure.web.tls-version" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"site_config": [{"minimum_tls_version": "1.0"}]})
}

test_refuses_tls_version_3 if {
	"azure.web.tls-version" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"site_config": [{"minimum_tls_version": "1.0"}]})
}

test_accepts_tls_version if {
	not "azure.web.tls-version" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"min_tls_version": "1.2"}]})
}

test_accepts_tls_version_2 if {
	not "azure.web.tls-version" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_accepts_tls_version_3 if {
	not "azure.web.tls-version" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"site_config": true})
}

test_refuses_client_certificates if {
	"azure.web.client-certificates" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_client_certificates_2 if {
	"azure.web.client-certificates" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"client_cert_enabled": false})
}

test_refuses_client_certificates_3 if {
	"azure.web.client-certificates" in testing.ids(web.deny) with input as testing.plan([testing.change("azurerm_linux_web_app", {"client_certificate_enabled": true, "client_certificate_mode": "Optional"}, {})])
}

test_accepts_client_certificates if {
	not "azure.web.client-certificates" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"client_cert_enabled": true})
}

test_accepts_client_certificates_2 if {
	not "azure.web.client-certificates" in testing.ids(web.deny) with input as testing.plan([testing.change("azurerm_linux_web_app", {"client_certificate_enabled": true, "client_certificate_mode": "Required"}, {})])
}

test_refuses_identity if {
	"azure.web.identity" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_identity_2 if {
	"azure.web.identity" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {})
}

test_refuses_identity_3 if {
	"azure.web.identity" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {})
}

test_accepts_identity if {
	not "azure.web.identity" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_identity_2 if {
	not "azure.web.identity" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"identity": true})
}

test_refuses_http2 if {
	"azure.web.http2" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"http2_enabled": false}]})
}

test_refuses_http2_2 if {
	"azure.web.http2" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_http2_3 if {
	"azure.web.http2" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"site_config": [{"http2_enabled": false}]})
}

test_refuses_http2_4 if {
	"azure.web.http2" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"site_config": [{"http2_enabled": false}]})
}

test_accepts_http2 if {
	not "azure.web.http2" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"http2_enabled": true}]})
}

test_accepts_http2_2 if {
	not "azure.web.http2" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"site_config": true})
}

test_refuses_ftp if {
	"azure.web.ftp" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"ftps_state": "AllAllowed"}]})
}

test_refuses_ftp_2 if {
	"azure.web.ftp" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_ftp_3 if {
	"azure.web.ftp" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"site_config": [{"ftps_state": "AllAllowed"}]})
}

test_refuses_ftp_4 if {
	"azure.web.ftp" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"site_config": [{"ftps_state": "AllAllowed"}]})
}

test_accepts_ftp if {
	not "azure.web.ftp" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"ftps_state": "Disabled"}]})
}

test_accepts_ftp_2 if {
	not "azure.web.ftp" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"site_config": true})
}

test_refuses_http_logs if {
	"azure.web.http-logs" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_http_logs_2 if {
	"azure.web.http-logs" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {})
}

test_refuses_http_logs_3 if {
	"azure.web.http-logs" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {})
}

test_accepts_http_logs if {
	not "azure.web.http-logs" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"logs": [{"http_logs": [{"file_system": [{"retention_in_days": 30}]}]}]})
}

test_accepts_http_logs_2 if {
	not "azure.web.http-logs" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"logs": true})
}

test_refuses_failed_requests if {
	"azure.web.failed-requests" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"logs": [{"failed_request_tracing": false}]})
}

test_refuses_failed_requests_2 if {
	"azure.web.failed-requests" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_failed_requests_3 if {
	"azure.web.failed-requests" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"logs": [{"failed_request_tracing": false}]})
}

test_refuses_failed_requests_4 if {
	"azure.web.failed-requests" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"logs": [{"failed_request_tracing": false}]})
}

test_accepts_failed_requests if {
	not "azure.web.failed-requests" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"logs": [{"failed_request_tracing_enabled": true}]})
}

test_accepts_failed_requests_2 if {
	not "azure.web.failed-requests" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"logs": true})
}

test_refuses_detailed_errors if {
	"azure.web.detailed-errors" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"logs": [{"detailed_error_messages": false}]})
}

test_refuses_detailed_errors_2 if {
	"azure.web.detailed-errors" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_detailed_errors_3 if {
	"azure.web.detailed-errors" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"logs": [{"detailed_error_messages": false}]})
}

test_refuses_detailed_errors_4 if {
	"azure.web.detailed-errors" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"logs": [{"detailed_error_messages": false}]})
}

test_accepts_detailed_errors if {
	not "azure.web.detailed-errors" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"logs": [{"detailed_error_messages_enabled": true}]})
}

test_accepts_detailed_errors_2 if {
	not "azure.web.detailed-errors" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"logs": true})
}

test_refuses_health_check if {
	"azure.web.health-check" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_health_check_2 if {
	"azure.web.health-check" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {})
}

test_refuses_health_check_3 if {
	"azure.web.health-check" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {})
}

test_accepts_health_check if {
	not "azure.web.health-check" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"health_check_path": "/health"}]})
}

test_accepts_health_check_2 if {
	not "azure.web.health-check" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"site_config": true})
}

test_refuses_cors if {
	"azure.web.cors" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"cors": [{"allowed_origins": ["*"]}]}]})
}

test_accepts_cors if {
	not "azure.web.cors" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"cors": [{"allowed_origins": ["https://a.example"]}]}]})
}

test_accepts_cors_2 if {
	not "azure.web.cors" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_refuses_remote_debugging if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_refuses_remote_debugging_2 if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_refuses_remote_debugging_3 if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_refuses_remote_debugging_4 if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_function_app", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_refuses_remote_debugging_5 if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_function_app_slot", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_refuses_remote_debugging_6 if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_function_app", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_refuses_remote_debugging_7 if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_function_app_slot", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_refuses_remote_debugging_8 if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app_slot", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_refuses_remote_debugging_9 if {
	"azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app_slot", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_accepts_remote_debugging if {
	not "azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {"remote_debugging_enabled": false})
}

test_accepts_remote_debugging_2 if {
	not "azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service", {})
}

test_accepts_remote_debugging_3 if {
	not "azure.web.remote-debugging" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service", {}, {"remote_debugging_enabled": true, "site_config": true})
}

test_refuses_public_network if {
	"azure.web.public-network" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.web.public-network" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {})
}

test_refuses_public_network_3 if {
	"azure.web.public-network" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"public_network_access_enabled": true})
}

test_accepts_public_network if {
	not "azure.web.public-network" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.web.public-network" in testing.ids(web.deny) with input as testing.unsure("azurerm_linux_web_app", {}, {"public_network_access_enabled": true})
}

test_refuses_always_on if {
	"azure.web.always-on" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"site_config": [{"always_on": false}]})
}

test_refuses_always_on_2 if {
	"azure.web.always-on" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app", {"site_config": [{"always_on": false}]})
}

test_accepts_always_on if {
	not "azure.web.always-on" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {"site_config": [{"always_on": true}]})
}

test_accepts_always_on_2 if {
	not "azure.web.always-on" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app", {})
}

test_accepts_always_on_3 if {
	not "azure.web.always-on" in testing.ids(web.deny) with input as testing.unsure("azurerm_linux_web_app", {}, {"site_config": true})
}

test_refuses_slot_https if {
	"azure.web.slot-https" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {"https_only": false})
}

test_refuses_slot_https_2 if {
	"azure.web.slot-https" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {})
}

test_refuses_slot_https_3 if {
	"azure.web.slot-https" in testing.ids(web.deny) with input as testing.creating("azurerm_linux_web_app_slot", {"https_only": false})
}

test_refuses_slot_https_4 if {
	"azure.web.slot-https" in testing.ids(web.deny) with input as testing.creating("azurerm_windows_web_app_slot", {"https_only": false})
}

test_accepts_slot_https if {
	not "azure.web.slot-https" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {"https_only": true})
}

test_accepts_slot_https_2 if {
	not "azure.web.slot-https" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service_slot", {}, {"https_only": true})
}

test_refuses_slot_tls_version if {
	"azure.web.slot-tls-version" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {"site_config": [{"min_tls_version": "1.1"}]})
}

test_accepts_slot_tls_version if {
	not "azure.web.slot-tls-version" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {"site_config": [{"min_tls_version": "1.2"}]})
}

test_accepts_slot_tls_version_2 if {
	not "azure.web.slot-tls-version" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {})
}

test_accepts_slot_tls_version_3 if {
	not "azure.web.slot-tls-version" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service_slot", {}, {"site_config": true})
}

test_refuses_slot_remote_debugging if {
	"azure.web.slot-remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {"site_config": [{"remote_debugging_enabled": true}]})
}

test_accepts_slot_remote_debugging if {
	not "azure.web.slot-remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {"site_config": [{"remote_debugging_enabled": false}]})
}

test_accepts_slot_remote_debugging_2 if {
	not "azure.web.slot-remote-debugging" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_slot", {})
}

test_accepts_slot_remote_debugging_3 if {
	not "azure.web.slot-remote-debugging" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service_slot", {}, {"site_config": true})
}

test_refuses_plan_instances if {
	"azure.web.plan-instances" in testing.ids(web.deny) with input as testing.creating("azurerm_service_plan", {"worker_count": 1})
}

test_refuses_plan_instances_2 if {
	"azure.web.plan-instances" in testing.ids(web.deny) with input as testing.creating("azurerm_service_plan", {})
}

test_accepts_plan_instances if {
	not "azure.web.plan-instances" in testing.ids(web.deny) with input as testing.creating("azurerm_service_plan", {"worker_count": 2})
}

test_accepts_plan_instances_2 if {
	not "azure.web.plan-instances" in testing.ids(web.deny) with input as testing.unsure("azurerm_service_plan", {}, {"worker_count": true})
}

test_refuses_plan_tier if {
	"azure.web.plan-tier" in testing.ids(web.deny) with input as testing.creating("azurerm_service_plan", {"sku_name": "D1"})
}

test_accepts_plan_tier if {
	not "azure.web.plan-tier" in testing.ids(web.deny) with input as testing.creating("azurerm_service_plan", {"sku_name": "P1v3"})
}

test_accepts_plan_tier_2 if {
	not "azure.web.plan-tier" in testing.ids(web.deny) with input as testing.unsure("azurerm_service_plan", {}, {"sku_name": true})
}

test_refuses_plan_zones if {
	"azure.web.plan-zones" in testing.ids(web.deny) with input as testing.creating("azurerm_service_plan", {"zone_balancing_enabled": false})
}

test_refuses_plan_zones_2 if {
	"azure.web.plan-zones" in testing.ids(web.deny) with input as testing.creating("azurerm_service_plan", {})
}

test_accepts_plan_zones if {
	not "azure.web.plan-zones" in testing.ids(web.deny) with input as testing.creating("azurerm_service_plan", {"zone_balancing_enabled": true})
}

test_accepts_plan_zones_2 if {
	not "azure.web.plan-zones" in testing.ids(web.deny) with input as testing.unsure("azurerm_service_plan", {}, {"zone_balancing_enabled": true})
}

test_refuses_environment_zones if {
	"azure.web.environment-zones" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_environment_v3", {"zone_redundant": false})
}

test_refuses_environment_zones_2 if {
	"azure.web.environment-zones" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_environment_v3", {})
}

test_accepts_environment_zones if {
	not "azure.web.environment-zones" in testing.ids(web.deny) with input as testing.creating("azurerm_app_service_environment_v3", {"zone_redundant": true})
}

test_accepts_environment_zones_2 if {
	not "azure.web.environment-zones" in testing.ids(web.deny) with input as testing.unsure("azurerm_app_service_environment_v3", {}, {"zone_redundant": true})
}

test_refuses_deprecated_runtime if {
	"azure.web.deprecated-runtime" in testing.ids(web.deny) with input as testing.plan([testing.change("azurerm_linux_web_app", {"site_config": [{"application_stack": [{"node_version": "14-lts"}]}]}, {})])
}

test_refuses_deprecated_runtime_2 if {
	"azure.web.deprecated-runtime" in testing.ids(web.deny) with input as testing.plan([testing.change("azurerm_windows_function_app", {"site_config": [{"application_stack": [{"python_version": "3.7"}]}]}, {})])
}

test_accepts_deprecated_runtime if {
	not "azure.web.deprecated-runtime" in testing.ids(web.deny) with input as testing.plan([testing.change("azurerm_linux_web_app", {"site_config": [{"application_stack": [{"node_version": "22-lts"}]}]}, {})])
}
