package terraform.azure.kubernetes_test

import data.plumb.testing
import data.terraform.azure.kubernetes

test_refuses_rbac if {
	"azure.kubernetes.rbac" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"role_based_access_control_enabled": false})
}

test_accepts_rbac if {
	not "azure.kubernetes.rbac" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"role_based_access_control_enabled": true})
}

test_accepts_rbac_2 if {
	not "azure.kubernetes.rbac" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_rbac_3 if {
	not "azure.kubernetes.rbac" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"role_based_access_control_enabled": true})
}

test_refuses_private if {
	"azure.kubernetes.private" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"private_cluster_enabled": false})
}

test_refuses_private_2 if {
	"azure.kubernetes.private" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_private if {
	not "azure.kubernetes.private" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"private_cluster_enabled": true})
}

test_accepts_private_2 if {
	not "azure.kubernetes.private" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"private_cluster_enabled": true})
}

test_refuses_policy_addon if {
	"azure.kubernetes.policy-addon" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"azure_policy_enabled": false})
}

test_refuses_policy_addon_2 if {
	"azure.kubernetes.policy-addon" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_policy_addon if {
	not "azure.kubernetes.policy-addon" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"addon_profile": [{"azure_policy": [{"enabled": true}]}]})
}

test_accepts_policy_addon_2 if {
	not "azure.kubernetes.policy-addon" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"addon_profile": true, "azure_policy_enabled": true})
}

test_refuses_disk_encryption_set if {
	"azure.kubernetes.disk-encryption-set" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_disk_encryption_set if {
	not "azure.kubernetes.disk-encryption-set" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"disk_encryption_set_id": "/d"})
}

test_accepts_disk_encryption_set_2 if {
	not "azure.kubernetes.disk-encryption-set" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"disk_encryption_set_id": true})
}

test_refuses_local_accounts if {
	"azure.kubernetes.local-accounts" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"local_account_disabled": false})
}

test_refuses_local_accounts_2 if {
	"azure.kubernetes.local-accounts" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_local_accounts if {
	not "azure.kubernetes.local-accounts" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"local_account_disabled": true})
}

test_accepts_local_accounts_2 if {
	not "azure.kubernetes.local-accounts" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"local_account_disabled": true})
}

test_refuses_node_public_ips if {
	"azure.kubernetes.node-public-ips" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"node_public_ip_enabled": true}]})
}

test_accepts_node_public_ips if {
	not "azure.kubernetes.node-public-ips" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"enable_node_public_ip": false}]})
}

test_accepts_node_public_ips_2 if {
	not "azure.kubernetes.node-public-ips" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_node_public_ips_3 if {
	not "azure.kubernetes.node-public-ips" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"default_node_pool": true})
}

test_refuses_paid_tier if {
	"azure.kubernetes.paid-tier" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"sku_tier": "Free"})
}

test_refuses_paid_tier_2 if {
	"azure.kubernetes.paid-tier" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_paid_tier if {
	not "azure.kubernetes.paid-tier" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"sku_tier": "Standard"})
}

test_accepts_paid_tier_2 if {
	not "azure.kubernetes.paid-tier" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"sku_tier": true})
}

test_refuses_upgrade_channel if {
	"azure.kubernetes.upgrade-channel" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_upgrade_channel if {
	not "azure.kubernetes.upgrade-channel" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"automatic_upgrade_channel": "stable"})
}

test_accepts_upgrade_channel_2 if {
	not "azure.kubernetes.upgrade-channel" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"automatic_channel_upgrade": "stable"})
}

test_refuses_secret_rotation if {
	"azure.kubernetes.secret-rotation" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"key_vault_secrets_provider": [{"secret_rotation_enabled": false}]})
}

test_refuses_secret_rotation_2 if {
	"azure.kubernetes.secret-rotation" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_secret_rotation if {
	not "azure.kubernetes.secret-rotation" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"key_vault_secrets_provider": [{"secret_rotation_enabled": true}]})
}

test_accepts_secret_rotation_2 if {
	not "azure.kubernetes.secret-rotation" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"key_vault_secrets_provider": true})
}

test_refuses_ephemeral_disks if {
	"azure.kubernetes.ephemeral-disks" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"os_disk_type": "Managed"}]})
}

test_refuses_ephemeral_disks_2 if {
	"azure.kubernetes.ephemeral-disks" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_ephemeral_disks if {
	not "azure.kubernetes.ephemeral-disks" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"os_disk_type": "Ephemeral"}]})
}

