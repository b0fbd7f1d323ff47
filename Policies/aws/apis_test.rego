package terraform.aws.apis_test

import data.plumb.testing
import data.terraform.aws.apis

test_refuses_cache if {
	"aws.apis.cache" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_stage", {"cache_cluster_enabled": false})
}

test_refuses_cache_2 if {
	"aws.apis.cache" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_stage", {})
}

test_accepts_cache if {
	not "aws.apis.cache" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_stage", {"cache_cluster_enabled": true})
}

test_accepts_cache_2 if {
	not "aws.apis.cache" in testing.ids(apis.deny) with input as testing.unsure("aws_api_gateway_stage", {}, {"cache_cluster_enabled": true})
}

test_refuses_tracing if {
	"aws.apis.tracing" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_stage", {"xray_tracing_enabled": false})
}

test_refuses_tracing_2 if {
	"aws.apis.tracing" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_stage", {})
}

test_accepts_tracing if {
	not "aws.apis.tracing" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_stage", {"xray_tracing_enabled": true})
}

test_accepts_tracing_2 if {
	not "aws.apis.tracing" in testing.ids(apis.deny) with input as testing.unsure("aws_api_gateway_stage", {}, {"xray_tracing_enabled": true})
}

test_refuses_access_logs if {
	"aws.apis.access-logs" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_stage", {})
}

test_refuses_access_logs_2 if {
	"aws.apis.access-logs" in testing.ids(apis.deny) with input as testing.creating("aws_apigatewayv2_stage", {})
}

test_accepts_access_logs if {
	not "aws.apis.access-logs" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_stage", {"access_log_settings": [{"destination_arn": "a"}]})
}

test_accepts_access_logs_2 if {
	not "aws.apis.access-logs" in testing.ids(apis.deny) with input as testing.unsure("aws_api_gateway_stage", {}, {"access_log_settings": true})
}

test_refuses_method_cache if {
	"aws.apis.method-cache" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {"settings": [{"caching_enabled": false}]})
}

test_refuses_method_cache_2 if {
	"aws.apis.method-cache" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {})
}

test_accepts_method_cache if {
	not "aws.apis.method-cache" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {"settings": [{"caching_enabled": true}]})
}

test_accepts_method_cache_2 if {
	not "aws.apis.method-cache" in testing.ids(apis.deny) with input as testing.unsure("aws_api_gateway_method_settings", {}, {"settings": true})
}

test_refuses_method_trace if {
	"aws.apis.method-trace" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {"settings": [{"data_trace_enabled": true}]})
}

test_accepts_method_trace if {
	not "aws.apis.method-trace" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {"settings": [{"data_trace_enabled": false}]})
}

test_accepts_method_trace_2 if {
	not "aws.apis.method-trace" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {})
}

test_accepts_method_trace_3 if {
	not "aws.apis.method-trace" in testing.ids(apis.deny) with input as testing.unsure("aws_api_gateway_method_settings", {}, {"settings": true})
}

test_refuses_method_cache_encryption if {
	"aws.apis.method-cache-encryption" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {"settings": [{"caching_enabled": true}]})
}

test_accepts_method_cache_encryption if {
	not "aws.apis.method-cache-encryption" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {"settings": [{"caching_enabled": true, "cache_data_encrypted": true}]})
}

test_accepts_method_cache_encryption_2 if {
	not "aws.apis.method-cache-encryption" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method_settings", {})
}

test_refuses_domain_tls if {
	"aws.apis.domain-tls" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_domain_name", {})
}

test_refuses_domain_tls_2 if {
	"aws.apis.domain-tls" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_domain_name", {"security_policy": "TLS_1_0"})
}

test_accepts_domain_tls if {
	not "aws.apis.domain-tls" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_domain_name", {"security_policy": "TLS_1_2"})
}

test_accepts_domain_tls_2 if {
	not "aws.apis.domain-tls" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_domain_name", {"security_policy": "SecurityPolicy_TLS13_1_3_2025_09"})
}

