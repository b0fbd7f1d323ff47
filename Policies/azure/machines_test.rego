package terraform.azure.machines_test

import data.plumb.testing
import data.terraform.azure.machines

test_refuses_password_login if {
	"azure.machines.password-login" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {"disable_password_authentication": false})
}

test_refuses_password_login_2 if {
	"azure.machines.password-login" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine_scale_set", {"disable_password_authentication": false})
}

test_accepts_password_login if {
	not "azure.machines.password-login" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {"disable_password_authentication": true})
}

test_accepts_password_login_2 if {
	not "azure.machines.password-login" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {})
}

test_accepts_password_login_3 if {
	not "azure.machines.password-login" in testing.ids(machines.deny) with input as testing.unsure("azurerm_linux_virtual_machine", {}, {"disable_password_authentication": true})
}

test_refuses_ssh_keys if {
	"azure.machines.ssh-keys" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {})
}

test_refuses_ssh_keys_2 if {
	"azure.machines.ssh-keys" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine_scale_set", {})
}

test_accepts_ssh_keys if {
	not "azure.machines.ssh-keys" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {"admin_ssh_key": [{"username": "a", "public_key": "k"}]})
}

test_accepts_ssh_keys_2 if {
	not "azure.machines.ssh-keys" in testing.ids(machines.deny) with input as testing.unsure("azurerm_linux_virtual_machine", {}, {"admin_ssh_key": true})
}

test_refuses_basic_login if {
	"azure.machines.basic-login" in testing.ids(machines.deny) with input as testing.creating("azurerm_virtual_machine", {"os_profile_linux_config": [{"disable_password_authentication": false}]})
}

test_accepts_basic_login if {
	not "azure.machines.basic-login" in testing.ids(machines.deny) with input as testing.creating("azurerm_virtual_machine", {"os_profile_linux_config": [{"disable_password_authentication": true}]})
}

test_accepts_basic_login_2 if {
	not "azure.machines.basic-login" in testing.ids(machines.deny) with input as testing.creating("azurerm_virtual_machine", {})
}

test_accepts_basic_login_3 if {
	not "azure.machines.basic-login" in testing.ids(machines.deny) with input as testing.unsure("azurerm_virtual_machine", {}, {"os_profile_linux_config": true})
}

test_refuses_windows_updates if {
	"azure.machines.windows-updates" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine", {"automatic_updates_enabled": false})
}

test_refuses_windows_updates_2 if {
	"azure.machines.windows-updates" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine_scale_set", {"automatic_updates_enabled": false})
}

test_accepts_windows_updates if {
	not "azure.machines.windows-updates" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine", {"enable_automatic_updates": true})
}

test_accepts_windows_updates_2 if {
	not "azure.machines.windows-updates" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine", {})
}

test_accepts_windows_updates_3 if {
	not "azure.machines.windows-updates" in testing.ids(machines.deny) with input as testing.unsure("azurerm_windows_virtual_machine", {}, {"automatic_updates_enabled": true, "enable_automatic_updates": true})
}

test_refuses_host_encryption if {
	"azure.machines.host-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine", {"encryption_at_host_enabled": false})
}

test_refuses_host_encryption_2 if {
	"azure.machines.host-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine", {})
}

test_accepts_host_encryption if {
	not "azure.machines.host-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine", {"encryption_at_host_enabled": true})
}

test_accepts_host_encryption_2 if {
	not "azure.machines.host-encryption" in testing.ids(machines.deny) with input as testing.unsure("azurerm_windows_virtual_machine", {}, {"encryption_at_host_enabled": true})
}

test_refuses_scale_set_encryption if {
	"azure.machines.scale-set-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine_scale_set", {"encryption_at_host_enabled": false})
}

test_refuses_scale_set_encryption_2 if {
	"azure.machines.scale-set-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine_scale_set", {})
}

test_refuses_scale_set_encryption_3 if {
	"azure.machines.scale-set-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine_scale_set", {"encryption_at_host_enabled": false})
}

test_accepts_scale_set_encryption if {
	not "azure.machines.scale-set-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine_scale_set", {"encryption_at_host_enabled": true})
}

test_accepts_scale_set_encryption_2 if {
	not "azure.machines.scale-set-encryption" in testing.ids(machines.deny) with input as testing.unsure("azurerm_linux_virtual_machine_scale_set", {}, {"encryption_at_host_enabled": true})
}

