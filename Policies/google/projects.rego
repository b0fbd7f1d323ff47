# METADATA
# title: Projects
package terraform.google.projects

import data.plumb.plan

# METADATA
# title: Projects have no default network
# custom:
#   id: google.projects.default-network
#   severity: medium
#   remediation: Set auto_create_network to false.
#   frameworks:
#     cis_gcp_3_0: ["3.1"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_27"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_project
	plan.differs(resource, ["auto_create_network"], false)
	message := "auto_create_network is not off"
}
