# METADATA
# title: Passwords of people
package terraform.aws.passwords

import data.plumb.plan

# METADATA
# title: Passwords have lower-case letters
# custom:
#   id: aws.passwords.lowercase
#   severity: low
#   remediation: Set require_lowercase_characters to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_11"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_account_password_policy
	plan.differs(resource, ["require_lowercase_characters"], true)
	message := "require_lowercase_characters is not on"
}

# METADATA
# title: Passwords have digits
# custom:
#   id: aws.passwords.numbers
#   severity: low
#   remediation: Set require_numbers to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_12"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_account_password_policy
	plan.differs(resource, ["require_numbers"], true)
	message := "require_numbers is not on"
}

# METADATA
# title: Passwords have symbols
# custom:
#   id: aws.passwords.symbols
#   severity: low
#   remediation: Set require_symbols to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_14"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_account_password_policy
	plan.differs(resource, ["require_symbols"], true)
	message := "require_symbols is not on"
}

# METADATA
# title: Passwords have upper-case letters
# custom:
#   id: aws.passwords.uppercase
#   severity: low
#   remediation: Set require_uppercase_characters to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_15"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_account_password_policy
	plan.differs(resource, ["require_uppercase_characters"], true)
	message := "require_uppercase_characters is not on"
}

# METADATA
# title: Passwords end within 90 days
# custom:
#   id: aws.passwords.age
#   severity: low
#   remediation: Set max_password_age to 90 or less.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_9"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_iam_account_password_policy
	not ends(resource)
	message := "passwords last too long"
}

ends(resource) if {
	days := to_number(plan.value(resource, ["max_password_age"]))
	0 < days
	days <= 90
}
