# METADATA
# title: Kubernetes Engine
package terraform.google.kubernetes

import data.plumb.plan

# METADATA
# title: Clusters log
# custom:
#   id: google.kubernetes.logging
#   severity: medium
#   remediation: Do not set logging_service to none.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.among(resource, ["logging_service"], {"none"})
	message := "logging_service is one of none"
}

# METADATA
# title: Clusters are monitored
# custom:
#   id: google.kubernetes.monitoring
#   severity: medium
#   remediation: Do not set monitoring_service to none.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_8"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.among(resource, ["monitoring_service"], {"none"})
	message := "monitoring_service is one of none"
}

# METADATA
# title: The older authorization is off
# custom:
#   id: google.kubernetes.legacy-authorization
#   severity: high
#   remediation: Do not set enable_legacy_abac.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_7"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.contradicts(resource, ["enable_legacy_abac"], false)
	message := "enable_legacy_abac is not off"
}

# METADATA
# title: Nobody signs in by a client certificate
# custom:
#   id: google.kubernetes.client-certificate
#   severity: medium
#   remediation: Set issue_client_certificate of client_certificate_config to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_13"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.contradicts(resource, ["master_auth", 0, "client_certificate_config", 0, "issue_client_certificate"], false)
	message := "issue_client_certificate is not off"
}

# METADATA
# title: Pods have addresses of the network
# custom:
#   id: google.kubernetes.alias-ranges
#   severity: low
#   remediation: Add an ip_allocation_policy.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_23"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.unset(resource, ["ip_allocation_policy"])
	message := "ip_allocation_policy is not set"
}

# METADATA
# title: Clusters are private
# custom:
#   id: google.kubernetes.private
#   severity: high
#   remediation: Add a private_cluster_config.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_25"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.unset(resource, ["private_cluster_config"])
	message := "private_cluster_config is not set"
}

# METADATA
# title: Nodes are private
# custom:
#   id: google.kubernetes.private-nodes
#   severity: high
#   remediation: Set enable_private_nodes of private_cluster_config to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_64"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.differs(resource, ["private_cluster_config", 0, "enable_private_nodes"], true)
	message := "enable_private_nodes is not on"
}

# METADATA
# title: Only named networks reach the API server
# custom:
#   id: google.kubernetes.authorized-networks
#   severity: high
#   remediation: Add master_authorized_networks_config.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_20"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.unset(resource, ["master_authorized_networks_config"])
	message := "master_authorized_networks_config is not set"
}

# METADATA
# title: Clusters have labels
# custom:
#   id: google.kubernetes.labels
#   severity: low
#   remediation: Set resource_labels.
#   frameworks:
#     nist_800_53: ["CM-8"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_21"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.unset(resource, ["resource_labels"])
	message := "resource_labels is not set"
}

# METADATA
# title: Traffic within nodes is seen
# custom:
#   id: google.kubernetes.intranode-visibility
#   severity: low
#   remediation: Set enable_intranode_visibility to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_61"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.differs(resource, ["enable_intranode_visibility"], true)
	message := "enable_intranode_visibility is not on"
}

# METADATA
# title: Roles are given to groups
# custom:
#   id: google.kubernetes.groups
#   severity: low
#   remediation: Set security_group of authenticator_groups_config.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_65"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.unset(resource, ["authenticator_groups_config", 0, "security_group"])
	message := "security_group is not set"
}

# METADATA
# title: Clusters follow a release channel
# custom:
#   id: google.kubernetes.release-channel
#   severity: medium
#   remediation: Set channel of release_channel.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_70"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.unset(resource, ["release_channel", 0, "channel"])
	message := "channel is not set"
}

# METADATA
# title: Nodes are shielded
# custom:
#   id: google.kubernetes.shielded-nodes
#   severity: medium
#   remediation: Do not set enable_shielded_nodes to false.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_71"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.contradicts(resource, ["enable_shielded_nodes"], true)
	message := "enable_shielded_nodes is not on"
}

# METADATA
# title: Clusters are not of the alpha kind
# custom:
#   id: google.kubernetes.alpha
#   severity: medium
#   remediation: Do not set enable_kubernetes_alpha.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV2_GCP_19"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.contradicts(resource, ["enable_kubernetes_alpha"], false)
	message := "enable_kubernetes_alpha is not off"
}

