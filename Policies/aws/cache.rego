# METADATA
# title: Caches
package terraform.aws.cache

import data.plumb.plan

# METADATA
# title: Caches are encrypted at rest
# custom:
#   id: aws.cache.rest
#   severity: medium
#   remediation: Set at_rest_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_29"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elasticache_replication_group
	plan.differs(resource, ["at_rest_encryption_enabled"], true)
	message := "the cache is not encrypted at rest"
}

# METADATA
# title: Caches are encrypted in transit
# custom:
#   id: aws.cache.transit
#   severity: medium
#   remediation: Set transit_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_30"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elasticache_replication_group
	plan.differs(resource, ["transit_encryption_enabled"], true)
	message := "the cache is not encrypted in transit"
}
