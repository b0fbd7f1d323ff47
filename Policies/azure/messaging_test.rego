package terraform.azure.messaging_test

import data.plumb.testing
import data.terraform.azure.messaging

test_refuses_servicebus_public_network if {
	"azure.messaging.servicebus-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"public_network_access_enabled": true})
}

test_refuses_servicebus_public_network_2 if {
	"azure.messaging.servicebus-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {})
}

test_accepts_servicebus_public_network if {
	not "azure.messaging.servicebus-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"public_network_access_enabled": false})
}

test_accepts_servicebus_public_network_2 if {
	not "azure.messaging.servicebus-public-network" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_servicebus_namespace", {}, {"public_network_access_enabled": true})
}

test_refuses_servicebus_tls_version if {
	"azure.messaging.servicebus-tls-version" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"minimum_tls_version": "1.1"})
}

test_refuses_servicebus_tls_version_2 if {
	"azure.messaging.servicebus-tls-version" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {})
}

test_accepts_servicebus_tls_version if {
	not "azure.messaging.servicebus-tls-version" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"minimum_tls_version": "1.2"})
}

test_accepts_servicebus_tls_version_2 if {
	not "azure.messaging.servicebus-tls-version" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_servicebus_namespace", {}, {"minimum_tls_version": true})
}

test_refuses_servicebus_local_login if {
	"azure.messaging.servicebus-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"local_auth_enabled": true})
}

test_refuses_servicebus_local_login_2 if {
	"azure.messaging.servicebus-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {})
}

test_accepts_servicebus_local_login if {
	not "azure.messaging.servicebus-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"local_auth_enabled": false})
}

test_accepts_servicebus_local_login_2 if {
	not "azure.messaging.servicebus-local-login" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_servicebus_namespace", {}, {"local_auth_enabled": true})
}

test_refuses_servicebus_identity if {
	"azure.messaging.servicebus-identity" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {})
}

test_accepts_servicebus_identity if {
	not "azure.messaging.servicebus-identity" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_servicebus_identity_2 if {
	not "azure.messaging.servicebus-identity" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_servicebus_namespace", {}, {"identity": true})
}

test_refuses_servicebus_customer_key if {
	"azure.messaging.servicebus-customer-key" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {})
}

test_accepts_servicebus_customer_key if {
	not "azure.messaging.servicebus-customer-key" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"customer_managed_key": [{"key_vault_key_id": "/k"}]})
}

test_accepts_servicebus_customer_key_2 if {
	not "azure.messaging.servicebus-customer-key" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_servicebus_namespace", {}, {"customer_managed_key": true})
}

test_refuses_servicebus_double_encryption if {
	"azure.messaging.servicebus-double-encryption" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"customer_managed_key": [{"infrastructure_encryption_enabled": false}]})
}

test_refuses_servicebus_double_encryption_2 if {
	"azure.messaging.servicebus-double-encryption" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {})
}

test_accepts_servicebus_double_encryption if {
	not "azure.messaging.servicebus-double-encryption" in testing.ids(messaging.deny) with input as testing.creating("azurerm_servicebus_namespace", {"customer_managed_key": [{"infrastructure_encryption_enabled": true}]})
}

test_accepts_servicebus_double_encryption_2 if {
	not "azure.messaging.servicebus-double-encryption" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_servicebus_namespace", {}, {"customer_managed_key": true})
}

test_refuses_eventhub_tls_version if {
	"azure.messaging.eventhub-tls-version" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventhub_namespace", {"minimum_tls_version": "1.0"})
}

test_accepts_eventhub_tls_version if {
	not "azure.messaging.eventhub-tls-version" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventhub_namespace", {"minimum_tls_version": "1.2"})
}

test_accepts_eventhub_tls_version_2 if {
	not "azure.messaging.eventhub-tls-version" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventhub_namespace", {})
}

test_accepts_eventhub_tls_version_3 if {
	not "azure.messaging.eventhub-tls-version" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_eventhub_namespace", {}, {"minimum_tls_version": true})
}

test_refuses_eventgrid_topic_public_network if {
	"azure.messaging.eventgrid-topic-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_topic", {"public_network_access_enabled": true})
}

test_refuses_eventgrid_topic_public_network_2 if {
	"azure.messaging.eventgrid-topic-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_topic", {})
}

test_accepts_eventgrid_topic_public_network if {
	not "azure.messaging.eventgrid-topic-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_topic", {"public_network_access_enabled": false})
}

test_accepts_eventgrid_topic_public_network_2 if {
	not "azure.messaging.eventgrid-topic-public-network" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_eventgrid_topic", {}, {"public_network_access_enabled": true})
}

test_refuses_eventgrid_topic_local_login if {
	"azure.messaging.eventgrid-topic-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_topic", {"local_auth_enabled": true})
}

test_refuses_eventgrid_topic_local_login_2 if {
	"azure.messaging.eventgrid-topic-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_topic", {})
}

