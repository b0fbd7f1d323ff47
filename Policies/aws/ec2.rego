# METADATA
# title: Instances, volumes and security groups
package terraform.aws.ec2

import data.plumb.network
import data.plumb.plan

# METADATA
# title: Port 22 (ssh) is not open to the world
# custom:
#   id: aws.ec2.open-ssh
#   severity: critical
#   remediation: Let only the addresses that need it reach port 22.
#   frameworks:
#     cis_aws_3_0: ["5.2", "5.3"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_24"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 22)
	resource := {"address": address}
	message := "everyone can reach port 22"
}

# METADATA
# title: Port 3389 (rdp) is not open to the world
# custom:
#   id: aws.ec2.open-rdp
#   severity: critical
#   remediation: Let only the addresses that need it reach port 3389.
#   frameworks:
#     cis_aws_3_0: ["5.2", "5.3"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_25"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 3389)
	resource := {"address": address}
	message := "everyone can reach port 3389"
}

# METADATA
# title: Port 80 (http) is not open to the world
# custom:
#   id: aws.ec2.open-http
#   severity: low
#   remediation: Let only the addresses that need it reach port 80.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_260"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 80)
	resource := {"address": address}
	message := "everyone can reach port 80"
}

# METADATA
# title: Port 23 (telnet) is not open to the world
# custom:
#   id: aws.ec2.open-telnet
#   severity: critical
#   remediation: Let only the addresses that need it reach port 23.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 23)
	resource := {"address": address}
	message := "everyone can reach port 23"
}

# METADATA
# title: Port 445 (smb) is not open to the world
# custom:
#   id: aws.ec2.open-smb
#   severity: critical
#   remediation: Let only the addresses that need it reach port 445.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 445)
	resource := {"address": address}
	message := "everyone can reach port 445"
}

# METADATA
# title: Port 3306 (mysql) is not open to the world
# custom:
#   id: aws.ec2.open-mysql
#   severity: high
#   remediation: Let only the addresses that need it reach port 3306.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 3306)
	resource := {"address": address}
	message := "everyone can reach port 3306"
}

# METADATA
# title: Port 5432 (postgresql) is not open to the world
# custom:
#   id: aws.ec2.open-postgresql
#   severity: high
#   remediation: Let only the addresses that need it reach port 5432.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 5432)
	resource := {"address": address}
	message := "everyone can reach port 5432"
}

# METADATA
# title: Port 1433 (sql-server) is not open to the world
# custom:
#   id: aws.ec2.open-sql-server
#   severity: high
#   remediation: Let only the addresses that need it reach port 1433.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 1433)
	resource := {"address": address}
	message := "everyone can reach port 1433"
}

# METADATA
# title: Port 1521 (oracle) is not open to the world
# custom:
#   id: aws.ec2.open-oracle
#   severity: high
#   remediation: Let only the addresses that need it reach port 1521.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 1521)
	resource := {"address": address}
	message := "everyone can reach port 1521"
}

# METADATA
# title: Port 6379 (redis) is not open to the world
# custom:
#   id: aws.ec2.open-redis
#   severity: high
#   remediation: Let only the addresses that need it reach port 6379.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 6379)
	resource := {"address": address}
	message := "everyone can reach port 6379"
}

# METADATA
# title: Port 27017 (mongodb) is not open to the world
# custom:
#   id: aws.ec2.open-mongodb
#   severity: high
#   remediation: Let only the addresses that need it reach port 27017.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 27017)
	resource := {"address": address}
	message := "everyone can reach port 27017"
}

# METADATA
# title: Port 9200 (elasticsearch) is not open to the world
# custom:
#   id: aws.ec2.open-elasticsearch
#   severity: high
#   remediation: Let only the addresses that need it reach port 9200.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 9200)
	resource := {"address": address}
	message := "everyone can reach port 9200"
}

# METADATA
# title: Port 2375 (docker) is not open to the world
# custom:
#   id: aws.ec2.open-docker
#   severity: critical
#   remediation: Let only the addresses that need it reach port 2375.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 2375)
	resource := {"address": address}
	message := "everyone can reach port 2375"
}

# METADATA
# title: Port 10250 (kubelet) is not open to the world
# custom:
#   id: aws.ec2.open-kubelet
#   severity: critical
#   remediation: Let only the addresses that need it reach port 10250.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.reaches(opening, 10250)
	resource := {"address": address}
	message := "everyone can reach port 10250"
}

