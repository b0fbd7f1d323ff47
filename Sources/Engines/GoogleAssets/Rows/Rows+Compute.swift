extension Rows {
    static let compute = """
        google_compute_autoscaler compute.googleapis.com/Autoscaler
          /projects/{project}/zones/{zone}/autoscalers/{name}
          name zone@global/zones target autoscaling_policy{ max_replicas>maxNumReplicas!0
          min_replicas>minNumReplicas!0 cooldown_period>coolDownPeriodSec=60 mode=ON
          stabilization_period>stabilizationPeriodSec
          scale_in_control{ max_scaled_in_replicas{ fixed percent } time_window_sec }
          cpu_utilization{ target>utilizationTarget predictive_method=NONE }
          load_balancing_utilization{ target>utilizationTarget }
          metric>customMetricUtilizations[]{ name>metric target>utilizationTarget single_instance_assignment
            type>utilizationTargetType filter } }
        google_compute_disk compute.googleapis.com/Disk /projects/{project}/zones/{zone}/disks/{name}
          description licenses physical_block_size_bytes% provisioned_iops%
          provisioned_throughput% access_mode architecture
          name labels+ type@zones/{zone}/diskTypes=pd-standard image>sourceImage@global/images size>sizeGb
          snapshot>sourceSnapshot@global/snapshots zone@global/zones resource_policies~
          disk_encryption_key{ raw_key kms_key_self_link>kmsKeyName kms_key_service_account sha256 }
          source_image_encryption_key{ raw_key kms_key_self_link>kmsKeyName kms_key_service_account }
          source_snapshot_encryption_key{ raw_key kms_key_self_link>kmsKeyName kms_key_service_account }
          -disk_encryption_key_raw -create_snapshot_before_destroy -create_snapshot_before_destroy_prefix
        google_compute_region_disk compute.googleapis.com/RegionDisk
          /projects/{project}/regions/{region}/disks/{name}
          description licenses physical_block_size_bytes%
          name labels+ type@regions/{region}/diskTypes=pd-standard size>sizeGb region@global/regions
          snapshot>sourceSnapshot@global/snapshots replica_zones@zones
          disk_encryption_key{ raw_key kms_key_name } -create_snapshot_before_destroy
        google_compute_image compute.googleapis.com/Image /projects/{project}/global/images/{name}
          description family disk_size_gb%
          name labels+ source_disk@zones/{zone}/disks source_image@global/images
          source_snapshot@global/snapshots licenses@global/licenses storage_locations
          guest_os_features[]{ type } raw_disk{ source sha1>sha1Checksum container_type=TAR }
          image_encryption_key{ kms_key_self_link>kmsKeyName kms_key_service_account }
        google_compute_snapshot compute.googleapis.com/Snapshot /projects/{project}/global/snapshots/{name}
          description
          name labels+ source_disk@zones/{zone}/disks storage_locations zone@global/zones
          snapshot_encryption_key{ raw_key kms_key_self_link>kmsKeyName kms_key_service_account }
          source_disk_encryption_key{ raw_key kms_key_service_account }
        google_compute_instance compute.googleapis.com/Instance .
          /projects/{project}/zones/{zone}/instances/{name}
          name zone can_ip_forward!false deletion_protection!false description hostname labels
          machine_type@zones/{zone}/machineTypes min_cpu_platform resource_policies
          metadata::{} metadata>metadata.items* metadata_startup_script>metadata.startupScript
          tags::{} tags>tags.items~
          boot_disk>disks[]{ . auto_delete=true boot::true device_name mode=READ_WRITE interface
            disk_encryption_key_raw>diskEncryptionKey.rawKey
            kms_key_self_link>diskEncryptionKey.kmsKeyName source@zones/{zone}/disks
            initialize_params{ . image>sourceImage@global/images size>diskSizeGb#
              type>diskType@zones/{zone}/diskTypes labels resource_manager_tags } }
          scratch_disk>disks[]{ . autoDelete::true interface type::SCRATCH
            initializeParams.diskType:=projects/{project}/zones/{zone}/diskTypes/local-ssd }
          attached_disk>disks[]{ . device_name mode=READ_WRITE source@zones/{zone}/disks
            disk_encryption_key_raw>diskEncryptionKey.rawKey
            kms_key_self_link>diskEncryptionKey.kmsKeyName }
          guest_accelerator>guestAccelerators[]{ count>acceleratorCount
            type>acceleratorType@zones/{zone}/acceleratorTypes }
          network_interface>networkInterfaces[]{ . network@global/networks
            subnetwork@regions/{region}/subnetworks network_ip>networkIP nic_type stack_type queue_count;0
            access_config>accessConfigs[]{ . nat_ip>natIP network_tier public_ptr_domain_name
              setPublicPtr::true?public_ptr_domain_name type::ONE_TO_ONE_NAT }
            ipv6_access_config>ipv6AccessConfigs[]{ . network_tier public_ptr_domain_name
              external_ipv6 external_ipv6_prefix_length% }
            alias_ip_range>aliasIpRanges[]{ ip_cidr_range subnetwork_range_name } }
          scheduling.automaticRestart::true?!scheduling
          scheduling{ . automatic_restart=true on_host_maintenance preemptible;false provisioning_model
            min_node_cpus instance_termination_action }
          service_account>serviceAccounts[]{ email scopes~$ }
          shielded_instance_config{ enable_integrity_monitoring enable_secure_boot enable_vtpm }
          confidential_instance_config{ enable_confidential_compute confidential_instance_type }
          advanced_machine_features{ enable_nested_virtualization threads_per_core visible_core_count }
          enable_display>displayDevice.enableDisplay
          reservation_affinity{ . type>consumeReservationType specific_reservation>.{ . key values } }
        google_compute_instance_group compute.googleapis.com/InstanceGroup .
          /projects/{project}/zones/{zone}/instanceGroups/{name}
          name description network@global/networks named_port>namedPorts[]{ name port }
          zone:=https://www.googleapis.com/compute/v1/projects/{project}/zones/{zone}
        google_compute_instance_group_manager compute.googleapis.com/InstanceGroupManager *
          /projects/{project}/zones/{zone}/instanceGroupManagers/{name}
          name zone@global/zones base_instance_name description target_size target_pools~
          version>versions[]{ name instance_template target_size{ fixed percent } }
          named_port>namedPorts[]~~{ name port } auto_healing_policies[]{ health_check initial_delay_sec }
          update_policy{ type minimal_action max_surge_fixed>maxSurge.fixed
            max_surge_percent>maxSurge.percent max_unavailable_fixed>maxUnavailable.fixed
            max_unavailable_percent>maxUnavailable.percent replacement_method }
          -wait_for_instances -wait_for_instances_status
        google_compute_instance_template compute.googleapis.com/InstanceTemplate *
          /projects/{project}/global/instanceTemplates/{name}
        google_compute_node_group compute.googleapis.com/NodeGroup
          /projects/{project}/zones/{zone}/nodeGroups/{name}
          name zone@global/zones node_template@regions/{region}/nodeTemplates maintenance_policy=DEFAULT
          -initial_size
        google_compute_node_template compute.googleapis.com/NodeTemplate
          /projects/{project}/regions/{region}/nodeTemplates/{name}
          description node_type
          name region@global/regions cpu_overcommit_type=NONE
        google_compute_reservation compute.googleapis.com/Reservation
          /projects/{project}/zones/{zone}/reservations/{name}
          name zone@global/zones
        google_compute_resource_policy compute.googleapis.com/ResourcePolicy
          /projects/{project}/regions/{region}/resourcePolicies/{name}
          description
          name region@global/regions disk_consistency_group_policy=null
        google_compute_target_instance compute.googleapis.com/TargetInstance
          /projects/{project}/zones/{zone}/targetInstances/{name}
          description
          name zone@global/zones instance@zones/{zone}/instances nat_policy=NO_NAT
        google_compute_target_pool compute.googleapis.com/TargetPool
          /projects/{project}/regions/{region}/targetPools/{name}
          name region instances~ session_affinity=NONE
        google_container_cluster container.googleapis.com/Cluster .
          /projects/{project}/locations/{location|zone|region}/clusters/{name}
          name location network@global/networks=default subnetwork@global/networks description
          initial_node_count enable_kubernetes_alpha logging_service monitoring_service
          enable_legacy_abac>legacyAbac.enabled enable_autopilot>autopilot.enabled
          default_max_pods_per_node>defaultMaxPodsConstraint.maxPodsPerNode
          min_master_version>initialClusterVersion node_locations>locations~ resource_labels
          addons_config{ horizontal_pod_autoscaling{ disabled } http_load_balancing{ disabled }
            network_policy_config{ disabled } }
          ip_allocation_policy{ cluster_secondary_range_name services_secondary_range_name
            cluster_ipv4_cidr_block services_ipv4_cidr_block }
          master_auth{ client_certificate_config{ issue_client_certificate } }
          master_authorized_networks_config{ . enabled::true
            cidr_blocks[]{ cidr_block display_name } }
          network_policy{ enabled provider }
          private_cluster_config{ enable_private_endpoint enable_private_nodes master_ipv4_cidr_block }
          cluster_ipv4_cidr>clusterIpv4Cidr database_encryption[]{ key_name>key_name="" state }
          release_channel?
          workload_identity_config{ workload_pool }
          node_config{ . disk_size_gb disk_type image_type labels local_ssd_count machine_type metadata
            min_cpu_platform oauth_scopes~$ preemptible spot service_account tags
            guest_accelerator>accelerators[]{ count>acceleratorCount type>acceleratorType }
            taint>taints[]{ key value effect } }
        google_container_node_pool container.googleapis.com/NodePool .
          /projects/{project}/locations/{location|zone|region}/clusters/{cluster}/nodePools/{name}
          name location cluster@global/clusters autoscaling{ min_node_count max_node_count }
          initial_node_count management{ auto_repair auto_upgrade }
          max_pods_per_node>maxPodsConstraint.maxPodsPerNode version node_locations>locations~
          node_config>config{ . disk_size_gb disk_type image_type labels local_ssd_count machine_type
            metadata min_cpu_platform oauth_scopes~$ preemptible spot service_account tags
            guest_accelerator>accelerators[]{ count>acceleratorCount type>acceleratorType }
            taint>taints[]{ key value effect } }
        """
}
