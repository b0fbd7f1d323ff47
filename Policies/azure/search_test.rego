package terraform.azure.search_test

import data.plumb.testing
import data.terraform.azure.search

test_refuses_public_network if {
	"azure.search.public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {"public_network_access_enabled": true})
}

test_refuses_public_network_2 if {
	"azure.search.public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {})
}

test_accepts_public_network if {
	not "azure.search.public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {"public_network_access_enabled": false})
}

test_accepts_public_network_2 if {
	not "azure.search.public-network" in testing.ids(search.deny) with input as testing.unsure("azurerm_search_service", {}, {"public_network_access_enabled": true})
}

test_refuses_identity if {
	"azure.search.identity" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {})
}

test_accepts_identity if {
	not "azure.search.identity" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_identity_2 if {
	not "azure.search.identity" in testing.ids(search.deny) with input as testing.unsure("azurerm_search_service", {}, {"identity": true})
}

test_refuses_update_replicas if {
	"azure.search.update-replicas" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {"replica_count": 2})
}

test_refuses_update_replicas_2 if {
	"azure.search.update-replicas" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {})
}

test_accepts_update_replicas if {
	not "azure.search.update-replicas" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {"replica_count": 3})
}

test_accepts_update_replicas_2 if {
	not "azure.search.update-replicas" in testing.ids(search.deny) with input as testing.unsure("azurerm_search_service", {}, {"replica_count": true})
}

test_refuses_query_replicas if {
	"azure.search.query-replicas" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {"replica_count": 1})
}

test_refuses_query_replicas_2 if {
	"azure.search.query-replicas" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {})
}

test_accepts_query_replicas if {
	not "azure.search.query-replicas" in testing.ids(search.deny) with input as testing.creating("azurerm_search_service", {"replica_count": 2})
}

test_accepts_query_replicas_2 if {
	not "azure.search.query-replicas" in testing.ids(search.deny) with input as testing.unsure("azurerm_search_service", {}, {"replica_count": true})
}

test_refuses_cognitive_public_network if {
	"azure.search.cognitive-public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_cognitive_account", {"public_network_access_enabled": true})
}

test_refuses_cognitive_public_network_2 if {
	"azure.search.cognitive-public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_cognitive_account", {})
}

test_accepts_cognitive_public_network if {
	not "azure.search.cognitive-public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_cognitive_account", {"public_network_access_enabled": false})
}

test_accepts_cognitive_public_network_2 if {
	not "azure.search.cognitive-public-network" in testing.ids(search.deny) with input as testing.unsure("azurerm_cognitive_account", {}, {"public_network_access_enabled": true})
}

test_refuses_cognitive_local_login if {
	"azure.search.cognitive-local-login" in testing.ids(search.deny) with input as testing.creating("azurerm_cognitive_account", {"local_auth_enabled": true})
}

test_refuses_cognitive_local_login_2 if {
	"azure.search.cognitive-local-login" in testing.ids(search.deny) with input as testing.creating("azurerm_cognitive_account", {})
}

test_accepts_cognitive_local_login if {
	not "azure.search.cognitive-local-login" in testing.ids(search.deny) with input as testing.creating("azurerm_cognitive_account", {"local_auth_enabled": false})
}

test_accepts_cognitive_local_login_2 if {
	not "azure.search.cognitive-local-login" in testing.ids(search.deny) with input as testing.unsure("azurerm_cognitive_account", {}, {"local_auth_enabled": true})
}

test_refuses_cognitive_identity if {
	"azure.search.cognitive-identity" in testing.ids(search.deny) with input as testing.creating("azurerm_cognitive_account", {})
}

test_accepts_cognitive_identity if {
	not "azure.search.cognitive-identity" in testing.ids(search.deny) with input as testing.creating("azurerm_cognitive_account", {"identity": [{"type": "SystemAssigned"}]})
}

test_accepts_cognitive_identity_2 if {
	not "azure.search.cognitive-identity" in testing.ids(search.deny) with input as testing.unsure("azurerm_cognitive_account", {}, {"identity": true})
}

test_refuses_learning_public_network if {
	"azure.search.learning-public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_workspace", {"public_network_access_enabled": true})
}

test_refuses_learning_public_network_2 if {
	"azure.search.learning-public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_workspace", {})
}

test_accepts_learning_public_network if {
	not "azure.search.learning-public-network" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_workspace", {"public_network_access_enabled": false})
}

test_accepts_learning_public_network_2 if {
	not "azure.search.learning-public-network" in testing.ids(search.deny) with input as testing.unsure("azurerm_machine_learning_workspace", {}, {"public_network_access_enabled": true})
}

test_refuses_learning_local_login if {
	"azure.search.learning-local-login" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_compute_cluster", {"local_auth_enabled": true})
}

test_refuses_learning_local_login_2 if {
	"azure.search.learning-local-login" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_compute_cluster", {})
}

test_accepts_learning_local_login if {
	not "azure.search.learning-local-login" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_compute_cluster", {"local_auth_enabled": false})
}

test_accepts_learning_local_login_2 if {
	not "azure.search.learning-local-login" in testing.ids(search.deny) with input as testing.unsure("azurerm_machine_learning_compute_cluster", {}, {"local_auth_enabled": true})
}

test_refuses_learning_idle if {
	"azure.search.learning-idle" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_compute_cluster", {"scale_settings": [{"min_node_count": 2}]})
}

test_refuses_learning_idle_2 if {
	"azure.search.learning-idle" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_compute_cluster", {})
}

test_accepts_learning_idle if {
	not "azure.search.learning-idle" in testing.ids(search.deny) with input as testing.creating("azurerm_machine_learning_compute_cluster", {"scale_settings": [{"min_node_count": 0}]})
}

test_accepts_learning_idle_2 if {
	not "azure.search.learning-idle" in testing.ids(search.deny) with input as testing.unsure("azurerm_machine_learning_compute_cluster", {}, {"scale_settings": true})
}
