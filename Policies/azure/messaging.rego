# METADATA
# title: Service Bus, Event Hubs, Event Grid and Web PubSub
package terraform.azure.messaging

import data.plumb.plan

# METADATA
# title: Service Bus is shut to public networks
# custom:
#   id: azure.messaging.servicebus-public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_204"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_servicebus_namespace
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Service Bus wants TLS 1.2
# custom:
#   id: azure.messaging.servicebus-tls-version
#   severity: high
#   remediation: Set minimum_tls_version to 1.2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_205"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_servicebus_namespace
	plan.differs(resource, ["minimum_tls_version"], "1.2")
	message := "minimum_tls_version is not 1.2"
}

# METADATA
# title: Service Bus accepts identities only
# custom:
#   id: azure.messaging.servicebus-local-login
#   severity: medium
#   remediation: Set local_auth_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_203"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_servicebus_namespace
	plan.differs(resource, ["local_auth_enabled"], false)
	message := "local_auth_enabled is not off"
}

# METADATA
# title: Service Bus has a managed identity
# custom:
#   id: azure.messaging.servicebus-identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_202"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_servicebus_namespace
	plan.unset(resource, ["identity"])
	message := "identity is not set"
}

# METADATA
# title: Service Bus is encrypted with a key of yours
# custom:
#   id: azure.messaging.servicebus-customer-key
#   severity: low
#   remediation: Add a customer_managed_key.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_201"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_servicebus_namespace
	plan.unset(resource, ["customer_managed_key", 0, "key_vault_key_id"])
	message := "key_vault_key_id is not set"
}

# METADATA
# title: Service Bus is encrypted twice
# custom:
#   id: azure.messaging.servicebus-double-encryption
#   severity: low
#   remediation: Set infrastructure_encryption_enabled of customer_managed_key to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_199"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_servicebus_namespace
	plan.differs(resource, ["customer_managed_key", 0, "infrastructure_encryption_enabled"], true)
	message := "infrastructure_encryption_enabled is not on"
}

# METADATA
# title: Event Hubs want TLS 1.2
# custom:
#   id: azure.messaging.eventhub-tls-version
#   severity: high
#   remediation: Do not set minimum_tls_version below 1.2.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AZURE_223"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_eventhub_namespace
	plan.contradicts(resource, ["minimum_tls_version"], "1.2")
	message := "minimum_tls_version is not 1.2"
}

# METADATA
# title: Event Grid topics are shut to public networks
# custom:
#   id: azure.messaging.eventgrid-topic-public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_193"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_eventgrid_topic
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Event Grid topics accept identities only
# custom:
#   id: azure.messaging.eventgrid-topic-local-login
#   severity: medium
#   remediation: Set local_auth_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_192"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_eventgrid_topic
	plan.differs(resource, ["local_auth_enabled"], false)
	message := "local_auth_enabled is not off"
}

# METADATA
# title: Event Grid topics have a managed identity
# custom:
#   id: azure.messaging.eventgrid-topic-identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_191"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_eventgrid_topic
	plan.unset(resource, ["identity"])
	message := "identity is not set"
}

# METADATA
# title: Event Grid domains are shut to public networks
# custom:
#   id: azure.messaging.eventgrid-domain-public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_106"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_eventgrid_domain
	plan.differs(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Event Grid domains accept identities only
# custom:
#   id: azure.messaging.eventgrid-domain-local-login
#   severity: medium
#   remediation: Set local_auth_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_195"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_eventgrid_domain
	plan.differs(resource, ["local_auth_enabled"], false)
	message := "local_auth_enabled is not off"
}

# METADATA
# title: Event Grid domains have a managed identity
# custom:
#   id: azure.messaging.eventgrid-domain-identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_194"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_eventgrid_domain
	plan.unset(resource, ["identity"])
	message := "identity is not set"
}

# METADATA
# title: IoT hubs are shut to public networks
# custom:
#   id: azure.messaging.iothub-public-network
#   severity: medium
#   remediation: Set public_network_access_enabled to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AZURE_108"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_iothub
	plan.contradicts(resource, ["public_network_access_enabled"], false)
	message := "public_network_access_enabled is not off"
}

# METADATA
# title: Web PubSub has a managed identity
# custom:
#   id: azure.messaging.pubsub-identity
#   severity: low
#   remediation: Add an identity.
#   frameworks:
#     nist_800_53: ["AC-3", "IA-2"]
#     pci_dss: ["8.3.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AZURE_176"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_web_pubsub
	plan.unset(resource, ["identity"])
	message := "identity is not set"
}

# METADATA
# title: Web PubSub has an agreed availability
# custom:
#   id: azure.messaging.pubsub-tier
#   severity: low
#   remediation: Set sku to Standard_S1 or better.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_175"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_web_pubsub
	plan.among(resource, ["sku"], {"Free_F1"})
	message := "sku is one of Free_F1"
}

# METADATA
# title: SignalR has an agreed availability
# custom:
#   id: azure.messaging.signalr-tier
#   severity: low
#   remediation: Set name of sku to Standard_S1 or better.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AZURE_196"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.azurerm_signalr_service
	plan.among(resource, ["sku", 0, "name"], {"Free_F1"})
	message := "name is one of Free_F1"
}
