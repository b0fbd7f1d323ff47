# METADATA
# title: Target groups and balancers
package terraform.aws.balancers

import data.plumb.plan

# METADATA
# title: Load balancers share load across zones
# custom:
#   id: aws.balancers.cross-zone
#   severity: low
#   remediation: Set enable_cross_zone_load_balancing to true.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_152"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_alb", "aws_lb"}
	some resource in plan.resources[type]
	plan.among(resource, ["load_balancer_type"], {"gateway", "network"})
	plan.differs(resource, ["enable_cross_zone_load_balancing"], true)
	message := "zones do not share load"
}

# METADATA
# title: Classic load balancers share load across zones
# custom:
#   id: aws.balancers.classic-cross-zone
#   severity: low
#   remediation: Do not set cross_zone_load_balancing to false.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_138"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elb
	plan.contradicts(resource, ["cross_zone_load_balancing"], true)
	message := "cross_zone_load_balancing is not on"
}

# METADATA
# title: Classic load balancers log
# custom:
#   id: aws.balancers.classic-logs
#   severity: medium
#   remediation: Add access_logs.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elb
	plan.unset(resource, ["access_logs"])
	message := "accesses are not logged"
}

# METADATA
# title: Load balancers refuse requests that are read in two ways
# custom:
#   id: aws.balancers.desync
#   severity: medium
#   remediation: Do not set desync_mitigation_mode to monitor.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_328"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_alb", "aws_elb", "aws_lb"}
	some resource in plan.resources[type]
	plan.among(resource, ["desync_mitigation_mode"], {"monitor"})
	message := "desync_mitigation_mode is one of monitor"
}

# METADATA
# title: Target groups have a health check
# custom:
#   id: aws.balancers.health-check
#   severity: low
#   remediation: Set path of health_check.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_261"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_alb_target_group", "aws_lb_target_group"}
	some resource in plan.resources[type]
	plan.among(resource, ["protocol"], {"HTTP", "HTTPS"})
	plan.unset(resource, ["health_check", 0, "path"])
	message := "there is no health check"
}
