package terraform.azure.monitor_test

import data.plumb.testing
import data.terraform.azure.monitor

test_refuses_activity_retention if {
	"azure.monitor.activity-retention" in testing.ids(monitor.deny) with input as testing.creating("azurerm_monitor_log_profile", {"retention_policy": [{"enabled": true, "days": 7}]})
}

test_refuses_activity_retention_2 if {
	"azure.monitor.activity-retention" in testing.ids(monitor.deny) with input as testing.creating("azurerm_monitor_log_profile", {"retention_policy": [{"enabled": false, "days": 365}]})
}

test_accepts_activity_retention if {
	not "azure.monitor.activity-retention" in testing.ids(monitor.deny) with input as testing.creating("azurerm_monitor_log_profile", {"retention_policy": [{"enabled": true, "days": 365}]})
}

test_accepts_activity_retention_2 if {
	not "azure.monitor.activity-retention" in testing.ids(monitor.deny) with input as testing.creating("azurerm_monitor_log_profile", {"retention_policy": [{"enabled": false, "days": 0}]})
}

test_refuses_activity_categories if {
	"azure.monitor.activity-categories" in testing.ids(monitor.deny) with input as testing.creating("azurerm_monitor_log_profile", {"categories": ["Action"]})
}

test_accepts_activity_categories if {
	not "azure.monitor.activity-categories" in testing.ids(monitor.deny) with input as testing.creating("azurerm_monitor_log_profile", {"categories": ["Action", "Delete", "Write"]})
}
