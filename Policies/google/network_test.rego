package terraform.google.network_test

import data.plumb.testing
import data.terraform.google.network

test_refuses_flow_logs if {
	"google.network.flow-logs" in testing.ids(network.deny) with input as testing.creating("google_compute_subnetwork", {})
}

test_accepts_flow_logs if {
	not "google.network.flow-logs" in testing.ids(network.deny) with input as testing.creating("google_compute_subnetwork", {"log_config": [{"flow_sampling": 1}]})
}

test_accepts_flow_logs_2 if {
	not "google.network.flow-logs" in testing.ids(network.deny) with input as testing.creating("google_compute_subnetwork", {"purpose": "REGIONAL_MANAGED_PROXY"})
}

test_refuses_private_access if {
	"google.network.private-access" in testing.ids(network.deny) with input as testing.creating("google_compute_subnetwork", {})
}

test_refuses_private_access_2 if {
	"google.network.private-access" in testing.ids(network.deny) with input as testing.creating("google_compute_subnetwork", {"private_ip_google_access": false})
}

test_accepts_private_access if {
	not "google.network.private-access" in testing.ids(network.deny) with input as testing.creating("google_compute_subnetwork", {"private_ip_google_access": true})
}

test_accepts_private_access_2 if {
	not "google.network.private-access" in testing.ids(network.deny) with input as testing.creating("google_compute_subnetwork", {"purpose": "REGIONAL_MANAGED_PROXY"})
}

test_refuses_tls_policy if {
	"google.network.tls-policy" in testing.ids(network.deny) with input as testing.creating("google_compute_ssl_policy", {})
}

test_refuses_tls_policy_2 if {
	"google.network.tls-policy" in testing.ids(network.deny) with input as testing.creating("google_compute_ssl_policy", {"profile": "COMPATIBLE"})
}

test_refuses_tls_policy_3 if {
	"google.network.tls-policy" in testing.ids(network.deny) with input as testing.creating("google_compute_ssl_policy", {"profile": "MODERN", "min_tls_version": "TLS_1_0"})
}

test_accepts_tls_policy if {
	not "google.network.tls-policy" in testing.ids(network.deny) with input as testing.creating("google_compute_ssl_policy", {"profile": "RESTRICTED"})
}

test_accepts_tls_policy_2 if {
	not "google.network.tls-policy" in testing.ids(network.deny) with input as testing.creating("google_compute_ssl_policy", {"profile": "MODERN", "min_tls_version": "TLS_1_2"})
}

test_accepts_tls_policy_3 if {
	not "google.network.tls-policy" in testing.ids(network.deny) with input as testing.creating("google_compute_ssl_policy", {"profile": "CUSTOM", "custom_features": ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"]})
}

test_refuses_proxy_https if {
	"google.network.proxy-https" in testing.ids(network.deny) with input as testing.creating("google_compute_forwarding_rule", {"load_balancing_scheme": "EXTERNAL", "target": "projects/p/global/targetHttpProxies/a"})
}

test_accepts_proxy_https if {
	not "google.network.proxy-https" in testing.ids(network.deny) with input as testing.creating("google_compute_forwarding_rule", {"load_balancing_scheme": "EXTERNAL", "target": "projects/p/global/targetHttpsProxies/a"})
}
