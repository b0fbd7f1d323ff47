extension Rows {
    /// Types that fewer have; of many only the name is told.
    static let more = """
        google_apigee_organization apigee.googleapis.com/Organization /organizations/{name} *
        google_app_engine_flexible_app_version appengine.googleapis.com/Version *
          /apps/{project}/services/{service}/versions/{version_id}
        google_bigquery_connection bigqueryconnection.googleapis.com/Connection
          /projects/{project}/locations/{location}/connections/{connection_id}
        google_binary_authorization_attestor binaryauthorization.googleapis.com/Attestor *
          /projects/{project}/attestors/{name}
        google_binary_authorization_policy binaryauthorization.googleapis.com/Policy *
          /projects/{project}/policy
        google_cloud_asset_project_feed cloudasset.googleapis.com/Feed /projects/{project}/feeds/{feed_id} *
        google_cloudbuild_worker_pool cloudbuild.googleapis.com/WorkerPool *
          /projects/{project}/locations/{location}/workerPools/{name}
        google_compute_firewall_policy compute.googleapis.com/FirewallPolicy *
          /locations/global/firewallPolicies/{firewall_policy_id}
        google_compute_machine_image compute.googleapis.com/MachineImage
          /projects/{project}/global/machineImages/{name}
          name source_instance@zones/{zone}/instances
        google_compute_network_attachment compute.googleapis.com/NetworkAttachment
          /projects/{project}/regions/{region}/networkAttachments/{name}
          name region@global/regions subnetworks@regions/{region}/subnetworks
        google_compute_packet_mirroring compute.googleapis.com/PacketMirroring *
          /projects/{project}/regions/{region}/packetMirrorings/{name}
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
        google_compute_region_ssl_certificate compute.googleapis.com/SslCertificate
          /projects/{project}/regions/{region}/sslCertificates/{name}
          name region@global/regions certificate private_key -name_prefix
        google_compute_region_target_http_proxy compute.googleapis.com/TargetHttpProxy
          /projects/{project}/regions/{region}/targetHttpProxies/{name}
          name region@global/regions url_map@regions/{region}/urlMaps
        google_compute_region_target_https_proxy compute.googleapis.com/TargetHttpsProxy
          /projects/{project}/regions/{region}/targetHttpsProxies/{name}
          name region@global/regions url_map@regions/{region}/urlMaps
          ssl_certificates@regions/{region}/sslCertificates
        google_compute_region_url_map compute.googleapis.com/UrlMap *
          /projects/{project}/regions/{region}/urlMaps/{name}
        google_compute_service_attachment compute.googleapis.com/ServiceAttachment
          /projects/{project}/regions/{region}/serviceAttachments/{name}
          name region@global/regions nat_subnets@regions/{region}/subnetworks
          consumer_accept_lists[]~~{ project_id_or_num connection_limit }
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
        google_dataplex_lake dataplex.googleapis.com/Lake *
          /projects/{project}/locations/{location}/lakes/{name}
        google_dataproc_job dataproc.googleapis.com/Job /projects/{project}/regions/{region}/jobs/{job_id} *
        google_dataproc_metastore_service metastore.googleapis.com/Service
          /projects/{project}/locations/{location}/services/{service_id}
          labels+ port tier database_type=MYSQL release_channel=STABLE
        google_dialogflow_agent dialogflow.googleapis.com/Agent /projects/{project}/agent *
        google_dialogflow_cx_agent dialogflow.googleapis.com/Agent *
          /projects/{project}/locations/{location}/agents/{name}
        google_document_ai_processor documentai.googleapis.com/Processor *
          /projects/{project}/locations/{location}/processors/{name}
        google_essential_contacts_contact essentialcontacts.googleapis.com/Contact /{name}
        google_gke_backup_backup_plan gkebackup.googleapis.com/BackupPlan *
          /projects/{project}/locations/{location}/backupPlans/{name}
        google_healthcare_dataset healthcare.googleapis.com/Dataset
          /projects/{project}/locations/{location}/datasets/{name}
          name
        google_identity_platform_tenant identitytoolkit.googleapis.com/Tenant
          /projects/{project}/tenants/{name}
        google_kms_crypto_key_version cloudkms.googleapis.com/CryptoKeyVersion *
          /{crypto_key}/cryptoKeyVersions/{version}
        google_logging_billing_account_sink logging.googleapis.com/LogSink v2
          /billingAccounts/{billing_account}/sinks/{name}
          name exclusions[]{ name description filter disabled } bigquery_options{
          use_partitioned_tables } -writer_identity
        google_network_connectivity_hub networkconnectivity.googleapis.com/Hub
          /projects/{project}/locations/global/hubs/{name}
          labels+
        google_network_connectivity_spoke networkconnectivity.googleapis.com/Spoke
          /projects/{project}/locations/{location}/spokes/{name}
          labels+
        google_network_management_connectivity_test networkmanagement.googleapis.com/ConnectivityTest
          /projects/{project}/locations/global/connectivityTests/{name}
          name labels+ protocol=TCP
        google_notebooks_instance notebooks.googleapis.com/Instance *
          /projects/{project}/locations/{location}/instances/{name}
        google_notebooks_runtime notebooks.googleapis.com/Runtime *
          /projects/{project}/locations/{location}/runtimes/{name}
        google_os_config_patch_deployment osconfig.googleapis.com/PatchDeployment *
          /projects/{project}/patchDeployments/{patch_deployment_id}
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
          node_type_configs[]{ node_type_id node_count custom_core_count }
        google_vmwareengine_external_access_rule vmwareengine.googleapis.com/ExternalAccessRule
          /{parent}/externalAccessRules/{name}
        google_workstations_workstation_cluster workstations.googleapis.com/WorkstationCluster *
          /projects/{project}/locations/{location}/workstationClusters/{workstation_cluster_id}
        """
}
