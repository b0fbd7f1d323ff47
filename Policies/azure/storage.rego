# METADATA
# title: Storage accounts
package terraform.azure.storage

import data.plumb.plan

# METADATA
# title: Storage accounts refuse plain HTTP
# custom:
#   id: azure.storage.secure-transfer
#   severity: high
#   remediation: Set https_traffic_only_enabled to true.
#   frameworks:
#     cis_azure_2_1: ["3.1"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_3"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	some path in [["https_traffic_only_enabled"], ["enable_https_traffic_only"]]
	plan.contradicts(resource, path, true)
	message := "https_traffic_only_enabled is not on"
}

# METADATA
# title: Storage accounts want TLS 1.2
# custom:
#   id: azure.storage.tls-version
#   severity: high
#   remediation: Set min_tls_version to TLS1_2.
#   frameworks:
#     cis_azure_2_1: ["3.15"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_44"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	plan.strays(resource, ["min_tls_version"], {"TLS1_2", "TLS1_3"})
	message := "min_tls_version is none of TLS1_2, TLS1_3"
}

# METADATA
# title: Nested items can not be made public
# custom:
#   id: azure.storage.anonymous-blobs
#   severity: high
#   remediation: Set allow_nested_items_to_be_public to false.
#   frameworks:
#     cis_azure_2_1: ["3.17"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_190", "CKV2_AZURE_47"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	plan.differs(resource, ["allow_nested_items_to_be_public"], false)
	plan.differs(resource, ["allow_blob_public_access"], false)
	message := "allow_nested_items_to_be_public is not off"
}

# METADATA
# title: Storage accounts are shut to public networks
# custom:
#   id: azure.storage.public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     cis_azure_2_1: ["3.7"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_59"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Shared keys are not accepted
# custom:
#   id: azure.storage.shared-keys
#   severity: medium
#   remediation: Set shared_access_key_enabled to false and use identities.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AZURE_40"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	plan.differs(resource, ["shared_access_key_enabled"], false)
	message := "shared_access_key_enabled is not off"
}

# METADATA
# title: Local users are off
# custom:
#   id: azure.storage.local-users
#   severity: medium
#   remediation: Set local_user_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_244"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	has_local_users(resource)
	message := "local users may sign in"
}

has_local_users(resource) if plan.value(resource, ["local_user_enabled"]) == true

has_local_users(resource) if {
	true in {plan.value(resource, ["is_hns_enabled"]), plan.value(resource, ["sftp_enabled"])}
	plan.differs(resource, ["local_user_enabled"], false)
}

# METADATA
# title: Data are replicated across zones or regions
# custom:
#   id: azure.storage.replication
#   severity: low
#   remediation: Set account_replication_type to GRS, GZRS, RAGRS, RAGZRS or ZRS.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_206"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	plan.outside(resource, ["account_replication_type"], {"GRS", "RAGRS", "GZRS", "RAGZRS", "ZRS"})
	message := "account_replication_type is none of GRS, RAGRS, GZRS, RAGZRS, ZRS"
}

# METADATA
# title: Deleted blobs can be brought back
# custom:
#   id: azure.storage.blob-soft-delete
#   severity: medium
#   remediation: Add a delete_retention_policy to blob_properties.
#   frameworks:
#     cis_azure_2_1: ["3.11"]
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV2_AZURE_38"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	plan.unset(resource, ["blob_properties", 0, "delete_retention_policy"])
	message := "delete_retention_policy is not set"
}

# METADATA
# title: Shared access signatures end
# custom:
#   id: azure.storage.sas-expiry
#   severity: low
#   remediation: Add a sas_policy with an expiration_period.
#   frameworks:
#     nist_800_53: ["SC-12"]
#     pci_dss: ["3.7.4"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_AZURE_41"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	plan.value(resource, ["shared_access_key_enabled"]) != false
	plan.unset(resource, ["sas_policy", 0, "expiration_period"])
	message := "signatures may last for ever"
}

# METADATA
# title: Data are encrypted twice
# custom:
#   id: azure.storage.infrastructure-encryption
#   severity: low
#   remediation: Set infrastructure_encryption_enabled to true.
#   frameworks:
#     cis_azure_2_1: ["3.2"]
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	plan.differs(resource, ["infrastructure_encryption_enabled"], true)
	message := "infrastructure_encryption_enabled is not on"
}

# METADATA
# title: Requests to queues are logged
# custom:
#   id: azure.storage.queue-logging
#   severity: low
#   remediation: Add logging to queue_properties with read, write and delete set to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_33"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_account
	uses_queues(resource)
	not logs_queues(resource)
	message := "requests to queues are not logged"
}

uses_queues(resource) if not plan.among(resource, ["account_kind"], {"BlobStorage", "BlockBlobStorage", "FileStorage"})

logs_queues(resource) if {
	some properties in resource.values.queue_properties
	some logging in properties.logging
	every verb in ["read", "write", "delete"] {
		plan.plain(logging[verb]) == true
	}
}

logs_queues(resource) if plan.unknown(resource, ["queue_properties", 0, "logging"])

# METADATA
# title: The network rules refuse by default
# custom:
#   id: azure.storage.network-default
#   severity: high
#   remediation: Set default_action of network_rules to Deny.
#   frameworks:
#     cis_azure_2_1: ["3.8"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_35"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_storage_account", "azurerm_storage_account_network_rules"}
	some resource in plan.resources[type]
	refuses_nothing(type, resource)
	message := "the default action of the network rules is not Deny"
}

refuses_nothing("azurerm_storage_account", resource) if {
	plan.value(resource, ["public_network_access_enabled"]) != false
	plan.contradicts(resource, ["network_rules", 0, "default_action"], "Deny")
}

refuses_nothing("azurerm_storage_account_network_rules", resource) if {
	plan.differs(resource, ["default_action"], "Deny")
}

# METADATA
# title: Trusted services may pass the network rules
# custom:
#   id: azure.storage.trusted-services
#   severity: low
#   remediation: Add AzureServices to bypass.
#   frameworks:
#     cis_azure_2_1: ["3.9"]
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_36"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_storage_account", "azurerm_storage_account_network_rules"}
	some resource in plan.resources[type]
	some bypass in bypasses(type, resource)
	not "AzureServices" in bypass
	message := "trusted services may not pass the network rules"
}

bypasses("azurerm_storage_account", resource) := [rules.bypass | some rules in resource.values.network_rules; is_array(rules.bypass)]

bypasses("azurerm_storage_account_network_rules", resource) := [resource.values.bypass | is_array(resource.values.bypass)]

# METADATA
# title: Containers are private
# custom:
#   id: azure.storage.private-containers
#   severity: critical
#   remediation: Set container_access_type to private.
#   frameworks:
#     cis_azure_2_1: ["3.17"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_34"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_container
	plan.strays(resource, ["container_access_type"], {"private"})
	message := "container_access_type is none of private"
}

# METADATA
# title: File sync is shut to public networks
# custom:
#   id: azure.storage.sync-private
#   severity: medium
#   remediation: Set incoming_traffic_policy to AllowVirtualNetworksOnly.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_64", "CKV_AZURE_250"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_storage_sync
	plan.differs(resource, ["incoming_traffic_policy"], "AllowVirtualNetworksOnly")
	message := "incoming_traffic_policy is not AllowVirtualNetworksOnly"
}
