# METADATA
# title: Load balancers
package terraform.aws.elb

import data.plumb.plan

# METADATA
# title: Load balancers log the access to them
# custom:
#   id: aws.elb.logging
#   severity: medium
#   remediation: Enable access_logs and name a bucket.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_91"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_lb", "aws_alb"}
	some resource in plan.resources[type]
	plan.differs(resource, ["access_logs", 0, "enabled"], true)
	object.get(resource.values, "load_balancer_type", null) != "gateway"
	message := "access is not logged"
}

# METADATA
# title: Load balancers are protected from deletion
# custom:
#   id: aws.elb.deletion-protection
#   severity: low
#   remediation: Set enable_deletion_protection to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_AWS_150"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_lb", "aws_alb"}
	some resource in plan.resources[type]
	plan.differs(resource, ["enable_deletion_protection"], true)
	message := "deletion protection is off"
}

# METADATA
# title: Application load balancers drop invalid headers
# custom:
#   id: aws.elb.invalid-headers
#   severity: medium
#   remediation: Set drop_invalid_header_fields to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_131"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_lb", "aws_alb"}
	some resource in plan.resources[type]
	object.get(resource.values, "load_balancer_type", null) in [null, "application"]
	plan.differs(resource, ["drop_invalid_header_fields"], true)
	message := "invalid headers are passed on"
}

# METADATA
# title: Listeners speak TLS or redirect to it
# custom:
#   id: aws.elb.listener-tls
#   severity: high
#   remediation: Use HTTPS or TLS, and redirect HTTP to HTTPS.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_lb_listener", "aws_alb_listener"}
	some resource in plan.resources[type]
	resource.values.protocol == "HTTP"
	not redirects(resource)
	message := "the listener speaks plain HTTP"
}

# METADATA
# title: Listeners accept TLS 1.2 and newer only
# custom:
#   id: aws.elb.listener-policy
#   severity: high
#   remediation: Choose a policy such as ELBSecurityPolicy-TLS13-1-2-2021-06.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_103"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_lb_listener", "aws_alb_listener"}
	some resource in plan.resources[type]
	resource.values.protocol in {"HTTPS", "TLS"}
	not plan.unknown(resource, ["ssl_policy"])
	policy := object.get(resource.values, "ssl_policy", null)
	not is_modern(policy)
	message := "the listener accepts TLS older than 1.2"
}

redirects(listener) if {
	some action in listener.values.default_action
	action.type == "redirect"
	action.redirect[0].protocol == "HTTPS"
}

redirects(listener) if plan.unknown(listener, ["default_action"])

is_modern(policy) if regex.match(`^ELBSecurityPolicy-(TLS13-1-[23]-|TLS-1-2-|FS-1-2-)`, policy)
