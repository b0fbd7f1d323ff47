# METADATA
# title: Cloud SQL
package terraform.google.sql

import data.plumb.plan

# METADATA
# title: Databases refuse unencrypted connections
# custom:
#   id: google.sql.tls
#   severity: high
#   remediation: Set ssl_mode of ip_configuration to ENCRYPTED_ONLY.
#   frameworks:
#     cis_gcp_3_0: ["6.4"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_GCP_6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	plan.differs(resource, ["settings", 0, "ip_configuration", 0, "require_ssl"], true)
	plan.outside(resource, ["settings", 0, "ip_configuration", 0, "ssl_mode"], {"ENCRYPTED_ONLY", "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"})
	message := "unencrypted connections are accepted"
}

# METADATA
# title: Databases are not open to every address
# custom:
#   id: google.sql.open-network
#   severity: critical
#   remediation: Name the networks in authorized_networks.
#   frameworks:
#     cis_gcp_3_0: ["6.5"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_11"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	some settings in resource.values.settings
	some configuration in settings.ip_configuration
	some network in configuration.authorized_networks
	endswith(network.value, "/0")
	message := "every address may reach the database"
}

# METADATA
# title: Databases have no public addresses
# custom:
#   id: google.sql.public-address
#   severity: high
#   remediation: Set ipv4_enabled of ip_configuration to false.
#   frameworks:
#     cis_gcp_3_0: ["6.6"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_60"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	not is_private(resource)
	message := "the database has a public address"
}

is_private(resource) if {
	some settings in resource.values.settings
	some configuration in settings.ip_configuration
	plan.plain(configuration.ipv4_enabled) == false
}

# METADATA
# title: Databases are backed up
# custom:
#   id: google.sql.backups
#   severity: high
#   remediation: Set enabled of backup_configuration to true.
#   frameworks:
#     cis_gcp_3_0: ["6.7"]
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_GCP_14"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	not is_replica(resource)
	plan.differs(resource, ["settings", 0, "backup_configuration", 0, "enabled"], true)
	message := "the database is not backed up"
}

is_replica(resource) if not plan.unset(resource, ["master_instance_name"])

# METADATA
# title: Databases can not be deleted by mistake
# custom:
#   id: google.sql.deletion-protection
#   severity: medium
#   remediation: Do not set deletion_protection to false.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	plan.contradicts(resource, ["deletion_protection"], true)
	message := "deletion_protection is not on"
}

# METADATA
# title: MySQL can be brought back to any moment
# custom:
#   id: google.sql.recovery
#   severity: medium
#   remediation: Set binary_log_enabled of backup_configuration to true.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV2_GCP_20"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "MYSQL")
	not is_replica(resource)
	plan.differs(resource, ["settings", 0, "backup_configuration", 0, "binary_log_enabled"], true)
	message := "only whole backups can be brought back"
}

# METADATA
# title: Databases are of a version that is supported
# custom:
#   id: google.sql.deprecated
#   severity: medium
#   remediation: Choose a version that its makers still mend.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	resource.values.database_version in {"MYSQL_5_6", "MYSQL_5_7", "POSTGRES_9_6", "POSTGRES_10", "POSTGRES_11", "POSTGRES_12", "SQLSERVER_2014_STANDARD", "SQLSERVER_2016_STANDARD"}
	message := "the version is no longer supported"
}

# METADATA
# title: MySQL reads no local files for clients
# custom:
#   id: google.sql.mysql-local-infile
#   severity: low
#   remediation: Set the flag local_infile to off.
#   frameworks:
#     cis_gcp_3_0: ["6.1.3"]
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_50"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "MYSQL")
	has_flag(resource, "local_infile", ["on"])
	message := "local_infile is not off"
}

has_flag(resource, name, values) if {
	some settings in resource.values.settings
	some flag in settings.database_flags
	flag.name == name
	lower(sprintf("%v", [flag.value])) in values
}

# METADATA
# title: PostgreSQL logs checkpoints
# custom:
#   id: google.sql.postgres-checkpoints
#   severity: low
#   remediation: Set the flag log_checkpoints to on.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_51"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "POSTGRES")
	has_flag(resource, "log_checkpoints", ["off"])
	message := "log_checkpoints is not on"
}

# METADATA
# title: PostgreSQL logs connections
# custom:
#   id: google.sql.postgres-connections
#   severity: low
#   remediation: Set the flag log_connections to on.
#   frameworks:
#     cis_gcp_3_0: ["6.2.2"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_52"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "POSTGRES")
	has_flag(resource, "log_connections", ["off"])
	message := "log_connections is not on"
}

# METADATA
# title: PostgreSQL logs disconnections
# custom:
#   id: google.sql.postgres-disconnections
#   severity: low
#   remediation: Set the flag log_disconnections to on.
#   frameworks:
#     cis_gcp_3_0: ["6.2.3"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_53"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "POSTGRES")
	has_flag(resource, "log_disconnections", ["off"])
	message := "log_disconnections is not on"
}

# METADATA
# title: PostgreSQL logs long waits for locks
# custom:
#   id: google.sql.postgres-lock-waits
#   severity: low
#   remediation: Set the flag log_lock_waits to on.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_54"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "POSTGRES")
	has_flag(resource, "log_lock_waits", ["off"])
	message := "log_lock_waits is not on"
}

# METADATA
# title: PostgreSQL does not log what executing cost
# custom:
#   id: google.sql.postgres-executor-stats
#   severity: low
#   remediation: Set the flag log_executor_stats to off.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV2_GCP_14"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "POSTGRES")
	has_flag(resource, "log_executor_stats", ["on"])
	message := "log_executor_stats is not off"
}

# METADATA
# title: PostgreSQL does not log what planning cost
# custom:
#   id: google.sql.postgres-planner-stats
#   severity: low
#   remediation: Set the flag log_planner_stats to off.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV2_GCP_16"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "POSTGRES")
	has_flag(resource, "log_planner_stats", ["on"])
	message := "log_planner_stats is not off"
}

# METADATA
# title: PostgreSQL does not log what statements cost
# custom:
#   id: google.sql.postgres-statement-stats
#   severity: low
#   remediation: Set the flag log_statement_stats to off.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV2_GCP_17"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "POSTGRES")
	has_flag(resource, "log_statement_stats", ["on"])
	message := "log_statement_stats is not off"
}

# METADATA
# title: PostgreSQL does not log what parsing cost
# custom:
#   id: google.sql.postgres-parser-stats
#   severity: low
#   remediation: Set the flag log_parser_stats to off.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV2_GCP_15"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "POSTGRES")
	has_flag(resource, "log_parser_stats", ["on"])
	message := "log_parser_stats is not off"
}

# METADATA
# title: Owners of one database have no rights in others
# custom:
#   id: google.sql.sqlserver-chaining
#   severity: medium
#   remediation: Set the flag cross db ownership chaining to off.
#   frameworks:
#     cis_gcp_3_0: ["6.3.2"]
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_58"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "SQLSERVER")
	has_flag(resource, "cross db ownership chaining", ["on"])
	message := "cross db ownership chaining is not off"
}

# METADATA
# title: Databases have no users of their own
# custom:
#   id: google.sql.sqlserver-contained
#   severity: medium
#   remediation: Set the flag contained database authentication to off.
#   frameworks:
#     cis_gcp_3_0: ["6.3.7"]
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_59"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_sql_database_instance
	startswith(resource.values.database_version, "SQLSERVER")
	has_flag(resource, "contained database authentication", ["on"])
	message := "contained database authentication is not off"
}