# METADATA
# title: Clusters can not be deleted by mistake
# custom:
#   id: google.kubernetes.deletion-protection
#   severity: low
#   remediation: Do not set deletion_protection to false.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.contradicts(resource, ["deletion_protection"], true)
	message := "deletion_protection is not on"
}

# METADATA
# title: Secrets of clusters are encrypted with a key of yours
# custom:
#   id: google.kubernetes.secrets-encryption
#   severity: medium
#   remediation: Set state of database_encryption to ENCRYPTED.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.differs(resource, ["database_encryption", 0, "state"], "ENCRYPTED")
	message := "state is not ENCRYPTED"
}

# METADATA
# title: Clusters have a network policy
# custom:
#   id: google.kubernetes.network-policy
#   severity: medium
#   remediation: Set enabled of network_policy to true, or choose ADVANCED_DATAPATH.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_12"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.differs(resource, ["network_policy", 0, "enabled"], true)
	plan.differs(resource, ["datapath_provider"], "ADVANCED_DATAPATH")
	message := "there is no network policy"
}

# METADATA
# title: API servers are not open to the Internet
# custom:
#   id: google.kubernetes.public-endpoint
#   severity: critical
#   remediation: Name the ranges in master_authorized_networks_config.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_18"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	some config in resource.values.master_authorized_networks_config
	some block in config.cidr_blocks
	endswith(block.cidr_block, "/0")
	message := "every address may reach the API server"
}

# METADATA
# title: Only images that were attested run
# custom:
#   id: google.kubernetes.binary-authorization
#   severity: low
#   remediation: Set evaluation_mode of binary_authorization.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_66"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	plan.differs(resource, ["enable_binary_authorization"], true)
	plan.outside(resource, ["binary_authorization", 0, "evaluation_mode"], {"PROJECT_SINGLETON_POLICY_ENFORCE", "POLICY_BINDINGS", "POLICY_BINDINGS_AND_PROJECT_SINGLETON_POLICY_ENFORCE"})
	message := "any image runs"
}

# METADATA
# title: Nodes are repaired
# custom:
#   id: google.kubernetes.auto-repair
#   severity: low
#   remediation: Do not set auto_repair of management to false.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_GCP_9"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_node_pool
	plan.differs(resource, ["management", 0, "auto_repair"], true)
	message := "auto_repair is not on"
}

# METADATA
# title: Nodes are kept up to date
# custom:
#   id: google.kubernetes.auto-upgrade
#   severity: medium
#   remediation: Do not set auto_upgrade of management to false.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_10"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_node_pool
	plan.differs(resource, ["management", 0, "auto_upgrade"], true)
	message := "auto_upgrade is not on"
}

# METADATA
# title: Nodes run the system that is made for them
# custom:
#   id: google.kubernetes.node-image
#   severity: low
#   remediation: Set image_type of node_config to COS_CONTAINERD.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_22"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_node_pool
	not startswith(lower(plan.value(resource, ["node_config", 0, "image_type"])), "cos")
	message := "another system is used"
}

# METADATA
# title: Nodes boot only what is signed
# custom:
#   id: google.kubernetes.secure-boot
#   severity: medium
#   remediation: Set enable_secure_boot of shielded_instance_config to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_68"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_container_cluster", "google_container_node_pool"}
	some resource in plan.resources[type]
	plan.differs(resource, ["node_config", 0, "shielded_instance_config", 0, "enable_secure_boot"], true)
	message := "enable_secure_boot is not on"
}

# METADATA
# title: Pods do not see the metadata of their nodes
# custom:
#   id: google.kubernetes.metadata-server
#   severity: medium
#   remediation: Set mode of workload_metadata_config to GKE_METADATA.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_69"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_container_cluster", "google_container_node_pool"}
	some resource in plan.resources[type]
	plan.outside(resource, ["node_config", 0, "workload_metadata_config", 0, "mode"], {"GKE_METADATA", "GKE_METADATA_SERVER"})
	plan.outside(resource, ["node_config", 0, "workload_metadata_config", 0, "node_metadata"], {"GKE_METADATA", "GKE_METADATA_SERVER"})
	message := "pods see the metadata of their nodes"
}

# METADATA
# title: Nodes are in pools of their own
# custom:
#   id: google.kubernetes.own-pools
#   severity: low
#   remediation: Set remove_default_node_pool to true and add google_container_node_pool resources.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_123"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_container_cluster
	count(resource.values.node_pool) > 0
	plan.value(resource, ["remove_default_node_pool"]) != true
	message := "nodes are declared in the cluster"
}
