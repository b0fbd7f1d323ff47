# METADATA
# title: Data services
package terraform.azure.analytics

import data.plumb.plan

# METADATA
# title: Data factories are shut to public networks
# custom:
#   id: azure.analytics.factory-public-network
#   severity: medium
#   remediation: Set public_network_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_104"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_data_factory
	plan.differs(resource, ["public_network_enabled"], false)
	message := "public_network_enabled is not off"
}

# METADATA
# title: Data lakes are encrypted
# custom:
#   id: azure.analytics.lake-encryption
#   severity: high
#   remediation: Do not set encryption_state to Disabled.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_105"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_data_lake_store
	plan.among(resource, ["encryption_state"], {"Disabled"})
	message := "encryption_state is one of Disabled"
}

# METADATA
# title: Synapse workspaces have a managed network
# custom:
#   id: azure.analytics.synapse-network
#   severity: medium
#   remediation: Set managed_virtual_network_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_58"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_synapse_workspace
	plan.differs(resource, ["managed_virtual_network_enabled"], true)
	message := "managed_virtual_network_enabled is not on"
}

# METADATA
# title: Data can not be carried out of Synapse workspaces
# custom:
#   id: azure.analytics.synapse-exfiltration
#   severity: medium
#   remediation: Set data_exfiltration_protection_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_157"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_synapse_workspace
	plan.differs(resource, ["data_exfiltration_protection_enabled"], true)
	message := "data_exfiltration_protection_enabled is not on"
}

# METADATA
# title: Synapse workspaces are encrypted with a key of yours
# custom:
#   id: azure.analytics.synapse-customer-key
#   severity: low
#   remediation: Add a customer_managed_key.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_240"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_synapse_workspace
	plan.unset(resource, ["customer_managed_key"])
	message := "customer_managed_key is not set"
}

# METADATA
# title: SQL pools are encrypted
# custom:
#   id: azure.analytics.synapse-pool-encryption
#   severity: high
#   remediation: Set data_encrypted to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_241"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_synapse_sql_pool
	plan.differs(resource, ["data_encrypted"], true)
	message := "data_encrypted is not on"
}

# METADATA
# title: Spark pools have machines of their own
# custom:
#   id: azure.analytics.spark-isolation
#   severity: low
#   remediation: Set compute_isolation_enabled to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_242"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_synapse_spark_pool
	plan.differs(resource, ["compute_isolation_enabled"], true)
	message := "compute_isolation_enabled is not on"
}

# METADATA
# title: Databricks workspaces are shut to public networks
# custom:
#   id: azure.analytics.databricks-public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_158"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_databricks_workspace
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Disks of Data Explorer are encrypted
# custom:
#   id: azure.analytics.kusto-disk-encryption
#   severity: high
#   remediation: Set disk_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_74"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kusto_cluster
	plan.differs(resource, ["disk_encryption_enabled"], true)
	plan.differs(resource, ["enable_disk_encryption"], true)
	message := "disk_encryption_enabled is not on"
}

# METADATA
# title: Data Explorer is encrypted twice
# custom:
#   id: azure.analytics.kusto-double-encryption
#   severity: low
#   remediation: Set double_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_75"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kusto_cluster
	plan.differs(resource, ["double_encryption_enabled"], true)
	plan.differs(resource, ["enable_double_encryption"], true)
	message := "double_encryption_enabled is not on"
}

# METADATA
# title: Data Explorer has a managed identity
# custom:
#   id: azure.analytics.kusto-identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_181"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kusto_cluster
	plan.unset(resource, ["identity", 0, "type"])
	message := "type is not set"
}

# METADATA
# title: Data Explorer has an agreed availability
# custom:
#   id: azure.analytics.kusto-tier
#   severity: low
#   remediation: Choose a sku other than those for development.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_180"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kusto_cluster
	plan.among(resource, ["sku", 0, "name"], {"Dev(No SLA)_Standard_E2a_v4", "Dev(No SLA)_Standard_D11_v2"})
	message := "name is one of Dev(No SLA)_Standard_E2a_v4, Dev(No SLA)_Standard_D11_v2"
}

# METADATA
# title: Batch accounts are encrypted with a key vault
# custom:
#   id: azure.analytics.batch-key-vault
#   severity: low
#   remediation: Add a key_vault_reference.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_76"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_batch_account
	plan.unset(resource, ["key_vault_reference", 0, "id"])
	message := "id is not set"
}
