package terraform.google.iam_test

import data.plumb.testing
import data.terraform.google.iam

test_refuses_organization_basic_roles if {
	"google.iam.organization-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_organization_iam_member", {"role": "roles/owner"}, {})])
}

test_refuses_organization_basic_roles_2 if {
	"google.iam.organization-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_organization_iam_binding", {"role": "roles/editor"}, {})])
}

test_accepts_organization_basic_roles if {
	not "google.iam.organization-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_organization_iam_member", {"role": "roles/storage.objectViewer"}, {})])
}

test_refuses_organization_impersonation if {
	"google.iam.organization-impersonation" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_organization_iam_member", {"role": "roles/iam.serviceAccountTokenCreator"}, {})])
}

test_accepts_organization_impersonation if {
	not "google.iam.organization-impersonation" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_organization_iam_member", {"role": "roles/storage.objectViewer"}, {})])
}

test_refuses_organization_default_account if {
	"google.iam.organization-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_organization_iam_member", {"role": "r", "member": "serviceAccount:1-compute@developer.gserviceaccount.com"}, {})])
}

test_refuses_organization_default_account_2 if {
	"google.iam.organization-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_organization_iam_binding", {"role": "r", "members": ["serviceAccount:p@appspot.gserviceaccount.com"]}, {})])
}

test_accepts_organization_default_account if {
	not "google.iam.organization-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_organization_iam_member", {"role": "r", "member": "user:a@example.com"}, {})])
}

test_refuses_folder_basic_roles if {
	"google.iam.folder-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_folder_iam_member", {"role": "roles/owner"}, {})])
}

test_refuses_folder_basic_roles_2 if {
	"google.iam.folder-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_folder_iam_binding", {"role": "roles/editor"}, {})])
}

test_accepts_folder_basic_roles if {
	not "google.iam.folder-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_folder_iam_member", {"role": "roles/storage.objectViewer"}, {})])
}

test_refuses_folder_impersonation if {
	"google.iam.folder-impersonation" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_folder_iam_member", {"role": "roles/iam.serviceAccountTokenCreator"}, {})])
}

test_accepts_folder_impersonation if {
	not "google.iam.folder-impersonation" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_folder_iam_member", {"role": "roles/storage.objectViewer"}, {})])
}

test_refuses_folder_default_account if {
	"google.iam.folder-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_folder_iam_member", {"role": "r", "member": "serviceAccount:1-compute@developer.gserviceaccount.com"}, {})])
}

test_refuses_folder_default_account_2 if {
	"google.iam.folder-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_folder_iam_binding", {"role": "r", "members": ["serviceAccount:p@appspot.gserviceaccount.com"]}, {})])
}

test_accepts_folder_default_account if {
	not "google.iam.folder-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_folder_iam_member", {"role": "r", "member": "user:a@example.com"}, {})])
}

test_refuses_project_basic_roles if {
	"google.iam.project-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_member", {"role": "roles/owner"}, {})])
}

test_refuses_project_basic_roles_2 if {
	"google.iam.project-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_binding", {"role": "roles/editor"}, {})])
}

test_accepts_project_basic_roles if {
	not "google.iam.project-basic-roles" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_member", {"role": "roles/storage.objectViewer"}, {})])
}

test_refuses_project_impersonation if {
	"google.iam.project-impersonation" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_member", {"role": "roles/iam.serviceAccountTokenCreator"}, {})])
}

test_accepts_project_impersonation if {
	not "google.iam.project-impersonation" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_member", {"role": "roles/storage.objectViewer"}, {})])
}

test_refuses_project_default_account if {
	"google.iam.project-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_member", {"role": "r", "member": "serviceAccount:1-compute@developer.gserviceaccount.com"}, {})])
}

test_refuses_project_default_account_2 if {
	"google.iam.project-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_binding", {"role": "r", "members": ["serviceAccount:p@appspot.gserviceaccount.com"]}, {})])
}

test_accepts_project_default_account if {
	not "google.iam.project-default-account" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_member", {"role": "r", "member": "user:a@example.com"}, {})])
}

test_refuses_account_users if {
	"google.iam.account-users" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_member", {"role": "roles/iam.serviceAccountUser"}, {})])
}

test_accepts_account_users if {
	not "google.iam.account-users" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_project_iam_member", {"role": "roles/viewer"}, {})])
}

test_refuses_account_admins if {
	"google.iam.account-admins" in testing.ids(iam.deny) with input as testing.creating("google_project_iam_member", {"role": "roles/owner", "member": "serviceAccount:a@p.iam.gserviceaccount.com"})
}

test_refuses_account_admins_2 if {
	"google.iam.account-admins" in testing.ids(iam.deny) with input as testing.creating("google_project_iam_member", {"role": "roles/compute.admin", "member": "serviceAccount:a@p.iam.gserviceaccount.com"})
}

test_accepts_account_admins if {
	not "google.iam.account-admins" in testing.ids(iam.deny) with input as testing.creating("google_project_iam_member", {"role": "roles/owner", "member": "user:a@example.com"})
}

test_accepts_account_admins_2 if {
	not "google.iam.account-admins" in testing.ids(iam.deny) with input as testing.creating("google_project_iam_member", {"role": "roles/storage.objectViewer", "member": "serviceAccount:a@p.iam.gserviceaccount.com"})
}

test_refuses_user_managed_keys if {
	"google.iam.user-managed-keys" in testing.ids(iam.deny) with input as testing.creating("google_service_account_key", {"service_account_id": "a"})
}

test_accepts_user_managed_keys if {
	not "google.iam.user-managed-keys" in testing.ids(iam.deny) with input as testing.plan([testing.change("google_service_account", {"account_id": "a"}, {})])
}

test_refuses_workload_pool if {
	"google.iam.workload-pool" in testing.ids(iam.deny) with input as testing.creating("google_iam_workload_identity_pool_provider", {})
}

test_accepts_workload_pool if {
	not "google.iam.workload-pool" in testing.ids(iam.deny) with input as testing.creating("google_iam_workload_identity_pool_provider", {"attribute_condition": "assertion.repository_owner == \"a\""})
}

test_accepts_workload_pool_2 if {
	not "google.iam.workload-pool" in testing.ids(iam.deny) with input as testing.unsure("google_iam_workload_identity_pool_provider", {}, {"attribute_condition": true})
}
