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
          display_name description disabled attribute_mapping attribute_condition
          aws{ account_id } oidc{ issuer_uri allowed_audiences jwks_json } saml{ idp_metadata_xml }
        google_kms_crypto_key cloudkms.googleapis.com/CryptoKey /{key_ring}/cryptoKeys/{name}
          rotation_period destroy_scheduled_duration import_only
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
          title description
          permissions>includedPermissions~~ stage=GA
        google_project cloudresourcemanager.googleapis.com/Project /projects/{number|project_id|project} .
          name labels projectId:={@project_id} parent.type::folder?folder_id
          parent.id:={folder_id-folders/} parent.type::organization?org_id parent.id:={org_id}
        google_project?billing_account cloudbilling.googleapis.com/ProjectBillingInfo .
          /projects/{number|project_id|project}/billingInfo
          billingAccountName:=billingAccounts/{billing_account-billingAccounts/} projectId:={@project_id}
          name:=projects/{number|project_id|project}/billingInfo
        google_project_iam_custom_role iam.googleapis.com/Role /projects/{project}/roles/{role_id}
          title description
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
}
