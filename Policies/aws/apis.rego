# METADATA
# title: API Gateway, AppSync and AppFlow
package terraform.aws.apis

import data.plumb.plan

# METADATA
# title: Stages of APIs cache
# custom:
#   id: aws.apis.cache
#   severity: low
#   remediation: Set cache_cluster_enabled to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_120"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_api_gateway_stage
	plan.differs(resource, ["cache_cluster_enabled"], true)
	message := "cache_cluster_enabled is not on"
}

# METADATA
# title: Stages of APIs are traced
# custom:
#   id: aws.apis.tracing
#   severity: low
#   remediation: Set xray_tracing_enabled to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_73"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_api_gateway_stage
	plan.differs(resource, ["xray_tracing_enabled"], true)
	message := "xray_tracing_enabled is not on"
}

# METADATA
# title: Stages of APIs log the access to them
# custom:
#   id: aws.apis.access-logs
#   severity: medium
#   remediation: Add access_log_settings.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_76"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_api_gateway_stage", "aws_apigatewayv2_stage"}
	some resource in plan.resources[type]
	plan.unset(resource, ["access_log_settings", 0, "destination_arn"])
	message := "destination_arn is not set"
}

# METADATA
# title: Methods of APIs cache
# custom:
#   id: aws.apis.method-cache
#   severity: low
#   remediation: Set caching_enabled of settings to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_225"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_api_gateway_method_settings
	plan.differs(resource, ["settings", 0, "caching_enabled"], true)
	message := "caching_enabled is not on"
}

# METADATA
# title: Methods of APIs do not log whole requests
# custom:
#   id: aws.apis.method-trace
#   severity: medium
#   remediation: Do not set data_trace_enabled of settings.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_276"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_api_gateway_method_settings
	plan.contradicts(resource, ["settings", 0, "data_trace_enabled"], false)
	message := "data_trace_enabled is not off"
}

# METADATA
# title: Caches of methods are encrypted
# custom:
#   id: aws.apis.method-cache-encryption
#   severity: medium
#   remediation: Set cache_data_encrypted of settings to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_api_gateway_method_settings
	plan.value(resource, ["settings", 0, "caching_enabled"]) == true
	plan.differs(resource, ["settings", 0, "cache_data_encrypted"], true)
	message := "the cache is not encrypted"
}

# METADATA
# title: Domains of APIs want TLS 1.2
# custom:
#   id: aws.apis.domain-tls
#   severity: high
#   remediation: Set security_policy to TLS_1_2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_206"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_api_gateway_domain_name
	not is_modern(resource)
	message := "older versions of TLS are accepted"
}

is_modern(resource) if resource.values.security_policy == "TLS_1_2"

is_modern(resource) if startswith(resource.values.security_policy, "SecurityPolicy_TLS13_")

# METADATA
# title: Routes ask who calls
# custom:
#   id: aws.apis.route-authorization
#   severity: high
#   remediation: Set authorization_type to AWS_IAM, CUSTOM or JWT.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_309"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_apigatewayv2_route
	plan.outside(resource, ["authorization_type"], {"AWS_IAM", "CUSTOM", "JWT"})
	message := "authorization_type is none of AWS_IAM, CUSTOM, JWT"
}

# METADATA
# title: Methods ask who calls
# custom:
#   id: aws.apis.method-authorization
#   severity: high
#   remediation: Set authorization, or api_key_required to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_59", "CKV2_AWS_70"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_api_gateway_method
	plan.value(resource, ["authorization"]) == "NONE"
	plan.value(resource, ["api_key_required"]) != true
	plan.value(resource, ["http_method"]) != "OPTIONS"
	message := "anyone may call the method"
}

# METADATA
# title: AppSync logs
# custom:
#   id: aws.apis.appsync-logging
#   severity: low
#   remediation: Set cloudwatch_logs_role_arn of log_config.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_193"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_appsync_graphql_api
	plan.unset(resource, ["log_config", 0, "cloudwatch_logs_role_arn"])
	message := "cloudwatch_logs_role_arn is not set"
}

# METADATA
# title: AppSync logs fields
# custom:
#   id: aws.apis.appsync-field-logs
#   severity: low
#   remediation: Set field_log_level of log_config to ALL or ERROR.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_194"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_appsync_graphql_api
	plan.outside(resource, ["log_config", 0, "field_log_level"], {"ALL", "ERROR"})
	message := "field_log_level is none of ALL, ERROR"
}

# METADATA
# title: Caches of AppSync are encrypted at rest
# custom:
#   id: aws.apis.appsync-cache-rest
#   severity: medium
#   remediation: Set at_rest_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_214"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_appsync_api_cache
	plan.differs(resource, ["at_rest_encryption_enabled"], true)
	message := "at_rest_encryption_enabled is not on"
}

# METADATA
# title: Caches of AppSync are encrypted on the way
# custom:
#   id: aws.apis.appsync-cache-transit
#   severity: medium
#   remediation: Set transit_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_215"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_appsync_api_cache
	plan.differs(resource, ["transit_encryption_enabled"], true)
	message := "transit_encryption_enabled is not on"
}
