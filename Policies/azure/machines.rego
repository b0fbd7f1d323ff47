# METADATA
# title: Virtual machines and disks
package terraform.azure.machines

import data.plumb.plan

# METADATA
# title: Nobody signs in to Linux machines with a password
# custom:
#   id: azure.machines.password-login
#   severity: high
#   remediation: Do not set disable_password_authentication to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_149", "CKV_AZURE_49"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_virtual_machine", "azurerm_linux_virtual_machine_scale_set"}
	some resource in plan.resources[type]
	plan.contradicts(resource, ["disable_password_authentication"], true)
	message := "disable_password_authentication is not on"
}

# METADATA
# title: Linux machines have an SSH key
# custom:
#   id: azure.machines.ssh-keys
#   severity: medium
#   remediation: Add an admin_ssh_key.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_178"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_virtual_machine", "azurerm_linux_virtual_machine_scale_set"}
	some resource in plan.resources[type]
	plan.unset(resource, ["admin_ssh_key"])
	message := "admin_ssh_key is not set"
}

# METADATA
# title: Machines of the older kind take no password
# custom:
#   id: azure.machines.basic-login
#   severity: high
#   remediation: Set disable_password_authentication to true.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_virtual_machine
	plan.contradicts(resource, ["os_profile_linux_config", 0, "disable_password_authentication"], true)
	message := "disable_password_authentication is not on"
}

# METADATA
# title: Windows machines are kept up to date
# custom:
#   id: azure.machines.windows-updates
#   severity: medium
#   remediation: Set automatic_updates_enabled to true.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_177"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_windows_virtual_machine", "azurerm_windows_virtual_machine_scale_set"}
	some resource in plan.resources[type]
	some path in [["automatic_updates_enabled"], ["enable_automatic_updates"]]
	plan.contradicts(resource, path, true)
	message := "automatic_updates_enabled is not on"
}

# METADATA
# title: Windows machines encrypt at their hosts
# custom:
#   id: azure.machines.host-encryption
#   severity: medium
#   remediation: Set encryption_at_host_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_151"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_windows_virtual_machine
	plan.differs(resource, ["encryption_at_host_enabled"], true)
	message := "encryption_at_host_enabled is not on"
}

# METADATA
# title: Scale sets encrypt at their hosts
# custom:
#   id: azure.machines.scale-set-encryption
#   severity: medium
#   remediation: Set encryption_at_host_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_97"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_virtual_machine_scale_set", "azurerm_windows_virtual_machine_scale_set"}
	some resource in plan.resources[type]
	plan.differs(resource, ["encryption_at_host_enabled"], true)
	message := "encryption_at_host_enabled is not on"
}

# METADATA
# title: The agent is on machines
# custom:
#   id: azure.machines.agent
#   severity: low
#   remediation: Do not set provision_vm_agent to false.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_179"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_virtual_machine", "azurerm_linux_virtual_machine_scale_set", "azurerm_windows_virtual_machine", "azurerm_windows_virtual_machine_scale_set"}
	some resource in plan.resources[type]
	plan.contradicts(resource, ["provision_vm_agent"], true)
	message := "provision_vm_agent is not on"
}

# METADATA
# title: Machines take no extensions
# custom:
#   id: azure.machines.extensions
#   severity: low
#   remediation: Set allow_extension_operations to false.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_50"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"azurerm_linux_virtual_machine", "azurerm_windows_virtual_machine"}
	some resource in plan.resources[type]
	plan.differs(resource, ["allow_extension_operations"], false)
	message := "allow_extension_operations is not off"
}

# METADATA
# title: Scale sets patch their systems by themselves
# custom:
#   id: azure.machines.os-patching
#   severity: medium
#   remediation: Set automatic_os_upgrade to true.
#   frameworks:
#     nist_800_53: ["SI-2", "SA-22"]
#     pci_dss: ["6.3.3"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AZURE_95"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_virtual_machine_scale_set
	plan.differs(resource, ["automatic_os_upgrade"], true)
	message := "automatic_os_upgrade is not on"
}

# METADATA
# title: Disks are encrypted
# custom:
#   id: azure.machines.disk-encryption
#   severity: high
#   remediation: Do not set enabled of encryption_settings to false.
#   frameworks:
#     cis_azure_2_1: ["7.3"]
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_managed_disk
	plan.value(resource, ["encryption_settings", 0, "enabled"]) == false
	message := "the disk is not encrypted"
}

# METADATA
# title: Disks are encrypted with a key of yours
# custom:
#   id: azure.machines.disk-customer-key
#   severity: low
#   remediation: Set disk_encryption_set_id.
#   frameworks:
#     cis_azure_2_1: ["7.3"]
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_93"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_managed_disk
	plan.unset(resource, ["disk_encryption_set_id"])
	message := "disk_encryption_set_id is not set"
}

# METADATA
# title: Disks can not be downloaded from everywhere
# custom:
#   id: azure.machines.disk-public
#   severity: high
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_251"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_managed_disk
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}
