extension Rows {
    /// Some names are spelled in Terraform's way, as policies over planned assets look for them.
    static let identity = """
        google_access_context_manager_access_policy accesscontextmanager.googleapis.com/AccessPolicy
          /accessPolicies/{name}
        google_access_context_manager_access_level accesscontextmanager.googleapis.com/AccessLevel /{name}
          name basic{ combining_function=AND conditions[]{ ip_subnetworks required_access_levels members
          negate regions device_policy } }
        google_access_context_manager_service_perimeter accesscontextmanager.googleapis.com/ServicePerimeter
          /{name}
          name -parent perimeter_type=PERIMETER_TYPE_REGULAR
          status{ resources~ restricted_services~ access_levels~ vpc_accessible_services{ allowed_services~
            enable_restriction } ingress_policies[]{ title ingress_from{ identities~ identity_type
            sources[]{ access_level resource } } ingress_to{ resources~ roles operations[]{ service_name
            method_selectors[]{ method permission } } } }
            egress_policies[]{ title egress_from{ identities~ identity_type source_restriction
            sources[]{ access_level resource } } egress_to{ resources~ external_resources roles
            operations[]{ service_name method_selectors[]{ method permission } } } } }
          spec{ resources~ restricted_services~ access_levels~ vpc_accessible_services{ allowed_services~
            enable_restriction } ingress_policies[]{ title ingress_from{ identities~ identity_type
            sources[]{ access_level resource } } ingress_to{ resources~ roles operations[]{ service_name
            method_selectors[]{ method permission } } } }
            egress_policies[]{ title egress_from{ identities~ identity_type source_restriction
            sources[]{ access_level resource } } egress_to{ resources~ external_resources roles
            operations[]{ service_name method_selectors[]{ method permission } } } } }
        google_apikeys_key apikeys.googleapis.com/Key . v2 Apikeyskey
          /v2/projects/{project}/locations/global/keys/{uid}
          restrictions{ . android_key_restrictions>android_key_restrictions{
            allowed_applications>allowed_applications{ package_name>package_name
              sha1_fingerprint>sha1_fingerprint } }
            api_targets>api_targets{ methods service }
            browser_key_restrictions>browser_key_restrictions{ allowed_referrers>allowed_referrers }
            ios_key_restrictions>ios_key_restrictions{ allowed_bundle_ids>allowed_bundle_ids }
            server_key_restrictions>server_key_restrictions{ allowed_ips>allowed_ips } }
        google_folder cloudresourcemanager.googleapis.com/Folder /folders/{folder_id} . v3
          display_name>display_name parent
        google_iam_workload_identity_pool iam.googleapis.com/WorkloadIdentityPool *
          /projects/{project}/locations/global/workloadIdentityPools/{workload_identity_pool_id}
        google_iam_workload_identity_pool_provider iam.googleapis.com/WorkloadIdentityPoolProvider
          /projects/{project}/locations/global/workloadIdentityPools/{workload_identity_pool_id}\
        /providers/{workload_identity_pool_provider_id}
          aws{ account_id } oidc{ issuer_uri allowed_audiences jwks_json } saml{ idp_metadata_xml }
        google_kms_crypto_key cloudkms.googleapis.com/CryptoKey /{key_ring}/cryptoKeys/{name}
          labels+ purpose=ENCRYPT_DECRYPT version_template{ algorithm protection_level }
          -skip_initial_version_creation
        google_kms_key_ring cloudkms.googleapis.com/KeyRing
          /projects/{project}/locations/{location}/keyRings/{name}
        google_kms_key_ring_import_job cloudkms.googleapis.com/ImportJob
          /{key_ring}/importJobs/{import_job_id}
        google_org_policy_custom_constraint orgpolicy.googleapis.com/CustomConstraint v2
          /{parent}/customConstraints/{name}
          name:={parent}/customConstraints/{name} method_types resource_types
        google_organization_iam_custom_role iam.googleapis.com/Role /organizations/{org_id}/roles/{role_id}
          permissions>includedPermissions~~ stage=GA
        google_project cloudresourcemanager.googleapis.com/Project /projects/{number|project_id|project} .
          name labels projectId:={@project_id} parent.type::folder?folder_id
          parent.id:={folder_id-folders/} parent.type::organization?org_id parent.id:={org_id}
        google_project?billing_account cloudbilling.googleapis.com/ProjectBillingInfo .
          /projects/{number|project_id|project}/billingInfo
          billingAccountName:=billingAccounts/{billing_account-billingAccounts/} projectId:={@project_id}
          name:=projects/{number|project_id|project}/billingInfo
        google_project_iam_custom_role iam.googleapis.com/Role /projects/{project}/roles/{role_id}
          permissions>includedPermissions~~ stage=GA
        google_project_service serviceusage.googleapis.com/Service /projects/{project}/services/{service} .
          name:={service} parent:=projects/{project} state::ENABLED
        google_secret_manager_secret secretmanager.googleapis.com/Secret *
          /projects/{project}/secrets/{secret_id}
        google_secret_manager_secret_version secretmanager.googleapis.com/SecretVersion .
          /{secret}/versions/{version}
          secret_data>payload.data^
        google_service_account iam.googleapis.com/ServiceAccount .
          /projects/{project}/serviceAccounts/{unique_id}
          display_name description projectId:={@project}
          email&:={account_id}@{project}.iam.gserviceaccount.com
        google_service_account_key iam.googleapis.com/ServiceAccountKey .
          /projects/{project}/serviceAccounts/{service_account_id}/keys/{key_id}
        """

