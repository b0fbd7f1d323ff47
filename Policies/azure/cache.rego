# METADATA
# title: Redis caches
package terraform.azure.cache

import data.plumb.plan

# METADATA
# title: Redis caches are shut to public networks
# custom:
#   id: azure.cache.public-network
#   severity: high
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_89"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_redis_cache
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Redis caches refuse unencrypted connections
# custom:
#   id: azure.cache.tls
#   severity: high
#   remediation: Do not set non_ssl_port_enabled.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_91"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_redis_cache
	some path in [["non_ssl_port_enabled"], ["enable_non_ssl_port"]]
	plan.contradicts(resource, path, false)
	message := "non_ssl_port_enabled is not off"
}

# METADATA
# title: Redis caches want TLS 1.2
# custom:
#   id: azure.cache.tls-version
#   severity: high
#   remediation: Set minimum_tls_version to 1.2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_148"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_redis_cache
	plan.differs(resource, ["minimum_tls_version"], "1.2")
	message := "minimum_tls_version is not 1.2"
}

# METADATA
# title: Redis caches are replicated
# custom:
#   id: azure.cache.replication
#   severity: low
#   remediation: Set sku_name to Standard or Premium.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_230"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_redis_cache
	plan.outside(resource, ["sku_name"], {"Standard", "Premium"})
	message := "sku_name is none of Standard, Premium"
}
