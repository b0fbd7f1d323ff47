# METADATA
# title: PostgreSQL
package terraform.azure.postgresql

import data.plumb.plan

# METADATA
# title: PostgreSQL servers are shut to public networks
# custom:
#   id: azure.postgresql.public-network
#   severity: high
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_68"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_server
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: PostgreSQL servers refuse unencrypted connections
# custom:
#   id: azure.postgresql.tls
#   severity: high
#   remediation: Set ssl_enforcement_enabled to true.
#   frameworks:
#     cis_azure_2_1: ["4.3.1"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_29"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_server
	plan.differs(resource, ["ssl_enforcement_enabled"], true)
	message := "ssl_enforcement_enabled is not on"
}

# METADATA
# title: PostgreSQL servers want TLS 1.2
# custom:
#   id: azure.postgresql.tls-version
#   severity: high
#   remediation: Set ssl_minimal_tls_version_enforced to TLS1_2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_147"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_server
	plan.differs(resource, ["ssl_minimal_tls_version_enforced"], "TLS1_2")
	message := "ssl_minimal_tls_version_enforced is not TLS1_2"
}

# METADATA
# title: Threats to PostgreSQL servers are looked for
# custom:
#   id: azure.postgresql.threat-detection
#   severity: medium
#   remediation: Set enabled of threat_detection_policy to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_128"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_server
	plan.differs(resource, ["threat_detection_policy", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: Backups of PostgreSQL servers are kept in two regions
# custom:
#   id: azure.postgresql.geo-backup
#   severity: low
#   remediation: Set geo_redundant_backup_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_102"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_server
	plan.differs(resource, ["geo_redundant_backup_enabled"], true)
	message := "geo_redundant_backup_enabled is not on"
}

# METADATA
# title: Backups of flexible servers are kept in two regions
# custom:
#   id: azure.postgresql.flexible-geo-backup
#   severity: low
#   remediation: Set geo_redundant_backup_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_136"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_flexible_server
	plan.differs(resource, ["geo_redundant_backup_enabled"], true)
	message := "geo_redundant_backup_enabled is not on"
}

# METADATA
# title: PostgreSQL servers are encrypted twice
# custom:
#   id: azure.postgresql.infrastructure-encryption
#   severity: low
#   remediation: Set infrastructure_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_130"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_server
	plan.differs(resource, ["infrastructure_encryption_enabled"], true)
	message := "infrastructure_encryption_enabled is not on"
}

# METADATA
# title: Checkpoints are logged
# custom:
#   id: azure.postgresql.log-checkpoints
#   severity: low
#   remediation: Set log_checkpoints to on.
#   frameworks:
#     cis_azure_2_1: ["4.3.2"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_30"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_configuration
	resource.values.name == "log_checkpoints"
	lower(resource.values.value) != "on"
	message := "log_checkpoints is not on"
}

# METADATA
# title: Connections are logged
# custom:
#   id: azure.postgresql.log-connections
#   severity: low
#   remediation: Set log_connections to on.
#   frameworks:
#     cis_azure_2_1: ["4.3.3"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_31"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_configuration
	resource.values.name == "log_connections"
	lower(resource.values.value) != "on"
	message := "log_connections is not on"
}

# METADATA
# title: Failing connections are slowed down
# custom:
#   id: azure.postgresql.throttling
#   severity: low
#   remediation: Set connection_throttling to on.
#   frameworks:
#     cis_azure_2_1: ["4.3.5"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_32"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_configuration
	resource.values.name == "connection_throttling"
	lower(resource.values.value) != "on"
	message := "connection_throttling is not on"
}

# METADATA
# title: Logs are kept
# custom:
#   id: azure.postgresql.log-retention
#   severity: low
#   remediation: Set log_retention to on.
#   frameworks:
#     cis_azure_2_1: ["4.3.6"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_146"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_postgresql_configuration
	resource.values.name == "log_retention"
	lower(resource.values.value) != "on"
	message := "log_retention is not on"
}
