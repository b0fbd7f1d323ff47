# METADATA
# title: Networks
package terraform.azure.network

import data.plumb.plan

# METADATA
# title: RDP is not open to the Internet
# custom:
#   id: azure.network.rdp
#   severity: critical
#   remediation: Name the addresses that need it, or use Azure Bastion.
#   frameworks:
#     cis_azure_2_1: ["6.1"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_9"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource, rules in security_rules
	some rule in rules
	opens(rule, "tcp", 3389)
	message := "RDP is open to the Internet"
}

# METADATA
# title: SSH is not open to the Internet
# custom:
#   id: azure.network.ssh
#   severity: critical
#   remediation: Name the addresses that need it, or use Azure Bastion.
#   frameworks:
#     cis_azure_2_1: ["6.2"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_10"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource, rules in security_rules
	some rule in rules
	opens(rule, "tcp", 22)
	message := "SSH is open to the Internet"
}

# METADATA
# title: Plain HTTP is not open to the Internet
# custom:
#   id: azure.network.http
#   severity: medium
#   remediation: Serve HTTPS, or name the addresses that need it.
#   frameworks:
#     cis_azure_2_1: ["6.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_160"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource, rules in security_rules
	some rule in rules
	opens(rule, "tcp", 80)
	message := "HTTP is open to the Internet"
}

# METADATA
# title: UDP is not open to the Internet
# custom:
#   id: azure.network.udp
#   severity: high
#   remediation: Name the addresses and ports that need it.
#   frameworks:
#     cis_azure_2_1: ["6.3"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_77"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource, rules in security_rules
	some rule in rules
	lower(rule.protocol) == "udp"
	admits(rule)
	message := "UDP is open to the Internet"
}

# Each rule with the resource that makes it: on its own, or within a group.
security_rules[resource] contains rule if {
	some resource in plan.resources.azurerm_network_security_rule
	rule := resource.values
}

security_rules[resource] contains rule if {
	some resource in plan.resources.azurerm_network_security_group
	some rule in resource.values.security_rule
}

# The rule lets anyone on the Internet in.
admits(rule) if {
	lower(rule.direction) == "inbound"
	lower(rule.access) == "allow"
	some source in sources(rule)
	lower(source) in {"*", "0.0.0.0", "<nw>/0", "/0", "internet", "any", "0.0.0.0/0", "::/0"}
}

sources(rule) := array.concat(single, several) if {
	single := [source | source := rule.source_address_prefix; is_string(source)]
	several := [source | some source in rule.source_address_prefixes]
}

opens(rule, protocol, port) if {
	admits(rule)
	lower(rule.protocol) in {protocol, "*"}
	some range in ranges(rule)
	holds(range, port)
}

ranges(rule) := array.concat(single, several) if {
	single := [sprintf("%v", [range]) | range := rule.destination_port_range; range != null]
	several := [sprintf("%v", [range]) | some range in rule.destination_port_ranges]
}

holds("*", _)

holds(range, port) if {
	range != "*"
	ends := split(range, "-")
	to_number(ends[0]) <= port
	port <= to_number(ends[count(ends) - 1])
}

# METADATA
# title: Flow logs are kept 90 days
# custom:
#   id: azure.network.flow-log-retention
#   severity: medium
#   remediation: Set days of retention_policy to 90 or more.
#   frameworks:
#     cis_azure_2_1: ["6.5"]
#     nist_800_53: ["AU-11"]
#     pci_dss: ["10.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_12"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_network_watcher_flow_log
	not keeps(resource)
	message := "flow logs are kept less than 90 days"
}

keeps(resource) if {
	some policy in resource.values.retention_policy
	plan.plain(policy.enabled) == true
	days := to_number(policy.days)
	keeps_long(days)
}

keeps(resource) if plan.unknown(resource, ["retention_policy", 0, "days"])

keeps_long(0)

keeps_long(days) if days >= 90

# METADATA
# title: Network interfaces do not forward
# custom:
#   id: azure.network.ip-forwarding
#   severity: medium
#   remediation: Do not set ip_forwarding_enabled.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_118"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_network_interface
	some path in [["ip_forwarding_enabled"], ["enable_ip_forwarding"]]
	plan.contradicts(resource, path, false)
	message := "ip_forwarding_enabled is not off"
}

# METADATA
# title: Network interfaces have no public addresses
# custom:
#   id: azure.network.public-address
#   severity: medium
#   remediation: Leave public_ip_address_id away and reach machines through a gateway.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_119"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_network_interface
	some index, configuration in resource.values.ip_configuration
	has_public(resource, index, configuration)
	message := "the interface has a public address"
}

has_public(_, _, configuration) if {
	is_string(configuration.public_ip_address_id)
	configuration.public_ip_address_id != ""
}

has_public(resource, index, _) if {
	plan.unknown(resource, ["ip_configuration", index, "public_ip_address_id"])
	not plan.unwritten(resource, ["ip_configuration"])
}

# METADATA
# title: Virtual networks have two DNS servers or the one of Azure
# custom:
#   id: azure.network.dns-servers
#   severity: low
#   remediation: Name two dns_servers.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_virtual_network
	count(resource.values.dns_servers) == 1
	message := "there is only one DNS server"
}

# METADATA
# title: Firewalls refuse known attackers
# custom:
#   id: azure.network.firewall-intelligence
#   severity: medium
#   remediation: Set threat_intel_mode to Deny.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_216"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_firewall
	plan.differs(resource, ["threat_intel_mode"], "Deny")
	message := "threat_intel_mode is not Deny"
}

# METADATA
# title: Firewalls have a policy
# custom:
#   id: azure.network.firewall-policy
#   severity: low
#   remediation: Set firewall_policy_id.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_219"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_firewall
	plan.unset(resource, ["firewall_policy_id"])
	message := "firewall_policy_id is not set"
}

# METADATA
# title: Firewall policies refuse intruders
# custom:
#   id: azure.network.intrusion-detection
#   severity: medium
#   remediation: Set mode of intrusion_detection to Deny.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_220"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_firewall_policy
	plan.differs(resource, ["intrusion_detection", 0, "mode"], "Deny")
	message := "mode is not Deny"
}
