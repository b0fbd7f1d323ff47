# METADATA
# title: What security groups let in and out
package plumb.network

import data.plumb.plan

# Openings to the whole Internet, by the address of the resource that makes them.
openings[group.address] contains {"protocol": rule.protocol, "from": rule.from_port, "to": rule.to_port} if {
	some type in {"aws_security_group", "aws_default_security_group"}
	some group in plan.resources[type]
	some rule in group.values.ingress
	some attribute in {"cidr_blocks", "ipv6_cidr_blocks"}
	some range in rule[attribute]
	is_everyone(range)
}

openings[rule.address] contains {
	"protocol": rule.values.protocol,
	"from": rule.values.from_port,
	"to": rule.values.to_port,
} if {
	some rule in plan.resources.aws_security_group_rule
	rule.values.type == "ingress"
	some attribute in {"cidr_blocks", "ipv6_cidr_blocks"}
	some range in rule.values[attribute]
	is_everyone(range)
}

openings[rule.address] contains {
	"protocol": rule.values.ip_protocol,
	"from": object.get(rule.values, "from_port", null),
	"to": object.get(rule.values, "to_port", null),
} if {
	some rule in plan.resources.aws_vpc_security_group_ingress_rule
	some attribute in {"cidr_ipv4", "cidr_ipv6"}
	is_everyone(rule.values[attribute])
}

# The range holds every address of its family, however it is written.
is_everyone(range) if endswith(range, "/0")

# The opening lets traffic through that reaches the port over TCP.
reaches(opening, _) if is_unlimited(opening)

reaches(opening, port) if {
	opening.protocol in {"tcp", "6"}
	opening.from <= port
	port <= opening.to
}

is_unlimited(opening) if opening.protocol in {"-1", "all"}
