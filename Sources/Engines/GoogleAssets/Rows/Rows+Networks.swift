extension Rows {
    static let networks = """
        google_compute_address compute.googleapis.com/Address
          /projects/{project}/regions/{region}/addresses/{name}
          description address purpose network_tier prefix_length ip_version ipv6_endpoint_type
          name labels+ region@global/regions address_type=EXTERNAL network@global/networks
          subnetwork@regions/{region}/subnetworks
        google_compute_global_address compute.googleapis.com/GlobalAddress
          /projects/{project}/global/addresses/{name}
          description address purpose prefix_length ip_version
          name labels+ address_type=EXTERNAL network@global/networks
        google_compute_backend_bucket compute.googleapis.com/BackendBucket
          /projects/{project}/global/backendBuckets/{name}
          description bucket_name
          name enable_cdn!false cdn_policy{ signed_url_cache_max_age_sec>signedUrlCacheMaxAgeSec }
        google_compute_backend_service compute.googleapis.com/BackendService * .
          /projects/{project}/global/backendServices/{name}
          name affinity_cookie_ttl_sec description enable_cdn>enableCDN
          health_checks load_balancing_scheme
          locality_lb_policy port_name protocol session_affinity timeout_sec custom_request_headers
          custom_response_headers compression_mode security_policy edge_security_policy
          connection_draining_timeout_sec>connectionDraining.drainingTimeoutSec
          backend>backends[]{ . balancing_mode capacity_scaler description failover group max_connections
            max_connections_per_endpoint max_connections_per_instance max_rate max_rate_per_endpoint
            max_rate_per_instance max_utilization }
          cdn_policy{ . cache_mode client_ttl default_ttl max_ttl negative_caching serve_while_stale
            signed_url_cache_max_age_sec# cache_key_policy{ . include_host include_protocol
              include_query_string query_string_blacklist query_string_whitelist } }
          circuit_breakers{ . max_connections max_pending_requests max_requests
            max_requests_per_connection max_retries }
          consistent_hash{ . http_header_name minimum_ring_size# http_cookie{ . name path
            ttl{ . seconds# nanos } } }
          failover_policy{ . disable_connection_drain_on_failover drop_traffic_if_unhealthy failover_ratio }
          iap{ . enabled oauth2_client_id oauth2_client_secret }
          log_config{ . enable sample_rate }
          outlier_detection{ . base_ejection_time{ . nanos seconds# } interval{ . nanos seconds# }
            consecutive_errors consecutive_gateway_failure enforcing_consecutive_errors
            enforcing_consecutive_gateway_failure enforcing_success_rate max_ejection_percent
            success_rate_minimum_hosts success_rate_request_volume success_rate_stdev_factor }
          security_settings{ . client_tls_policy subject_alt_names }
        google_compute_region_backend_service compute.googleapis.com/RegionBackendService * .
          /projects/{project}/regions/{region}/backendServices/{name}
          name region@global/regions network affinity_cookie_ttl_sec description enable_cdn>enableCDN
          health_checks load_balancing_scheme
          locality_lb_policy port_name protocol session_affinity timeout_sec custom_request_headers
          custom_response_headers compression_mode security_policy edge_security_policy
          connection_draining_timeout_sec>connectionDraining.drainingTimeoutSec
          backend>backends[]{ . balancing_mode capacity_scaler description failover group max_connections
            max_connections_per_endpoint max_connections_per_instance max_rate max_rate_per_endpoint
            max_rate_per_instance max_utilization }
          cdn_policy{ . cache_mode client_ttl default_ttl max_ttl negative_caching serve_while_stale
            signed_url_cache_max_age_sec# cache_key_policy{ . include_host include_protocol
              include_query_string query_string_blacklist query_string_whitelist } }
          circuit_breakers{ . max_connections max_pending_requests max_requests
            max_requests_per_connection max_retries }
          consistent_hash{ . http_header_name minimum_ring_size# http_cookie{ . name path
            ttl{ . seconds# nanos } } }
          failover_policy{ . disable_connection_drain_on_failover drop_traffic_if_unhealthy failover_ratio }
          iap{ . enabled oauth2_client_id oauth2_client_secret }
          log_config{ . enable sample_rate }
          outlier_detection{ . base_ejection_time{ . nanos seconds# } interval{ . nanos seconds# }
            consecutive_errors consecutive_gateway_failure enforcing_consecutive_errors
            enforcing_consecutive_gateway_failure enforcing_success_rate max_ejection_percent
            success_rate_minimum_hosts success_rate_request_volume success_rate_stdev_factor }
        google_compute_external_vpn_gateway compute.googleapis.com/ExternalVpnGateway
          /projects/{project}/global/externalVpnGateways/{name}
          description redundancy_type
          name labels+ interface>interfaces[]{ id!0 ip_address }
        google_compute_firewall compute.googleapis.com/Firewall /projects/{project}/global/firewalls/{name}
          direction
          name network@global/networks description="" disabled!false priority=1000
          allow>allowed[]~{ protocol>IPProtocol ports } deny>denied[]~{ protocol>IPProtocol ports }
          logConfig::{"enable":false}?!log_config log_config{ enable::true metadata }
          logConfig.enable::true?enable_logging -enable_logging
          source_ranges~ source_tags~ source_service_accounts~ destination_ranges~ target_tags~
          target_service_accounts~
        google_compute_forwarding_rule compute.googleapis.com/ForwardingRule
          /projects/{project}/regions/{region}/forwardingRules/{name}
          description network_tier all_ports is_mirroring_collector service_label
          source_ip_ranges ip_version
          name region@global/regions labels ip_protocol>IPProtocol ip_address>IPAddress port_range#
          load_balancing_scheme=EXTERNAL network@global/networks ports~
          subnetwork@regions/{region}/subnetworks backend_service& target
          allow_global_access=false allow_psc_global_access=false no_automate_dns_zone=false
          -recreate_closed_psc
        google_compute_global_forwarding_rule compute.googleapis.com/GlobalForwardingRule
          /projects/{project}/global/forwardingRules/{name}
          description ip_version network_tier source_ip_ranges
          name labels ip_protocol>IPProtocol ip_address>IPAddress port_range# target
          load_balancing_scheme=EXTERNAL network@global/networks no_automate_dns_zone=false
          metadata_filters[]{ filter_match_criteria filter_labels[]{ name value } }
        google_compute_health_check compute.googleapis.com/HealthCheck
          /projects/{project}/global/healthChecks/{name}
          log_config{ enable } grpc_health_check{ port port_name port_specification
          grpc_service_name }
          name check_interval_sec=5 description="" healthy_threshold=2 timeout_sec=5 unhealthy_threshold=2
          type::HTTP?http_health_check type::HTTPS?https_health_check type::HTTP2?http2_health_check
          type::TCP?tcp_health_check type::SSL?ssl_health_check type::GRPC?grpc_health_check
          http_health_check{ port proxy_header=NONE request_path=/ }
          https_health_check{ port proxy_header=NONE request_path=/ }
          http2_health_check{ port proxy_header=NONE request_path=/ }
          tcp_health_check{ port proxy_header=NONE } ssl_health_check{ port proxy_header=NONE }
        google_compute_region_health_check compute.googleapis.com/HealthCheck
          /projects/{project}/regions/{region}/healthChecks/{name}
          log_config{ enable } grpc_health_check{ port port_name port_specification
          grpc_service_name } http2_health_check{ port proxy_header=NONE request_path=/ }
          name region@global/regions check_interval_sec=5 description="" healthy_threshold=2 timeout_sec=5
          unhealthy_threshold=2
          type::HTTP?http_health_check type::HTTPS?https_health_check type::HTTP2?http2_health_check
          type::TCP?tcp_health_check type::SSL?ssl_health_check type::GRPC?grpc_health_check
          http_health_check{ port proxy_header=NONE request_path=/ }
          https_health_check{ port proxy_header=NONE request_path=/ }
          tcp_health_check{ port proxy_header=NONE } ssl_health_check{ port proxy_header=NONE }
        google_compute_http_health_check compute.googleapis.com/HttpHealthCheck *
          /projects/{project}/global/httpHealthChecks/{name}
        google_compute_https_health_check compute.googleapis.com/HttpsHealthCheck *
          /projects/{project}/global/httpsHealthChecks/{name}
        google_compute_interconnect compute.googleapis.com/Interconnect
          /projects/{project}/global/interconnects/{name}
          name labels+
        google_compute_interconnect_attachment compute.googleapis.com/InterconnectAttachment
          /projects/{project}/regions/{region}/interconnectAttachments/{name}
          name region@global/regions labels+ router@regions/{region}/routers admin_enabled=true
        google_compute_network compute.googleapis.com/Network /projects/{project}/global/networks/{name}
          description mtu enable_ula_internal_ipv6 internal_ipv6_range
          name auto_create_subnetworks=true!false routing_mode>routingConfig.routingMode
          network_firewall_policy_enforcement_order=AFTER_CLASSIC_FIREWALL -delete_default_routes_on_create
        google_compute_network_endpoint_group compute.googleapis.com/NetworkEndpointGroup *
          /projects/{project}/zones/{zone}/networkEndpointGroups/{name}
        google_compute_route compute.googleapis.com/Route /projects/{project}/global/routes/{name}
          description dest_range
          name network@global/networks priority=1000 tags~ next_hop_ip
          next_hop_gateway@global/gateways
          next_hop_vpn_tunnel@regions/{region}/vpnTunnels next_hop_instance@zones/{zone}/instances
          -next_hop_instance_zone
        google_compute_router compute.googleapis.com/Router
          /projects/{project}/regions/{region}/routers/{name}
          name region@global/regions network@global/networks description=""
          bgp{ asn advertise_mode=DEFAULT advertised_groups advertised_ip_ranges[]{ range description="" }
            keepalive_interval=20 }
        google_compute_security_policy compute.googleapis.com/SecurityPolicy
          /projects/{project}/global/securityPolicies/{name}
          description type
          name rule>rules[]~~{ action priority%!0 preview description
            match{ versioned_expr config{ src_ip_ranges~ } expr{ expression } } }
        google_compute_ssl_certificate compute.googleapis.com/SslCertificate
          /projects/{project}/global/sslCertificates/{name}
          name certificate private_key -name_prefix
        google_compute_managed_ssl_certificate compute.googleapis.com/SslCertificate
          /projects/{project}/global/sslCertificates/{name}
          name type=MANAGED managed{ domains }
        google_compute_ssl_policy compute.googleapis.com/SslPolicy
          /projects/{project}/global/sslPolicies/{name}
          description
          name custom_features~ min_tls_version=TLS_1_0 profile=COMPATIBLE
        google_compute_subnetwork compute.googleapis.com/Subnetwork
          /projects/{project}/regions/{region}/subnetworks/{name}
          description ip_cidr_range private_ip_google_access private_ipv6_google_access purpose
          role stack_type ipv6_access_type
          name region@global/regions network@global/networks
          logConfig::{"enable":false}?!log_config
          log_config{ enable::true aggregation_interval=INTERVAL_5_SEC flow_sampling=0.5
            metadata=INCLUDE_ALL_METADATA metadata_fields~![] filter_expr="true" }
          secondary_ip_range>secondaryIpRanges[]{ range_name ip_cidr_range }
          -send_secondary_ip_range_if_empty
        google_compute_target_http_proxy compute.googleapis.com/TargetHttpProxy
          /projects/{project}/global/targetHttpProxies/{name}
          description proxy_bind http_keep_alive_timeout_sec
          name url_map@global/urlMaps
        google_compute_target_https_proxy compute.googleapis.com/TargetHttpsProxy
          /projects/{project}/global/targetHttpsProxies/{name}
          description certificate_map proxy_bind http_keep_alive_timeout_sec
          name quic_override=NONE server_tls_policy=null ssl_certificates@global/sslCertificates
          ssl_policy@global/sslPolicies url_map@global/urlMaps
        google_compute_target_ssl_proxy compute.googleapis.com/TargetSslProxy
          /projects/{project}/global/targetSslProxies/{name}
          description certificate_map
          name backend_service>service@global/backendServices proxy_header=NONE
          ssl_certificates@global/sslCertificates ssl_policy@global/sslPolicies
        google_compute_target_tcp_proxy compute.googleapis.com/TargetTcpProxy
          /projects/{project}/global/targetTcpProxies/{name}
          description proxy_bind
          name backend_service>service@global/backendServices proxy_header=NONE
        google_compute_url_map compute.googleapis.com/UrlMap /projects/{project}/global/urlMaps/{name}
          description
          name default_service@global/backendServices
          host_rule>hostRules[]~~{ description hosts~ path_matcher }
          path_matcher>pathMatchers[]{ name description default_service@global/backendServices
            path_rule>pathRules[]{ paths~ service@global/backendServices } }
          test>tests[]{ description host path service@global/backendServices }
        google_compute_vpn_gateway compute.googleapis.com/TargetVpnGateway *
          /projects/{project}/regions/{region}/targetVpnGateways/{name}
        google_compute_ha_vpn_gateway compute.googleapis.com/VpnGateway
          /projects/{project}/regions/{region}/vpnGateways/{name}
          description
          name region@global/regions network@global/networks labels+ stack_type=IPV4_ONLY
          vpn_interfaces[]{ id!0 interconnect_attachment }
        google_compute_vpn_tunnel compute.googleapis.com/VpnTunnel
          /projects/{project}/regions/{region}/vpnTunnels/{name}
          description peer_ip shared_secret;<secret>
          name region@global/regions labels+ ike_version=2 peer_external_gateway_interface=0
          vpn_gateway_interface=0 target_vpn_gateway@regions/{region}/targetVpnGateways
          vpn_gateway@regions/{region}/vpnGateways router@regions/{region}/routers
          peer_external_gateway@global/externalVpnGateways peer_gcp_gateway@regions/{region}/vpnGateways
          local_traffic_selector~ remote_traffic_selector~
        google_dns_managed_zone dns.googleapis.com/ManagedZone /projects/{project}/managedZones/{name}
          name labels+ description=Managed␣by␣Terraform dns_name visibility=public
          dnssec_config{ default_key_specs[]{ algorithm key_length key_type kind=dns#dnsKeySpec }
            kind=dns#managedZoneDnsSecConfig non_existence state }
          privateVisibilityConfig::{"networks":[]}?!private_visibility_config
          private_visibility_config{ networks[]![]{ network_url } gke_clusters[]{ gke_cluster_name } }
          forwarding_config{ target_name_servers[]~~{ ipv4_address forwarding_path } }
          peering_config{ target_network{ network_url } } cloud_logging_config{ enable_logging }
        google_dns_policy dns.googleapis.com/Policy /projects/{project}/policies/{name}
          name description=Managed␣by␣Terraform enable_inbound_forwarding enable_logging
          alternative_name_server_config{ target_name_servers[]~~{ forwarding_path ipv4_address } }
          networks[]~~{ network_url }
        google_network_security_backend_authentication_config \
        networksecurity.googleapis.com/BackendAuthenticationConfig .
          /projects/{project}/locations/{location}/backendAuthenticationConfigs/{name}
          labels+ description client_certificate trust_config well_known_roots=NONE
        google_certificate_manager_certificate certificatemanager.googleapis.com/Certificate .
          /projects/{project}/locations/{location}/certificates/{name}
          labels+ description scope=DEFAULT managed{ . domains dns_authorizations issuance_config }
          self_managed{ . pem_certificate;^pemCertificate pem_private_key;<private_key> }
        google_certificate_manager_certificate_issuance_config \
        certificatemanager.googleapis.com/CertificateIssuanceConfig
          /projects/{project}/locations/{location}/certificateIssuanceConfigs/{name}
          labels+ certificate_authority_config{ certificate_authority_service_config{ ca_pool } }
        google_certificate_manager_certificate_map certificatemanager.googleapis.com/CertificateMap .
          /projects/{project}/locations/global/certificateMaps/{name}
          labels+ description
        google_certificate_manager_certificate_map_entry \
        certificatemanager.googleapis.com/CertificateMapEntry .
          /projects/{project}/locations/global/certificateMaps/{map}/certificateMapEntries/{name}
          labels+ description certificates hostname matcher
        google_certificate_manager_dns_authorization certificatemanager.googleapis.com/DnsAuthorization .
          /projects/{project}/locations/{location}/dnsAuthorizations/{name}
          labels+ description domain type
        google_certificate_manager_trust_config certificatemanager.googleapis.com/TrustConfig .
          /projects/{project}/locations/{location}/trustConfigs/{name}
          labels+ description trust_stores[]{ . trust_anchors[]{ pem_certificate }
          intermediate_cas[]{ pem_certificate } } allowlisted_certificates[]{ pem_certificate }
        google_network_security_server_tls_policy networksecurity.googleapis.com/ServerTlsPolicy .
          /projects/{project}/locations/{location}/serverTlsPolicies/{name}
          labels+ description allow_open
          server_certificate{ . certificate_provider_instance{ plugin_instance }
            grpc_endpoint{ target_uri } }
          mtls_policy{ . client_validation_mode client_validation_trust_config
            client_validation_ca[]{ . certificate_provider_instance{ plugin_instance }
              grpc_endpoint{ target_uri } } }
        google_network_security_client_tls_policy networksecurity.googleapis.com/ClientTlsPolicy .
          /projects/{project}/locations/{location}/clientTlsPolicies/{name}
          labels+ description sni client_certificate{ . certificate_provider_instance{ plugin_instance }
            grpc_endpoint{ target_uri } }
          server_validation_ca[]{ . certificate_provider_instance{ plugin_instance }
            grpc_endpoint{ target_uri } }
        google_network_security_tls_inspection_policy networksecurity.googleapis.com/TlsInspectionPolicy .
          /projects/{project}/locations/{location}/tlsInspectionPolicies/{name}
          description ca_pool trust_config exclude_public_ca_set min_tls_version tls_feature_profile
          custom_tls_features
        google_network_security_url_lists networksecurity.googleapis.com/UrlList .
          /projects/{project}/locations/{location}/urlLists/{name}
          description values
        google_network_security_gateway_security_policy networksecurity.googleapis.com/GatewaySecurityPolicy .
          /projects/{project}/locations/{location}/gatewaySecurityPolicies/{name}
          description tls_inspection_policy
        google_network_security_address_group networksecurity.googleapis.com/AddressGroup .
          /projects/{project}/locations/{location}/addressGroups/{name}
          labels+ description type items capacity
        google_vpc_access_connector vpcaccess.googleapis.com/Connector
          /projects/{project}/locations/{region}/connectors/{name}
          network ip_cidr_range min_throughput max_throughput min_instances max_instances
          subnet{ name project_id }
          machine_type=e2-micro
        google_vmwareengine_external_address vmwareengine.googleapis.com/ExternalAddress
          /{parent}/externalAddresses/{name}
        google_vmwareengine_network vmwareengine.googleapis.com/VmwareEngineNetwork
          /projects/{project}/locations/{location}/vmwareEngineNetworks/{name}
        google_vmwareengine_network_peering vmwareengine.googleapis.com/NetworkPeering
          /projects/{project}/locations/global/networkPeerings/{name}
          export_custom_routes=true export_custom_routes_with_public_ip=true import_custom_routes=true
          import_custom_routes_with_public_ip=true
        google_vmwareengine_network_policy vmwareengine.googleapis.com/NetworkPolicy
          /projects/{project}/locations/{location}/networkPolicies/{name}
        google_vmwareengine_private_cloud vmwareengine.googleapis.com/PrivateCloud
          /projects/{project}/locations/{location}/privateClouds/{name}
          type=STANDARD management_cluster{ cluster_id
            node_type_configs(node_type_id){ node_type_id node_count custom_core_count } }
          network_config{ management_cidr vmware_engine_network } -deletion_delay_hours
          -send_deletion_delay_hours_if_zero
        """
}
