package terraform.aws.balancers_test

import data.plumb.testing
import data.terraform.aws.balancers

test_refuses_cross_zone if {
	"aws.balancers.cross-zone" in testing.ids(balancers.deny) with input as testing.creating("aws_alb", {"load_balancer_type": "network"})
}

test_accepts_cross_zone if {
	not "aws.balancers.cross-zone" in testing.ids(balancers.deny) with input as testing.creating("aws_alb", {"load_balancer_type": "network", "enable_cross_zone_load_balancing": true})
}

test_accepts_cross_zone_2 if {
	not "aws.balancers.cross-zone" in testing.ids(balancers.deny) with input as testing.creating("aws_alb", {"load_balancer_type": "application"})
}

test_accepts_cross_zone_3 if {
	not "aws.balancers.cross-zone" in testing.ids(balancers.deny) with input as testing.creating("aws_alb", {})
}

test_refuses_classic_cross_zone if {
	"aws.balancers.classic-cross-zone" in testing.ids(balancers.deny) with input as testing.creating("aws_elb", {"cross_zone_load_balancing": false})
}

test_accepts_classic_cross_zone if {
	not "aws.balancers.classic-cross-zone" in testing.ids(balancers.deny) with input as testing.creating("aws_elb", {"cross_zone_load_balancing": true})
}

test_accepts_classic_cross_zone_2 if {
	not "aws.balancers.classic-cross-zone" in testing.ids(balancers.deny) with input as testing.creating("aws_elb", {})
}

test_accepts_classic_cross_zone_3 if {
	not "aws.balancers.classic-cross-zone" in testing.ids(balancers.deny) with input as testing.unsure("aws_elb", {}, {"cross_zone_load_balancing": true})
}

test_refuses_classic_logs if {
	"aws.balancers.classic-logs" in testing.ids(balancers.deny) with input as testing.creating("aws_elb", {})
}

test_accepts_classic_logs if {
	not "aws.balancers.classic-logs" in testing.ids(balancers.deny) with input as testing.creating("aws_elb", {"access_logs": [{"bucket": "b"}]})
}

test_refuses_desync if {
	"aws.balancers.desync" in testing.ids(balancers.deny) with input as testing.creating("aws_alb", {"desync_mitigation_mode": "monitor"})
}

test_refuses_desync_2 if {
	"aws.balancers.desync" in testing.ids(balancers.deny) with input as testing.creating("aws_elb", {"desync_mitigation_mode": "monitor"})
}

test_refuses_desync_3 if {
	"aws.balancers.desync" in testing.ids(balancers.deny) with input as testing.creating("aws_lb", {"desync_mitigation_mode": "monitor"})
}

test_accepts_desync if {
	not "aws.balancers.desync" in testing.ids(balancers.deny) with input as testing.creating("aws_alb", {"desync_mitigation_mode": "strictest"})
}

test_accepts_desync_2 if {
	not "aws.balancers.desync" in testing.ids(balancers.deny) with input as testing.unsure("aws_alb", {}, {"desync_mitigation_mode": true})
}

test_refuses_health_check if {
	"aws.balancers.health-check" in testing.ids(balancers.deny) with input as testing.creating("aws_alb_target_group", {"protocol": "HTTP"})
}

test_accepts_health_check if {
	not "aws.balancers.health-check" in testing.ids(balancers.deny) with input as testing.creating("aws_alb_target_group", {"protocol": "HTTP", "health_check": [{"path": "/"}]})
}

test_accepts_health_check_2 if {
	not "aws.balancers.health-check" in testing.ids(balancers.deny) with input as testing.creating("aws_alb_target_group", {"protocol": "TCP"})
}
