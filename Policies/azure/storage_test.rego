package terraform.azure.storage_test

import data.plumb.testing
import data.terraform.azure.storage

test_refuses_secure_transfer if {
	"azure.storage.secure-transfer" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"https_traffic_only_enabled": false})
}

test_accepts_secure_transfer if {
	not "azure.storage.secure-transfer" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"enable_https_traffic_only": true})
}

test_accepts_secure_transfer_2 if {
	not "azure.storage.secure-transfer" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_secure_transfer_3 if {
	not "azure.storage.secure-transfer" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_account", {}, {"enable_https_traffic_only": true, "https_traffic_only_enabled": true})
}

test_refuses_tls_version if {
	"azure.storage.tls-version" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"min_tls_version": "TLS1_0"})
}

test_accepts_tls_version if {
	not "azure.storage.tls-version" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"min_tls_version": "TLS1_2"})
}

test_accepts_tls_version_2 if {
	not "azure.storage.tls-version" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_tls_version_3 if {
	not "azure.storage.tls-version" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_account", {}, {"min_tls_version": true})
}

test_refuses_anonymous_blobs if {
	"azure.storage.anonymous-blobs" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"allow_nested_items_to_be_public": true})
}

test_refuses_anonymous_blobs_2 if {
	"azure.storage.anonymous-blobs" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_anonymous_blobs if {
	not "azure.storage.anonymous-blobs" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"allow_blob_public_access": false})
}

test_accepts_anonymous_blobs_2 if {
	not "azure.storage.anonymous-blobs" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_account", {}, {"allow_blob_public_access": true, "allow_nested_items_to_be_public": true})
}

test_refuses_public_network if {
	"azure.storage.public-network" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.storage.public-network" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_public_network if {
	not "azure.storage.public-network" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.storage.public-network" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_account", {}, {"public_network_access_enabled": true})
}

test_refuses_shared_keys if {
	"azure.storage.shared-keys" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"shared_access_key_enabled": true})
}

test_refuses_shared_keys_2 if {
	"azure.storage.shared-keys" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_shared_keys if {
	not "azure.storage.shared-keys" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"shared_access_key_enabled": false})
}

test_accepts_shared_keys_2 if {
	not "azure.storage.shared-keys" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_account", {}, {"shared_access_key_enabled": true})
}

test_refuses_local_users if {
	"azure.storage.local-users" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"local_user_enabled": true})
}

test_refuses_local_users_2 if {
	"azure.storage.local-users" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"sftp_enabled": true})
}

test_accepts_local_users if {
	not "azure.storage.local-users" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"local_user_enabled": false})
}

test_accepts_local_users_2 if {
	not "azure.storage.local-users" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"sftp_enabled": true, "local_user_enabled": false})
}

test_accepts_local_users_3 if {
	not "azure.storage.local-users" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_refuses_replication if {
	"azure.storage.replication" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"account_replication_type": "LRS"})
}

test_refuses_replication_2 if {
	"azure.storage.replication" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_replication if {
	not "azure.storage.replication" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"account_replication_type": "GRS"})
}

test_accepts_replication_2 if {
	not "azure.storage.replication" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_account", {}, {"account_replication_type": true})
}

test_refuses_blob_soft_delete if {
	"azure.storage.blob-soft-delete" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_blob_soft_delete if {
	not "azure.storage.blob-soft-delete" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"blob_properties": [{"delete_retention_policy": [{"days": 7}]}]})
}

test_accepts_blob_soft_delete_2 if {
	not "azure.storage.blob-soft-delete" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_account", {}, {"blob_properties": true})
}

test_refuses_sas_expiry if {
	"azure.storage.sas-expiry" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_sas_expiry if {
	not "azure.storage.sas-expiry" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"sas_policy": [{"expiration_period": "90.00:00:00"}]})
}

test_accepts_sas_expiry_2 if {
	not "azure.storage.sas-expiry" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"shared_access_key_enabled": false})
}

