# METADATA
# title: Cognitive Search and AI
package terraform.azure.search

import data.plumb.plan

# METADATA
# title: Search services are shut to public networks
# custom:
#   id: azure.search.public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_124"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_search_service
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Search services have a managed identity
# custom:
#   id: azure.search.identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_207"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_search_service
	plan.unset(resource, ["identity"])
	message := "identity is not set"
}

# METADATA
# title: Indexes can be written when a replica fails
# custom:
#   id: azure.search.update-replicas
#   severity: low
#   remediation: Set replica_count to 3 or more.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_208"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_search_service
	plan.below(resource, ["replica_count"], 3)
	message := "replica_count is below 3"
}

# METADATA
# title: Indexes can be asked when a replica fails
# custom:
#   id: azure.search.query-replicas
#   severity: low
#   remediation: Set replica_count to 2 or more.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_209"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_search_service
	plan.below(resource, ["replica_count"], 2)
	message := "replica_count is below 2"
}

# METADATA
# title: Cognitive accounts are shut to public networks
# custom:
#   id: azure.search.cognitive-public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_134"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cognitive_account
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Cognitive accounts accept identities only
# custom:
#   id: azure.search.cognitive-local-login
#   severity: medium
#   remediation: Set local_auth_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_236"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cognitive_account
	plan.differs(resource, ["local_auth_enabled"], false)
	message := "local_auth_enabled is not off"
}

# METADATA
# title: Cognitive accounts have a managed identity
# custom:
#   id: azure.search.cognitive-identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_238"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cognitive_account
	plan.unset(resource, ["identity"])
	message := "identity is not set"
}

# METADATA
# title: Learning workspaces are shut to public networks
# custom:
#   id: azure.search.learning-public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_144"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_machine_learning_workspace
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Learning clusters accept identities only
# custom:
#   id: azure.search.learning-local-login
#   severity: medium
#   remediation: Set local_auth_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_142"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_machine_learning_compute_cluster
	plan.differs(resource, ["local_auth_enabled"], false)
	message := "local_auth_enabled is not off"
}

# METADATA
# title: Learning clusters shrink to nothing
# custom:
#   id: azure.search.learning-idle
#   severity: low
#   remediation: Set min_node_count of scale_settings to 0.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_150"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_machine_learning_compute_cluster
	plan.differs(resource, ["scale_settings", 0, "min_node_count"], 0)
	message := "min_node_count is not 0"
}
