# METADATA
# title: Identities and their rights
package terraform.aws.iam

import data.plumb.document
import data.plumb.plan

# METADATA
# title: No policy gives all rights over everything
# custom:
#   id: aws.iam.administrator
#   severity: critical
#   remediation: List the actions and resources that are needed.
#   frameworks:
#     cis_aws_3_0: ["1.16"]
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_62"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"}
	some resource in plan.resources[type]
	some statement in document.allowing(resource.values.policy)
	document.is_administrator(statement)
	message := "a statement allows every action on every resource"
}

# METADATA
# title: No policy allows every action
# custom:
#   id: aws.iam.all-actions
#   severity: high
#   remediation: List the actions that are needed.
#   frameworks:
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_63"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"}
	some resource in plan.resources[type]
	some statement in document.allowing(resource.values.policy)
	some action in document.list(statement.Action)
	action in {"*", "*:*"}
	message := "a statement allows every action"
}

# METADATA
# title: No policy passes every role
# custom:
#   id: aws.iam.pass-role
#   severity: high
#   remediation: List the roles that may be passed.
#   frameworks:
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"}
	some resource in plan.resources[type]
	some statement in document.allowing(resource.values.policy)
	some action in document.list(statement.Action)
	lower(action) in {"iam:*", "iam:passrole"}
	"*" in document.list(statement.Resource)
	object.get(statement, "Condition", {}) == {}
	message := "a statement lets every role be passed on"
}

# METADATA
# title: No role is assumed by everyone
# custom:
#   id: aws.iam.trust-public
#   severity: critical
#   remediation: Name the accounts or services that may assume the role.
#   frameworks:
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_60"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_role
	some statement in document.allowing(resource.values.assume_role_policy)
	document.is_public(statement)
	message := "everyone may assume the role"
}

# METADATA
# title: Users get their rights from groups and roles
# custom:
#   id: aws.iam.user-rights
#   severity: low
#   remediation: Attach the policy to a group or a role.
#   frameworks:
#     cis_aws_3_0: ["1.15"]
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_40"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_iam_user_policy", "aws_iam_user_policy_attachment"}
	some resource in plan.resources[type]
	message := "the rights are given to a user"
}

# METADATA
# title: The account wants minimum password length of 14
# custom:
#   id: aws.iam.password-length
#   severity: medium
#   remediation: Set minimum_password_length to 14.
#   frameworks:
#     cis_aws_3_0: ["1.8"]
#     nist_800_53: ["IA-5(1)"]
#     pci_dss: ["8.3.6"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_10"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_account_password_policy
	plan.below(resource, ["minimum_password_length"], 14)
	message := "minimum_password_length is below 14"
}

# METADATA
# title: The account wants password reuse prevention of 24
# custom:
#   id: aws.iam.password-reuse
#   severity: medium
#   remediation: Set password_reuse_prevention to 24.
#   frameworks:
#     cis_aws_3_0: ["1.9"]
#     nist_800_53: ["IA-5(1)"]
#     pci_dss: ["8.3.6"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_13"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_account_password_policy
	plan.below(resource, ["password_reuse_prevention"], 24)
	message := "password_reuse_prevention is below 24"
}

# METADATA
# title: Users have no access keys
# custom:
#   id: aws.iam.access-keys
#   severity: medium
#   remediation: Let people and machines assume roles.
#   frameworks:
#     nist_800_53: ["IA-5(7)"]
#     pci_dss: ["8.6.2"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_273"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_access_key
	resource.values.status != "Inactive"
	message := "a key that never ends is made for a user"
}