test_refuses_infrastructure_encryption if {
	"azure.storage.infrastructure-encryption" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"infrastructure_encryption_enabled": false})
}

test_refuses_infrastructure_encryption_2 if {
	"azure.storage.infrastructure-encryption" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_infrastructure_encryption if {
	not "azure.storage.infrastructure-encryption" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"infrastructure_encryption_enabled": true})
}

test_accepts_infrastructure_encryption_2 if {
	not "azure.storage.infrastructure-encryption" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_account", {}, {"infrastructure_encryption_enabled": true})
}

test_refuses_queue_logging if {
	"azure.storage.queue-logging" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_refuses_queue_logging_2 if {
	"azure.storage.queue-logging" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"queue_properties": [{"logging": [{"delete": true, "read": false, "write": true}]}]})
}

test_accepts_queue_logging if {
	not "azure.storage.queue-logging" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"queue_properties": [{"logging": [{"delete": true, "read": true, "write": true}]}]})
}

test_accepts_queue_logging_2 if {
	not "azure.storage.queue-logging" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"account_kind": "BlobStorage"})
}

test_refuses_network_default if {
	"azure.storage.network-default" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"network_rules": [{"default_action": "Allow"}]})
}

test_refuses_network_default_2 if {
	"azure.storage.network-default" in testing.ids(storage.deny) with input as testing.plan([testing.change("azurerm_storage_account_network_rules", {"default_action": "Allow"}, {})])
}

test_accepts_network_default if {
	not "azure.storage.network-default" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"network_rules": [{"default_action": "Deny"}]})
}

test_accepts_network_default_2 if {
	not "azure.storage.network-default" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"public_network_access_enabled": false})
}

test_accepts_network_default_3 if {
	not "azure.storage.network-default" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_accepts_network_default_4 if {
	not "azure.storage.network-default" in testing.ids(storage.deny) with input as testing.plan([testing.change("azurerm_storage_account_network_rules", {"default_action": "Deny"}, {})])
}

test_refuses_trusted_services if {
	"azure.storage.trusted-services" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"network_rules": [{"default_action": "Deny", "bypass": ["None"]}]})
}

test_refuses_trusted_services_2 if {
	"azure.storage.trusted-services" in testing.ids(storage.deny) with input as testing.plan([testing.change("azurerm_storage_account_network_rules", {"default_action": "Deny", "bypass": ["Metrics"]}, {})])
}

test_accepts_trusted_services if {
	not "azure.storage.trusted-services" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"network_rules": [{"default_action": "Deny", "bypass": ["AzureServices", "Metrics"]}]})
}

test_accepts_trusted_services_2 if {
	not "azure.storage.trusted-services" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {"network_rules": [{"default_action": "Deny"}]})
}

test_accepts_trusted_services_3 if {
	not "azure.storage.trusted-services" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_account", {})
}

test_refuses_private_containers if {
	"azure.storage.private-containers" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_container", {"container_access_type": "blob"})
}

test_accepts_private_containers if {
	not "azure.storage.private-containers" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_container", {"container_access_type": "private"})
}

test_accepts_private_containers_2 if {
	not "azure.storage.private-containers" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_container", {})
}

test_accepts_private_containers_3 if {
	not "azure.storage.private-containers" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_container", {}, {"container_access_type": true})
}

test_refuses_sync_private if {
	"azure.storage.sync-private" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_sync", {"incoming_traffic_policy": "AllowAllTraffic"})
}

test_refuses_sync_private_2 if {
	"azure.storage.sync-private" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_sync", {})
}

test_accepts_sync_private if {
	not "azure.storage.sync-private" in testing.ids(storage.deny) with input as testing.creating("azurerm_storage_sync", {"incoming_traffic_policy": "AllowVirtualNetworksOnly"})
}

test_accepts_sync_private_2 if {
	not "azure.storage.sync-private" in testing.ids(storage.deny) with input as testing.unsure("azurerm_storage_sync", {}, {"incoming_traffic_policy": true})
}