# METADATA
# title: No security group opens all ports to the world
# custom:
#   id: aws.ec2.open-all
#   severity: critical
#   remediation: Open only the ports that are served, to those who need them.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_277"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some address, openings in network.openings
	some opening in openings
	network.is_unlimited(opening)
	resource := {"address": address}
	message := "everyone can reach every port"
}

# METADATA
# title: The default security group lets nothing through
# custom:
#   id: aws.ec2.default-group
#   severity: medium
#   remediation: Manage the default group without rules and use groups of your own.
#   frameworks:
#     cis_aws_3_0: ["5.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_default_security_group
	some direction in {"ingress", "egress"}
	count(object.get(resource.values, direction, [])) > 0
	message := sprintf("the default group has %s rules", [direction])
}

# METADATA
# title: Instances of an aws_instance answer only IMDSv2
# custom:
#   id: aws.ec2.instance-imdsv2
#   severity: high
#   remediation: Set http_tokens to required in metadata_options, or http_endpoint to disabled.
#   frameworks:
#     cis_aws_3_0: ["5.6"]
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_79"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_instance
	plan.differs(resource, ["metadata_options", 0, "http_tokens"], "required")
	plan.differs(resource, ["metadata_options", 0, "http_endpoint"], "disabled")
	message := "metadata answers requests without a session token"
}

# METADATA
# title: Instances of an aws_launch_template answer only IMDSv2
# custom:
#   id: aws.ec2.launch-template-imdsv2
#   severity: high
#   remediation: Set http_tokens to required in metadata_options, or http_endpoint to disabled.
#   frameworks:
#     cis_aws_3_0: ["5.6"]
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_79"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_launch_template
	plan.differs(resource, ["metadata_options", 0, "http_tokens"], "required")
	plan.differs(resource, ["metadata_options", 0, "http_endpoint"], "disabled")
	message := "metadata answers requests without a session token"
}

# METADATA
# title: Instances have no public address
# custom:
#   id: aws.ec2.instance-public-ip
#   severity: high
#   remediation: Set associate_public_ip_address to false and put a load balancer in front.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_88"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_instance
	resource.values.associate_public_ip_address == true
	message := "the instance gets a public address"
}

# METADATA
# title: Subnets give no public addresses by themselves
# custom:
#   id: aws.ec2.subnet-public-ip
#   severity: medium
#   remediation: Leave map_public_ip_on_launch off.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_130"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_subnet
	resource.values.map_public_ip_on_launch == true
	message := "instances in the subnet get public addresses"
}

# METADATA
# title: Volumes are encrypted
# custom:
#   id: aws.ec2.volume-encryption
#   severity: high
#   remediation: Set encrypted to true.
#   frameworks:
#     cis_aws_3_0: ["2.2.1"]
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_3"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ebs_volume
	plan.differs(resource, ["encrypted"], true)
	message := "the volume is not encrypted"
}

# METADATA
# title: New volumes are encrypted by default
# custom:
#   id: aws.ec2.default-encryption
#   severity: high
#   remediation: Set enabled to true in aws_ebs_encryption_by_default.
#   frameworks:
#     cis_aws_3_0: ["2.2.1"]
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_106"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ebs_encryption_by_default
	resource.values.enabled == false
	message := "encryption by default is turned off"
}

# METADATA
# title: User data holds no access keys
# custom:
#   id: aws.ec2.secrets-in-user-data
#   severity: critical
#   remediation: Give the instance a role instead of keys.
#   frameworks:
#     nist_800_53: ["IA-5(7)"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_46"]
deny contains plan.violation(rego.metadata.rule(), resource, message) if {
	some type in {"aws_instance", "aws_launch_template", "aws_launch_configuration"}
	some resource in plan.resources[type]
	some text in texts(resource.values)
	regex.match(`(^|[^A-Z0-9])A(KIA|SIA)[A-Z0-9]{16}([^A-Z0-9]|$)`, text)
	message := "user data holds an access key"
}

texts(values) := {text |
	some attribute in {"user_data", "user_data_base64"}
	some text in readings(values[attribute])
}

# The text as it stands, and what it says when it is Base64.
readings(text) := {text} if not base64.is_valid(text)

readings(text) := {text, decoded} if {
	base64.is_valid(text)
	decoded := base64.decode(text)
}
