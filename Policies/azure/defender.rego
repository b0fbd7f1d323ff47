# METADATA
# title: Microsoft Defender for Cloud
package terraform.azure.defender

import data.plumb.plan

# METADATA
# title: Defender watches servers
# custom:
#   id: azure.defender.servers
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_55"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "virtualmachines"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Defender watches App Service
# custom:
#   id: azure.defender.app-service
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_61"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "appservices"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Defender watches SQL databases
# custom:
#   id: azure.defender.sql
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_69"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "sqlservers"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Defender watches SQL Server on machines
# custom:
#   id: azure.defender.sql-machines
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_79"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "sqlservervirtualmachines"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Defender watches storage
# custom:
#   id: azure.defender.storage
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_84"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "storageaccounts"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Defender watches Kubernetes
# custom:
#   id: azure.defender.kubernetes
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_85"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "kubernetesservice"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Defender watches container registries
# custom:
#   id: azure.defender.registries
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_86"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "containerregistry"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Defender watches key vaults
# custom:
#   id: azure.defender.vaults
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_87"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "keyvaults"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Defender watches Resource Manager
# custom:
#   id: azure.defender.resource-manager
#   severity: medium
#   remediation: Set tier to Standard.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_234"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_subscription_pricing
	lower(resource.values.resource_type) == "arm"
	resource.values.tier != "Standard"
	message := "the tier is not Standard"
}

# METADATA
# title: Security contacts have an address
# custom:
#   id: azure.defender.contact-email
#   severity: low
#   remediation: Set email.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_131"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_contact
	plan.unset(resource, ["email"])
	message := "email is not set"
}

# METADATA
# title: Security contacts have a number
# custom:
#   id: azure.defender.contact-phone
#   severity: low
#   remediation: Set phone.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_20"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_contact
	plan.unset(resource, ["phone"])
	message := "phone is not set"
}

# METADATA
# title: Alerts are sent to security contacts
# custom:
#   id: azure.defender.alerts
#   severity: low
#   remediation: Set alert_notifications to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_21"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_contact
	plan.differs(resource, ["alert_notifications"], true)
	message := "alert_notifications is not on"
}

# METADATA
# title: Alerts are sent to administrators
# custom:
#   id: azure.defender.alerts-admins
#   severity: low
#   remediation: Set alerts_to_admins to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AZURE_22"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_security_center_contact
	plan.differs(resource, ["alerts_to_admins"], true)
	message := "alerts_to_admins is not on"
}
