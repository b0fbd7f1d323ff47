# METADATA
# title: Networks
package terraform.google.network

import data.plumb.plan

# METADATA
# title: Subnetworks log their flows
# custom:
#   id: google.network.flow-logs
#   severity: medium
#   remediation: Add a log_config.
#   frameworks:
#     cis_gcp_3_0: ["3.8"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_26"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_subnetwork
	not is_proxy(resource)
	plan.unset(resource, ["log_config"])
	message := "flows are not logged"
}

is_proxy(resource) if resource.values.purpose in {"GLOBAL_MANAGED_PROXY", "INTERNAL_HTTPS_LOAD_BALANCER", "PRIVATE_SERVICE_CONNECT", "REGIONAL_MANAGED_PROXY"}

# METADATA
# title: Machines reach the APIs of Google without public addresses
# custom:
#   id: google.network.private-access
#   severity: low
#   remediation: Set private_ip_google_access to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_74"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_subnetwork
	not is_proxy(resource)
	plan.differs(resource, ["private_ip_google_access"], true)
	message := "APIs are reached over the Internet"
}

# METADATA
# title: TLS policies refuse weak ciphers
# custom:
#   id: google.network.tls-policy
#   severity: high
#   remediation: Set profile to MODERN, RESTRICTED or FIPS_202205, and min_tls_version to TLS_1_2.
#   frameworks:
#     cis_gcp_3_0: ["3.9"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_GCP_4"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_ssl_policy
	not is_strong(resource)
	message := "weak ciphers are accepted"
}

weak := {
	"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_128_CBC_SHA",
	"TLS_RSA_WITH_AES_256_CBC_SHA", "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
}

is_strong(resource) if resource.values.profile in {"FIPS_202205", "RESTRICTED"}

is_strong(resource) if {
	resource.values.profile == "MODERN"
	resource.values.min_tls_version == "TLS_1_2"
}

is_strong(resource) if {
	resource.values.profile == "CUSTOM"
	count((weak & {feature | some feature in resource.values.custom_features})) == 0
}

# METADATA
# title: Load balancers outside do not use plain HTTP
# custom:
#   id: google.network.proxy-https
#   severity: high
#   remediation: Use an HTTPS proxy.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_forwarding_rule", "google_compute_global_forwarding_rule"}
	some resource in plan.resources[type]
	resource.values.load_balancing_scheme in {"EXTERNAL", "EXTERNAL_MANAGED"}
	contains(resource.values.target, "targetHttpProxies")
	message := "the load balancer takes plain HTTP"
}
