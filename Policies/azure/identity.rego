# METADATA
# title: Identity and roles
package terraform.azure.identity

import data.plumb.plan

# METADATA
# title: No role of yours may do everything
# custom:
#   id: azure.identity.owner-roles
#   severity: high
#   remediation: Name the actions that the role needs.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AZURE_39"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_role_definition
	some permission in resource.values.permissions
	"*" in permission.actions
	message := "the role may do everything"
}
