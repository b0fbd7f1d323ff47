package terraform.azure.analytics_test

import data.plumb.testing
import data.terraform.azure.analytics

test_refuses_factory_public_network if {
	"azure.analytics.factory-public-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_data_factory", {"public_network_enabled": true})
}

test_refuses_factory_public_network_2 if {
	"azure.analytics.factory-public-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_data_factory", {})
}

test_accepts_factory_public_network if {
	not "azure.analytics.factory-public-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_data_factory", {"public_network_enabled": false})
}

test_accepts_factory_public_network_2 if {
	not "azure.analytics.factory-public-network" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_data_factory", {}, {"public_network_enabled": true})
}

test_refuses_lake_encryption if {
	"azure.analytics.lake-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_data_lake_store", {"encryption_state": "Disabled"})
}

test_accepts_lake_encryption if {
	not "azure.analytics.lake-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_data_lake_store", {"encryption_state": "Enabled"})
}

test_accepts_lake_encryption_2 if {
	not "azure.analytics.lake-encryption" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_data_lake_store", {}, {"encryption_state": true})
}

test_refuses_synapse_network if {
	"azure.analytics.synapse-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_workspace", {"managed_virtual_network_enabled": false})
}

test_refuses_synapse_network_2 if {
	"azure.analytics.synapse-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_workspace", {})
}

test_accepts_synapse_network if {
	not "azure.analytics.synapse-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_workspace", {"managed_virtual_network_enabled": true})
}

test_accepts_synapse_network_2 if {
	not "azure.analytics.synapse-network" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_synapse_workspace", {}, {"managed_virtual_network_enabled": true})
}

test_refuses_synapse_exfiltration if {
	"azure.analytics.synapse-exfiltration" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_workspace", {"data_exfiltration_protection_enabled": false})
}

test_refuses_synapse_exfiltration_2 if {
	"azure.analytics.synapse-exfiltration" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_workspace", {})
}

test_accepts_synapse_exfiltration if {
	not "azure.analytics.synapse-exfiltration" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_workspace", {"data_exfiltration_protection_enabled": true})
}

test_accepts_synapse_exfiltration_2 if {
	not "azure.analytics.synapse-exfiltration" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_synapse_workspace", {}, {"data_exfiltration_protection_enabled": true})
}

test_refuses_synapse_customer_key if {
	"azure.analytics.synapse-customer-key" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_workspace", {})
}

test_accepts_synapse_customer_key if {
	not "azure.analytics.synapse-customer-key" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_workspace", {"customer_managed_key": [{"key_name": "k"}]})
}

test_accepts_synapse_customer_key_2 if {
	not "azure.analytics.synapse-customer-key" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_synapse_workspace", {}, {"customer_managed_key": true})
}

test_refuses_synapse_pool_encryption if {
	"azure.analytics.synapse-pool-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_sql_pool", {"data_encrypted": false})
}

test_refuses_synapse_pool_encryption_2 if {
	"azure.analytics.synapse-pool-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_sql_pool", {})
}

test_accepts_synapse_pool_encryption if {
	not "azure.analytics.synapse-pool-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_sql_pool", {"data_encrypted": true})
}

test_accepts_synapse_pool_encryption_2 if {
	not "azure.analytics.synapse-pool-encryption" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_synapse_sql_pool", {}, {"data_encrypted": true})
}

test_refuses_spark_isolation if {
	"azure.analytics.spark-isolation" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_spark_pool", {"compute_isolation_enabled": false})
}

test_refuses_spark_isolation_2 if {
	"azure.analytics.spark-isolation" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_spark_pool", {})
}

test_accepts_spark_isolation if {
	not "azure.analytics.spark-isolation" in testing.ids(analytics.deny) with input as testing.creating("azurerm_synapse_spark_pool", {"compute_isolation_enabled": true})
}

test_accepts_spark_isolation_2 if {
	not "azure.analytics.spark-isolation" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_synapse_spark_pool", {}, {"compute_isolation_enabled": true})
}

test_refuses_databricks_public_network if {
	"azure.analytics.databricks-public-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_databricks_workspace", {"public_network_access_enabled": true})
}

test_refuses_databricks_public_network_2 if {
	"azure.analytics.databricks-public-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_databricks_workspace", {})
}

test_accepts_databricks_public_network if {
	not "azure.analytics.databricks-public-network" in testing.ids(analytics.deny) with input as testing.creating("azurerm_databricks_workspace", {"public_network_access_enabled": false})
}

test_accepts_databricks_public_network_2 if {
	not "azure.analytics.databricks-public-network" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_databricks_workspace", {}, {"public_network_access_enabled": true})
}

test_refuses_kusto_disk_encryption if {
	"azure.analytics.kusto-disk-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {"disk_encryption_enabled": false})
}

test_refuses_kusto_disk_encryption_2 if {
	"azure.analytics.kusto-disk-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {})
}

test_accepts_kusto_disk_encryption if {
	not "azure.analytics.kusto-disk-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {"enable_disk_encryption": true})
}

test_accepts_kusto_disk_encryption_2 if {
	not "azure.analytics.kusto-disk-encryption" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_kusto_cluster", {}, {"disk_encryption_enabled": true, "enable_disk_encryption": true})
}

test_refuses_kusto_double_encryption if {
	"azure.analytics.kusto-double-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {"double_encryption_enabled": false})
}

test_refuses_kusto_double_encryption_2 if {
	"azure.analytics.kusto-double-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {})
}

test_accepts_kusto_double_encryption if {
	not "azure.analytics.kusto-double-encryption" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {"enable_double_encryption": true})
}

test_accepts_kusto_double_encryption_2 if {
	not "azure.analytics.kusto-double-encryption" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_kusto_cluster", {}, {"double_encryption_enabled": true, "enable_double_encryption": true})
}

test_refuses_kusto_identity if {
	"azure.analytics.kusto-identity" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {})
}

test_accepts_kusto_identity if {
	not "azure.analytics.kusto-identity" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_kusto_identity_2 if {
	not "azure.analytics.kusto-identity" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_kusto_cluster", {}, {"identity": true})
}

test_refuses_kusto_tier if {
	"azure.analytics.kusto-tier" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {"sku": [{"name": "Dev(No SLA)_Standard_E2a_v4"}]})
}

test_accepts_kusto_tier if {
	not "azure.analytics.kusto-tier" in testing.ids(analytics.deny) with input as testing.creating("azurerm_kusto_cluster", {"sku": [{"name": "Standard_D13_v2"}]})
}

test_accepts_kusto_tier_2 if {
	not "azure.analytics.kusto-tier" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_kusto_cluster", {}, {"sku": true})
}

test_refuses_batch_key_vault if {
	"azure.analytics.batch-key-vault" in testing.ids(analytics.deny) with input as testing.creating("azurerm_batch_account", {})
}

test_accepts_batch_key_vault if {
	not "azure.analytics.batch-key-vault" in testing.ids(analytics.deny) with input as testing.creating("azurerm_batch_account", {"key_vault_reference": [{"id": "/v"}]})
}

test_accepts_batch_key_vault_2 if {
	not "azure.analytics.batch-key-vault" in testing.ids(analytics.deny) with input as testing.unsure("azurerm_batch_account", {}, {"key_vault_reference": true})
}
