package terraform.aws.edge_test

import data.plumb.testing
import data.terraform.aws.edge

test_refuses_root_object if {
	"aws.edge.root-object" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {})
}

test_accepts_root_object if {
	not "aws.edge.root-object" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"default_root_object": "index.html"})
}

test_accepts_root_object_2 if {
	not "aws.edge.root-object" in testing.ids(edge.deny) with input as testing.unsure("aws_cloudfront_distribution", {}, {"default_root_object": true})
}

test_refuses_enabled if {
	"aws.edge.enabled" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"enabled": false})
}

test_refuses_enabled_2 if {
	"aws.edge.enabled" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {})
}

test_accepts_enabled if {
	not "aws.edge.enabled" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"enabled": true})
}

test_accepts_enabled_2 if {
	not "aws.edge.enabled" in testing.ids(edge.deny) with input as testing.unsure("aws_cloudfront_distribution", {}, {"enabled": true})
}

test_refuses_firewall if {
	"aws.edge.firewall" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {})
}

test_accepts_firewall if {
	not "aws.edge.firewall" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"web_acl_id": "w"})
}

test_accepts_firewall_2 if {
	not "aws.edge.firewall" in testing.ids(edge.deny) with input as testing.unsure("aws_cloudfront_distribution", {}, {"web_acl_id": true})
}

test_refuses_tls_version if {
	"aws.edge.tls-version" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {})
}

test_refuses_tls_version_2 if {
	"aws.edge.tls-version" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"viewer_certificate": [{"minimum_protocol_version": "TLSv1"}]})
}

test_accepts_tls_version if {
	not "aws.edge.tls-version" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"viewer_certificate": [{"minimum_protocol_version": "TLSv1.2_2021"}]})
}

test_accepts_tls_version_2 if {
	not "aws.edge.tls-version" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"viewer_certificate": [{"cloudfront_default_certificate": true}]})
}

test_refuses_failover if {
	"aws.edge.failover" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {})
}

test_accepts_failover if {
	not "aws.edge.failover" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"origin_group": [{"origin_id": "o"}]})
}

test_accepts_failover_2 if {
	not "aws.edge.failover" in testing.ids(edge.deny) with input as testing.unsure("aws_cloudfront_distribution", {}, {"origin_group": true})
}

test_refuses_geo_restriction if {
	"aws.edge.geo-restriction" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"restrictions": [{"geo_restriction": [{"restriction_type": "none"}]}]})
}

test_refuses_geo_restriction_2 if {
	"aws.edge.geo-restriction" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {})
}

test_accepts_geo_restriction if {
	not "aws.edge.geo-restriction" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_distribution", {"restrictions": [{"geo_restriction": [{"restriction_type": "whitelist"}]}]})
}

test_accepts_geo_restriction_2 if {
	not "aws.edge.geo-restriction" in testing.ids(edge.deny) with input as testing.unsure("aws_cloudfront_distribution", {}, {"restrictions": true})
}

test_refuses_strict_transport if {
	"aws.edge.strict-transport" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_response_headers_policy", {})
}

test_refuses_strict_transport_2 if {
	"aws.edge.strict-transport" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_response_headers_policy", {"security_headers_config": [{"strict_transport_security": [{"access_control_max_age_sec": 100, "override": true}]}]})
}

test_accepts_strict_transport if {
	not "aws.edge.strict-transport" in testing.ids(edge.deny) with input as testing.creating("aws_cloudfront_response_headers_policy", {"security_headers_config": [{"strict_transport_security": [{"access_control_max_age_sec": 31536000, "include_subdomains": true, "override": true, "preload": true}]}]})
}

test_refuses_accelerator_logs if {
	"aws.edge.accelerator-logs" in testing.ids(edge.deny) with input as testing.creating("aws_globalaccelerator_accelerator", {"attributes": [{"flow_logs_enabled": false}]})
}

test_refuses_accelerator_logs_2 if {
	"aws.edge.accelerator-logs" in testing.ids(edge.deny) with input as testing.creating("aws_globalaccelerator_accelerator", {})
}

test_accepts_accelerator_logs if {
	not "aws.edge.accelerator-logs" in testing.ids(edge.deny) with input as testing.creating("aws_globalaccelerator_accelerator", {"attributes": [{"flow_logs_enabled": true}]})
}

test_accepts_accelerator_logs_2 if {
	not "aws.edge.accelerator-logs" in testing.ids(edge.deny) with input as testing.unsure("aws_globalaccelerator_accelerator", {}, {"attributes": true})
}

test_refuses_firewall_deletion if {
	"aws.edge.firewall-deletion" in testing.ids(edge.deny) with input as testing.creating("aws_networkfirewall_firewall", {"delete_protection": false})
}

test_refuses_firewall_deletion_2 if {
	"aws.edge.firewall-deletion" in testing.ids(edge.deny) with input as testing.creating("aws_networkfirewall_firewall", {})
}

