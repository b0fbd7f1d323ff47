# METADATA
# title: Secrets in arguments
package terraform.google.secrets

import data.plumb.plan

# METADATA
# title: Passwords do not stand in configurations
# custom:
#   id: google.secrets.passwords
#   severity: critical
#   remediation: Give passwords through variables that are sensitive, or by Secret Manager.
#   frameworks:
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_sql_user", "google_secret_manager_secret_version", "google_sql_database_instance"}
	some resource in plan.resources[type]
	some attribute in ["password", "root_password", "secret_data"]
	plan.is_spelled_out(resource, attribute)
	message := "a password stands in the configuration"
}