test_refuses_agent if {
	"azure.machines.agent" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {"provision_vm_agent": false})
}

test_refuses_agent_2 if {
	"azure.machines.agent" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine_scale_set", {"provision_vm_agent": false})
}

test_refuses_agent_3 if {
	"azure.machines.agent" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine", {"provision_vm_agent": false})
}

test_refuses_agent_4 if {
	"azure.machines.agent" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine_scale_set", {"provision_vm_agent": false})
}

test_accepts_agent if {
	not "azure.machines.agent" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {"provision_vm_agent": true})
}

test_accepts_agent_2 if {
	not "azure.machines.agent" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {})
}

test_accepts_agent_3 if {
	not "azure.machines.agent" in testing.ids(machines.deny) with input as testing.unsure("azurerm_linux_virtual_machine", {}, {"provision_vm_agent": true})
}

test_refuses_extensions if {
	"azure.machines.extensions" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {"allow_extension_operations": true})
}

test_refuses_extensions_2 if {
	"azure.machines.extensions" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {})
}

test_refuses_extensions_3 if {
	"azure.machines.extensions" in testing.ids(machines.deny) with input as testing.creating("azurerm_windows_virtual_machine", {"allow_extension_operations": true})
}

test_accepts_extensions if {
	not "azure.machines.extensions" in testing.ids(machines.deny) with input as testing.creating("azurerm_linux_virtual_machine", {"allow_extension_operations": false})
}

test_accepts_extensions_2 if {
	not "azure.machines.extensions" in testing.ids(machines.deny) with input as testing.unsure("azurerm_linux_virtual_machine", {}, {"allow_extension_operations": true})
}

test_refuses_os_patching if {
	"azure.machines.os-patching" in testing.ids(machines.deny) with input as testing.creating("azurerm_virtual_machine_scale_set", {"automatic_os_upgrade": false})
}

test_refuses_os_patching_2 if {
	"azure.machines.os-patching" in testing.ids(machines.deny) with input as testing.creating("azurerm_virtual_machine_scale_set", {})
}

test_accepts_os_patching if {
	not "azure.machines.os-patching" in testing.ids(machines.deny) with input as testing.creating("azurerm_virtual_machine_scale_set", {"automatic_os_upgrade": true})
}

test_accepts_os_patching_2 if {
	not "azure.machines.os-patching" in testing.ids(machines.deny) with input as testing.unsure("azurerm_virtual_machine_scale_set", {}, {"automatic_os_upgrade": true})
}

test_refuses_disk_encryption if {
	"azure.machines.disk-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_managed_disk", {"encryption_settings": [{"enabled": false}]})
}

test_accepts_disk_encryption if {
	not "azure.machines.disk-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_managed_disk", {"encryption_settings": [{"enabled": true}]})
}

test_accepts_disk_encryption_2 if {
	not "azure.machines.disk-encryption" in testing.ids(machines.deny) with input as testing.creating("azurerm_managed_disk", {})
}

test_refuses_disk_customer_key if {
	"azure.machines.disk-customer-key" in testing.ids(machines.deny) with input as testing.creating("azurerm_managed_disk", {})
}

test_accepts_disk_customer_key if {
	not "azure.machines.disk-customer-key" in testing.ids(machines.deny) with input as testing.creating("azurerm_managed_disk", {"disk_encryption_set_id": "/d"})
}

test_accepts_disk_customer_key_2 if {
	not "azure.machines.disk-customer-key" in testing.ids(machines.deny) with input as testing.unsure("azurerm_managed_disk", {}, {"disk_encryption_set_id": true})
}

test_refuses_disk_public if {
	"azure.machines.disk-public" in testing.ids(machines.deny) with input as testing.creating("azurerm_managed_disk", {"public_network_access_enabled": true})
}

test_refuses_disk_public_2 if {
	"azure.machines.disk-public" in testing.ids(machines.deny) with input as testing.creating("azurerm_managed_disk", {})
}

test_accepts_disk_public if {
	not "azure.machines.disk-public" in testing.ids(machines.deny) with input as testing.creating("azurerm_managed_disk", {"public_network_access_enabled": false})
}

test_accepts_disk_public_2 if {
	not "azure.machines.disk-public" in testing.ids(machines.deny) with input as testing.unsure("azurerm_managed_disk", {}, {"public_network_access_enabled": true})
}
