# METADATA
# title: Identity and access
package terraform.google.iam

import data.plumb.plan

# METADATA
# title: Basic roles are not given on organizations
# custom:
#   id: google.iam.organization-basic-roles
#   severity: high
#   remediation: Give roles that name what they may do.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_115"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_organization_iam_binding", "google_organization_iam_member"}
	some resource in plan.resources[type]
	resource.values.role in {"roles/editor", "roles/owner", "roles/viewer"}
	message := "a basic role is given"
}

# METADATA
# title: Nobody may act as every account of a organization
# custom:
#   id: google.iam.organization-impersonation
#   severity: high
#   remediation: Give such roles on single accounts.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_45"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_organization_iam_binding", "google_organization_iam_member"}
	some resource in plan.resources[type]
	resource.values.role in impersonating
	message := "the role may act as every account"
}

# Roles with which somebody may act as accounts, or manage them.
impersonating := {
	"roles/owner", "roles/editor", "roles/iam.securityAdmin", "roles/iam.serviceAccountAdmin",
	"roles/iam.serviceAccountKeyAdmin", "roles/iam.serviceAccountUser", "roles/iam.serviceAccountTokenCreator",
	"roles/iam.workloadIdentityUser", "roles/dataproc.editor", "roles/dataproc.admin", "roles/dataflow.developer",
	"roles/resourcemanager.folderAdmin", "roles/resourcemanager.folderIamAdmin",
	"roles/resourcemanager.projectIamAdmin", "roles/resourcemanager.organizationAdmin",
	"roles/serverless.serviceAgent", "roles/dataproc.serviceAgent",
}

# METADATA
# title: Default accounts have no roles on organizations
# custom:
#   id: google.iam.organization-default-account
#   severity: high
#   remediation: Give the role to an account of its own.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_47"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_organization_iam_binding", "google_organization_iam_member"}
	some resource in plan.resources[type]
	some member in members(resource)
	is_default(member)
	message := "a default account has the role"
}

members(resource) := object.get(resource.values, "members", []) if not resource.values.member

members(resource) := [resource.values.member] if resource.values.member

is_default(member) if endswith(member, "-compute@developer.gserviceaccount.com")

is_default(member) if endswith(member, "@appspot.gserviceaccount.com")

# METADATA
# title: Basic roles are not given on folders
# custom:
#   id: google.iam.folder-basic-roles
#   severity: high
#   remediation: Give roles that name what they may do.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_116"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_folder_iam_binding", "google_folder_iam_member"}
	some resource in plan.resources[type]
	resource.values.role in {"roles/editor", "roles/owner", "roles/viewer"}
	message := "a basic role is given"
}

# METADATA
# title: Nobody may act as every account of a folder
# custom:
#   id: google.iam.folder-impersonation
#   severity: high
#   remediation: Give such roles on single accounts.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_44"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_folder_iam_binding", "google_folder_iam_member"}
	some resource in plan.resources[type]
	resource.values.role in impersonating
	message := "the role may act as every account"
}

# METADATA
# title: Default accounts have no roles on folders
# custom:
#   id: google.iam.folder-default-account
#   severity: high
#   remediation: Give the role to an account of its own.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_48"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_folder_iam_binding", "google_folder_iam_member"}
	some resource in plan.resources[type]
	some member in members(resource)
	is_default(member)
	message := "a default account has the role"
}

# METADATA
# title: Basic roles are not given on projects
# custom:
#   id: google.iam.project-basic-roles
#   severity: high
#   remediation: Give roles that name what they may do.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_117"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_project_iam_binding", "google_project_iam_member"}
	some resource in plan.resources[type]
	resource.values.role in {"roles/editor", "roles/owner", "roles/viewer"}
	message := "a basic role is given"
}

# METADATA
# title: Nobody may act as every account of a project
# custom:
#   id: google.iam.project-impersonation
#   severity: high
#   remediation: Give such roles on single accounts.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_49"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_project_iam_binding", "google_project_iam_member"}
	some resource in plan.resources[type]
	resource.values.role in impersonating
	message := "the role may act as every account"
}

# METADATA
# title: Default accounts have no roles on projects
# custom:
#   id: google.iam.project-default-account
#   severity: high
#   remediation: Give the role to an account of its own.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_46"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_project_iam_binding", "google_project_iam_member"}
	some resource in plan.resources[type]
	some member in members(resource)
	is_default(member)
	message := "a default account has the role"
}

# METADATA
# title: Nobody may use every account of a project
# custom:
#   id: google.iam.account-users
#   severity: high
#   remediation: Give the role on single accounts.
#   frameworks:
#     cis_gcp_3_0: ["1.6"]
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_41"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_project_iam_binding", "google_project_iam_member"}
	some resource in plan.resources[type]
	resource.values.role in {"roles/iam.serviceAccountTokenCreator", "roles/iam.serviceAccountUser"}
	message := "the role may use every account"
}

# METADATA
# title: Accounts of programs are no administrators
# custom:
#   id: google.iam.account-admins
#   severity: high
#   remediation: Give roles that name what the program does.
#   frameworks:
#     cis_gcp_3_0: ["1.5"]
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_42"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_project_iam_member
	endswith(resource.values.member, "gserviceaccount.com")
	is_administration(resource.values.role)
	message := "the account is an administrator"
}

is_administration(role) if role in {"roles/editor", "roles/owner"}

is_administration(role) if endswith(lower(role), "admin")

# METADATA
# title: Accounts have no keys that people keep
# custom:
#   id: google.iam.user-managed-keys
#   severity: medium
#   remediation: Use workload identity instead of a google_service_account_key.
#   frameworks:
#     cis_gcp_3_0: ["1.4"]
#     nist_800_53: ["SC-12"]
#     pci_dss: ["3.7.4"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_service_account_key
	is_string(resource.values.service_account_id)
	message := "people keep a key of the account"
}

# METADATA
# title: Pools of workload identities ask who comes
# custom:
#   id: google.iam.workload-pool
#   severity: high
#   remediation: Set attribute_condition.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_118"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_iam_workload_identity_pool_provider
	plan.unset(resource, ["attribute_condition"])
	message := "attribute_condition is not set"
}
