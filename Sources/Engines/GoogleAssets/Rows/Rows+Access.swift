extension Rows {
    /// Whose roles are given: the types without `_policy`, `_binding` and `_member`.
    static let accessText = """
        google_access_context_manager_access_policy_iam accesscontextmanager.googleapis.com/AccessPolicy
          /accessPolicies/{name}
        google_artifact_registry_repository_iam artifactregistry.googleapis.com/Repository
          /projects/{project}/locations/{location}/repositories/{repository}
        google_beyondcorp_application_iam beyondcorp.googleapis.com/Application
          /projects/{project}/locations/global/securityGateways/{security_gateways_id}/applications\
        /{application_id}
        google_bigquery_dataset_iam bigquery.googleapis.com/Dataset
          /projects/{project}/datasets/{dataset_id}
        google_bigquery_table_iam bigquery.googleapis.com/Table
          /projects/{project}/datasets/{dataset_id}/tables/{table_id}
        google_bigtable_instance_iam bigtableadmin.googleapis.com/Instance
          //bigtable.googleapis.com/projects/{project}/instances/{instance}
        google_bigtable_table_iam bigtableadmin.googleapis.com/Table
          //bigtable.googleapis.com/projects/{project}/instances/{instance}/tables/{table}
        google_billing_account_iam cloudbilling.googleapis.com/BillingAccount
          /billingAccounts/{billing_account_id}
        google_binary_authorization_attestor_iam binaryauthorization.googleapis.com/Attestor
          /projects/{project}/attestors/{attestor}
        google_cloud_run_service_iam run.googleapis.com/Service
          /projects/{project}/locations/{location}/services/{service}
        google_cloud_run_v2_job_iam run.googleapis.com/Job
          /projects/{project}/locations/{location}/jobs/{name}
        google_cloud_run_v2_service_iam run.googleapis.com/Service
          /projects/{project}/locations/{location}/services/{name}
        google_cloud_tasks_queue_iam cloudtasks.googleapis.com/Queue
          /projects/{project}/locations/{location}/queues/{name}
        google_clouddeploy_custom_target_type_iam clouddeploy.googleapis.com/CustomTargetType
          /projects/{project}/locations/{location}/customTargetTypes/{name}
        google_clouddeploy_delivery_pipeline_iam clouddeploy.googleapis.com/DeliveryPipeline
          /projects/{project}/locations/{location}/deliveryPipelines/{name}
        google_clouddeploy_target_iam clouddeploy.googleapis.com/Target
          /projects/{project}/locations/{location}/targets/{name}
        google_cloudfunctions2_function_iam cloudfunctions.googleapis.com/Function
          /projects/{project}/locations/{location}/functions/{cloud_function}
        google_cloudfunctions_function_iam cloudfunctions.googleapis.com/CloudFunction
          /projects/{project}/locations/{region}/functions/{cloud_function}
        google_compute_backend_service_iam compute.googleapis.com/BackendService
          /projects/{project}/global/backendServices/{name}
        google_compute_disk_iam compute.googleapis.com/Disk /projects/{project}/zones/{zone}/disks/{name}
        google_compute_image_iam compute.googleapis.com/Image /projects/{project}/global/images/{image}
        google_compute_instance_iam compute.googleapis.com/Instance
          /projects/{project}/zones/{zone}/instances/{instance_name}
        google_compute_region_backend_service_iam compute.googleapis.com/RegionBackendService
          /projects/{project}/regions/{region}/backendServices/{name}
        google_compute_region_disk_iam compute.googleapis.com/RegionDisk
          /projects/{project}/regions/{region}/disks/{name}
        google_compute_snapshot_iam compute.googleapis.com/Snapshot
          /projects/{project}/global/snapshots/{name}
        google_compute_subnetwork_iam compute.googleapis.com/Subnetwork
          /projects/{project}/regions/{region}/subnetworks/{subnetwork}
        google_data_catalog_entry_group_iam datacatalog.googleapis.com/EntryGroup /{entry_group}
        google_data_fusion_instance_iam datafusion.googleapis.com/Instance
          /projects/{project}/locations/{region}/instances/{name}
        google_dataplex_aspect_type_iam dataplex.googleapis.com/AspectType
          /projects/{project}/locations/{location}/aspectTypes/{aspect_type_id}
        google_dataplex_entry_group_iam dataplex.googleapis.com/EntryGroup
          /projects/{project}/locations/{location}/entryGroups/{entry_group_id}
        google_dataplex_entry_type_iam dataplex.googleapis.com/EntryType
          /projects/{project}/locations/{location}/entryTypes/{entry_type_id}
        google_dataplex_lake_iam dataplex.googleapis.com/Lake
          /projects/{project}/locations/{location}/lakes/{lake}
        google_dataproc_autoscaling_policy_iam dataproc.googleapis.com/AutoscalingPolicy
          /projects/{project}/regions/{location}/autoscalingPolicies/{policy_id}
        google_dataproc_cluster_iam dataproc.googleapis.com/Cluster
          /projects/{project}/regions/{region}/clusters/{cluster}
        google_dataproc_job_iam dataproc.googleapis.com/Job
          /projects/{project}/regions/{region}/jobs/{job_id}
        google_dataproc_metastore_federation_iam metastore.googleapis.com/Federation
          /projects/{project}/locations/{location}/federations/{federation_id}
        google_dataproc_metastore_service_iam metastore.googleapis.com/Service
          /projects/{project}/locations/{location}/services/{service_id}
        google_dns_managed_zone_iam dns.googleapis.com/ManagedZone
          /projects/{project}/managedZones/{managed_zone}
        google_endpoints_service_iam servicemanagement.googleapis.com/ManagedService
          /services/{service_name}
        google_folder_iam cloudresourcemanager.googleapis.com/Folder /{folder}
        google_gke_backup_backup_plan_iam gkebackup.googleapis.com/BackupPlan
          /projects/{project}/locations/{location}/backupPlans/{name}
        google_gke_hub_feature_iam gkehub.googleapis.com/Feature
          /projects/{project}/locations/{location}/features/{name}
        google_gke_hub_membership_iam gkehub.googleapis.com/Membership
          /projects/{project}/locations/{location}/memberships/{membership_id}
        google_healthcare_dataset_iam healthcare.googleapis.com/Dataset
          /{dataset_id~locations/datasets}
        google_iap_tunnel_dest_group_iam iap.googleapis.com/DestGroup
          /projects/{project}/iap_tunnel/locations/{region}/destGroups/{dest_group}
        google_kms_crypto_key_iam cloudkms.googleapis.com/CryptoKey
          /{crypto_key_id~locations/keyRings/cryptoKeys}
        google_kms_ekm_connection_iam cloudkms.googleapis.com/EkmConnection
          /projects/{project}/locations/{location}/ekmConnections/{name}
        google_kms_key_ring_iam cloudkms.googleapis.com/KeyRing /{key_ring_id~locations/keyRings}
        google_kms_key_ring_import_job_iam cloudkms.googleapis.com/ImportJob /{import_job_id}
        google_logging_log_view_iam logging.googleapis.com/LogView
          /{parent}/locations/{location}/buckets/{bucket}/views/{name}
        google_notebooks_instance_iam notebooks.googleapis.com/Instance
          /projects/{project}/locations/{location}/instances/{instance_name}
        google_notebooks_runtime_iam notebooks.googleapis.com/Runtime
          /projects/{project}/locations/{location}/runtimes/{runtime_name}
        google_organization_iam cloudresourcemanager.googleapis.com/Organization /organizations/{org_id}
        google_privateca_ca_pool_iam privateca.googleapis.com/CaPool /{ca_pool~locations/caPools}
        google_privateca_certificate_template_iam privateca.googleapis.com/CertificateTemplate
          /{certificate_template~locations/certificateTemplates}
        google_project_iam cloudresourcemanager.googleapis.com/Project /projects/{project}
        google_pubsub_schema_iam pubsub.googleapis.com/Schema /projects/{project}/schemas/{schema}
        google_pubsub_subscription_iam pubsub.googleapis.com/Subscription
          /projects/{project}/subscriptions/{subscription}
        google_pubsub_topic_iam pubsub.googleapis.com/Topic /projects/{project}/topics/{topic}
        google_scc_v2_organization_source_iam securitycenter.googleapis.com/OrganizationSource
          /organizations/{organization}/sources/{source}
        google_secret_manager_regional_secret_iam secretmanager.googleapis.com/RegionalSecret
          /projects/{project}/locations/{location}/secrets/{secret_id}
        google_secret_manager_secret_iam secretmanager.googleapis.com/Secret
          /projects/{project}/secrets/{secret_id}
        google_secure_source_manager_instance_iam securesourcemanager.googleapis.com/Instance
          /projects/{project}/locations/{location}/instances/{instance_id}
        google_secure_source_manager_repository_iam securesourcemanager.googleapis.com/Repository
          /projects/{project}/locations/{location}/repositories/{repository_id}
        google_service_account_iam iam.googleapis.com/ServiceAccount /{service_account_id}
        google_service_directory_namespace_iam servicedirectory.googleapis.com/Namespace /{name}
        google_sourcerepo_repository_iam sourcerepo.googleapis.com/Repository
          /projects/{project}/repos/{repository}
        google_spanner_database_iam spanner.googleapis.com/Database
          /projects/{project}/instances/{instance}/databases/{database}
        google_spanner_instance_iam spanner.googleapis.com/Instance /projects/{project}/instances/{instance}
        google_storage_bucket_iam storage.googleapis.com/Bucket /{bucket}
        google_tags_tag_key_iam cloudresourcemanager.googleapis.com/TagKey /tagKeys/{tag_key-tagKeys/}
        google_tags_tag_value_iam cloudresourcemanager.googleapis.com/TagValue
          /tagValues/{tag_value-tagValues/}
        google_vertex_ai_endpoint_iam aiplatform.googleapis.com/Endpoint
          /projects/{project}/locations/{location}/endpoints/{endpoint}
        google_vertex_ai_featurestore_iam aiplatform.googleapis.com/Featurestore
          /projects/{project}/locations/{region}/featurestores/{featurestore}
        google_workbench_instance_iam notebooks.googleapis.com/Instance
          /projects/{project}/locations/{location}/instances/{name}
        """
}
