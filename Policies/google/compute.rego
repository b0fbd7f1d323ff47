# METADATA
# title: Compute Engine
package terraform.google.compute

import data.plumb.plan

# METADATA
# title: Machines do not run as the default account
# custom:
#   id: google.compute.default-account
#   severity: medium
#   remediation: Name an account of its own in service_account.
#   frameworks:
#     cis_gcp_3_0: ["4.1"]
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_30"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"}
	some resource in plan.resources[type]
	not belongs_to_kubernetes(resource)
	runs_as_default(resource)
	message := "the machine runs as the default account"
}

belongs_to_kubernetes(resource) if startswith(resource.values.name, "gke-")

# Without the block a machine has no account at all.
runs_as_default(resource) if {
	count(resource.values.service_account) > 0
	plan.unset(resource, ["service_account", 0, "email"])
}

runs_as_default(resource) if {
	some account in resource.values.service_account
	endswith(account.email, "-compute@developer.gserviceaccount.com")
}

# METADATA
# title: Machines may not use every API
# custom:
#   id: google.compute.full-access
#   severity: high
#   remediation: Give the scopes that the machine needs.
#   frameworks:
#     cis_gcp_3_0: ["4.2"]
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_GCP_31"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"}
	some resource in plan.resources[type]
	not belongs_to_kubernetes(resource)
	some account in resource.values.service_account
	not has_own_account(account)
	some scope in account.scopes
	scope in {"cloud-platform", "https://www.googleapis.com/auth/cloud-platform"}
	message := "the machine may use every API"
}

has_own_account(account) if {
	is_string(account.email)
	not endswith(account.email, "-compute@developer.gserviceaccount.com")
}

# METADATA
# title: Machines do not take the SSH keys of their project
# custom:
#   id: google.compute.project-keys
#   severity: medium
#   remediation: Set block-project-ssh-keys of metadata to true.
#   frameworks:
#     cis_gcp_3_0: ["4.3"]
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_32"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_instance", "google_compute_instance_template"}
	some resource in plan.resources[type]
	plan.differs(resource, ["metadata", "block-project-ssh-keys"], true)
	message := "block-project-ssh-keys is not on"
}

# METADATA
# title: People sign in to machines by OS Login
# custom:
#   id: google.compute.os-login
#   severity: medium
#   remediation: Leave enable-oslogin of metadata away, or set it to true.
#   frameworks:
#     cis_gcp_3_0: ["4.4"]
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_34"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"}
	some resource in plan.resources[type]
	lower(sprintf("%v", [object.get(resource.values, ["metadata", "enable-oslogin"], "true")])) != "true"
	message := "OS Login is switched off"
}

# METADATA
# title: OS Login is on for projects
# custom:
#   id: google.compute.project-os-login
#   severity: medium
#   remediation: Set enable-oslogin of metadata to TRUE.
#   frameworks:
#     cis_gcp_3_0: ["4.4"]
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_33"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_project_metadata
	lower(sprintf("%v", [object.get(resource.values, ["metadata", "enable-oslogin"], "false")])) != "true"
	message := "OS Login is off"
}

# METADATA
# title: Serial ports of machines are shut
# custom:
#   id: google.compute.serial-port
#   severity: medium
#   remediation: Remove serial-port-enable from metadata.
#   frameworks:
#     cis_gcp_3_0: ["4.5"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_35"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"}
	some resource in plan.resources[type]
	lower(sprintf("%v", [resource.values.metadata["serial-port-enable"]])) in {"true", "1"}
	message := "the serial port is open"
}

# METADATA
# title: Machines do not forward
# custom:
#   id: google.compute.ip-forwarding
#   severity: medium
#   remediation: Do not set can_ip_forward.
#   frameworks:
#     cis_gcp_3_0: ["4.6"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_36"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"}
	some resource in plan.resources[type]
	not belongs_to_kubernetes(resource)
	plan.value(resource, ["can_ip_forward"]) == true
	message := "the machine forwards"
}

# METADATA
# title: Disks are encrypted with a key of yours
# custom:
#   id: google.compute.disk-key
#   severity: low
#   remediation: Add a disk_encryption_key.
#   frameworks:
#     cis_gcp_3_0: ["4.7"]
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_37"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_disk
	plan.unset(resource, ["disk_encryption_key"])
	message := "disk_encryption_key is not set"
}

# METADATA
# title: Disks of machines are encrypted with a key of yours
# custom:
#   id: google.compute.instance-disk-key
#   severity: low
#   remediation: Set kms_key_self_link of the boot_disk.
#   frameworks:
#     cis_gcp_3_0: ["4.7"]
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_38"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_instance
	plan.unset(resource, ["boot_disk", 0, "kms_key_self_link"])
	plan.unset(resource, ["boot_disk", 0, "disk_encryption_key_raw"])
	message := "the boot disk has no key"
}

# METADATA
# title: Machines are shielded
# custom:
#   id: google.compute.shielded
#   severity: medium
#   remediation: Add a shielded_instance_config with vTPM and integrity monitoring.
#   frameworks:
#     cis_gcp_3_0: ["4.8"]
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_39"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"}
	some resource in plan.resources[type]
	not is_shielded(resource)
	message := "the machine is not shielded"
}

is_shielded(resource) if {
	some config in resource.values.shielded_instance_config
	every part in ["enable_vtpm", "enable_integrity_monitoring"] {
		plan.plain(object.get(config, part, true)) != false
	}
}

is_shielded(resource) if belongs_to_kubernetes(resource)

# METADATA
# title: Machines have no public addresses
# custom:
#   id: google.compute.public-address
#   severity: high
#   remediation: Leave access_config away.
#   frameworks:
#     cis_gcp_3_0: ["4.9"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_40"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template"}
	some resource in plan.resources[type]
	some interface in resource.values.network_interface
	some kind in ["access_config", "ipv6_access_config"]
	count(interface[kind]) > 0
	message := "the machine has a public address"
}

# METADATA
# title: Memory of machines is encrypted
# custom:
#   id: google.compute.confidential
#   severity: low
#   remediation: Set enable_confidential_compute of confidential_instance_config to true.
#   frameworks:
#     cis_gcp_3_0: ["4.11"]
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_compute_instance
	plan.differs(resource, ["confidential_instance_config", 0, "enable_confidential_compute"], true)
	message := "enable_confidential_compute is not on"
}
