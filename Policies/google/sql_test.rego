package terraform.google.sql_test

import data.plumb.testing
import data.terraform.google.sql

test_refuses_tls if {
	"google.sql.tls" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"ip_configuration": [{"ipv4_enabled": false}]}]})
}

test_accepts_tls if {
	not "google.sql.tls" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"ip_configuration": [{"require_ssl": true}]}]})
}

test_accepts_tls_2 if {
	not "google.sql.tls" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"ip_configuration": [{"ssl_mode": "ENCRYPTED_ONLY"}]}]})
}

test_refuses_open_network if {
	"google.sql.open-network" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"ip_configuration": [{"authorized_networks": [{"value": "0.0.0.0/0"}]}]}]})
}

test_accepts_open_network if {
	not "google.sql.open-network" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"ip_configuration": [{"authorized_networks": [{"value": "10.0.0.0/8"}]}]}]})
}

test_accepts_open_network_2 if {
	not "google.sql.open-network" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {})
}

test_refuses_public_address if {
	"google.sql.public-address" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {})
}

test_refuses_public_address_2 if {
	"google.sql.public-address" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"ip_configuration": [{"ipv4_enabled": true}]}]})
}

test_accepts_public_address if {
	not "google.sql.public-address" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"ip_configuration": [{"ipv4_enabled": false}]}]})
}

test_refuses_backups if {
	"google.sql.backups" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {})
}

test_refuses_backups_2 if {
	"google.sql.backups" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"backup_configuration": [{"enabled": false}]}]})
}

test_accepts_backups if {
	not "google.sql.backups" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"settings": [{"backup_configuration": [{"enabled": true}]}]})
}

test_accepts_backups_2 if {
	not "google.sql.backups" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"master_instance_name": "m"})
}

test_refuses_deletion_protection if {
	"google.sql.deletion-protection" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"deletion_protection": false})
}

test_accepts_deletion_protection if {
	not "google.sql.deletion-protection" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"deletion_protection": true})
}

test_accepts_deletion_protection_2 if {
	not "google.sql.deletion-protection" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {})
}

test_accepts_deletion_protection_3 if {
	not "google.sql.deletion-protection" in testing.ids(sql.deny) with input as testing.unsure("google_sql_database_instance", {}, {"deletion_protection": true})
}

test_refuses_recovery if {
	"google.sql.recovery" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "MYSQL_8_0"})
}

test_accepts_recovery if {
	not "google.sql.recovery" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "MYSQL_8_0", "settings": [{"backup_configuration": [{"binary_log_enabled": true}]}]})
}

test_accepts_recovery_2 if {
	not "google.sql.recovery" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_deprecated if {
	"google.sql.deprecated" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_9_6"})
}

test_accepts_deprecated if {
	not "google.sql.deprecated" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_17"})
}

test_accepts_deprecated_2 if {
	not "google.sql.deprecated" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "MYSQL_8_0"})
}

test_refuses_mysql_local_infile if {
	"google.sql.mysql-local-infile" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "MYSQL_15", "settings": [{"database_flags": [{"name": "local_infile", "value": "on"}]}]})
}

test_accepts_mysql_local_infile if {
	not "google.sql.mysql-local-infile" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "MYSQL_15", "settings": [{"database_flags": [{"name": "local_infile", "value": "off"}]}]})
}

test_accepts_mysql_local_infile_2 if {
	not "google.sql.mysql-local-infile" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_mysql_local_infile_3 if {
	not "google.sql.mysql-local-infile" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "MYSQL_15"})
}

test_refuses_postgres_checkpoints if {
	"google.sql.postgres-checkpoints" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_checkpoints", "value": "off"}]}]})
}

test_accepts_postgres_checkpoints if {
	not "google.sql.postgres-checkpoints" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_checkpoints", "value": "on"}]}]})
}

