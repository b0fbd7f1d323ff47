# METADATA
# title: Lambda functions
package terraform.aws.functions

import data.plumb.plan

# METADATA
# title: Functions run on a runtime that is still maintained
# custom:
#   id: aws.functions.runtime
#   severity: high
#   remediation: Move to a current runtime.
#   frameworks:
#     nist_800_53: ["SI-2"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_363"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	resource.values.runtime in retired
	message := sprintf("%s is no longer maintained", [resource.values.runtime])
}

# METADATA
# title: The environment of functions holds no access keys
# custom:
#   id: aws.functions.secrets
#   severity: critical
#   remediation: Give the function a role and read secrets from Secrets Manager.
#   frameworks:
#     nist_800_53: ["IA-5(7)"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_45"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	some variable, value in resource.values.environment[0].variables
	regex.match(`(^|[^A-Z0-9])A(KIA|SIA)[A-Z0-9]{16}([^A-Z0-9]|$)`, value)
	message := sprintf("the variable %s holds an access key", [variable])
}

# METADATA
# title: The URLs of functions ask who is calling
# custom:
#   id: aws.functions.url-auth
#   severity: high
#   remediation: Set authorization_type to AWS_IAM.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_258"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function_url
	resource.values.authorization_type == "NONE"
	message := "everyone may call the function"
}

# METADATA
# title: Functions are traced
# custom:
#   id: aws.functions.tracing
#   severity: low
#   remediation: Set mode to Active in tracing_config.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_lambda_function
	plan.differs(resource, ["tracing_config", 0, "mode"], "Active")
	message := "calls are not traced"
}

# Runtimes that AWS has deprecated.
retired := {
	"dotnet5.0",
	"dotnet6",
	"dotnet7",
	"dotnetcore1.0",
	"dotnetcore2.0",
	"dotnetcore2.1",
	"dotnetcore3.1",
	"go1.x",
	"java8",
	"nodejs",
	"nodejs10.x",
	"nodejs12.x",
	"nodejs14.x",
	"nodejs16.x",
	"nodejs18.x",
	"nodejs4.3",
	"nodejs4.3-edge",
	"nodejs6.10",
	"nodejs8.10",
	"provided",
	"python2.7",
	"python3.6",
	"python3.7",
	"python3.8",
	"ruby2.5",
	"ruby2.7",
}
