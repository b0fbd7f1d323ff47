package terraform.google.dns_test

import data.plumb.testing
import data.terraform.google.dns

test_refuses_dnssec if {
	"google.dns.dnssec" in testing.ids(dns.deny) with input as testing.creating("google_dns_managed_zone", {})
}

test_refuses_dnssec_2 if {
	"google.dns.dnssec" in testing.ids(dns.deny) with input as testing.creating("google_dns_managed_zone", {"dnssec_config": [{"state": "off"}]})
}

test_accepts_dnssec if {
	not "google.dns.dnssec" in testing.ids(dns.deny) with input as testing.creating("google_dns_managed_zone", {"dnssec_config": [{"state": "on"}]})
}

test_accepts_dnssec_2 if {
	not "google.dns.dnssec" in testing.ids(dns.deny) with input as testing.creating("google_dns_managed_zone", {"visibility": "private"})
}

test_refuses_algorithm if {
	"google.dns.algorithm" in testing.ids(dns.deny) with input as testing.creating("google_dns_managed_zone", {"dnssec_config": [{"default_key_specs": [{"algorithm": "rsasha1"}]}]})
}

test_accepts_algorithm if {
	not "google.dns.algorithm" in testing.ids(dns.deny) with input as testing.creating("google_dns_managed_zone", {"dnssec_config": [{"default_key_specs": [{"algorithm": "rsasha256"}]}]})
}

test_accepts_algorithm_2 if {
	not "google.dns.algorithm" in testing.ids(dns.deny) with input as testing.creating("google_dns_managed_zone", {})
}
