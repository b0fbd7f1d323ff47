extension Rows {
    static let data = """
        google_alloydb_cluster alloydb.googleapis.com/Cluster
          /projects/{project}/locations/{location}/clusters/{cluster_id}
          labels+ cluster_type=PRIMARY subscription_type network_config{ network allocated_ip_range }
          encryption_config{ kms_key_name } initial_user{ user password }
          continuous_backup_config{ enabled=true!false recovery_window_days
            encryption_config{ kms_key_name } }
          automated_backup_policy{ backup_window location labels enabled encryption_config{ kms_key_name }
            weekly_schedule{ days_of_week start_times[]{ hours!0 minutes!0 seconds!0 nanos!0 } }
            time_based_retention{ retention_period } quantity_based_retention{ count } }
          restore_backup_source{ backup_name } restore_continuous_backup_source{ cluster point_in_time }
          secondary_config{ primary_cluster_name } psc_config{ psc_enabled }
          maintenance_update_policy{ maintenance_windows[]{ day start_time{ hours minutes seconds nanos } } }
          -skip_await_major_version_upgrade
        google_alloydb_instance alloydb.googleapis.com/Instance /{cluster}/instances/{instance_id}
          labels+ machine_config{ cpu_count machine_type } read_pool_config{ node_count }
          client_connection_config{ require_connectors ssl_config{ ssl_mode } }
        google_bigquery_dataset bigquery.googleapis.com/Dataset /projects/{project}/datasets/{dataset_id}
          description storage_billing_model max_time_travel_hours
          default_encryption_configuration{ kms_key_name }
          datasetReference.datasetId:={dataset_id} location=US friendly_name!"" default_collation="" labels+
          default_table_expiration_ms default_partition_expiration_ms -delete_contents_on_destroy
          access[]~~{ domain group_by_email role special_group user_by_email }
        google_bigquery_table bigquery.googleapis.com/Table *
          /projects/{project}/datasets/{dataset_id}/tables/{table_id}
        google_bigtable_instance bigtableadmin.googleapis.com/Instance .
          //bigtable.googleapis.com/projects/{project}/instances/{name}
          labels name:=projects/{project}/instances/{name} display_name
        google_bigtable_instance/cluster bigtableadmin.googleapis.com/Cluster .
          //bigtable.googleapis.com/projects/{project}/instances/{@name}/clusters/{cluster_id}
          storage_type>defaultStorageType=SSD zone>location num_nodes>serverNodes
          name:=projects/{project}/instances/{@name}/clusters/{cluster_id}
        google_bigtable_table bigtableadmin.googleapis.com/Table *
          //bigtable.googleapis.com/projects/{project}/instances/{instance_name}/tables/{name}
        google_dataflow_job dataflow.googleapis.com/Job *
          /projects/{project}/locations/{region}/jobs/{job_id}
        google_dataproc_autoscaling_policy dataproc.googleapis.com/AutoscalingPolicy
          /projects/{project}/regions/{location}/autoscalingPolicies/{policy_id}
          id:={policy_id} basic_algorithm{ cooldown_period=120s yarn_config{
          graceful_decommission_timeout scale_up_factor scale_down_factor } }
          worker_config{ min_instances=2 max_instances weight=1 }
          secondary_worker_config{ min_instances=0 max_instances=0 weight=1 }
        google_dataproc_cluster dataproc.googleapis.com/Cluster .
          /projects/{project}/regions/{region}/clusters/{name}
          clusterName:={name} projectId:={project} labels
          cluster_config>config{ . autoscaling_config?![] auxiliary_node_groups!null
            dataproc_metric_config!null encryption_config?![] endpoint_config?![]
            gce_cluster_config!null{ tags~ zone>zoneUri network>networkUri subnetwork>subnetworkUri
              service_account service_account_scopes~>serviceAccountScopes metadata internal_ip_only }
            initialization_action>initializationActions?![] lifecycle_config?![]
            master_config!null{ num_instances machine_type>machineTypeUri min_cpu_platform image_uri
              disk_config{ boot_disk_type=pd-standard boot_disk_size_gb num_local_ssds } }
            metastore_config?![] staging_bucket>configBucket temp_bucket
            preemptible_worker_config>secondaryWorkerConfig!null{ num_instances
              preemptibility=PREEMPTIBLE disk_config{ boot_disk_type boot_disk_size_gb num_local_ssds } }
            security_config?![]
            software_config!null{ image_version override_properties>properties optional_components~ }
            worker_config!null{ num_instances machine_type>machineTypeUri min_cpu_platform image_uri
              disk_config{ boot_disk_type=pd-standard boot_disk_size_gb num_local_ssds } } }
        google_datastream_connection_profile datastream.googleapis.com/ConnectionProfile
          /projects/{project}/locations/{location}/connectionProfiles/{connection_profile_id}
          labels+ bigquery_profile=null mysql_profile{ hostname port=3306 username password
          ssl_config{ client_key client_certificate ca_certificate } }
          oracle_profile{ hostname port=1521 username password database_service connection_attributes }
          postgresql_profile{ hostname port=5432 username password database }
          private_connectivity -create_without_validation
        google_datastream_private_connection datastream.googleapis.com/PrivateConnection
          /projects/{project}/locations/{location}/privateConnections/{private_connection_id}
          labels+ -create_without_validation
        google_datastream_stream datastream.googleapis.com/Stream
          /projects/{project}/locations/{location}/streams/{stream_id}
          labels+ backfill_all=null backfill_none=null -create_without_validation
          source_config{ source_connection_profile
            mysql_source_config=null{ . include_objects exclude_objects binary_log_position=null gtid=null
              max_concurrent_cdc_tasks=0 max_concurrent_backfill_tasks=0 }
            oracle_source_config=null postgresql_source_config=null salesforce_source_config=null
            spanner_source_config=null mongodb_source_config=null sql_server_source_config=null }
          destination_config{ destination_connection_profile gcs_destination_config
            bigquery_destination_config{ data_freshness single_target_dataset{ dataset_id }
              source_hierarchy_datasets{ dataset_template } append_only=null merge=null } }
        google_filestore_instance file.googleapis.com/Instance
          /projects/{project}/locations/{location|zone}/instances/{name}
          description tier kms_key_name
          labels+ protocol=NFS_V3 initial_replication>replication{ role=STANDBY replicas[]{ peer_instance } }
          performance_config{ iops_per_tb{ max_iops_per_tb } fixed_iops{ max_iops } } -tags
          file_shares[]{ name capacity_gb source_backup nfs_export_options[]{ ip_ranges
            access_mode=READ_WRITE squash_mode=NO_ROOT_SQUASH anon_uid anon_gid network } }
          networks[]{ network modes reserved_ip_range
          connect_mode=DIRECT_PEERING }
        google_firestore_database firestore.googleapis.com/Database /projects/{project}/databases/{name}
          location_id type concurrency_mode
        google_memcache_instance memcache.googleapis.com/Instance
          /projects/{project}/locations/{region}/instances/{name}
          display_name node_count zones node_config{ cpu_count memory_size_mb }
          labels+ memcache_version=MEMCACHE_1_5
        google_pubsub_lite_topic pubsublite.googleapis.com/Topic v1/admin
          /projects/{project}/locations/{zone}/topics/{name}
          partition_config{ count capacity{ publish_mib_per_sec subscribe_mib_per_sec } }
          retention_config{ per_partition_bytes# period }
          reservation_config{ throughput_reservation@locations/{region}/reservations } -region
        google_pubsub_lite_reservation pubsublite.googleapis.com/Reservation v1/admin
          /projects/{project}/locations/{region}/reservations/{name}
          throughput_capacity
        google_pubsub_lite_subscription pubsublite.googleapis.com/Subscription v1/admin
          /projects/{project}/locations/{zone}/subscriptions/{name}
          topic@locations/{zone}/topics delivery_config{ delivery_requirement } -region
        google_pubsub_schema pubsub.googleapis.com/Schema /projects/{project}/schemas/{name}
          type definition
          name
        google_pubsub_subscription pubsub.googleapis.com/Subscription
          /projects/{project}/subscriptions/{name}
          filter enable_message_ordering enable_exactly_once_delivery retain_acked_messages
          bigquery_config{ table use_topic_schema use_table_schema write_metadata
          drop_unknown_fields }
          labels+ topic@topics ack_deadline_seconds dead_letter_policy!null{ dead_letter_topic
          max_delivery_attempts } expiration_policy!null{ ttl } message_retention_duration=604800s
          push_config{ push_endpoint attributes|x-goog-version oidc_token{ service_account_email audience } }
          retry_policy=null{ minimum_backoff maximum_backoff }
        google_pubsub_topic pubsub.googleapis.com/Topic /projects/{project}/topics/{name}
          kms_key_name message_retention_duration
          labels+ message_storage_policy{ allowed_persistence_regions } -tags
          schema_settings{ schema encoding=ENCODING_UNSPECIFIED }
        google_redis_instance redis.googleapis.com/Instance
          /projects/{project}/locations/{region}/instances/{name}
          memory_size_gb redis_version display_name location_id alternative_location_id
          auth_enabled redis_configs reserved_ip_range replica_count read_replicas_mode
          name:=projects/{project}/locations/{region}/instances/{name}
          labels+ connect_mode=DIRECT_PEERING tier=BASIC transit_encryption_mode=DISABLED
          maintenance_policy{ description weekly_maintenance_window[]{ day duration start_time!{}{ hours
            minutes seconds nanos } } } -tags
          authorized_network@global/networks
        google_spanner_database spanner.googleapis.com/Database .
          /projects/{project}/instances/{instance}/databases/{name}
          createStatement:=CREATE␣DATABASE␣`{name}` ddl>extraStatements
        google_spanner_instance spanner.googleapis.com/Instance /projects/{project}/instances/{name} .
          instanceId:={name} config>instance.config@instanceConfigs display_name>instance.displayName
          labels>instance.labels+ num_nodes>instance.nodeCount processing_units>instance.processingUnits
        google_sql_database sqladmin.googleapis.com/Database v1beta4
          /projects/{project}/instances/{instance}/databases/{name}
          name instance charset collation -deletion_policy
        google_sql_database_instance sqladmin.googleapis.com/Instance . v1beta4 DatabaseInstance
          //cloudsql.googleapis.com/projects/{project}/instances/{name}
          name project:={project} region database_version master_instance_name root_password
          replica_configuration{ . failover_target ca_certificate>mysqlReplicaConfiguration.caCertificate
            client_certificate>mysqlReplicaConfiguration.clientCertificate
            client_key>mysqlReplicaConfiguration.clientKey
            connect_retry_interval>mysqlReplicaConfiguration.connectRetryInterval
            dump_file_path>mysqlReplicaConfiguration.dumpFilePath
            master_heartbeat_period>mysqlReplicaConfiguration.masterHeartbeatPeriod#
            password>mysqlReplicaConfiguration.password ssl_cipher>mysqlReplicaConfiguration.sslCipher
            username>mysqlReplicaConfiguration.username
            verify_server_certificate>mysqlReplicaConfiguration.verifyServerCertificate }
          settings{ . activation_policy=ALWAYS availability_type=ZONAL tier user_labels
            backup_configuration{ . binary_log_enabled enabled start_time location
              point_in_time_recovery_enabled }
            database_flags[]{ name value } disk_autoresize>storageAutoResize=true
            disk_autoresize_limit>storageAutoResizeLimit# disk_size>dataDiskSizeGb# disk_type>dataDiskType
            ip_configuration{ . authorized_networks[]~~{ expiration_time name value } ipv4_enabled=true
              private_network require_ssl=null ssl_mode allocated_ip_range }
            location_preference{ follow_gae_application zone secondary_zone }
            maintenance_window{ day hour update_track } pricing_plan=PER_USE }
        google_storage_bucket storage.googleapis.com/Bucket /{name} .
          name location project:={project} labels storage_class=STANDARD
          requester_pays>billing.requesterPays default_event_based_hold
          uniform_bucket_level_access>iamConfiguration.uniformBucketLevelAccess.enabled!false
          public_access_prevention>iamConfiguration.publicAccessPrevention
          cors[]{ max_age_seconds method origin response_header } encryption{ default_kms_key_name }
          lifecycle_rule>lifecycle.rule[]![]{ action{ storage_class type }
            condition{ . age created_before matches_storage_class num_newer_versions } }
          logging{ log_bucket log_object_prefix } retention_policy{ . retention_period# }
          versioning{ enabled!false } website{ main_page_suffix not_found_page }
        google_vertex_ai_dataset aiplatform.googleapis.com/Dataset /{name}
          labels+ -region encryption_spec{ kms_key_name }
        google_workbench_instance notebooks.googleapis.com/Instance v2
          /projects/{project}/locations/{location}/instances/{name}
          labels+ gce_setup{ machine_type shielded_instance_config{ enable_secure_boot enable_vtpm
          enable_integrity_monitoring } metadata tags service_accounts[]{ email scopes~ } } -instance_id
        """
}
