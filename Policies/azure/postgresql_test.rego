package terraform.azure.postgresql_test

import data.plumb.testing
import data.terraform.azure.postgresql

test_refuses_public_network if {
	"azure.postgresql.public-network" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.postgresql.public-network" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {})
}

test_accepts_public_network if {
	not "azure.postgresql.public-network" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.postgresql.public-network" in testing.ids(postgresql.deny) with input as testing.unsure("azurerm_postgresql_server", {}, {"public_network_access_enabled": true})
}

test_refuses_tls if {
	"azure.postgresql.tls" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"ssl_enforcement_enabled": false})
}

test_refuses_tls_2 if {
	"azure.postgresql.tls" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {})
}

test_accepts_tls if {
	not "azure.postgresql.tls" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"ssl_enforcement_enabled": true})
}

test_accepts_tls_2 if {
	not "azure.postgresql.tls" in testing.ids(postgresql.deny) with input as testing.unsure("azurerm_postgresql_server", {}, {"ssl_enforcement_enabled": true})
}

test_refuses_tls_version if {
	"azure.postgresql.tls-version" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"ssl_minimal_tls_version_enforced": "TLS1_1"})
}

test_refuses_tls_version_2 if {
	"azure.postgresql.tls-version" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {})
}

test_accepts_tls_version if {
	not "azure.postgresql.tls-version" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"ssl_minimal_tls_version_enforced": "TLS1_2"})
}

test_accepts_tls_version_2 if {
	not "azure.postgresql.tls-version" in testing.ids(postgresql.deny) with input as testing.unsure("azurerm_postgresql_server", {}, {"ssl_minimal_tls_version_enforced": true})
}

test_refuses_threat_detection if {
	"azure.postgresql.threat-detection" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"threat_detection_policy": [{"enabled": false}]})
}

test_refuses_threat_detection_2 if {
	"azure.postgresql.threat-detection" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {})
}

test_accepts_threat_detection if {
	not "azure.postgresql.threat-detection" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"threat_detection_policy": [{"enabled": true}]})
}

test_accepts_threat_detection_2 if {
	not "azure.postgresql.threat-detection" in testing.ids(postgresql.deny) with input as testing.unsure("azurerm_postgresql_server", {}, {"threat_detection_policy": true})
}

test_refuses_geo_backup if {
	"azure.postgresql.geo-backup" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"geo_redundant_backup_enabled": false})
}

test_refuses_geo_backup_2 if {
	"azure.postgresql.geo-backup" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {})
}

test_accepts_geo_backup if {
	not "azure.postgresql.geo-backup" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"geo_redundant_backup_enabled": true})
}

test_accepts_geo_backup_2 if {
	not "azure.postgresql.geo-backup" in testing.ids(postgresql.deny) with input as testing.unsure("azurerm_postgresql_server", {}, {"geo_redundant_backup_enabled": true})
}

test_refuses_flexible_geo_backup if {
	"azure.postgresql.flexible-geo-backup" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_flexible_server", {"geo_redundant_backup_enabled": false})
}

test_refuses_flexible_geo_backup_2 if {
	"azure.postgresql.flexible-geo-backup" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_flexible_server", {})
}

test_accepts_flexible_geo_backup if {
	not "azure.postgresql.flexible-geo-backup" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_flexible_server", {"geo_redundant_backup_enabled": true})
}

test_accepts_flexible_geo_backup_2 if {
	not "azure.postgresql.flexible-geo-backup" in testing.ids(postgresql.deny) with input as testing.unsure("azurerm_postgresql_flexible_server", {}, {"geo_redundant_backup_enabled": true})
}

test_refuses_infrastructure_encryption if {
	"azure.postgresql.infrastructure-encryption" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"infrastructure_encryption_enabled": false})
}

test_refuses_infrastructure_encryption_2 if {
	"azure.postgresql.infrastructure-encryption" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {})
}

test_accepts_infrastructure_encryption if {
	not "azure.postgresql.infrastructure-encryption" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_server", {"infrastructure_encryption_enabled": true})
}

test_accepts_infrastructure_encryption_2 if {
	not "azure.postgresql.infrastructure-encryption" in testing.ids(postgresql.deny) with input as testing.unsure("azurerm_postgresql_server", {}, {"infrastructure_encryption_enabled": true})
}

test_refuses_log_checkpoints if {
	"azure.postgresql.log-checkpoints" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_checkpoints", "value": "off"})
}

test_accepts_log_checkpoints if {
	not "azure.postgresql.log-checkpoints" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_checkpoints", "value": "on"})
}

test_accepts_log_checkpoints_2 if {
	not "azure.postgresql.log-checkpoints" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_checkpoints", "value": "ON"})
}

test_accepts_log_checkpoints_3 if {
	not "azure.postgresql.log-checkpoints" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "other", "value": "off"})
}

test_refuses_log_connections if {
	"azure.postgresql.log-connections" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_connections", "value": "off"})
}

test_accepts_log_connections if {
	not "azure.postgresql.log-connections" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_connections", "value": "on"})
}

test_accepts_log_connections_2 if {
	not "azure.postgresql.log-connections" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_connections", "value": "ON"})
}

test_accepts_log_connections_3 if {
	not "azure.postgresql.log-connections" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "other", "value": "off"})
}

test_refuses_throttling if {
	"azure.postgresql.throttling" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "connection_throttling", "value": "off"})
}

test_accepts_throttling if {
	not "azure.postgresql.throttling" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "connection_throttling", "value": "on"})
}

test_accepts_throttling_2 if {
	not "azure.postgresql.throttling" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "connection_throttling", "value": "ON"})
}

test_accepts_throttling_3 if {
	not "azure.postgresql.throttling" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "other", "value": "off"})
}

test_refuses_log_retention if {
	"azure.postgresql.log-retention" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_retention", "value": "off"})
}

test_accepts_log_retention if {
	not "azure.postgresql.log-retention" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_retention", "value": "on"})
}

test_accepts_log_retention_2 if {
	not "azure.postgresql.log-retention" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "log_retention", "value": "ON"})
}

test_accepts_log_retention_3 if {
	not "azure.postgresql.log-retention" in testing.ids(postgresql.deny) with input as testing.creating("azurerm_postgresql_configuration", {"name": "other", "value": "off"})
}
