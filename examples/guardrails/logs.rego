package terraform.shop.logs

# METADATA
# title: Logs are kept for a week at least
# custom:
#   id: shop.logs.retention
#   severity: medium
#   remediation: Deploy with retention_days of 7 or more.
#   frameworks:
#     soc_2: ["CC7.2"]
deny contains finding if {
	some change in input.resource_changes
	change.type == "aws_cloudwatch_log_group"
	days := change.change.after.retention_in_days
	days > 0
	days < 7
	finding := {
		"id": "shop.logs.retention",
		"address": change.address,
		"message": sprintf("logs are kept for %d days", [days]),
	}
}
