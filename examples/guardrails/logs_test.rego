package terraform.shop.logs_test

import data.terraform.shop.logs

plan(days) := {"resource_changes": [{
	"address": "aws_cloudwatch_log_group.app",
	"type": "aws_cloudwatch_log_group",
	"change": {"after": {"retention_in_days": days}},
}]}

test_a_day_is_too_short if {
	some finding in logs.deny with input as plan(1)
	finding.message == "logs are kept for 1 days"
}

test_a_fortnight_is_enough if {
	count(logs.deny) == 0 with input as plan(14)
}

test_forever_is_enough if {
	count(logs.deny) == 0 with input as plan(0)
}

test_destroying_is_no_matter if {
	change := {"address": "a", "type": "aws_cloudwatch_log_group", "change": {"after": null}}
	count(logs.deny) == 0 with input as {"resource_changes": [change]}
}
