# METADATA
# title: Search domains
package terraform.aws.search

import data.plumb.plan

# METADATA
# title: Domains of opensearch are encrypted at rest
# custom:
#   id: aws.search.opensearch-rest
#   severity: high
#   remediation: Enable encrypt_at_rest.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_5"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_opensearch_domain
	plan.differs(resource, ["encrypt_at_rest", 0, "enabled"], true)
	message := "the domain is not encrypted at rest"
}

# METADATA
# title: Nodes of opensearch encrypt what they exchange
# custom:
#   id: aws.search.opensearch-nodes
#   severity: medium
#   remediation: Enable node_to_node_encryption.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_opensearch_domain
	has_several_nodes(resource)
	plan.differs(resource, ["node_to_node_encryption", 0, "enabled"], true)
	message := "nodes exchange plain text"
}

# One node has nobody to talk to.
has_several_nodes(resource) if to_number(plan.value(resource, ["cluster_config", 0, "instance_count"])) > 1

# METADATA
# title: Domains of opensearch want HTTPS
# custom:
#   id: aws.search.opensearch-https
#   severity: high
#   remediation: Set enforce_https to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_83"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_opensearch_domain
	plan.differs(resource, ["domain_endpoint_options", 0, "enforce_https"], true)
	message := "the domain answers plain HTTP"
}

# METADATA
# title: Domains of elasticsearch are encrypted at rest
# custom:
#   id: aws.search.elasticsearch-rest
#   severity: high
#   remediation: Enable encrypt_at_rest.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_5"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elasticsearch_domain
	plan.differs(resource, ["encrypt_at_rest", 0, "enabled"], true)
	message := "the domain is not encrypted at rest"
}

# METADATA
# title: Nodes of elasticsearch encrypt what they exchange
# custom:
#   id: aws.search.elasticsearch-nodes
#   severity: medium
#   remediation: Enable node_to_node_encryption.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elasticsearch_domain
	has_several_nodes(resource)
	plan.differs(resource, ["node_to_node_encryption", 0, "enabled"], true)
	message := "nodes exchange plain text"
}

# METADATA
# title: Domains of elasticsearch want HTTPS
# custom:
#   id: aws.search.elasticsearch-https
#   severity: high
#   remediation: Set enforce_https to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_83"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_elasticsearch_domain
	plan.differs(resource, ["domain_endpoint_options", 0, "enforce_https"], true)
	message := "the domain answers plain HTTP"
}
