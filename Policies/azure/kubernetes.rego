# METADATA
# title: Kubernetes clusters
package terraform.azure.kubernetes

import data.plumb.plan

# METADATA
# title: Clusters use roles
# custom:
#   id: azure.kubernetes.rbac
#   severity: high
#   remediation: Do not set role_based_access_control_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.contradicts(resource, ["role_based_access_control_enabled"], true)
	message := "role_based_access_control_enabled is not on"
}

# METADATA
# title: The API server is private
# custom:
#   id: azure.kubernetes.private
#   severity: high
#   remediation: Set private_cluster_enabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_115"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.differs(resource, ["private_cluster_enabled"], true)
	message := "private_cluster_enabled is not on"
}

# METADATA
# title: Policies of Azure hold in clusters
# custom:
#   id: azure.kubernetes.policy-addon
#   severity: low
#   remediation: Set azure_policy_enabled to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_116"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.differs(resource, ["azure_policy_enabled"], true)
	plan.differs(resource, ["addon_profile", 0, "azure_policy", 0, "enabled"], true)
	message := "azure_policy_enabled is not on"
}

# METADATA
# title: Disks of clusters are encrypted with a key of yours
# custom:
#   id: azure.kubernetes.disk-encryption-set
#   severity: low
#   remediation: Set disk_encryption_set_id.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_117"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.unset(resource, ["disk_encryption_set_id"])
	message := "disk_encryption_set_id is not set"
}

# METADATA
# title: Clusters have no local administrator
# custom:
#   id: azure.kubernetes.local-accounts
#   severity: medium
#   remediation: Set local_account_disabled to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_141"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.differs(resource, ["local_account_disabled"], true)
	message := "local_account_disabled is not on"
}

# METADATA
# title: Nodes have no public addresses
# custom:
#   id: azure.kubernetes.node-public-ips
#   severity: high
#   remediation: Do not set node_public_ip_enabled in the default_node_pool.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_143"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	some path in [["default_node_pool", 0, "node_public_ip_enabled"], ["default_node_pool", 0, "enable_node_public_ip"]]
	plan.contradicts(resource, path, false)
	message := "node_public_ip_enabled is not off"
}

# METADATA
# title: Clusters have an agreed availability
# custom:
#   id: azure.kubernetes.paid-tier
#   severity: low
#   remediation: Set sku_tier to Standard or Premium.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_170"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.outside(resource, ["sku_tier"], {"Standard", "Premium", "Paid"})
	message := "sku_tier is none of Standard, Premium, Paid"
}

# METADATA
# title: Clusters are kept up to date
# custom:
#   id: azure.kubernetes.upgrade-channel
#   severity: medium
#   remediation: Set automatic_upgrade_channel.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_171"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.unset(resource, ["automatic_channel_upgrade"])
	plan.unset(resource, ["automatic_upgrade_channel"])
	message := "no upgrade channel is chosen"
}

# METADATA
# title: Secrets of the store are rotated
# custom:
#   id: azure.kubernetes.secret-rotation
#   severity: low
#   remediation: Set secret_rotation_enabled of key_vault_secrets_provider to true.
#   frameworks:
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_172"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.differs(resource, ["key_vault_secrets_provider", 0, "secret_rotation_enabled"], true)
	message := "secret_rotation_enabled is not on"
}

# METADATA
# title: Disks of nodes are ephemeral
# custom:
#   id: azure.kubernetes.ephemeral-disks
#   severity: low
#   remediation: Set os_disk_type of the default_node_pool to Ephemeral.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_226"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.differs(resource, ["default_node_pool", 0, "os_disk_type"], "Ephemeral")
	message := "os_disk_type is not Ephemeral"
}

# METADATA
# title: Only critical pods run on system nodes
# custom:
#   id: azure.kubernetes.system-pods
#   severity: low
#   remediation: Set only_critical_addons_enabled of the default_node_pool to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_232"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.differs(resource, ["default_node_pool", 0, "only_critical_addons_enabled"], true)
	message := "only_critical_addons_enabled is not on"
}

# METADATA
# title: HTTP application routing is off
# custom:
#   id: azure.kubernetes.http-routing
#   severity: medium
#   remediation: Do not set http_application_routing_enabled.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_246"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.contradicts(resource, ["http_application_routing_enabled"], false)
	message := "http_application_routing_enabled is not off"
}

# METADATA
# title: The Kubernetes dashboard is off
# custom:
#   id: azure.kubernetes.dashboard
#   severity: high
#   remediation: Remove kube_dashboard from addon_profile.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_8"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.contradicts(resource, ["addon_profile", 0, "kube_dashboard", 0, "enabled"], false)
	message := "enabled is not off"
}

# METADATA
# title: Clusters have a network policy
# custom:
#   id: azure.kubernetes.network-policy
#   severity: medium
#   remediation: Set network_policy of network_profile.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_7"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.unset(resource, ["network_profile", 0, "network_policy"])
	message := "network_policy is not set"
}

# METADATA
# title: Only named addresses reach the API server
# custom:
#   id: azure.kubernetes.authorized-ranges
#   severity: high
#   remediation: Set authorized_ip_ranges of api_server_access_profile, or make the cluster private.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.differs(resource, ["private_cluster_enabled"], true)
	plan.unset(resource, ["api_server_access_profile", 0, "authorized_ip_ranges"])
	plan.unset(resource, ["api_server_authorized_ip_ranges"])
	message := "any address may reach the API server"
}

# METADATA
# title: Caches and temporary disks of nodes are encrypted
# custom:
#   id: azure.kubernetes.host-encryption
#   severity: medium
#   remediation: Set host_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_227"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_kubernetes_cluster", "azurerm_kubernetes_cluster_node_pool"}
	some resource in plan.resources[type]
	some prefix in [[[], "azurerm_kubernetes_cluster_node_pool"], [["default_node_pool", 0], "azurerm_kubernetes_cluster"]]
	prefix[1] == type
	plan.differs(resource, array.concat(prefix[0], ["host_encryption_enabled"]), true)
	plan.differs(resource, array.concat(prefix[0], ["enable_host_encryption"]), true)
	message := "nodes do not encrypt at their hosts"
}

# METADATA
# title: Nodes take at least 50 pods
# custom:
#   id: azure.kubernetes.max-pods
#   severity: low
#   remediation: Set max_pods to 50 or more.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_168"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_kubernetes_cluster", "azurerm_kubernetes_cluster_node_pool"}
	some resource in plan.resources[type]
	some prefix in [[[], "azurerm_kubernetes_cluster_node_pool"], [["default_node_pool", 0], "azurerm_kubernetes_cluster"]]
	prefix[1] == type
	plan.below(resource, array.concat(prefix[0], ["max_pods"]), 50)
	message := "nodes take fewer than 50 pods"
}

# METADATA
# title: Clusters send their logs to Azure Monitor
# custom:
#   id: azure.kubernetes.monitoring
#   severity: medium
#   remediation: Add an oms_agent.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_4"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_kubernetes_cluster
	plan.unset(resource, ["oms_agent"])
	plan.differs(resource, ["addon_profile", 0, "oms_agent", 0, "enabled"], true)
	message := "no logs are sent"
}