test_accepts_firewall_deletion if {
	not "aws.edge.firewall-deletion" in testing.ids(edge.deny) with input as testing.creating("aws_networkfirewall_firewall", {"delete_protection": true})
}

test_accepts_firewall_deletion_2 if {
	not "aws.edge.firewall-deletion" in testing.ids(edge.deny) with input as testing.unsure("aws_networkfirewall_firewall", {}, {"delete_protection": true})
}

test_refuses_domain_lock if {
	"aws.edge.domain-lock" in testing.ids(edge.deny) with input as testing.creating("aws_route53domains_registered_domain", {"transfer_lock": false})
}

test_accepts_domain_lock if {
	not "aws.edge.domain-lock" in testing.ids(edge.deny) with input as testing.creating("aws_route53domains_registered_domain", {"transfer_lock": true})
}

test_accepts_domain_lock_2 if {
	not "aws.edge.domain-lock" in testing.ids(edge.deny) with input as testing.creating("aws_route53domains_registered_domain", {})
}

test_accepts_domain_lock_3 if {
	not "aws.edge.domain-lock" in testing.ids(edge.deny) with input as testing.unsure("aws_route53domains_registered_domain", {}, {"transfer_lock": true})
}

test_refuses_transit_accept if {
	"aws.edge.transit-accept" in testing.ids(edge.deny) with input as testing.creating("aws_ec2_transit_gateway", {"auto_accept_shared_attachments": "enable"})
}

test_accepts_transit_accept if {
	not "aws.edge.transit-accept" in testing.ids(edge.deny) with input as testing.creating("aws_ec2_transit_gateway", {"auto_accept_shared_attachments": "disable"})
}

test_accepts_transit_accept_2 if {
	not "aws.edge.transit-accept" in testing.ids(edge.deny) with input as testing.unsure("aws_ec2_transit_gateway", {}, {"auto_accept_shared_attachments": true})
}

test_refuses_endpoint_accept if {
	"aws.edge.endpoint-accept" in testing.ids(edge.deny) with input as testing.creating("aws_vpc_endpoint_service", {"acceptance_required": false})
}

test_refuses_endpoint_accept_2 if {
	"aws.edge.endpoint-accept" in testing.ids(edge.deny) with input as testing.creating("aws_vpc_endpoint_service", {})
}

test_accepts_endpoint_accept if {
	not "aws.edge.endpoint-accept" in testing.ids(edge.deny) with input as testing.creating("aws_vpc_endpoint_service", {"acceptance_required": true})
}

test_accepts_endpoint_accept_2 if {
	not "aws.edge.endpoint-accept" in testing.ids(edge.deny) with input as testing.unsure("aws_vpc_endpoint_service", {}, {"acceptance_required": true})
}

test_refuses_default_network if {
	"aws.edge.default-network" in testing.ids(edge.deny) with input as testing.creating("aws_default_vpc", {})
}

test_accepts_default_network if {
	not "aws.edge.default-network" in testing.ids(edge.deny) with input as testing.plan([testing.change("aws_vpc", {"cidr_block": "10.0.0.0/16"}, {})])
}

test_refuses_search_tls if {
	"aws.edge.search-tls" in testing.ids(edge.deny) with input as testing.creating("aws_cloudsearch_domain", {"endpoint_options": [{"tls_security_policy": "Policy-Min-TLS-1-0-2019-07"}]})
}

test_refuses_search_tls_2 if {
	"aws.edge.search-tls" in testing.ids(edge.deny) with input as testing.creating("aws_cloudsearch_domain", {})
}

test_accepts_search_tls if {
	not "aws.edge.search-tls" in testing.ids(edge.deny) with input as testing.creating("aws_cloudsearch_domain", {"endpoint_options": [{"tls_security_policy": "Policy-Min-TLS-1-2-2019-07"}]})
}

test_accepts_search_tls_2 if {
	not "aws.edge.search-tls" in testing.ids(edge.deny) with input as testing.unsure("aws_cloudsearch_domain", {}, {"endpoint_options": true})
}

test_refuses_search_https if {
	"aws.edge.search-https" in testing.ids(edge.deny) with input as testing.creating("aws_cloudsearch_domain", {"endpoint_options": [{"enforce_https": false}]})
}

test_refuses_search_https_2 if {
	"aws.edge.search-https" in testing.ids(edge.deny) with input as testing.creating("aws_cloudsearch_domain", {})
}

test_accepts_search_https if {
	not "aws.edge.search-https" in testing.ids(edge.deny) with input as testing.creating("aws_cloudsearch_domain", {"endpoint_options": [{"enforce_https": true}]})
}

test_accepts_search_https_2 if {
	not "aws.edge.search-https" in testing.ids(edge.deny) with input as testing.unsure("aws_cloudsearch_domain", {}, {"endpoint_options": true})
}
