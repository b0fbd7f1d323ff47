# METADATA
# title: Cloud DNS
package terraform.google.dns

import data.plumb.plan

# METADATA
# title: Zones are signed
# custom:
#   id: google.dns.dnssec
#   severity: medium
#   remediation: Set state of dnssec_config to on.
#   frameworks:
#     cis_gcp_3_0: ["3.3"]
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_16"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_dns_managed_zone
	plan.value(resource, ["visibility"]) != "private"
	plan.differs(resource, ["dnssec_config", 0, "state"], "on")
	message := "the zone is not signed"
}

# METADATA
# title: Zones are not signed by RSASHA1
# custom:
#   id: google.dns.algorithm
#   severity: medium
#   remediation: Choose another algorithm in default_key_specs.
#   frameworks:
#     cis_gcp_3_0: ["3.4"]
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_17"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_dns_managed_zone
	some config in resource.values.dnssec_config
	some specs in config.default_key_specs
	lower(specs.algorithm) == "rsasha1"
	message := "a key uses RSASHA1"
}
