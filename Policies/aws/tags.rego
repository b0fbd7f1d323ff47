# METADATA
# title: Tags
package terraform.aws.tags

import data.plumb.plan

# METADATA
# title: Resources say whose they are
# custom:
#   id: aws.tags.owner
#   severity: low
#   remediation: Add the tag owner.
#   frameworks:
#     nist_800_53: ["CM-8"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_db_instance", "aws_dynamodb_table", "aws_ecs_cluster", "aws_eks_cluster", "aws_instance", "aws_lambda_function", "aws_rds_cluster", "aws_s3_bucket", "aws_vpc"}
	some resource in plan.resources[type]
	not plan.unknown(resource, ["tags_all"])
	tags := object.union(named(resource, "tags"), named(resource, "tags_all"))
	count([tag | some tag, _ in tags; lower(tag) == "owner"]) == 0
	message := "there is no tag owner"
}

named(resource, attribute) := {tag: value | some tag, value in resource.values[attribute]}
