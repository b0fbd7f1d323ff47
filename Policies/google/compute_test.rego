package terraform.google.compute_test

import data.plumb.testing
import data.terraform.google.compute

test_refuses_default_account if {
	"google.compute.default-account" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"service_account": [{"email": "123-compute@developer.gserviceaccount.com"}]})
}

test_refuses_default_account_2 if {
	"google.compute.default-account" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"service_account": [{"scopes": ["a"]}]})
}

test_accepts_default_account if {
	not "google.compute.default-account" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_accepts_default_account_2 if {
	not "google.compute.default-account" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"service_account": [{"email": "a@p.iam.gserviceaccount.com"}]})
}

test_accepts_default_account_3 if {
	not "google.compute.default-account" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"name": "gke-node"})
}

test_refuses_full_access if {
	"google.compute.full-access" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"service_account": [{"scopes": ["https://www.googleapis.com/auth/cloud-platform"]}]})
}

test_accepts_full_access if {
	not "google.compute.full-access" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"service_account": [{"scopes": ["storage-ro"]}]})
}

test_accepts_full_access_2 if {
	not "google.compute.full-access" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_refuses_project_keys if {
	"google.compute.project-keys" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"metadata": {"block-project-ssh-keys": false}})
}

test_refuses_project_keys_2 if {
	"google.compute.project-keys" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_refuses_project_keys_3 if {
	"google.compute.project-keys" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance_template", {"metadata": {"block-project-ssh-keys": false}})
}

test_accepts_project_keys if {
	not "google.compute.project-keys" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"metadata": {"block-project-ssh-keys": true}})
}

test_accepts_project_keys_2 if {
	not "google.compute.project-keys" in testing.ids(compute.deny) with input as testing.unsure("google_compute_instance", {}, {"metadata": true})
}

test_refuses_os_login if {
	"google.compute.os-login" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"metadata": {"enable-oslogin": "false"}})
}

test_accepts_os_login if {
	not "google.compute.os-login" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"metadata": {"enable-oslogin": "TRUE"}})
}

test_accepts_os_login_2 if {
	not "google.compute.os-login" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_refuses_project_os_login if {
	"google.compute.project-os-login" in testing.ids(compute.deny) with input as testing.creating("google_compute_project_metadata", {"metadata": {"foo": "bar"}})
}

test_accepts_project_os_login if {
	not "google.compute.project-os-login" in testing.ids(compute.deny) with input as testing.creating("google_compute_project_metadata", {"metadata": {"enable-oslogin": "TRUE"}})
}

test_refuses_serial_port if {
	"google.compute.serial-port" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"metadata": {"serial-port-enable": "TRUE"}})
}

test_accepts_serial_port if {
	not "google.compute.serial-port" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"metadata": {"serial-port-enable": "false"}})
}

test_accepts_serial_port_2 if {
	not "google.compute.serial-port" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_refuses_ip_forwarding if {
	"google.compute.ip-forwarding" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"can_ip_forward": true})
}

test_accepts_ip_forwarding if {
	not "google.compute.ip-forwarding" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"can_ip_forward": false})
}

test_accepts_ip_forwarding_2 if {
	not "google.compute.ip-forwarding" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_accepts_ip_forwarding_3 if {
	not "google.compute.ip-forwarding" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"name": "gke-a", "can_ip_forward": true})
}

test_refuses_disk_key if {
	"google.compute.disk-key" in testing.ids(compute.deny) with input as testing.creating("google_compute_disk", {})
}

test_accepts_disk_key if {
	not "google.compute.disk-key" in testing.ids(compute.deny) with input as testing.creating("google_compute_disk", {"disk_encryption_key": [{"kms_key_self_link": "k"}]})
}

test_accepts_disk_key_2 if {
	not "google.compute.disk-key" in testing.ids(compute.deny) with input as testing.unsure("google_compute_disk", {}, {"disk_encryption_key": true})
}

test_refuses_instance_disk_key if {
	"google.compute.instance-disk-key" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_refuses_instance_disk_key_2 if {
	"google.compute.instance-disk-key" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"boot_disk": [{"size": 10}]})
}

test_accepts_instance_disk_key if {
	not "google.compute.instance-disk-key" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"boot_disk": [{"kms_key_self_link": "k"}]})
}

test_accepts_instance_disk_key_2 if {
	not "google.compute.instance-disk-key" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"boot_disk": [{"disk_encryption_key_raw": "k"}]})
}

test_refuses_shielded if {
	"google.compute.shielded" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_refuses_shielded_2 if {
	"google.compute.shielded" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"shielded_instance_config": [{"enable_vtpm": false}]})
}

test_accepts_shielded if {
	not "google.compute.shielded" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"shielded_instance_config": [{"enable_vtpm": true, "enable_integrity_monitoring": true}]})
}

test_accepts_shielded_2 if {
	not "google.compute.shielded" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"shielded_instance_config": [{}]})
}

test_accepts_shielded_3 if {
	not "google.compute.shielded" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"name": "gke-a"})
}

test_refuses_public_address if {
	"google.compute.public-address" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"network_interface": [{"access_config": [{}]}]})
}

test_accepts_public_address if {
	not "google.compute.public-address" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"network_interface": [{"network": "n"}]})
}

test_accepts_public_address_2 if {
	not "google.compute.public-address" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"network_interface": [{"access_config": []}]})
}

test_refuses_confidential if {
	"google.compute.confidential" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"confidential_instance_config": [{"enable_confidential_compute": false}]})
}

test_refuses_confidential_2 if {
	"google.compute.confidential" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {})
}

test_accepts_confidential if {
	not "google.compute.confidential" in testing.ids(compute.deny) with input as testing.creating("google_compute_instance", {"confidential_instance_config": [{"enable_confidential_compute": true}]})
}

test_accepts_confidential_2 if {
	not "google.compute.confidential" in testing.ids(compute.deny) with input as testing.unsure("google_compute_instance", {}, {"confidential_instance_config": true})
}
