package terraform.aws.elb_test

import data.plumb.testing
import data.terraform.aws.elb

test_refuses_logging if {
	"aws.elb.logging" in testing.ids(elb.deny) with input as testing.creating("aws_lb", {})
}

test_refuses_logging_2 if {
	"aws.elb.logging" in testing.ids(elb.deny) with input as testing.creating("aws_alb", {"access_logs": [{"enabled": false}]})
}

test_accepts_logging if {
	not "aws.elb.logging" in testing.ids(elb.deny) with input as testing.creating("aws_lb", {"access_logs": [{"enabled": true}]})
}

test_accepts_logging_2 if {
	not "aws.elb.logging" in testing.ids(elb.deny) with input as testing.creating("aws_lb", {"load_balancer_type": "gateway"})
}

test_accepts_logging_3 if {
	not "aws.elb.logging" in testing.ids(elb.deny) with input as testing.unsure("aws_lb", {}, {"access_logs": true})
}

test_refuses_deletion_protection if {
	"aws.elb.deletion-protection" in testing.ids(elb.deny) with input as testing.creating("aws_lb", {})
}

test_refuses_deletion_protection_2 if {
	"aws.elb.deletion-protection" in testing.ids(elb.deny) with input as testing.creating("aws_alb", {"enable_deletion_protection": false})
}

test_accepts_deletion_protection if {
	not "aws.elb.deletion-protection" in testing.ids(elb.deny) with input as testing.creating("aws_lb", {"enable_deletion_protection": true})
}

test_accepts_deletion_protection_2 if {
	not "aws.elb.deletion-protection" in testing.ids(elb.deny) with input as testing.unsure("aws_lb", {}, {"enable_deletion_protection": true})
}

test_refuses_invalid_headers if {
	"aws.elb.invalid-headers" in testing.ids(elb.deny) with input as testing.creating("aws_lb", {})
}

test_refuses_invalid_headers_2 if {
	"aws.elb.invalid-headers" in testing.ids(elb.deny) with input as testing.creating("aws_alb", {"load_balancer_type": "application"})
}

test_accepts_invalid_headers if {
	not "aws.elb.invalid-headers" in testing.ids(elb.deny) with input as testing.creating("aws_lb", {"drop_invalid_header_fields": true})
}

test_accepts_invalid_headers_2 if {
	not "aws.elb.invalid-headers" in testing.ids(elb.deny) with input as testing.creating("aws_lb", {"load_balancer_type": "network"})
}

test_refuses_listener_tls if {
	"aws.elb.listener-tls" in testing.ids(elb.deny) with input as testing.creating("aws_lb_listener", {"protocol": "HTTP", "default_action": [{"type": "forward"}]})
}

test_accepts_listener_tls if {
	not "aws.elb.listener-tls" in testing.ids(elb.deny) with input as testing.creating("aws_lb_listener", {"protocol": "HTTPS"})
}

test_accepts_listener_tls_2 if {
	not "aws.elb.listener-tls" in testing.ids(elb.deny) with input as testing.creating("aws_lb_listener", {"protocol": "HTTP", "default_action": [{"type": "redirect", "redirect": [{"protocol": "HTTPS"}]}]})
}

test_accepts_listener_tls_3 if {
	not "aws.elb.listener-tls" in testing.ids(elb.deny) with input as testing.unsure("aws_lb_listener", {}, {"protocol": true})
}

test_refuses_listener_policy if {
	"aws.elb.listener-policy" in testing.ids(elb.deny) with input as testing.creating("aws_lb_listener", {"protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-2016-08"})
}

test_refuses_listener_policy_2 if {
	"aws.elb.listener-policy" in testing.ids(elb.deny) with input as testing.creating("aws_lb_listener", {"protocol": "TLS"})
}

test_accepts_listener_policy if {
	not "aws.elb.listener-policy" in testing.ids(elb.deny) with input as testing.creating("aws_lb_listener", {"protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-06"})
}

test_accepts_listener_policy_2 if {
	not "aws.elb.listener-policy" in testing.ids(elb.deny) with input as testing.creating("aws_lb_listener", {"protocol": "HTTPS", "ssl_policy": "ELBSecurityPolicy-FS-1-2-Res-2020-10"})
}

test_accepts_listener_policy_3 if {
	not "aws.elb.listener-policy" in testing.ids(elb.deny) with input as testing.creating("aws_lb_listener", {"protocol": "HTTP"})
}

test_accepts_listener_policy_4 if {
	not "aws.elb.listener-policy" in testing.ids(elb.deny) with input as testing.unsure("aws_lb_listener", {"protocol": "HTTPS"}, {"ssl_policy": true})
}
