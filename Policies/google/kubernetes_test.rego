package terraform.google.kubernetes_test

import data.plumb.testing
import data.terraform.google.kubernetes

test_refuses_logging if {
	"google.kubernetes.logging" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"logging_service": "none"})
}

test_accepts_logging if {
	not "google.kubernetes.logging" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"logging_service": "logging.googleapis.com/kubernetes"})
}

test_accepts_logging_2 if {
	not "google.kubernetes.logging" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"logging_service": true})
}

test_refuses_monitoring if {
	"google.kubernetes.monitoring" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"monitoring_service": "none"})
}

test_accepts_monitoring if {
	not "google.kubernetes.monitoring" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"monitoring_service": "monitoring.googleapis.com/kubernetes"})
}

test_accepts_monitoring_2 if {
	not "google.kubernetes.monitoring" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"monitoring_service": true})
}

test_refuses_legacy_authorization if {
	"google.kubernetes.legacy-authorization" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_legacy_abac": true})
}

test_accepts_legacy_authorization if {
	not "google.kubernetes.legacy-authorization" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_legacy_abac": false})
}

test_accepts_legacy_authorization_2 if {
	not "google.kubernetes.legacy-authorization" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_legacy_authorization_3 if {
	not "google.kubernetes.legacy-authorization" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"enable_legacy_abac": true})
}

test_refuses_client_certificate if {
	"google.kubernetes.client-certificate" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"master_auth": [{"client_certificate_config": [{"issue_client_certificate": true}]}]})
}

test_accepts_client_certificate if {
	not "google.kubernetes.client-certificate" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"master_auth": [{"client_certificate_config": [{"issue_client_certificate": false}]}]})
}

test_accepts_client_certificate_2 if {
	not "google.kubernetes.client-certificate" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_client_certificate_3 if {
	not "google.kubernetes.client-certificate" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"master_auth": true})
}

test_refuses_alias_ranges if {
	"google.kubernetes.alias-ranges" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_alias_ranges if {
	not "google.kubernetes.alias-ranges" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"ip_allocation_policy": [{"cluster_secondary_range_name": "a"}]})
}

test_accepts_alias_ranges_2 if {
	not "google.kubernetes.alias-ranges" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"ip_allocation_policy": true})
}

test_refuses_private if {
	"google.kubernetes.private" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_private if {
	not "google.kubernetes.private" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"private_cluster_config": [{"enable_private_nodes": true}]})
}

test_accepts_private_2 if {
	not "google.kubernetes.private" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"private_cluster_config": true})
}

test_refuses_private_nodes if {
	"google.kubernetes.private-nodes" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"private_cluster_config": [{"enable_private_nodes": false}]})
}

test_refuses_private_nodes_2 if {
	"google.kubernetes.private-nodes" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_private_nodes if {
	not "google.kubernetes.private-nodes" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"private_cluster_config": [{"enable_private_nodes": true}]})
}

test_accepts_private_nodes_2 if {
	not "google.kubernetes.private-nodes" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"private_cluster_config": true})
}

test_refuses_authorized_networks if {
	"google.kubernetes.authorized-networks" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_authorized_networks if {
	not "google.kubernetes.authorized-networks" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"master_authorized_networks_config": [{"cidr_blocks": [{"cidr_block": "10.0.0.0/8"}]}]})
}

test_accepts_authorized_networks_2 if {
	not "google.kubernetes.authorized-networks" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"master_authorized_networks_config": true})
}

test_refuses_labels if {
	"google.kubernetes.labels" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_labels if {
	not "google.kubernetes.labels" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"resource_labels": {"owner": "a"}})
}

test_accepts_labels_2 if {
	not "google.kubernetes.labels" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"resource_labels": true})
}

test_refuses_intranode_visibility if {
	"google.kubernetes.intranode-visibility" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_intranode_visibility": false})
}

test_refuses_intranode_visibility_2 if {
	"google.kubernetes.intranode-visibility" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_intranode_visibility if {
	not "google.kubernetes.intranode-visibility" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_intranode_visibility": true})
}

test_accepts_intranode_visibility_2 if {
	not "google.kubernetes.intranode-visibility" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"enable_intranode_visibility": true})
}

test_refuses_groups if {
	"google.kubernetes.groups" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_groups if {
	not "google.kubernetes.groups" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"authenticator_groups_config": [{"security_group": "g"}]})
}

test_accepts_groups_2 if {
	not "google.kubernetes.groups" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"authenticator_groups_config": true})
}

test_refuses_release_channel if {
	"google.kubernetes.release-channel" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_release_channel if {
	not "google.kubernetes.release-channel" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"release_channel": [{"channel": "REGULAR"}]})
}

test_accepts_release_channel_2 if {
	not "google.kubernetes.release-channel" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"release_channel": true})
}

test_refuses_shielded_nodes if {
	"google.kubernetes.shielded-nodes" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_shielded_nodes": false})
}

test_accepts_shielded_nodes if {
	not "google.kubernetes.shielded-nodes" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_shielded_nodes": true})
}

test_accepts_shielded_nodes_2 if {
	not "google.kubernetes.shielded-nodes" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_shielded_nodes_3 if {
	not "google.kubernetes.shielded-nodes" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"enable_shielded_nodes": true})
}

test_refuses_alpha if {
	"google.kubernetes.alpha" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_kubernetes_alpha": true})
}

test_accepts_alpha if {
	not "google.kubernetes.alpha" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_kubernetes_alpha": false})
}

