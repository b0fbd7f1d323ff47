package terraform.google.projects_test

import data.plumb.testing
import data.terraform.google.projects

test_refuses_default_network if {
	"google.projects.default-network" in testing.ids(projects.deny) with input as testing.creating("google_project", {"auto_create_network": true})
}

test_refuses_default_network_2 if {
	"google.projects.default-network" in testing.ids(projects.deny) with input as testing.creating("google_project", {})
}

test_accepts_default_network if {
	not "google.projects.default-network" in testing.ids(projects.deny) with input as testing.creating("google_project", {"auto_create_network": false})
}

test_accepts_default_network_2 if {
	not "google.projects.default-network" in testing.ids(projects.deny) with input as testing.unsure("google_project", {}, {"auto_create_network": true})
}