test_accepts_eventgrid_topic_local_login if {
	not "azure.messaging.eventgrid-topic-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_topic", {"local_auth_enabled": false})
}

test_accepts_eventgrid_topic_local_login_2 if {
	not "azure.messaging.eventgrid-topic-local-login" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_eventgrid_topic", {}, {"local_auth_enabled": true})
}

test_refuses_eventgrid_topic_identity if {
	"azure.messaging.eventgrid-topic-identity" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_topic", {})
}

test_accepts_eventgrid_topic_identity if {
	not "azure.messaging.eventgrid-topic-identity" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_topic", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_eventgrid_topic_identity_2 if {
	not "azure.messaging.eventgrid-topic-identity" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_eventgrid_topic", {}, {"identity": true})
}

test_refuses_eventgrid_domain_public_network if {
	"azure.messaging.eventgrid-domain-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_domain", {"public_network_access_enabled": true})
}

test_refuses_eventgrid_domain_public_network_2 if {
	"azure.messaging.eventgrid-domain-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_domain", {})
}

test_accepts_eventgrid_domain_public_network if {
	not "azure.messaging.eventgrid-domain-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_domain", {"public_network_access_enabled": false})
}

test_accepts_eventgrid_domain_public_network_2 if {
	not "azure.messaging.eventgrid-domain-public-network" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_eventgrid_domain", {}, {"public_network_access_enabled": true})
}

test_refuses_eventgrid_domain_local_login if {
	"azure.messaging.eventgrid-domain-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_domain", {"local_auth_enabled": true})
}

test_refuses_eventgrid_domain_local_login_2 if {
	"azure.messaging.eventgrid-domain-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_domain", {})
}

test_accepts_eventgrid_domain_local_login if {
	not "azure.messaging.eventgrid-domain-local-login" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_domain", {"local_auth_enabled": false})
}

test_accepts_eventgrid_domain_local_login_2 if {
	not "azure.messaging.eventgrid-domain-local-login" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_eventgrid_domain", {}, {"local_auth_enabled": true})
}

test_refuses_eventgrid_domain_identity if {
	"azure.messaging.eventgrid-domain-identity" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_domain", {})
}

test_accepts_eventgrid_domain_identity if {
	not "azure.messaging.eventgrid-domain-identity" in testing.ids(messaging.deny) with input as testing.creating("azurerm_eventgrid_domain", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_eventgrid_domain_identity_2 if {
	not "azure.messaging.eventgrid-domain-identity" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_eventgrid_domain", {}, {"identity": true})
}

test_refuses_iothub_public_network if {
	"azure.messaging.iothub-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_iothub", {"public_network_access_enabled": true})
}

test_accepts_iothub_public_network if {
	not "azure.messaging.iothub-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_iothub", {"public_network_access_enabled": false})
}

test_accepts_iothub_public_network_2 if {
	not "azure.messaging.iothub-public-network" in testing.ids(messaging.deny) with input as testing.creating("azurerm_iothub", {})
}

test_accepts_iothub_public_network_3 if {
	not "azure.messaging.iothub-public-network" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_iothub", {}, {"public_network_access_enabled": true})
}

test_refuses_pubsub_identity if {
	"azure.messaging.pubsub-identity" in testing.ids(messaging.deny) with input as testing.creating("azurerm_web_pubsub", {})
}

test_accepts_pubsub_identity if {
	not "azure.messaging.pubsub-identity" in testing.ids(messaging.deny) with input as testing.creating("azurerm_web_pubsub", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_pubsub_identity_2 if {
	not "azure.messaging.pubsub-identity" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_web_pubsub", {}, {"identity": true})
}

test_refuses_pubsub_tier if {
	"azure.messaging.pubsub-tier" in testing.ids(messaging.deny) with input as testing.creating("azurerm_web_pubsub", {"sku": "Free_F1"})
}

test_accepts_pubsub_tier if {
	not "azure.messaging.pubsub-tier" in testing.ids(messaging.deny) with input as testing.creating("azurerm_web_pubsub", {"sku": "Standard_S1"})
}

test_accepts_pubsub_tier_2 if {
	not "azure.messaging.pubsub-tier" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_web_pubsub", {}, {"sku": true})
}

test_refuses_signalr_tier if {
	"azure.messaging.signalr-tier" in testing.ids(messaging.deny) with input as testing.creating("azurerm_signalr_service", {"sku": [{"name": "Free_F1"}]})
}

test_accepts_signalr_tier if {
	not "azure.messaging.signalr-tier" in testing.ids(messaging.deny) with input as testing.creating("azurerm_signalr_service", {"sku": [{"name": "Standard_S1"}]})
}

test_accepts_signalr_tier_2 if {
	not "azure.messaging.signalr-tier" in testing.ids(messaging.deny) with input as testing.unsure("azurerm_signalr_service", {}, {"sku": true})
}