test_accepts_alpha_2 if {
	not "google.kubernetes.alpha" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_alpha_3 if {
	not "google.kubernetes.alpha" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"enable_kubernetes_alpha": true})
}

test_refuses_deletion_protection if {
	"google.kubernetes.deletion-protection" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"deletion_protection": false})
}

test_accepts_deletion_protection if {
	not "google.kubernetes.deletion-protection" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"deletion_protection": true})
}

test_accepts_deletion_protection_2 if {
	not "google.kubernetes.deletion-protection" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_deletion_protection_3 if {
	not "google.kubernetes.deletion-protection" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"deletion_protection": true})
}

test_refuses_secrets_encryption if {
	"google.kubernetes.secrets-encryption" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"database_encryption": [{"state": "DECRYPTED"}]})
}

test_refuses_secrets_encryption_2 if {
	"google.kubernetes.secrets-encryption" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_secrets_encryption if {
	not "google.kubernetes.secrets-encryption" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"database_encryption": [{"state": "ENCRYPTED"}]})
}

test_accepts_secrets_encryption_2 if {
	not "google.kubernetes.secrets-encryption" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"database_encryption": true})
}

test_refuses_network_policy if {
	"google.kubernetes.network-policy" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_network_policy if {
	not "google.kubernetes.network-policy" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"network_policy": [{"enabled": true}]})
}

test_accepts_network_policy_2 if {
	not "google.kubernetes.network-policy" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"datapath_provider": "ADVANCED_DATAPATH"})
}

test_refuses_public_endpoint if {
	"google.kubernetes.public-endpoint" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"master_authorized_networks_config": [{"cidr_blocks": [{"cidr_block": "0.0.0.0/0"}]}]})
}

test_accepts_public_endpoint if {
	not "google.kubernetes.public-endpoint" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"master_authorized_networks_config": [{"cidr_blocks": [{"cidr_block": "10.0.0.0/8"}]}]})
}

test_refuses_binary_authorization if {
	"google.kubernetes.binary-authorization" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_accepts_binary_authorization if {
	not "google.kubernetes.binary-authorization" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"enable_binary_authorization": true})
}

test_accepts_binary_authorization_2 if {
	not "google.kubernetes.binary-authorization" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"binary_authorization": [{"evaluation_mode": "PROJECT_SINGLETON_POLICY_ENFORCE"}]})
}

test_refuses_auto_repair if {
	"google.kubernetes.auto-repair" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {"management": [{"auto_repair": false}]})
}

test_refuses_auto_repair_2 if {
	"google.kubernetes.auto-repair" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {})
}

test_accepts_auto_repair if {
	not "google.kubernetes.auto-repair" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {"management": [{"auto_repair": true}]})
}

test_accepts_auto_repair_2 if {
	not "google.kubernetes.auto-repair" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_node_pool", {}, {"management": true})
}

test_refuses_auto_upgrade if {
	"google.kubernetes.auto-upgrade" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {"management": [{"auto_upgrade": false}]})
}

test_refuses_auto_upgrade_2 if {
	"google.kubernetes.auto-upgrade" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {})
}

test_accepts_auto_upgrade if {
	not "google.kubernetes.auto-upgrade" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {"management": [{"auto_upgrade": true}]})
}

test_accepts_auto_upgrade_2 if {
	not "google.kubernetes.auto-upgrade" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_node_pool", {}, {"management": true})
}

test_refuses_node_image if {
	"google.kubernetes.node-image" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {"node_config": [{"image_type": "UBUNTU"}]})
}

test_accepts_node_image if {
	not "google.kubernetes.node-image" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {"node_config": [{"image_type": "COS_CONTAINERD"}]})
}

test_refuses_secure_boot if {
	"google.kubernetes.secure-boot" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"node_config": [{"shielded_instance_config": [{"enable_secure_boot": false}]}]})
}

test_refuses_secure_boot_2 if {
	"google.kubernetes.secure-boot" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_refuses_secure_boot_3 if {
	"google.kubernetes.secure-boot" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_node_pool", {"node_config": [{"shielded_instance_config": [{"enable_secure_boot": false}]}]})
}

test_accepts_secure_boot if {
	not "google.kubernetes.secure-boot" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"node_config": [{"shielded_instance_config": [{"enable_secure_boot": true}]}]})
}

test_accepts_secure_boot_2 if {
	not "google.kubernetes.secure-boot" in testing.ids(kubernetes.deny) with input as testing.unsure("google_container_cluster", {}, {"node_config": true})
}

test_refuses_metadata_server if {
	"google.kubernetes.metadata-server" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}

test_refuses_metadata_server_2 if {
	"google.kubernetes.metadata-server" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"node_config": [{"workload_metadata_config": [{"mode": "GCE_METADATA"}]}]})
}

test_accepts_metadata_server if {
	not "google.kubernetes.metadata-server" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"node_config": [{"workload_metadata_config": [{"mode": "GKE_METADATA"}]}]})
}

test_refuses_own_pools if {
	"google.kubernetes.own-pools" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"node_pool": [{"name": "a"}]})
}

test_accepts_own_pools if {
	not "google.kubernetes.own-pools" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {"remove_default_node_pool": true})
}

test_accepts_own_pools_2 if {
	not "google.kubernetes.own-pools" in testing.ids(kubernetes.deny) with input as testing.creating("google_container_cluster", {})
}