test_accepts_postgres_checkpoints_2 if {
	not "google.sql.postgres-checkpoints" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_postgres_checkpoints_3 if {
	not "google.sql.postgres-checkpoints" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_postgres_connections if {
	"google.sql.postgres-connections" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_connections", "value": "off"}]}]})
}

test_accepts_postgres_connections if {
	not "google.sql.postgres-connections" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_connections", "value": "on"}]}]})
}

test_accepts_postgres_connections_2 if {
	not "google.sql.postgres-connections" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_postgres_connections_3 if {
	not "google.sql.postgres-connections" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_postgres_disconnections if {
	"google.sql.postgres-disconnections" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_disconnections", "value": "off"}]}]})
}

test_accepts_postgres_disconnections if {
	not "google.sql.postgres-disconnections" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_disconnections", "value": "on"}]}]})
}

test_accepts_postgres_disconnections_2 if {
	not "google.sql.postgres-disconnections" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_postgres_disconnections_3 if {
	not "google.sql.postgres-disconnections" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_postgres_lock_waits if {
	"google.sql.postgres-lock-waits" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_lock_waits", "value": "off"}]}]})
}

test_accepts_postgres_lock_waits if {
	not "google.sql.postgres-lock-waits" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_lock_waits", "value": "on"}]}]})
}

test_accepts_postgres_lock_waits_2 if {
	not "google.sql.postgres-lock-waits" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_postgres_lock_waits_3 if {
	not "google.sql.postgres-lock-waits" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_postgres_executor_stats if {
	"google.sql.postgres-executor-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_executor_stats", "value": "on"}]}]})
}

test_accepts_postgres_executor_stats if {
	not "google.sql.postgres-executor-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_executor_stats", "value": "off"}]}]})
}

test_accepts_postgres_executor_stats_2 if {
	not "google.sql.postgres-executor-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_postgres_executor_stats_3 if {
	not "google.sql.postgres-executor-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_postgres_planner_stats if {
	"google.sql.postgres-planner-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_planner_stats", "value": "on"}]}]})
}

test_accepts_postgres_planner_stats if {
	not "google.sql.postgres-planner-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_planner_stats", "value": "off"}]}]})
}

test_accepts_postgres_planner_stats_2 if {
	not "google.sql.postgres-planner-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_postgres_planner_stats_3 if {
	not "google.sql.postgres-planner-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_postgres_statement_stats if {
	"google.sql.postgres-statement-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_statement_stats", "value": "on"}]}]})
}

test_accepts_postgres_statement_stats if {
	not "google.sql.postgres-statement-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_statement_stats", "value": "off"}]}]})
}

test_accepts_postgres_statement_stats_2 if {
	not "google.sql.postgres-statement-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_postgres_statement_stats_3 if {
	not "google.sql.postgres-statement-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_postgres_parser_stats if {
	"google.sql.postgres-parser-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_parser_stats", "value": "on"}]}]})
}

test_accepts_postgres_parser_stats if {
	not "google.sql.postgres-parser-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15", "settings": [{"database_flags": [{"name": "log_parser_stats", "value": "off"}]}]})
}

test_accepts_postgres_parser_stats_2 if {
	not "google.sql.postgres-parser-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_postgres_parser_stats_3 if {
	not "google.sql.postgres-parser-stats" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "POSTGRES_15"})
}

test_refuses_sqlserver_chaining if {
	"google.sql.sqlserver-chaining" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "SQLSERVER_15", "settings": [{"database_flags": [{"name": "cross db ownership chaining", "value": "on"}]}]})
}

test_accepts_sqlserver_chaining if {
	not "google.sql.sqlserver-chaining" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "SQLSERVER_15", "settings": [{"database_flags": [{"name": "cross db ownership chaining", "value": "off"}]}]})
}

test_accepts_sqlserver_chaining_2 if {
	not "google.sql.sqlserver-chaining" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_sqlserver_chaining_3 if {
	not "google.sql.sqlserver-chaining" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "SQLSERVER_15"})
}

test_refuses_sqlserver_contained if {
	"google.sql.sqlserver-contained" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "SQLSERVER_15", "settings": [{"database_flags": [{"name": "contained database authentication", "value": "on"}]}]})
}

test_accepts_sqlserver_contained if {
	not "google.sql.sqlserver-contained" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "SQLSERVER_15", "settings": [{"database_flags": [{"name": "contained database authentication", "value": "off"}]}]})
}

test_accepts_sqlserver_contained_2 if {
	not "google.sql.sqlserver-contained" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "OTHER_1"})
}

test_accepts_sqlserver_contained_3 if {
	not "google.sql.sqlserver-contained" in testing.ids(sql.deny) with input as testing.creating("google_sql_database_instance", {"database_version": "SQLSERVER_15"})
}
