# METADATA
# title: Secrets in arguments
package terraform.aws.secrets

import data.plumb.plan

# METADATA
# title: Passwords do not stand in configurations
# custom:
#   id: aws.secrets.passwords
#   severity: critical
#   remediation: Give passwords through variables that are sensitive, or let Secrets Manager keep them.
#   frameworks:
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_db_instance", "aws_docdb_cluster", "aws_elasticache_replication_group", "aws_fsx_windows_file_system", "aws_rds_cluster", "aws_redshift_cluster", "aws_secretsmanager_secret_version", "aws_ssm_parameter"}
	some resource in plan.resources[type]
	some attribute in ["admin_password", "auth_token", "master_password", "password", "secret_string"]
	plan.is_spelled_out(resource, attribute)
	message := "a password stands in the configuration"
}

# METADATA
# title: Access keys do not stand in start-up scripts
# custom:
#   id: aws.secrets.user-data
#   severity: critical
#   remediation: Give machines a role instead of keys.
#   frameworks:
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_instance", "aws_launch_configuration", "aws_launch_template"}
	some resource in plan.resources[type]
	some attribute in ["user_data", "user_data_base64"]
	text := resource.values[attribute]
	is_string(text)
	regex.match(`(?:^|[^A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?:[^A-Z0-9]|$)`, text)
	message := "the script holds an access key"
}

# METADATA
# title: Access keys do not stand in variables of functions
# custom:
#   id: aws.secrets.variables
#   severity: critical
#   remediation: Give functions a role instead of keys.
#   frameworks:
#     nist_800_53: ["IA-5"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_45"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	some text in plan.value(resource, ["environment", 0, "variables"])
	is_string(text)
	regex.match(`^(?:AKIA|ASIA)[A-Z0-9]{16}$`, text)
	message := "a variable holds an access key"
}
