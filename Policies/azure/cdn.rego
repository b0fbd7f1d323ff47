# METADATA
# title: CDN
package terraform.azure.cdn

import data.plumb.plan

# METADATA
# title: CDN endpoints refuse plain HTTP
# custom:
#   id: azure.cdn.http
#   severity: high
#   remediation: Set is_http_allowed to false.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_197"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cdn_endpoint
	plan.differs(resource, ["is_http_allowed"], false)
	message := "is_http_allowed is not off"
}

# METADATA
# title: CDN endpoints answer over HTTPS
# custom:
#   id: azure.cdn.https
#   severity: medium
#   remediation: Do not set is_https_allowed to false.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_198"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cdn_endpoint
	plan.contradicts(resource, ["is_https_allowed"], true)
	message := "is_https_allowed is not on"
}

# METADATA
# title: Domains of CDN endpoints want TLS 1.2
# custom:
#   id: azure.cdn.custom-domain-tls
#   severity: high
#   remediation: Set tls_version of user_managed_https or cdn_managed_https to TLS12.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_200"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_cdn_endpoint_custom_domain
	some attribute in ["cdn_managed_https", "user_managed_https"]
	some settings in resource.values[attribute]
	settings.tls_version in {"TLS10", "None"}
	message := "older versions of TLS are accepted"
}
