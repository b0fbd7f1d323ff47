/// What Google's asset types are called in Terraform, and what its `import` wants.
public enum GoogleTypes {
    /// Nil for a type that Plumb knows no name of. `location` decides where a type has a global and a
    /// regional kind.
    ///
    /// Source: Cloud Asset Inventory's supported asset types, and the documentation of `google`.
    public static func terraform(_ type: String, location: String? = nil) -> String? {
        let isGlobal = location.map { $0 == "global" } ?? true
        switch type {
        case "compute.googleapis.com/Address":
            return isGlobal ? "google_compute_global_address" : "google_compute_address"
        case "compute.googleapis.com/BackendService":
            return isGlobal ? "google_compute_backend_service" : "google_compute_region_backend_service"
        case "compute.googleapis.com/ForwardingRule":
            return "google_compute_forwarding_rule"
        case "compute.googleapis.com/HealthCheck":
            return isGlobal ? "google_compute_health_check" : "google_compute_region_health_check"
        case "compute.googleapis.com/UrlMap":
            return isGlobal ? "google_compute_url_map" : "google_compute_region_url_map"
        default: return table[type]
        }
    }

    /// From the full resource name. A bucket is imported by its name, all else by the path within its
    /// service.
    public static func importID(_ name: String, type: String) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: true)
        guard name.hasPrefix("//"), parts.count > 1 else { return name }
        let path = parts.dropFirst().joined(separator: "/")
        switch type {
        case "cloudresourcemanager.googleapis.com/Project", "storage.googleapis.com/Bucket":
            return String(parts[parts.count - 1])
        default: return path
        }
    }

    private static let table: [String: String] = [
        "accesscontextmanager.googleapis.com/AccessPolicy": "google_access_context_manager_access_policy",
        "accesscontextmanager.googleapis.com/ServicePerimeter":
            "google_access_context_manager_service_perimeter",
        "aiplatform.googleapis.com/Dataset": "google_vertex_ai_dataset",
        "apikeys.googleapis.com/Key": "google_apikeys_key",
        "appengine.googleapis.com/Application": "google_app_engine_application",
        "artifactregistry.googleapis.com/Repository": "google_artifact_registry_repository",
        "bigquery.googleapis.com/Dataset": "google_bigquery_dataset",
        "bigquery.googleapis.com/Table": "google_bigquery_table",
        "bigtableadmin.googleapis.com/Instance": "google_bigtable_instance",
        "bigtableadmin.googleapis.com/Table": "google_bigtable_table",
        "certificatemanager.googleapis.com/Certificate": "google_certificate_manager_certificate",
        "cloudfunctions.googleapis.com/CloudFunction": "google_cloudfunctions_function",
        "cloudfunctions.googleapis.com/Function": "google_cloudfunctions2_function",
        "cloudkms.googleapis.com/CryptoKey": "google_kms_crypto_key",
        "cloudkms.googleapis.com/KeyRing": "google_kms_key_ring",
        "cloudresourcemanager.googleapis.com/Folder": "google_folder",
        "cloudresourcemanager.googleapis.com/Project": "google_project",
        "composer.googleapis.com/Environment": "google_composer_environment",
        "compute.googleapis.com/Autoscaler": "google_compute_autoscaler",
        "compute.googleapis.com/BackendBucket": "google_compute_backend_bucket",
        "compute.googleapis.com/Disk": "google_compute_disk",
        "compute.googleapis.com/ExternalVpnGateway": "google_compute_external_vpn_gateway",
        "compute.googleapis.com/Firewall": "google_compute_firewall",
        "compute.googleapis.com/GlobalAddress": "google_compute_global_address",
        "compute.googleapis.com/GlobalForwardingRule": "google_compute_global_forwarding_rule",
        "compute.googleapis.com/HttpHealthCheck": "google_compute_http_health_check",
        "compute.googleapis.com/Image": "google_compute_image",
        "compute.googleapis.com/Instance": "google_compute_instance",
        "compute.googleapis.com/InstanceGroup": "google_compute_instance_group",
        "compute.googleapis.com/InstanceGroupManager": "google_compute_instance_group_manager",
        "compute.googleapis.com/InstanceTemplate": "google_compute_instance_template",
        "compute.googleapis.com/Interconnect": "google_compute_interconnect",
        "compute.googleapis.com/InterconnectAttachment": "google_compute_interconnect_attachment",
        "compute.googleapis.com/Network": "google_compute_network",
        "compute.googleapis.com/NetworkEndpointGroup": "google_compute_network_endpoint_group",
        "compute.googleapis.com/NodeGroup": "google_compute_node_group",
        "compute.googleapis.com/NodeTemplate": "google_compute_node_template",
        "compute.googleapis.com/RegionBackendService": "google_compute_region_backend_service",
        "compute.googleapis.com/RegionDisk": "google_compute_region_disk",
        "compute.googleapis.com/Reservation": "google_compute_reservation",
        "compute.googleapis.com/ResourcePolicy": "google_compute_resource_policy",
        "compute.googleapis.com/Route": "google_compute_route",
        "compute.googleapis.com/Router": "google_compute_router",
        "compute.googleapis.com/SecurityPolicy": "google_compute_security_policy",
        "compute.googleapis.com/Snapshot": "google_compute_snapshot",
        "compute.googleapis.com/SslCertificate": "google_compute_ssl_certificate",
        "compute.googleapis.com/SslPolicy": "google_compute_ssl_policy",
        "compute.googleapis.com/Subnetwork": "google_compute_subnetwork",
        "compute.googleapis.com/TargetHttpProxy": "google_compute_target_http_proxy",
        "compute.googleapis.com/TargetHttpsProxy": "google_compute_target_https_proxy",
        "compute.googleapis.com/TargetInstance": "google_compute_target_instance",
        "compute.googleapis.com/TargetPool": "google_compute_target_pool",
        "compute.googleapis.com/TargetSslProxy": "google_compute_target_ssl_proxy",
        "compute.googleapis.com/TargetTcpProxy": "google_compute_target_tcp_proxy",
        "compute.googleapis.com/VpnGateway": "google_compute_ha_vpn_gateway",
        "compute.googleapis.com/VpnTunnel": "google_compute_vpn_tunnel",
        "container.googleapis.com/Cluster": "google_container_cluster",
        "container.googleapis.com/NodePool": "google_container_node_pool",
        "dataflow.googleapis.com/Job": "google_dataflow_job",
        "dataproc.googleapis.com/Cluster": "google_dataproc_cluster",
        "datastream.googleapis.com/ConnectionProfile": "google_datastream_connection_profile",
        "dns.googleapis.com/ManagedZone": "google_dns_managed_zone",
        "dns.googleapis.com/Policy": "google_dns_policy",
        "eventarc.googleapis.com/Trigger": "google_eventarc_trigger",
        "file.googleapis.com/Instance": "google_filestore_instance",
        "firebase.googleapis.com/FirebaseProject": "google_firebase_project",
        "gkehub.googleapis.com/Feature": "google_gke_hub_feature",
        "gkehub.googleapis.com/Membership": "google_gke_hub_membership",
        "iam.googleapis.com/ServiceAccount": "google_service_account",
        "iam.googleapis.com/ServiceAccountKey": "google_service_account_key",
        "logging.googleapis.com/LogMetric": "google_logging_metric",
        "logging.googleapis.com/LogSink": "google_logging_project_sink",
        "memcache.googleapis.com/Instance": "google_memcache_instance",
        "monitoring.googleapis.com/AlertPolicy": "google_monitoring_alert_policy",
        "monitoring.googleapis.com/NotificationChannel": "google_monitoring_notification_channel",
        "networksecurity.googleapis.com/BackendAuthenticationConfig":
            "google_network_security_backend_authentication_config",
        "notebooks.googleapis.com/Instance": "google_workbench_instance",
        "orgpolicy.googleapis.com/CustomConstraint": "google_org_policy_custom_constraint",
        "pubsub.googleapis.com/Schema": "google_pubsub_schema",
        "pubsub.googleapis.com/Subscription": "google_pubsub_subscription",
        "pubsub.googleapis.com/Topic": "google_pubsub_topic",
        "pubsublite.googleapis.com/Topic": "google_pubsub_lite_topic",
        "redis.googleapis.com/Instance": "google_redis_instance",
        "run.googleapis.com/Service": "google_cloud_run_service",
        "secretmanager.googleapis.com/Secret": "google_secret_manager_secret",
        "secretmanager.googleapis.com/SecretVersion": "google_secret_manager_secret_version",
        "servicedirectory.googleapis.com/Namespace": "google_service_directory_namespace",
        "serviceusage.googleapis.com/Service": "google_project_service",
        "spanner.googleapis.com/Database": "google_spanner_database",
        "spanner.googleapis.com/Instance": "google_spanner_instance",
        "sqladmin.googleapis.com/Database": "google_sql_database",
        "sqladmin.googleapis.com/Instance": "google_sql_database_instance",
        "storage.googleapis.com/Bucket": "google_storage_bucket",
        "tpu.googleapis.com/Node": "google_tpu_node",
        "vmwareengine.googleapis.com/ExternalAddress": "google_vmwareengine_external_address",
        "vmwareengine.googleapis.com/NetworkPeering": "google_vmwareengine_network_peering",
        "vmwareengine.googleapis.com/NetworkPolicy": "google_vmwareengine_network_policy",
        "vmwareengine.googleapis.com/PrivateCloud": "google_vmwareengine_private_cloud",
        "vpcaccess.googleapis.com/Connector": "google_vpc_access_connector",
        "workflows.googleapis.com/Workflow": "google_workflows_workflow",
    ]
}
