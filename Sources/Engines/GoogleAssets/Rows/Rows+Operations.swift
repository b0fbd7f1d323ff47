extension Rows {
    static let operations = """
        google_gke_hub_feature gkehub.googleapis.com/Feature
          /projects/{project}/locations/{location}/features/{name}
          labels+ fleet_default_member_config=null spec{ multiclusteringress{ config_membership } }
        google_gke_hub_membership gkehub.googleapis.com/Membership
          /projects/{project}/locations/{location}/memberships/{membership_id}
          labels+ endpoint{ gke_cluster{ resource_link } } authority{ issuer }
        google_logging_folder_bucket_config logging.googleapis.com/LogBucket . v2
          /projects/{project}/locations/{location}/buckets/{bucket_id}
          bucketId:={bucket_id} id:=folders/{folder-folders/?}/locations/{location}/buckets/{bucket_id}
          location retention_days=30 description locked index_configs[]~~{ field_path type }
          cmek_settings{ kms_key_name }
        google_logging_organization_bucket_config logging.googleapis.com/LogBucket . v2
          /projects/{project}/locations/{location}/buckets/{bucket_id}
          bucketId:={bucket_id}
          id:=organizations/{organization-organizations/}/locations/{location}/buckets/{bucket_id}
          location retention_days=30 description locked index_configs[]~~{ field_path type }
          cmek_settings{ kms_key_name }
        google_logging_project_bucket_config logging.googleapis.com/LogBucket . v2
          /projects/{project}/locations/{location}/buckets/{bucket_id}
          bucketId:={bucket_id} id:=projects/{project}/locations/{location}/buckets/{bucket_id} location
          retention_days=30 description locked enable_analytics>analyticsEnabled
          index_configs[]~~{ field_path type } cmek_settings{ kms_key_name }
        google_logging_billing_account_bucket_config logging.googleapis.com/LogBucket . v2
          /projects/{project}/locations/{location}/buckets/{bucket_id}
          bucketId:={bucket_id} id:=projects/{project}/locations/{location}/buckets/{bucket_id} location
          retention_days=30 description locked index_configs[]~~{ field_path type }
          cmek_settings{ kms_key_name }
        google_logging_metric logging.googleapis.com/LogMetric /projects/{project}/metrics/{name} v2
          filter description disabled bucket_name value_extractor label_extractors
          name metric_descriptor{ metric_kind value_type unit="1" display_name
          labels[]~~{ key value_type=STRING description } } bucket_options{ linear_buckets{
          num_finite_buckets width offset } exponential_buckets{ num_finite_buckets growth_factor scale }
          explicit_buckets{ bounds } }
        google_logging_project_sink logging.googleapis.com/LogSink /projects/{project}/sinks/{name} v2
          destination filter description disabled
          name exclusions[]{ name description filter disabled } bigquery_options{ use_partitioned_tables }
          -unique_writer_identity -custom_writer_identity -writer_identity
        google_logging_folder_sink logging.googleapis.com/LogSink /folders/{folder-folders/}/sinks/{name} v2
          destination filter description disabled
          name exclusions[]{ name description filter disabled } bigquery_options{ use_partitioned_tables }
          include_children -intercept_children -writer_identity
        google_logging_organization_sink logging.googleapis.com/LogSink v2
          /organizations/{org_id}/sinks/{name}
          destination filter description disabled
          name exclusions[]{ name description filter disabled } bigquery_options{ use_partitioned_tables }
          include_children -intercept_children -writer_identity
        google_monitoring_alert_policy monitoring.googleapis.com/AlertPolicy /{name} v3
          display_name combiner notification_channels user_labels severity
          enabled=true documentation{ content mime_type=text/markdown subject } -creation_record
          conditions[]{ display_name -name
            condition_absent{ duration filter aggregations[]{ alignment_period per_series_aligner
              cross_series_reducer group_by_fields } trigger{ count percent } }
            condition_threshold{ threshold_value duration comparison filter denominator_filter
              evaluation_missing_data aggregations[]{ alignment_period per_series_aligner
              cross_series_reducer group_by_fields } denominator_aggregations[]{ alignment_period
              per_series_aligner cross_series_reducer group_by_fields } trigger{ count percent } }
            condition_monitoring_query_language{ query duration trigger{ count percent } }
            condition_matched_log{ filter label_extractors } }
        google_monitoring_notification_channel monitoring.googleapis.com/NotificationChannel /{name} v3
          display_name type labels user_labels description
          enabled=true -sensitive_labels -verification_status
        """
    static let serverless = """
        google_app_engine_application appengine.googleapis.com/Application /v1/{name} .
          location_id>location_id auth_domain>auth_domain serving_status>serving_status
        google_app_engine_standard_app_version appengine.googleapis.com/Version
          /apps/{project}/services/{service}/versions/{version_id}
          id:={version_id} project service entrypoint{ shell }
          deployment{ zip{ source_url files_count } files[]{ name sha1_sum source_url } }
          handlers[]{ url_regex security_level login script{ script_path } static_files }
          -delete_service_on_destroy -noop_on_destroy
        google_artifact_registry_repository artifactregistry.googleapis.com/Repository
          /projects/{project}/locations/{location}/repositories/{repository_id}
          description format kms_key_name
          labels+ mode=STANDARD_REPOSITORY
        google_cloud_run_domain_mapping run.googleapis.com/DomainMapping .
          /projects/{project}/locations/{location}/domainmappings/{name}
          apiVersion::domains.cloudrun.com/v1 kind::DomainMapping name>metadata.name
          metadata{ . labels+ annotations namespace } spec{ . certificate_mode=AUTOMATIC route_name }
        google_cloud_run_service run.googleapis.com/Service .
          /projects/{project}/locations/{location}/services/{name}
          apiVersion::serving.knative.dev/v1 kind::Service name>metadata.name
          metadata{ . labels+ annotations namespace }
          template>spec.template{ metadata{ labels annotations name } spec{ container_concurrency
            timeout_seconds service_account_name containers[]{ image args command working_dir
            env[]~~{ name value value_from{ secret_key_ref{ key name } } } env_from[]{ prefix }
            ports[]{ container_port name protocol } resources{ limits requests }
            volume_mounts[]{ mount_path name } } volumes[]{ name secret{ secret_name default_mode
            items[]{ key path mode } } } } }
          traffic>spec.traffic[]{ latest_revision percent revision_name tag }
        google_cloud_run_v2_job run.googleapis.com/Job v2
          /projects/{project}/locations/{location}/jobs/{name}
          annotations launch_stage client client_version
          labels+ template{ labels annotations template{ containers[]{ image args command working_dir
            env[]{ name value value_source{ secret_key_ref{ secret version } } }
            ports[]{ container_port name } resources{ limits } volume_mounts[]{ mount_path name } }
            max_retries=3 timeout
            vpc_access{ connector egress } } }
        google_cloud_run_v2_service run.googleapis.com/Service v2
          /projects/{project}/locations/{location}/services/{name}
          description annotations ingress launch_stage client client_version
          labels+ template{ labels annotations scaling{ min_instance_count max_instance_count }
            containers[]{ name image args command working_dir env[]{ name value value_source{ secret_key_ref{
            secret version } } } ports[]{ container_port name } resources{ limits cpu_idle
            startup_cpu_boost } volume_mounts[]{ mount_path name } } vpc_access{ connector egress } }
          traffic[]{ type revision percent tag } binary_authorization{ use_default
          breakglass_justification }
        google_cloudfunctions_function cloudfunctions.googleapis.com/CloudFunction .
          /projects/{project}/locations/{region}/functions/{name}
          name region>location description runtime available_memory_mb=256 entry_point
          environment_variables labels timeout=60 trigger_http>trigger_http max_instances
          service_account_email vpc_connector vpc_connector_egress_settings
        google_cloudfunctions2_function cloudfunctions.googleapis.com/Function v2
          /projects/{project}/locations/{location}/functions/{name}
          description kms_key_name
          labels+ build_config{ runtime entry_point environment_variables docker_repository
            source{ storage_source{ bucket object generation } } } service_config{ timeout_seconds
            available_memory max_instance_count min_instance_count environment_variables ingress_settings
            service_account_email all_traffic_on_latest_revision=true vpc_connector }
          event_trigger{ trigger_region event_type pubsub_topic service_account_email retry_policy }
        google_cloud_scheduler_job cloudscheduler.googleapis.com/Job *
          /projects/{project}/locations/{region}/jobs/{name}
        google_cloud_tasks_queue cloudtasks.googleapis.com/Queue
          /projects/{project}/locations/{location}/queues/{name}
          name:=projects/{project}/locations/{location}/queues/{name}
          rate_limits{ max_dispatches_per_second max_concurrent_dispatches } retry_config{ max_attempts
            max_retry_duration min_backoff max_backoff max_doublings }
          app_engine_routing_override{ service version instance }
          stackdriver_logging_config{ sampling_ratio } http_target{ http_method uri_override{ scheme host
            port path_override{ path } query_override{ query_params } uri_override_enforce_mode }
            header_overrides[]{ header{ key value } } oauth_token{ service_account_email scope }
            oidc_token{ service_account_email audience } }
        google_cloudbuild_trigger cloudbuild.googleapis.com/BuildTrigger *
          /projects/{project}/locations/{location}/triggers/{trigger_id}
        google_composer_environment composer.googleapis.com/Environment . v1
          /projects/{project}/locations/{region}/environments/{name}
          name:=projects/{project}/locations/{region}/environments/{name} labels
          config{ software_config{ image_version airflow_config_overrides pypi_packages env_variables
            python_version scheduler_count } node_count node_config{ zone>location machine_type network
            subnetwork disk_size_gb service_account oauth_scopes~ tags~ } environment_size
            resilience_mode encryption_config{ kms_key_name } database_config{ machine_type zone }
            web_server_config{ machine_type } workloads_config{ scheduler{ cpu memory_gb storage_gb count }
              web_server{ cpu memory_gb storage_gb } worker{ cpu memory_gb storage_gb min_count max_count }
              triggerer{ cpu memory_gb count } } }
        google_eventarc_trigger eventarc.googleapis.com/Trigger *
          /projects/{project}/locations/{location}/triggers/{name}
        google_firebase_project firebase.googleapis.com/FirebaseProject . v1beta1
          /v1beta1/projects/{project}
          id:=projects/{project} projectId:={project}
        google_service_directory_namespace servicedirectory.googleapis.com/Namespace
          /projects/{project}/locations/{location}/namespaces/{namespace_id}
          labels+
        google_tpu_node tpu.googleapis.com/Node /projects/{project}/locations/{zone}/nodes/{name} *
        google_workflows_workflow workflows.googleapis.com/Workflow
          /projects/{project}/locations/{region}/workflows/{name}
          description service_account call_log_level crypto_key_name
          labels+ source_contents -name_prefix
        """
}
