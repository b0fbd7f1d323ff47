package terraform.azure.gateways_test

import data.plumb.testing
import data.terraform.azure.gateways

test_refuses_waf_mode if {
	"azure.gateways.waf-mode" in testing.ids(gateways.deny) with input as testing.creating("azurerm_web_application_firewall_policy", {"policy_settings": [{"enabled": false}]})
}

test_accepts_waf_mode if {
	not "azure.gateways.waf-mode" in testing.ids(gateways.deny) with input as testing.creating("azurerm_web_application_firewall_policy", {"policy_settings": [{"enabled": true, "mode": "Prevention"}]})
}

test_accepts_waf_mode_2 if {
	not "azure.gateways.waf-mode" in testing.ids(gateways.deny) with input as testing.creating("azurerm_web_application_firewall_policy", {})
}

test_refuses_frontdoor_waf if {
	"azure.gateways.frontdoor-waf" in testing.ids(gateways.deny) with input as testing.creating("azurerm_frontdoor", {})
}

test_accepts_frontdoor_waf if {
	not "azure.gateways.frontdoor-waf" in testing.ids(gateways.deny) with input as testing.creating("azurerm_frontdoor", {"frontend_endpoint": [{"web_application_firewall_policy_link_id": "/w"}]})
}

test_refuses_frontdoor_waf_mode if {
	"azure.gateways.frontdoor-waf-mode" in testing.ids(gateways.deny) with input as testing.creating("azurerm_frontdoor_firewall_policy", {"enabled": false})
}

test_accepts_frontdoor_waf_mode if {
	not "azure.gateways.frontdoor-waf-mode" in testing.ids(gateways.deny) with input as testing.creating("azurerm_frontdoor_firewall_policy", {"policy_settings": [{"enabled": true}]})
}

test_accepts_frontdoor_waf_mode_2 if {
	not "azure.gateways.frontdoor-waf-mode" in testing.ids(gateways.deny) with input as testing.creating("azurerm_frontdoor_firewall_policy", {})
}

test_accepts_frontdoor_waf_mode_3 if {
	not "azure.gateways.frontdoor-waf-mode" in testing.ids(gateways.deny) with input as testing.unsure("azurerm_frontdoor_firewall_policy", {}, {"enabled": true, "policy_settings": true})
}

test_refuses_listener_https if {
	"azure.gateways.listener-https" in testing.ids(gateways.deny) with input as testing.creating("azurerm_application_gateway", {"http_listener": [{"protocol": "Http"}]})
}

test_accepts_listener_https if {
	not "azure.gateways.listener-https" in testing.ids(gateways.deny) with input as testing.creating("azurerm_application_gateway", {"http_listener": [{"protocol": "Https"}]})
}