test_refuses_route_authorization if {
	"aws.apis.route-authorization" in testing.ids(apis.deny) with input as testing.creating("aws_apigatewayv2_route", {"authorization_type": "NONE"})
}

test_refuses_route_authorization_2 if {
	"aws.apis.route-authorization" in testing.ids(apis.deny) with input as testing.creating("aws_apigatewayv2_route", {})
}

test_accepts_route_authorization if {
	not "aws.apis.route-authorization" in testing.ids(apis.deny) with input as testing.creating("aws_apigatewayv2_route", {"authorization_type": "AWS_IAM"})
}

test_accepts_route_authorization_2 if {
	not "aws.apis.route-authorization" in testing.ids(apis.deny) with input as testing.unsure("aws_apigatewayv2_route", {}, {"authorization_type": true})
}

test_refuses_method_authorization if {
	"aws.apis.method-authorization" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method", {"authorization": "NONE", "http_method": "GET"})
}

test_accepts_method_authorization if {
	not "aws.apis.method-authorization" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method", {"authorization": "AWS_IAM", "http_method": "GET"})
}

test_accepts_method_authorization_2 if {
	not "aws.apis.method-authorization" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method", {"authorization": "NONE", "http_method": "OPTIONS"})
}

test_accepts_method_authorization_3 if {
	not "aws.apis.method-authorization" in testing.ids(apis.deny) with input as testing.creating("aws_api_gateway_method", {"authorization": "NONE", "api_key_required": true})
}

test_refuses_appsync_logging if {
	"aws.apis.appsync-logging" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_graphql_api", {})
}

test_accepts_appsync_logging if {
	not "aws.apis.appsync-logging" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_graphql_api", {"log_config": [{"cloudwatch_logs_role_arn": "r"}]})
}

test_accepts_appsync_logging_2 if {
	not "aws.apis.appsync-logging" in testing.ids(apis.deny) with input as testing.unsure("aws_appsync_graphql_api", {}, {"log_config": true})
}

test_refuses_appsync_field_logs if {
	"aws.apis.appsync-field-logs" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_graphql_api", {"log_config": [{"field_log_level": "NONE"}]})
}

test_refuses_appsync_field_logs_2 if {
	"aws.apis.appsync-field-logs" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_graphql_api", {})
}

test_accepts_appsync_field_logs if {
	not "aws.apis.appsync-field-logs" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_graphql_api", {"log_config": [{"field_log_level": "ALL"}]})
}

test_accepts_appsync_field_logs_2 if {
	not "aws.apis.appsync-field-logs" in testing.ids(apis.deny) with input as testing.unsure("aws_appsync_graphql_api", {}, {"log_config": true})
}

test_refuses_appsync_cache_rest if {
	"aws.apis.appsync-cache-rest" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_api_cache", {"at_rest_encryption_enabled": false})
}

test_refuses_appsync_cache_rest_2 if {
	"aws.apis.appsync-cache-rest" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_api_cache", {})
}

test_accepts_appsync_cache_rest if {
	not "aws.apis.appsync-cache-rest" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_api_cache", {"at_rest_encryption_enabled": true})
}

test_accepts_appsync_cache_rest_2 if {
	not "aws.apis.appsync-cache-rest" in testing.ids(apis.deny) with input as testing.unsure("aws_appsync_api_cache", {}, {"at_rest_encryption_enabled": true})
}

test_refuses_appsync_cache_transit if {
	"aws.apis.appsync-cache-transit" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_api_cache", {"transit_encryption_enabled": false})
}

test_refuses_appsync_cache_transit_2 if {
	"aws.apis.appsync-cache-transit" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_api_cache", {})
}

test_accepts_appsync_cache_transit if {
	not "aws.apis.appsync-cache-transit" in testing.ids(apis.deny) with input as testing.creating("aws_appsync_api_cache", {"transit_encryption_enabled": true})
}

test_accepts_appsync_cache_transit_2 if {
	not "aws.apis.appsync-cache-transit" in testing.ids(apis.deny) with input as testing.unsure("aws_appsync_api_cache", {}, {"transit_encryption_enabled": true})
}
