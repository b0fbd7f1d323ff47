# METADATA
# title: CloudFront, firewalls and names
package terraform.aws.edge

import data.plumb.plan

# METADATA
# title: Distributions have a default root object
# custom:
#   id: aws.edge.root-object
#   severity: low
#   remediation: Set default_root_object.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_305"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_distribution
	plan.unset(resource, ["default_root_object"])
	message := "default_root_object is not set"
}

# METADATA
# title: Distributions are enabled
# custom:
#   id: aws.edge.enabled
#   severity: low
#   remediation: Set enabled to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_216"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_distribution
	plan.differs(resource, ["enabled"], true)
	message := "enabled is not on"
}

# METADATA
# title: Distributions stand behind a firewall
# custom:
#   id: aws.edge.firewall
#   severity: medium
#   remediation: Set web_acl_id.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_68"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_distribution
	plan.unset(resource, ["web_acl_id"])
	message := "web_acl_id is not set"
}

# METADATA
# title: Distributions want TLS 1.2
# custom:
#   id: aws.edge.tls-version
#   severity: high
#   remediation: Set minimum_protocol_version of viewer_certificate to TLSv1.2_2021.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_distribution
	plan.value(resource, ["viewer_certificate", 0, "cloudfront_default_certificate"]) != true
	plan.outside(resource, ["viewer_certificate", 0, "minimum_protocol_version"], {"TLSv1.2_2018", "TLSv1.2_2019", "TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"})
	message := "older versions of TLS are accepted"
}

# METADATA
# title: Distributions have a second origin
# custom:
#   id: aws.edge.failover
#   severity: low
#   remediation: Add an origin_group with two members.
#   frameworks:
#     nist_800_53: ["CP-10", "SC-36"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_310"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_distribution
	plan.unset(resource, ["origin_group"])
	message := "origin_group is not set"
}

# METADATA
# title: Distributions say for whom they are
# custom:
#   id: aws.edge.geo-restriction
#   severity: low
#   remediation: Set restriction_type of geo_restriction.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_374"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_distribution
	plan.outside(resource, ["restrictions", 0, "geo_restriction", 0, "restriction_type"], {"whitelist", "blacklist"})
	message := "restriction_type is none of whitelist, blacklist"
}

# METADATA
# title: Responses ask for HTTPS from then on
# custom:
#   id: aws.edge.strict-transport
#   severity: medium
#   remediation: Add strict_transport_security with a year, subdomains and preload.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_259"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_response_headers_policy
	not is_strict(resource)
	message := "the headers do not ask for HTTPS"
}

is_strict(resource) if {
	path := ["security_headers_config", 0, "strict_transport_security", 0]
	to_number(plan.value(resource, array.concat(path, ["access_control_max_age_sec"]))) >= 31536000
	every part in ["include_subdomains", "override", "preload"] {
		plan.value(resource, array.concat(path, [part])) == true
	}
}

# METADATA
# title: Accelerators log their flows
# custom:
#   id: aws.edge.accelerator-logs
#   severity: low
#   remediation: Set flow_logs_enabled of attributes to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_75"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_globalaccelerator_accelerator
	plan.differs(resource, ["attributes", 0, "flow_logs_enabled"], true)
	message := "flow_logs_enabled is not on"
}

# METADATA
# title: Network firewalls can not be deleted by mistake
# custom:
#   id: aws.edge.firewall-deletion
#   severity: medium
#   remediation: Set delete_protection to true.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
#   checkov: ["CKV_AWS_344"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_networkfirewall_firewall
	plan.differs(resource, ["delete_protection"], true)
	message := "delete_protection is not on"
}

# METADATA
# title: Domains can not be carried away
# custom:
#   id: aws.edge.domain-lock
#   severity: medium
#   remediation: Do not set transfer_lock to false.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_377"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_route53domains_registered_domain
	plan.contradicts(resource, ["transfer_lock"], true)
	message := "transfer_lock is not on"
}

# METADATA
# title: Transit gateways accept nobody by themselves
# custom:
#   id: aws.edge.transit-accept
#   severity: medium
#   remediation: Do not set auto_accept_shared_attachments to enable.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_331"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ec2_transit_gateway
	plan.among(resource, ["auto_accept_shared_attachments"], {"enable"})
	message := "auto_accept_shared_attachments is one of enable"
}

# METADATA
# title: Endpoint services accept nobody by themselves
# custom:
#   id: aws.edge.endpoint-accept
#   severity: medium
#   remediation: Set acceptance_required to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_123"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_vpc_endpoint_service
	plan.differs(resource, ["acceptance_required"], true)
	message := "acceptance_required is not on"
}

# METADATA
# title: Default networks are not used
# custom:
#   id: aws.edge.default-network
#   severity: medium
#   remediation: Make a VPC of your own.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_148"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_default_vpc
	is_string(resource.address)
	message := "the default network is used"
}

# METADATA
# title: CloudSearch wants TLS 1.2
# custom:
#   id: aws.edge.search-tls
#   severity: high
#   remediation: Set tls_security_policy to Policy-Min-TLS-1-2-2019-07.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_218"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudsearch_domain
	plan.differs(resource, ["endpoint_options", 0, "tls_security_policy"], "Policy-Min-TLS-1-2-2019-07")
	message := "tls_security_policy is not Policy-Min-TLS-1-2-2019-07"
}

# METADATA
# title: CloudSearch answers over HTTPS only
# custom:
#   id: aws.edge.search-https
#   severity: high
#   remediation: Set enforce_https of endpoint_options to true.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_220"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudsearch_domain
	plan.differs(resource, ["endpoint_options", 0, "enforce_https"], true)
	message := "enforce_https is not on"
}
