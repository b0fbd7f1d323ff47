# METADATA
# title: MySQL and MariaDB
package terraform.azure.mysql

import data.plumb.plan

# METADATA
# title: MySQL servers are shut to public networks
# custom:
#   id: azure.mysql.public-network
#   severity: high
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_53"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mysql_server
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: MySQL servers refuse unencrypted connections
# custom:
#   id: azure.mysql.tls
#   severity: high
#   remediation: Set ssl_enforcement_enabled to true.
#   frameworks:
#     cis_azure_2_1: ["4.4.1"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_28"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mysql_server
	plan.differs(resource, ["ssl_enforcement_enabled"], true)
	message := "ssl_enforcement_enabled is not on"
}

# METADATA
# title: MySQL servers want TLS 1.2
# custom:
#   id: azure.mysql.tls-version
#   severity: high
#   remediation: Set ssl_minimal_tls_version_enforced to TLS1_2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_54"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mysql_server
	plan.differs(resource, ["ssl_minimal_tls_version_enforced"], "TLS1_2")
	message := "ssl_minimal_tls_version_enforced is not TLS1_2"
}

# METADATA
# title: Threats to MySQL servers are looked for
# custom:
#   id: azure.mysql.threat-detection
#   severity: medium
#   remediation: Set enabled of threat_detection_policy to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_127"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mysql_server
	plan.differs(resource, ["threat_detection_policy", 0, "enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: Backups of MySQL servers are kept in two regions
# custom:
#   id: azure.mysql.geo-backup
#   severity: low
#   remediation: Set geo_redundant_backup_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_94"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_mysql_server", "azurerm_mysql_flexible_server"}
	some resource in plan.resources[type]
	plan.differs(resource, ["geo_redundant_backup_enabled"], true)
	message := "geo_redundant_backup_enabled is not on"
}

# METADATA
# title: MySQL servers are encrypted twice
# custom:
#   id: azure.mysql.infrastructure-encryption
#   severity: low
#   remediation: Set infrastructure_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_96"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mysql_server
	plan.differs(resource, ["infrastructure_encryption_enabled"], true)
	message := "infrastructure_encryption_enabled is not on"
}

# METADATA
# title: MariaDB servers are shut to public networks
# custom:
#   id: azure.mysql.mariadb-public-network
#   severity: high
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_48"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mariadb_server
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: MariaDB servers refuse unencrypted connections
# custom:
#   id: azure.mysql.mariadb-tls
#   severity: high
#   remediation: Set ssl_enforcement_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_47"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mariadb_server
	plan.differs(resource, ["ssl_enforcement_enabled"], true)
	message := "ssl_enforcement_enabled is not on"
}

# METADATA
# title: MariaDB servers want TLS 1.2
# custom:
#   id: azure.mysql.mariadb-tls-version
#   severity: high
#   remediation: Set ssl_minimal_tls_version_enforced to TLS1_2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV2_AZURE_37"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mariadb_server
	plan.differs(resource, ["ssl_minimal_tls_version_enforced"], "TLS1_2")
	message := "ssl_minimal_tls_version_enforced is not TLS1_2"
}

# METADATA
# title: Backups of MariaDB servers are kept in two regions
# custom:
#   id: azure.mysql.mariadb-geo-backup
#   severity: low
#   remediation: Set geo_redundant_backup_enabled to true.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_129"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_mariadb_server
	plan.differs(resource, ["geo_redundant_backup_enabled"], true)
	message := "geo_redundant_backup_enabled is not on"
}
