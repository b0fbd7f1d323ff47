package terraform.azure.defender_test

import data.plumb.testing
import data.terraform.azure.defender

test_refuses_servers if {
	"azure.defender.servers" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "VirtualMachines", "tier": "Free"})
}

test_accepts_servers if {
	not "azure.defender.servers" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "VirtualMachines", "tier": "Standard"})
}

test_accepts_servers_2 if {
	not "azure.defender.servers" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_app_service if {
	"azure.defender.app-service" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "AppServices", "tier": "Free"})
}

test_accepts_app_service if {
	not "azure.defender.app-service" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "AppServices", "tier": "Standard"})
}

test_accepts_app_service_2 if {
	not "azure.defender.app-service" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_sql if {
	"azure.defender.sql" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "SqlServers", "tier": "Free"})
}

test_accepts_sql if {
	not "azure.defender.sql" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "SqlServers", "tier": "Standard"})
}

test_accepts_sql_2 if {
	not "azure.defender.sql" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_sql_machines if {
	"azure.defender.sql-machines" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "SqlServerVirtualMachines", "tier": "Free"})
}

test_accepts_sql_machines if {
	not "azure.defender.sql-machines" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "SqlServerVirtualMachines", "tier": "Standard"})
}

test_accepts_sql_machines_2 if {
	not "azure.defender.sql-machines" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_storage if {
	"azure.defender.storage" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "StorageAccounts", "tier": "Free"})
}

test_accepts_storage if {
	not "azure.defender.storage" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "StorageAccounts", "tier": "Standard"})
}

test_accepts_storage_2 if {
	not "azure.defender.storage" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_kubernetes if {
	"azure.defender.kubernetes" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "KubernetesService", "tier": "Free"})
}

test_accepts_kubernetes if {
	not "azure.defender.kubernetes" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "KubernetesService", "tier": "Standard"})
}

test_accepts_kubernetes_2 if {
	not "azure.defender.kubernetes" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_registries if {
	"azure.defender.registries" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "ContainerRegistry", "tier": "Free"})
}

test_accepts_registries if {
	not "azure.defender.registries" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "ContainerRegistry", "tier": "Standard"})
}

test_accepts_registries_2 if {
	not "azure.defender.registries" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_vaults if {
	"azure.defender.vaults" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "KeyVaults", "tier": "Free"})
}

test_accepts_vaults if {
	not "azure.defender.vaults" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "KeyVaults", "tier": "Standard"})
}

test_accepts_vaults_2 if {
	not "azure.defender.vaults" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_resource_manager if {
	"azure.defender.resource-manager" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Arm", "tier": "Free"})
}

test_accepts_resource_manager if {
	not "azure.defender.resource-manager" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Arm", "tier": "Standard"})
}

test_accepts_resource_manager_2 if {
	not "azure.defender.resource-manager" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_subscription_pricing", {"resource_type": "Other", "tier": "Free"})
}

test_refuses_contact_email if {
	"azure.defender.contact-email" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {})
}

test_accepts_contact_email if {
	not "azure.defender.contact-email" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {"email": "a@example.com"})
}

test_accepts_contact_email_2 if {
	not "azure.defender.contact-email" in testing.ids(defender.deny) with input as testing.unsure("azurerm_security_center_contact", {}, {"email": true})
}

test_refuses_contact_phone if {
	"azure.defender.contact-phone" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {})
}

test_accepts_contact_phone if {
	not "azure.defender.contact-phone" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {"phone": "+1"})
}

test_accepts_contact_phone_2 if {
	not "azure.defender.contact-phone" in testing.ids(defender.deny) with input as testing.unsure("azurerm_security_center_contact", {}, {"phone": true})
}

test_refuses_alerts if {
	"azure.defender.alerts" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {"alert_notifications": false})
}

test_refuses_alerts_2 if {
	"azure.defender.alerts" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {})
}

test_accepts_alerts if {
	not "azure.defender.alerts" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {"alert_notifications": true})
}

test_accepts_alerts_2 if {
	not "azure.defender.alerts" in testing.ids(defender.deny) with input as testing.unsure("azurerm_security_center_contact", {}, {"alert_notifications": true})
}

test_refuses_alerts_admins if {
	"azure.defender.alerts-admins" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {"alerts_to_admins": false})
}

test_refuses_alerts_admins_2 if {
	"azure.defender.alerts-admins" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {})
}

test_accepts_alerts_admins if {
	not "azure.defender.alerts-admins" in testing.ids(defender.deny) with input as testing.creating("azurerm_security_center_contact", {"alerts_to_admins": true})
}

test_accepts_alerts_admins_2 if {
	not "azure.defender.alerts-admins" in testing.ids(defender.deny) with input as testing.unsure("azurerm_security_center_contact", {}, {"alerts_to_admins": true})
}
