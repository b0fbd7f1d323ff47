package terraform.azure.network_test

import data.plumb.testing
import data.terraform.azure.network

test_refuses_rdp if {
	"azure.network.rdp" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Inbound", "access": "Allow", "protocol": "Tcp", "source_address_prefix": "*", "destination_port_range": "3389"}, {})])
}

test_refuses_rdp_2 if {
	"azure.network.rdp" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_group", {"security_rule": [{"direction": "Inbound", "access": "Allow", "protocol": "*", "source_address_prefix": "Internet", "destination_port_ranges": ["22", "3380-3390"]}]}, {})])
}

test_accepts_rdp if {
	not "azure.network.rdp" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Inbound", "access": "Allow", "protocol": "Tcp", "source_address_prefix": "10.0.0.0/8", "destination_port_range": "3389"}, {})])
}

test_accepts_rdp_2 if {
	not "azure.network.rdp" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Inbound", "access": "Deny", "protocol": "Tcp", "source_address_prefix": "*", "destination_port_range": "3389"}, {})])
}

test_refuses_ssh if {
	"azure.network.ssh" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Inbound", "access": "Allow", "protocol": "Tcp", "source_address_prefix": "0.0.0.0/0", "destination_port_range": "22"}, {})])
}

test_accepts_ssh if {
	not "azure.network.ssh" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Outbound", "access": "Allow", "protocol": "Tcp", "source_address_prefix": "*", "destination_port_range": "22"}, {})])
}

test_refuses_http if {
	"azure.network.http" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Inbound", "access": "Allow", "protocol": "Tcp", "source_address_prefix": "*", "destination_port_range": "80"}, {})])
}

test_accepts_http if {
	not "azure.network.http" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Inbound", "access": "Allow", "protocol": "Tcp", "source_address_prefix": "*", "destination_port_range": "443"}, {})])
}

test_refuses_udp if {
	"azure.network.udp" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Inbound", "access": "Allow", "protocol": "Udp", "source_address_prefix": "any", "destination_port_range": "53"}, {})])
}

test_accepts_udp if {
	not "azure.network.udp" in testing.ids(network.deny) with input as testing.plan([testing.change("azurerm_network_security_rule", {"direction": "Inbound", "access": "Allow", "protocol": "Udp", "source_address_prefix": "10.0.0.0/8", "destination_port_range": "53"}, {})])
}

test_refuses_flow_log_retention if {
	"azure.network.flow-log-retention" in testing.ids(network.deny) with input as testing.creating("azurerm_network_watcher_flow_log", {"enabled": true, "retention_policy": [{"enabled": true, "days": 7}]})
}

test_refuses_flow_log_retention_2 if {
	"azure.network.flow-log-retention" in testing.ids(network.deny) with input as testing.creating("azurerm_network_watcher_flow_log", {"enabled": true, "retention_policy": [{"enabled": false, "days": 90}]})
}

test_accepts_flow_log_retention if {
	not "azure.network.flow-log-retention" in testing.ids(network.deny) with input as testing.creating("azurerm_network_watcher_flow_log", {"enabled": true, "retention_policy": [{"enabled": true, "days": 90}]})
}

test_accepts_flow_log_retention_2 if {
	not "azure.network.flow-log-retention" in testing.ids(network.deny) with input as testing.creating("azurerm_network_watcher_flow_log", {"enabled": true, "retention_policy": [{"enabled": true, "days": 0}]})
}

test_refuses_ip_forwarding if {
	"azure.network.ip-forwarding" in testing.ids(network.deny) with input as testing.creating("azurerm_network_interface", {"ip_forwarding_enabled": true})
}

test_accepts_ip_forwarding if {
	not "azure.network.ip-forwarding" in testing.ids(network.deny) with input as testing.creating("azurerm_network_interface", {"enable_ip_forwarding": false})
}

test_accepts_ip_forwarding_2 if {
	not "azure.network.ip-forwarding" in testing.ids(network.deny) with input as testing.creating("azurerm_network_interface", {})
}

test_accepts_ip_forwarding_3 if {
	not "azure.network.ip-forwarding" in testing.ids(network.deny) with input as testing.unsure("azurerm_network_interface", {}, {"enable_ip_forwarding": true, "ip_forwarding_enabled": true})
}

test_refuses_public_address if {
	"azure.network.public-address" in testing.ids(network.deny) with input as testing.creating("azurerm_network_interface", {"ip_configuration": [{"public_ip_address_id": "/p"}]})
}

test_accepts_public_address if {
	not "azure.network.public-address" in testing.ids(network.deny) with input as testing.creating("azurerm_network_interface", {"ip_configuration": [{"name": "a"}]})
}

test_refuses_dns_servers if {
	"azure.network.dns-servers" in testing.ids(network.deny) with input as testing.creating("azurerm_virtual_network", {"dns_servers": ["10.0.0.4"]})
}

test_accepts_dns_servers if {
	not "azure.network.dns-servers" in testing.ids(network.deny) with input as testing.creating("azurerm_virtual_network", {"dns_servers": ["10.0.0.4", "10.0.0.5"]})
}

test_accepts_dns_servers_2 if {
	not "azure.network.dns-servers" in testing.ids(network.deny) with input as testing.creating("azurerm_virtual_network", {})
}

test_refuses_firewall_intelligence if {
	"azure.network.firewall-intelligence" in testing.ids(network.deny) with input as testing.creating("azurerm_firewall", {"threat_intel_mode": "Alert"})
}

test_refuses_firewall_intelligence_2 if {
	"azure.network.firewall-intelligence" in testing.ids(network.deny) with input as testing.creating("azurerm_firewall", {})
}

test_accepts_firewall_intelligence if {
	not "azure.network.firewall-intelligence" in testing.ids(network.deny) with input as testing.creating("azurerm_firewall", {"threat_intel_mode": "Deny"})
}

test_accepts_firewall_intelligence_2 if {
	not "azure.network.firewall-intelligence" in testing.ids(network.deny) with input as testing.unsure("azurerm_firewall", {}, {"threat_intel_mode": true})
}

test_refuses_firewall_policy if {
	"azure.network.firewall-policy" in testing.ids(network.deny) with input as testing.creating("azurerm_firewall", {})
}

test_accepts_firewall_policy if {
	not "azure.network.firewall-policy" in testing.ids(network.deny) with input as testing.creating("azurerm_firewall", {"firewall_policy_id": "/f"})
}

test_accepts_firewall_policy_2 if {
	not "azure.network.firewall-policy" in testing.ids(network.deny) with input as testing.unsure("azurerm_firewall", {}, {"firewall_policy_id": true})
}

test_refuses_intrusion_detection if {
	"azure.network.intrusion-detection" in testing.ids(network.deny) with input as testing.creating("azurerm_firewall_policy", {"intrusion_detection": [{"mode": "Alert"}]})
}

test_refuses_intrusion_detection_2 if {
	"azure.network.intrusion-detection" in testing.ids(network.deny) with input as testing.creating("azurerm_firewall_policy", {})
}

test_accepts_intrusion_detection if {
	not "azure.network.intrusion-detection" in testing.ids(network.deny) with input as testing.creating("azurerm_firewall_policy", {"intrusion_detection": [{"mode": "Deny"}]})
}

test_accepts_intrusion_detection_2 if {
	not "azure.network.intrusion-detection" in testing.ids(network.deny) with input as testing.unsure("azurerm_firewall_policy", {}, {"intrusion_detection": true})
}
