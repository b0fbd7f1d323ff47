package terraform.aws.cdn_test

import data.plumb.testing
import data.terraform.aws.cdn

test_refuses_viewer_tls if {
	"aws.cdn.viewer-tls" in testing.ids(cdn.deny) with input as testing.creating("aws_cloudfront_distribution", {"default_cache_behavior": [{"viewer_protocol_policy": "allow-all"}]})
}

test_accepts_viewer_tls if {
	not "aws.cdn.viewer-tls" in testing.ids(cdn.deny) with input as testing.creating("aws_cloudfront_distribution", {"default_cache_behavior": [{"viewer_protocol_policy": "https-only"}]})
}

test_accepts_viewer_tls_2 if {
	not "aws.cdn.viewer-tls" in testing.ids(cdn.deny) with input as testing.unsure("aws_cloudfront_distribution", {}, {"default_cache_behavior": true})
}

test_refuses_logging if {
	"aws.cdn.logging" in testing.ids(cdn.deny) with input as testing.creating("aws_cloudfront_distribution", {"logging_config": null})
}

test_refuses_logging_2 if {
	"aws.cdn.logging" in testing.ids(cdn.deny) with input as testing.creating("aws_cloudfront_distribution", {})
}

test_accepts_logging if {
	not "aws.cdn.logging" in testing.ids(cdn.deny) with input as testing.creating("aws_cloudfront_distribution", {"logging_config": [{"bucket": "b"}]})
}

test_accepts_logging_2 if {
	not "aws.cdn.logging" in testing.ids(cdn.deny) with input as testing.unsure("aws_cloudfront_distribution", {}, {"logging_config": true})
}
