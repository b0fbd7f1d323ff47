# METADATA
# title: Subnets and security groups
package terraform.aws.vpc

import data.plumb.network
import data.plumb.plan

# METADATA
# title: Port 22 (ssh) is not open to the world
# custom:
#   id: aws.vpc.open-ssh
#   severity: critical
#   remediation: Let only the addresses that need it reach port 22.
#   frameworks:
#     cis_aws_3_0: ["5.2", "5.3"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_24"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 22)
	resource := {"address": address}
	message := "everyone can reach port 22"
}

# METADATA
# title: Port 3389 (rdp) is not open to the world
# custom:
#   id: aws.vpc.open-rdp
#   severity: critical
#   remediation: Let only the addresses that need it reach port 3389.
#   frameworks:
#     cis_aws_3_0: ["5.2", "5.3"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_25"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 3389)
	resource := {"address": address}
	message := "everyone can reach port 3389"
}

# METADATA
# title: Port 80 (http) is not open to the world
# custom:
#   id: aws.vpc.open-http
#   severity: low
#   remediation: Let only the addresses that need it reach port 80.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_260"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 80)
	resource := {"address": address}
	message := "everyone can reach port 80"
}

# METADATA
# title: Port 23 (telnet) is not open to the world
# custom:
#   id: aws.vpc.open-telnet
#   severity: critical
#   remediation: Let only the addresses that need it reach port 23.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 23)
	resource := {"address": address}
	message := "everyone can reach port 23"
}

# METADATA
# title: Port 445 (smb) is not open to the world
# custom:
#   id: aws.vpc.open-smb
#   severity: critical
#   remediation: Let only the addresses that need it reach port 445.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 445)
	resource := {"address": address}
	message := "everyone can reach port 445"
}

# METADATA
# title: Port 3306 (mysql) is not open to the world
# custom:
#   id: aws.vpc.open-mysql
#   severity: high
#   remediation: Let only the addresses that need it reach port 3306.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 3306)
	resource := {"address": address}
	message := "everyone can reach port 3306"
}

# METADATA
# title: Port 5432 (postgresql) is not open to the world
# custom:
#   id: aws.vpc.open-postgresql
#   severity: high
#   remediation: Let only the addresses that need it reach port 5432.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 5432)
	resource := {"address": address}
	message := "everyone can reach port 5432"
}

# METADATA
# title: Port 1433 (sql-server) is not open to the world
# custom:
#   id: aws.vpc.open-sql-server
#   severity: high
#   remediation: Let only the addresses that need it reach port 1433.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 1433)
	resource := {"address": address}
	message := "everyone can reach port 1433"
}

# METADATA
# title: Port 1521 (oracle) is not open to the world
# custom:
#   id: aws.vpc.open-oracle
#   severity: high
#   remediation: Let only the addresses that need it reach port 1521.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 1521)
	resource := {"address": address}
	message := "everyone can reach port 1521"
}

# METADATA
# title: Port 6379 (redis) is not open to the world
# custom:
#   id: aws.vpc.open-redis
#   severity: high
#   remediation: Let only the addresses that need it reach port 6379.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 6379)
	resource := {"address": address}
	message := "everyone can reach port 6379"
}

# METADATA
# title: Port 27017 (mongodb) is not open to the world
# custom:
#   id: aws.vpc.open-mongodb
#   severity: high
#   remediation: Let only the addresses that need it reach port 27017.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 27017)
	resource := {"address": address}
	message := "everyone can reach port 27017"
}

# METADATA
# title: Port 9200 (elasticsearch) is not open to the world
# custom:
#   id: aws.vpc.open-elasticsearch
#   severity: high
#   remediation: Let only the addresses that need it reach port 9200.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 9200)
	resource := {"address": address}
	message := "everyone can reach port 9200"
}

# METADATA
# title: Port 2375 (docker) is not open to the world
# custom:
#   id: aws.vpc.open-docker
#   severity: critical
#   remediation: Let only the addresses that need it reach port 2375.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 2375)
	resource := {"address": address}
	message := "everyone can reach port 2375"
}

# METADATA
# title: Port 10250 (kubelet) is not open to the world
# custom:
#   id: aws.vpc.open-kubelet
#   severity: critical
#   remediation: Let only the addresses that need it reach port 10250.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 10250)
	resource := {"address": address}
	message := "everyone can reach port 10250"
}

# METADATA
# title: No security group opens all ports to the world
# custom:
#   id: aws.vpc.open-all
#   severity: critical
#   remediation: Open only the ports that are served, to those who need them.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_277"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.is_unlimited(opening)
	resource := {"address": address}
	message := "everyone can reach every port"
}

# METADATA
# title: The default security group lets nothing through
# custom:
#   id: aws.vpc.default-group
#   severity: medium
#   remediation: Manage the default group without rules and use groups of your own.
#   frameworks:
#     cis_aws_3_0: ["5.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_default_security_group
	some direction in {"ingress", "egress"}
	count(object.get(resource.values, direction, [])) > 0
	message := sprintf("the default group has %s rules", [direction])
}

# METADATA
# title: Subnets give no public addresses by themselves
# custom:
#   id: aws.vpc.subnet-public-ip
#   severity: medium
#   remediation: Leave map_public_ip_on_launch off.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_130"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_subnet
	resource.values.map_public_ip_on_launch == true
	message := "instances in the subnet get public addresses"
}
