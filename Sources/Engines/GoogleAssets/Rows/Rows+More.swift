extension Rows {
    /// Types that fewer have; of many only the name is told.
    static let more = """
        google_apigee_organization apigee.googleapis.com/Organization /organizations/{name} *
        google_app_engine_flexible_app_version appengine.googleapis.com/Version *
          /apps/{project}/services/{service}/versions/{version_id}
        google_apphub_application apphub.googleapis.com/Application
          /projects/{project}/locations/{location}/applications/{application_id}
        google_backup_dr_backup_vault backupdr.googleapis.com/BackupVault
          /projects/{project}/locations/{location}/backupVaults/{backup_vault_id}
          labels+ access_restriction=WITHIN_ORGANIZATION -force_update
          -ignore_backup_plan_references -ignore_inactive_datasources -allow_missing
        google_backup_dr_management_server backupdr.googleapis.com/ManagementServer
          /projects/{project}/locations/{location}/managementServers/{name}
          type=BACKUP_RESTORE networks[]{ network peering_mode=PRIVATE_SERVICE_ACCESS }
        google_bigquery_connection bigqueryconnection.googleapis.com/Connection
          /projects/{project}/locations/{location}/connections/{connection_id}
        google_bigquery_reservation bigqueryreservation.googleapis.com/Reservation
          /projects/{project}/locations/{location}/reservations/{name}
        google_bigquery_routine bigquery.googleapis.com/Routine *
          /projects/{project}/datasets/{dataset_id}/routines/{routine_id}
        google_binary_authorization_attestor binaryauthorization.googleapis.com/Attestor *
          /projects/{project}/attestors/{name}
        google_binary_authorization_policy binaryauthorization.googleapis.com/Policy *
          /projects/{project}/policy
        google_blockchain_node_engine_blockchain_nodes blockchainnodeengine.googleapis.com/BlockchainNode
          /projects/{project}/locations/{location}/blockchainNodes/{blockchain_node_id}
          labels+
        google_cloud_asset_project_feed cloudasset.googleapis.com/Feed /projects/{project}/feeds/{feed_id} *
        google_cloudbuild_worker_pool cloudbuild.googleapis.com/WorkerPool *
          /projects/{project}/locations/{location}/workerPools/{name}
        google_clouddeploy_delivery_pipeline clouddeploy.googleapis.com/DeliveryPipeline *
          /projects/{project}/locations/{location}/deliveryPipelines/{name}
        google_clouddeploy_target clouddeploy.googleapis.com/Target *
          /projects/{project}/locations/{location}/targets/{name}
        google_compute_firewall_policy compute.googleapis.com/FirewallPolicy *
          /locations/global/firewallPolicies/{firewall_policy_id}
        google_compute_interconnect_macsec_config compute.googleapis.com/InterconnectMacsecConfig *
          /projects/{project}/global/interconnects/{name}
        google_compute_machine_image compute.googleapis.com/MachineImage
          /projects/{project}/global/machineImages/{name}
          name source_instance@zones/{zone}/instances
        google_compute_network_attachment compute.googleapis.com/NetworkAttachment
          /projects/{project}/regions/{region}/networkAttachments/{name}
          name region@global/regions subnetworks@regions/{region}/subnetworks
        google_compute_packet_mirroring compute.googleapis.com/PacketMirroring *
          /projects/{project}/regions/{region}/packetMirrorings/{name}
        google_compute_public_advertised_prefix compute.googleapis.com/PublicAdvertisedPrefix
          /projects/{project}/global/publicAdvertisedPrefixes/{name}
          name
        google_compute_public_delegated_prefix compute.googleapis.com/PublicDelegatedPrefix
          /projects/{project}/regions/{region}/publicDelegatedPrefixes/{name}
          name
        google_compute_region_autoscaler compute.googleapis.com/Autoscaler
          /projects/{project}/regions/{region}/autoscalers/{name}
          name region@global/regions target autoscaling_policy{ max_replicas>maxNumReplicas!0
          min_replicas>minNumReplicas!0 cooldown_period>coolDownPeriodSec=60 mode=ON
          stabilization_period>stabilizationPeriodSec
          scale_in_control{ max_scaled_in_replicas{ fixed percent } time_window_sec }
          cpu_utilization{ target>utilizationTarget predictive_method=NONE }
          load_balancing_utilization{ target>utilizationTarget }
          metric>customMetricUtilizations[]{ name>metric target>utilizationTarget single_instance_assignment
            type>utilizationTargetType filter } }
        google_compute_region_commitment compute.googleapis.com/Commitment
          /projects/{project}/regions/{region}/commitments/{name}
          name region@global/regions resources[]{ type amount accelerator_type }
          license_resource{ license amount cores_per_license }
        google_compute_region_instance_group_manager compute.googleapis.com/InstanceGroupManager *
          /projects/{project}/regions/{region}/instanceGroupManagers/{name}
        google_compute_region_security_policy compute.googleapis.com/SecurityPolicy
          /projects/{project}/regions/{region}/securityPolicies/{name}
          name
        google_compute_region_ssl_certificate compute.googleapis.com/SslCertificate
          /projects/{project}/regions/{region}/sslCertificates/{name}
          name region@global/regions certificate private_key -name_prefix
        google_compute_region_ssl_policy compute.googleapis.com/SslPolicy
          /projects/{project}/regions/{region}/sslPolicies/{name}
          name custom_features~ min_tls_version=TLS_1_0 profile=COMPATIBLE region
        google_compute_region_target_http_proxy compute.googleapis.com/TargetHttpProxy
          /projects/{project}/regions/{region}/targetHttpProxies/{name}
          name region@global/regions url_map@regions/{region}/urlMaps
        google_compute_region_target_https_proxy compute.googleapis.com/TargetHttpsProxy
          /projects/{project}/regions/{region}/targetHttpsProxies/{name}
          name region@global/regions url_map@regions/{region}/urlMaps
          ssl_certificates@regions/{region}/sslCertificates
        google_compute_region_target_tcp_proxy compute.googleapis.com/TargetTcpProxy
          /projects/{project}/regions/{region}/targetTcpProxies/{name}
          name region@global/regions backend_service>service@regions/{region}/backendServices
          proxy_header=NONE
        google_compute_region_url_map compute.googleapis.com/UrlMap *
          /projects/{project}/regions/{region}/urlMaps/{name}
        google_compute_service_attachment compute.googleapis.com/ServiceAttachment
          /projects/{project}/regions/{region}/serviceAttachments/{name}
          name region@global/regions nat_subnets@regions/{region}/subnetworks
          consumer_accept_lists[]~~{ project_id_or_num connection_limit }
        google_compute_storage_pool compute.googleapis.com/StoragePool *
          /projects/{project}/zones/{zone}/storagePools/{name}
        google_compute_target_grpc_proxy compute.googleapis.com/TargetGrpcProxy
          /projects/{project}/global/targetGrpcProxies/{name}
          name
        google_data_catalog_entry_group datacatalog.googleapis.com/EntryGroup
          /projects/{project}/locations/{region}/entryGroups/{entry_group_id}
        google_data_catalog_tag_template datacatalog.googleapis.com/TagTemplate *
          /projects/{project}/locations/{region}/tagTemplates/{tag_template_id}
        google_data_fusion_instance datafusion.googleapis.com/Instance
          /projects/{project}/locations/{region}/instances/{name}
          labels+ -name
        google_dataform_repository dataform.googleapis.com/Repository
          /projects/{project}/locations/{region}/repositories/{name}
          labels+ name
        google_dataplex_lake dataplex.googleapis.com/Lake *
          /projects/{project}/locations/{location}/lakes/{name}
        google_dataproc_batch dataproc.googleapis.com/Batch *
          /projects/{project}/locations/{location}/batches/{batch_id}
        google_dataproc_job dataproc.googleapis.com/Job /projects/{project}/regions/{region}/jobs/{job_id} *
        google_dataproc_metastore_service metastore.googleapis.com/Service
          /projects/{project}/locations/{location}/services/{service_id}
          labels+ port tier database_type=MYSQL release_channel=STABLE
        google_dialogflow_agent dialogflow.googleapis.com/Agent /projects/{project}/agent *
        google_dialogflow_cx_agent dialogflow.googleapis.com/Agent *
          /projects/{project}/locations/{location}/agents/{name}
        google_discovery_engine_data_store discoveryengine.googleapis.com/DataStore *
          /projects/{project}/locations/{location}/collections/default_collection/dataStores/{data_store_id}
        google_document_ai_processor documentai.googleapis.com/Processor *
          /projects/{project}/locations/{location}/processors/{name}
        google_essential_contacts_contact essentialcontacts.googleapis.com/Contact /{name}
        google_eventarc_channel eventarc.googleapis.com/Channel *
          /projects/{project}/locations/{location}/channels/{name}
        google_filestore_backup file.googleapis.com/Backup
          /projects/{project}/locations/{location}/backups/{name}
          labels+
        google_filestore_snapshot file.googleapis.com/Snapshot
          /projects/{project}/locations/{location}/instances/{instance}/snapshots/{name}
          labels+
        google_firebaserules_ruleset firebaserules.googleapis.com/Ruleset /{name} *
        google_gke_backup_backup_plan gkebackup.googleapis.com/BackupPlan *
          /projects/{project}/locations/{location}/backupPlans/{name}
        google_gke_hub_fleet gkehub.googleapis.com/Fleet /projects/{project}/locations/global/fleets/default
        google_gke_hub_namespace gkehub.googleapis.com/Namespace
          /projects/{project}/locations/global/scopes/{scope_id}/namespaces/{scope_namespace_id}
          labels+ scope
        google_gke_hub_scope gkehub.googleapis.com/Scope
          /projects/{project}/locations/global/scopes/{scope_id}
          labels+
        google_healthcare_dataset healthcare.googleapis.com/Dataset
          /projects/{project}/locations/{location}/datasets/{name}
          name
        google_iam_workforce_pool iam.googleapis.com/WorkforcePool
          /locations/{location}/workforcePools/{workforce_pool_id}
          parent
        google_iam_workforce_pool_provider iam.googleapis.com/WorkforcePoolProvider
          /locations/{location}/workforcePools/{workforce_pool_id}/providers/{provider_id}
        google_identity_platform_tenant identitytoolkit.googleapis.com/Tenant
          /projects/{project}/tenants/{name}
        google_ids_endpoint ids.googleapis.com/Endpoint *
          /projects/{project}/locations/{location}/endpoints/{name}
        google_kms_crypto_key_version cloudkms.googleapis.com/CryptoKeyVersion *
          /{crypto_key}/cryptoKeyVersions/{version}
        google_logging_billing_account_sink logging.googleapis.com/LogSink v2
          /billingAccounts/{billing_account}/sinks/{name}
          name exclusions[]{ name description filter disabled } bigquery_options{
          use_partitioned_tables } -writer_identity
        google_looker_instance looker.googleapis.com/Instance *
          /projects/{project}/locations/{region}/instances/{name}
        google_memorystore_instance memorystore.googleapis.com/Instance *
          /projects/{project}/locations/{location}/instances/{instance_id}
        google_netapp_active_directory netapp.googleapis.com/ActiveDirectory
          /projects/{project}/locations/{location}/activeDirectories/{name}
          labels+
        google_netapp_backup_policy netapp.googleapis.com/BackupPolicy
          /projects/{project}/locations/{location}/backupPolicies/{name}
          labels+
        google_netapp_backup_vault netapp.googleapis.com/BackupVault
          /projects/{project}/locations/{location}/backupVaults/{name}
          labels+
        google_netapp_kmsconfig netapp.googleapis.com/KmsConfig
          /projects/{project}/locations/{location}/kmsConfigs/{name}
          labels+
        google_netapp_storage_pool netapp.googleapis.com/StoragePool
          /projects/{project}/locations/{location}/storagePools/{name}
          labels+
        google_netapp_volume netapp.googleapis.com/Volume *
          /projects/{project}/locations/{location}/volumes/{name}
        google_network_connectivity_hub networkconnectivity.googleapis.com/Hub
          /projects/{project}/locations/global/hubs/{name}
          labels+
        google_network_connectivity_spoke networkconnectivity.googleapis.com/Spoke
          /projects/{project}/locations/{location}/spokes/{name}
          labels+
        google_network_management_connectivity_test networkmanagement.googleapis.com/ConnectivityTest
          /projects/{project}/locations/global/connectivityTests/{name}
          name labels+ protocol=TCP
        google_network_services_gateway networkservices.googleapis.com/Gateway
          /projects/{project}/locations/{location}/gateways/{name}
          labels+ -delete_swg_autogen_router_on_destroy
        google_network_services_http_route networkservices.googleapis.com/HttpRoute *
          /projects/{project}/locations/global/httpRoutes/{name}
        google_network_services_mesh networkservices.googleapis.com/Mesh
          /projects/{project}/locations/{location}/meshes/{name}
          labels+
        google_notebooks_instance notebooks.googleapis.com/Instance *
          /projects/{project}/locations/{location}/instances/{name}
        google_notebooks_runtime notebooks.googleapis.com/Runtime *
          /projects/{project}/locations/{location}/runtimes/{name}
        google_os_config_patch_deployment osconfig.googleapis.com/PatchDeployment *
          /projects/{project}/patchDeployments/{patch_deployment_id}
        google_parameter_manager_parameter parametermanager.googleapis.com/Parameter
          /projects/{project}/locations/global/parameters/{parameter_id}
          labels+ format=UNFORMATTED
        google_privateca_ca_pool privateca.googleapis.com/CaPool
          /projects/{project}/locations/{location}/caPools/{name}
          labels+ publishing_options{ publish_ca_cert!false publish_crl!false encoding_format }
        google_privateca_certificate_authority privateca.googleapis.com/CertificateAuthority *
          /projects/{project}/locations/{location}/caPools/{pool}\
        /certificateAuthorities/{certificate_authority_id}
        google_privateca_certificate_template privateca.googleapis.com/CertificateTemplate *
          /projects/{project}/locations/{location}/certificateTemplates/{name}
        google_redis_cluster redis.googleapis.com/Cluster
          /projects/{project}/locations/{region}/clusters/{name}
          psc_configs[]{ network } authorization_mode=AUTH_MODE_DISABLED
          transit_encryption_mode=TRANSIT_ENCRYPTION_MODE_DISABLED replica_count shard_count
        google_scc_source securitycenter.googleapis.com/Source /{name} *
        google_secret_manager_regional_secret secretmanager.googleapis.com/Secret *
          /projects/{project}/locations/{location}/secrets/{secret_id}
        google_secure_source_manager_instance securesourcemanager.googleapis.com/Instance
          /projects/{project}/locations/{location}/instances/{instance_id}
          labels+
        google_service_directory_service servicedirectory.googleapis.com/Service *
          /{namespace}/services/{service_id}
        google_sourcerepo_repository sourcerepo.googleapis.com/Repository /projects/{project}/repos/{name} *
        google_spanner_backup spanner.googleapis.com/Backup *
          /projects/{project}/instances/{instance}/backups/{name}
        google_sql_ssl_cert sqladmin.googleapis.com/SslCert *
          /projects/{project}/instances/{instance}/sslCerts/{sha1_fingerprint}
        google_storage_transfer_job storagetransfer.googleapis.com/TransferJob /{name} *
        google_tags_tag_key cloudresourcemanager.googleapis.com/TagKey /{name} v3
        google_tags_tag_value cloudresourcemanager.googleapis.com/TagValue /{name} v3
        google_tpu_v2_vm tpu.googleapis.com/Node /projects/{project}/locations/{zone}/nodes/{name} *
        google_transcoder_job_template transcoder.googleapis.com/JobTemplate *
          /projects/{project}/locations/{location}/jobTemplates/{job_template_id}
        google_vertex_ai_endpoint aiplatform.googleapis.com/Endpoint *
          /projects/{project}/locations/{location}/endpoints/{name}
        google_vertex_ai_featurestore aiplatform.googleapis.com/Featurestore *
          /projects/{project}/locations/{region}/featurestores/{name}
        google_vertex_ai_index_endpoint aiplatform.googleapis.com/IndexEndpoint *
          /projects/{project}/locations/{region}/indexEndpoints/{name}
        google_vertex_ai_metadata_store aiplatform.googleapis.com/MetadataStore *
          /projects/{project}/locations/{region}/metadataStores/{name}
        google_vertex_ai_tensorboard aiplatform.googleapis.com/Tensorboard *
          /projects/{project}/locations/{region}/tensorboards/{name}
        google_vmwareengine_cluster vmwareengine.googleapis.com/Cluster /{parent}/clusters/{name}
          node_type_configs(node_type_id){ node_type_id node_count custom_core_count }
        google_vmwareengine_external_access_rule vmwareengine.googleapis.com/ExternalAccessRule
          /{parent}/externalAccessRules/{name}
        google_vmwareengine_subnet vmwareengine.googleapis.com/Subnet /{parent}/subnets/{name}
        google_workstations_workstation_cluster workstations.googleapis.com/WorkstationCluster *
          /projects/{project}/locations/{location}/workstationClusters/{workstation_cluster_id}
        google_workstations_workstation_config workstations.googleapis.com/WorkstationConfig *
          /projects/{project}/locations/{location}/workstationClusters/{workstation_cluster_id}\
        /workstationConfigs/{workstation_config_id}
        """
}