test_accepts_ephemeral_disks_2 if {
	not "azure.kubernetes.ephemeral-disks" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"default_node_pool": true})
}

test_refuses_system_pods if {
	"azure.kubernetes.system-pods" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"only_critical_addons_enabled": false}]})
}

test_refuses_system_pods_2 if {
	"azure.kubernetes.system-pods" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_system_pods if {
	not "azure.kubernetes.system-pods" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"only_critical_addons_enabled": true}]})
}

test_accepts_system_pods_2 if {
	not "azure.kubernetes.system-pods" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"default_node_pool": true})
}

test_refuses_http_routing if {
	"azure.kubernetes.http-routing" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"http_application_routing_enabled": true})
}

test_accepts_http_routing if {
	not "azure.kubernetes.http-routing" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"http_application_routing_enabled": false})
}

test_accepts_http_routing_2 if {
	not "azure.kubernetes.http-routing" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_http_routing_3 if {
	not "azure.kubernetes.http-routing" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"http_application_routing_enabled": true})
}

test_refuses_dashboard if {
	"azure.kubernetes.dashboard" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"addon_profile": [{"kube_dashboard": [{"enabled": true}]}]})
}

test_accepts_dashboard if {
	not "azure.kubernetes.dashboard" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"addon_profile": [{"kube_dashboard": [{"enabled": false}]}]})
}

test_accepts_dashboard_2 if {
	not "azure.kubernetes.dashboard" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_dashboard_3 if {
	not "azure.kubernetes.dashboard" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"addon_profile": true})
}

test_refuses_network_policy if {
	"azure.kubernetes.network-policy" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_network_policy if {
	not "azure.kubernetes.network-policy" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"network_profile": [{"network_policy": "azure"}]})
}

test_accepts_network_policy_2 if {
	not "azure.kubernetes.network-policy" in testing.ids(kubernetes.deny) with input as testing.unsure("azurerm_kubernetes_cluster", {}, {"network_profile": true})
}

test_refuses_authorized_ranges if {
	"azure.kubernetes.authorized-ranges" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_authorized_ranges if {
	not "azure.kubernetes.authorized-ranges" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"private_cluster_enabled": true})
}

test_accepts_authorized_ranges_2 if {
	not "azure.kubernetes.authorized-ranges" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"api_server_access_profile": [{"authorized_ip_ranges": ["10.0.0.0/8"]}]})
}

test_accepts_authorized_ranges_3 if {
	not "azure.kubernetes.authorized-ranges" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"api_server_authorized_ip_ranges": ["10.0.0.0/8"]})
}

test_refuses_host_encryption if {
	"azure.kubernetes.host-encryption" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_refuses_host_encryption_2 if {
	"azure.kubernetes.host-encryption" in testing.ids(kubernetes.deny) with input as testing.plan([testing.change("azurerm_kubernetes_cluster_node_pool", {"host_encryption_enabled": false}, {})])
}

test_accepts_host_encryption if {
	not "azure.kubernetes.host-encryption" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"host_encryption_enabled": true}]})
}

test_accepts_host_encryption_2 if {
	not "azure.kubernetes.host-encryption" in testing.ids(kubernetes.deny) with input as testing.plan([testing.change("azurerm_kubernetes_cluster_node_pool", {"enable_host_encryption": true}, {})])
}

test_refuses_max_pods if {
	"azure.kubernetes.max-pods" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"max_pods": 30}]})
}

test_refuses_max_pods_2 if {
	"azure.kubernetes.max-pods" in testing.ids(kubernetes.deny) with input as testing.plan([testing.change("azurerm_kubernetes_cluster_node_pool", {"max_pods": 10}, {})])
}

test_accepts_max_pods if {
	not "azure.kubernetes.max-pods" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"default_node_pool": [{"max_pods": 50}]})
}

test_accepts_max_pods_2 if {
	not "azure.kubernetes.max-pods" in testing.ids(kubernetes.deny) with input as testing.plan([testing.change("azurerm_kubernetes_cluster_node_pool", {"max_pods": 60}, {})])
}

test_refuses_monitoring if {
	"azure.kubernetes.monitoring" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {})
}

test_accepts_monitoring if {
	not "azure.kubernetes.monitoring" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"oms_agent": [{"log_analytics_workspace_id": "w"}]})
}

test_accepts_monitoring_2 if {
	not "azure.kubernetes.monitoring" in testing.ids(kubernetes.deny) with input as testing.creating("azurerm_kubernetes_cluster", {"addon_profile": [{"oms_agent": [{"enabled": true}]}]})
}
