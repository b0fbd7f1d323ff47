package terraform.azure.mysql_test

import data.plumb.testing
import data.terraform.azure.mysql

test_refuses_public_network if {
	"azure.mysql.public-network" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.mysql.public-network" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {})
}

test_accepts_public_network if {
	not "azure.mysql.public-network" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.mysql.public-network" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mysql_server", {}, {"public_network_access_enabled": true})
}

test_refuses_tls if {
	"azure.mysql.tls" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"ssl_enforcement_enabled": false})
}

test_refuses_tls_2 if {
	"azure.mysql.tls" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {})
}

test_accepts_tls if {
	not "azure.mysql.tls" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"ssl_enforcement_enabled": true})
}

test_accepts_tls_2 if {
	not "azure.mysql.tls" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mysql_server", {}, {"ssl_enforcement_enabled": true})
}

test_refuses_tls_version if {
	"azure.mysql.tls-version" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"ssl_minimal_tls_version_enforced": "TLS1_1"})
}

test_refuses_tls_version_2 if {
	"azure.mysql.tls-version" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {})
}

test_accepts_tls_version if {
	not "azure.mysql.tls-version" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"ssl_minimal_tls_version_enforced": "TLS1_2"})
}

test_accepts_tls_version_2 if {
	not "azure.mysql.tls-version" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mysql_server", {}, {"ssl_minimal_tls_version_enforced": true})
}

test_refuses_threat_detection if {
	"azure.mysql.threat-detection" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"threat_detection_policy": [{"enabled": false}]})
}

test_refuses_threat_detection_2 if {
	"azure.mysql.threat-detection" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {})
}

test_accepts_threat_detection if {
	not "azure.mysql.threat-detection" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"threat_detection_policy": [{"enabled": true}]})
}

test_accepts_threat_detection_2 if {
	not "azure.mysql.threat-detection" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mysql_server", {}, {"threat_detection_policy": true})
}

test_refuses_geo_backup if {
	"azure.mysql.geo-backup" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"geo_redundant_backup_enabled": false})
}

test_refuses_geo_backup_2 if {
	"azure.mysql.geo-backup" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {})
}

test_refuses_geo_backup_3 if {
	"azure.mysql.geo-backup" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_flexible_server", {"geo_redundant_backup_enabled": false})
}

test_accepts_geo_backup if {
	not "azure.mysql.geo-backup" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"geo_redundant_backup_enabled": true})
}

test_accepts_geo_backup_2 if {
	not "azure.mysql.geo-backup" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mysql_server", {}, {"geo_redundant_backup_enabled": true})
}

test_refuses_infrastructure_encryption if {
	"azure.mysql.infrastructure-encryption" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"infrastructure_encryption_enabled": false})
}

test_refuses_infrastructure_encryption_2 if {
	"azure.mysql.infrastructure-encryption" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {})
}

test_accepts_infrastructure_encryption if {
	not "azure.mysql.infrastructure-encryption" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mysql_server", {"infrastructure_encryption_enabled": true})
}

test_accepts_infrastructure_encryption_2 if {
	not "azure.mysql.infrastructure-encryption" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mysql_server", {}, {"infrastructure_encryption_enabled": true})
}

test_refuses_mariadb_public_network if {
	"azure.mysql.mariadb-public-network" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {"public_network_access_enabled": true})
}

test_refuses_mariadb_public_network_2 if {
	"azure.mysql.mariadb-public-network" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {})
}

test_accepts_mariadb_public_network if {
	not "azure.mysql.mariadb-public-network" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {"public_network_access_enabled": false})
}

test_accepts_mariadb_public_network_2 if {
	not "azure.mysql.mariadb-public-network" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mariadb_server", {}, {"public_network_access_enabled": true})
}

test_refuses_mariadb_tls if {
	"azure.mysql.mariadb-tls" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {"ssl_enforcement_enabled": false})
}

test_refuses_mariadb_tls_2 if {
	"azure.mysql.mariadb-tls" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {})
}

test_accepts_mariadb_tls if {
	not "azure.mysql.mariadb-tls" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {"ssl_enforcement_enabled": true})
}

test_accepts_mariadb_tls_2 if {
	not "azure.mysql.mariadb-tls" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mariadb_server", {}, {"ssl_enforcement_enabled": true})
}

test_refuses_mariadb_tls_version if {
	"azure.mysql.mariadb-tls-version" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {"ssl_minimal_tls_version_enforced": "TLS1_0"})
}

test_refuses_mariadb_tls_version_2 if {
	"azure.mysql.mariadb-tls-version" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {})
}

test_accepts_mariadb_tls_version if {
	not "azure.mysql.mariadb-tls-version" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {"ssl_minimal_tls_version_enforced": "TLS1_2"})
}

test_accepts_mariadb_tls_version_2 if {
	not "azure.mysql.mariadb-tls-version" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mariadb_server", {}, {"ssl_minimal_tls_version_enforced": true})
}

test_refuses_mariadb_geo_backup if {
	"azure.mysql.mariadb-geo-backup" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {"geo_redundant_backup_enabled": false})
}

test_refuses_mariadb_geo_backup_2 if {
	"azure.mysql.mariadb-geo-backup" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {})
}

test_accepts_mariadb_geo_backup if {
	not "azure.mysql.mariadb-geo-backup" in testing.ids(mysql.deny) with input as testing.creating("azurerm_mariadb_server", {"geo_redundant_backup_enabled": true})
}

test_accepts_mariadb_geo_backup_2 if {
	not "azure.mysql.mariadb-geo-backup" in testing.ids(mysql.deny) with input as testing.unsure("azurerm_mariadb_server", {}, {"geo_redundant_backup_enabled": true})
}
