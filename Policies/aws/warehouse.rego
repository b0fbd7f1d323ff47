# METADATA
# title: Redshift
package terraform.aws.warehouse

import data.plumb.plan

# METADATA
# title: Warehouses are encrypted
# custom:
#   id: aws.warehouse.encryption
#   severity: high
#   remediation: Set encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_64"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_cluster
	plan.differs(resource, ["encrypted"], true)
	message := "the cluster is not encrypted"
}

# METADATA
# title: No warehouse is reachable from the Internet
# custom:
#   id: aws.warehouse.public
#   severity: critical
#   remediation: Set publicly_accessible to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_87"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_redshift_cluster
	plan.value(resource, ["publicly_accessible"]) == true
	message := "the cluster has a public address"
}