    static let accessText = """
        google_artifact_registry_repository_iam artifactregistry.googleapis.com/Repository
          /projects/{project}/locations/{location}/repositories/{repository}
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
        google_cloud_run_service_iam run.googleapis.com/Service
          /projects/{project}/locations/{location}/services/{service}
        google_cloud_run_v2_service_iam run.googleapis.com/Service
          /projects/{project}/locations/{location}/services/{name}
        google_cloud_run_v2_job_iam run.googleapis.com/Job
          /projects/{project}/locations/{location}/jobs/{name}
        google_cloudfunctions_function_iam cloudfunctions.googleapis.com/CloudFunction
          /projects/{project}/locations/{region}/functions/{cloud_function}
        google_cloudfunctions2_function_iam cloudfunctions.googleapis.com/Function
          /projects/{project}/locations/{location}/functions/{cloud_function}
        google_compute_backend_service_iam compute.googleapis.com/BackendService
          /projects/{project}/global/backendServices/{name}
        google_compute_disk_iam compute.googleapis.com/Disk /projects/{project}/zones/{zone}/disks/{name}
        google_compute_image_iam compute.googleapis.com/Image /projects/{project}/global/images/{image}
        google_compute_instance_iam compute.googleapis.com/Instance
          /projects/{project}/zones/{zone}/instances/{instance_name}
        google_compute_region_disk_iam compute.googleapis.com/RegionDisk
          /projects/{project}/regions/{region}/disks/{name}
        google_compute_snapshot_iam compute.googleapis.com/Snapshot
          /projects/{project}/global/snapshots/{name}
        google_compute_subnetwork_iam compute.googleapis.com/Subnetwork
          /projects/{project}/regions/{region}/subnetworks/{subnetwork}
        google_data_catalog_entry_group_iam datacatalog.googleapis.com/EntryGroup /{entry_group}
        google_dataproc_cluster_iam dataproc.googleapis.com/Cluster
          /projects/{project}/regions/{region}/clusters/{cluster}
        google_dataproc_job_iam dataproc.googleapis.com/Job
          /projects/{project}/regions/{region}/jobs/{job_id}
        google_dns_managed_zone_iam dns.googleapis.com/ManagedZone
          /projects/{project}/managedZones/{managed_zone}
        google_folder_iam cloudresourcemanager.googleapis.com/Folder /{folder}
        google_gke_hub_membership_iam gkehub.googleapis.com/Membership
          /projects/{project}/locations/{location}/memberships/{membership_id}
        google_healthcare_dataset_iam healthcare.googleapis.com/Dataset
          /{dataset_id~locations/datasets}
        google_kms_crypto_key_iam cloudkms.googleapis.com/CryptoKey
          /{crypto_key_id~locations/keyRings/cryptoKeys}
        google_kms_key_ring_iam cloudkms.googleapis.com/KeyRing /{key_ring_id~locations/keyRings}
        google_notebooks_instance_iam notebooks.googleapis.com/Instance
          /projects/{project}/locations/{location}/instances/{instance_name}
        google_organization_iam cloudresourcemanager.googleapis.com/Organization /organizations/{org_id}
        google_project_iam cloudresourcemanager.googleapis.com/Project /projects/{project}
        google_pubsub_schema_iam pubsub.googleapis.com/Schema /projects/{project}/schemas/{schema}
        google_pubsub_subscription_iam pubsub.googleapis.com/Subscription
          /projects/{project}/subscriptions/{subscription}
        google_pubsub_topic_iam pubsub.googleapis.com/Topic /projects/{project}/topics/{topic}
        google_secret_manager_secret_iam secretmanager.googleapis.com/Secret
          /projects/{project}/secrets/{secret_id}
        google_service_account_iam iam.googleapis.com/ServiceAccount /{service_account_id}
        google_service_directory_namespace_iam servicedirectory.googleapis.com/Namespace /{name}
        google_spanner_database_iam spanner.googleapis.com/Database
          /projects/{project}/instances/{instance}/databases/{database}
        google_spanner_instance_iam spanner.googleapis.com/Instance /projects/{project}/instances/{instance}
        google_storage_bucket_iam storage.googleapis.com/Bucket /{bucket}
        """
}
