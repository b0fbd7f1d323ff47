# METADATA
# title: Firewalls
package terraform.google.firewalls

import data.plumb.plan

# METADATA
# title: SSH is not open to the Internet
# custom:
#   id: google.firewalls.ssh
#   severity: critical
#   remediation: Name the ranges that need it.
#   frameworks:
#     cis_gcp_3_0: ["3.6"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_firewall
	is_open(resource)
	admits(resource, 22)
	message := "port 22 is open to the Internet"
}

# The firewall lets the whole Internet in.
is_open(resource) if {
	plan.contradicts(resource, ["direction"], "EGRESS")
	reaches_everyone(resource)
}

is_open(resource) if {
	plan.unset(resource, ["direction"])
	reaches_everyone(resource)
}

reaches_everyone(resource) if {
	plan.value(resource, ["disabled"]) != true
	some range in resource.values.source_ranges
	range in {"*", "0.0.0.0", "0.0.0.0/0", "::", "::/0", "::0", "0::0/0"}
}

admits(resource, port) if {
	some allow in resource.values.allow
	lower(sprintf("%v", [allow.protocol])) in {"6", "all", "tcp"}
	passes(allow, port)
}

# Without ports all of them are meant.
passes(allow, _) if count(object.get(allow, "ports", [])) == 0

passes(allow, port) if {
	some range in allow.ports
	ends := split(sprintf("%v", [range]), "-")
	to_number(ends[0]) <= port
	port <= to_number(ends[count(ends) - 1])
}

# METADATA
# title: RDP is not open to the Internet
# custom:
#   id: google.firewalls.rdp
#   severity: critical
#   remediation: Name the ranges that need it.
#   frameworks:
#     cis_gcp_3_0: ["3.7"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_3"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_firewall
	is_open(resource)
	admits(resource, 3389)
	message := "port 3389 is open to the Internet"
}

# METADATA
# title: Plain HTTP is not open to the Internet
# custom:
#   id: google.firewalls.http
#   severity: medium
#   remediation: Name the ranges that need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_106"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_firewall
	is_open(resource)
	admits(resource, 80)
	message := "port 80 is open to the Internet"
}

# METADATA
# title: FTP is not open to the Internet
# custom:
#   id: google.firewalls.ftp
#   severity: high
#   remediation: Name the ranges that need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_75"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_firewall
	is_open(resource)
	admits(resource, 21)
	message := "port 21 is open to the Internet"
}

# METADATA
# title: The port of FTP transfers is not open to the Internet
# custom:
#   id: google.firewalls.ftp-transfers
#   severity: high
#   remediation: Name the ranges that need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_77"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_firewall
	is_open(resource)
	admits(resource, 20)
	message := "port 20 is open to the Internet"
}

# METADATA
# title: MySQL is not open to the Internet
# custom:
#   id: google.firewalls.mysql
#   severity: high
#   remediation: Name the ranges that need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_88"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_firewall
	is_open(resource)
	admits(resource, 3306)
	message := "port 3306 is open to the Internet"
}

# METADATA
# title: Not every port is open to the Internet
# custom:
#   id: google.firewalls.everything
#   severity: critical
#   remediation: Name the protocols, ports and ranges that are needed.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV2_GCP_12"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_firewall
	is_open(resource)
	some allow in resource.values.allow
	lower(allow.protocol) == "all"
	message := "every port is open to the Internet"
}
