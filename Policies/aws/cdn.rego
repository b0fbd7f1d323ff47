# METADATA
# title: CloudFront
package terraform.aws.cdn

import data.plumb.plan

# METADATA
# title: Viewers are served over HTTPS
# custom:
#   id: aws.cdn.viewer-tls
#   severity: high
#   remediation: Set viewer_protocol_policy to redirect-to-https or https-only.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_34"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_distribution
	some block in {"default_cache_behavior", "ordered_cache_behavior"}
	some behavior in resource.values[block]
	behavior.viewer_protocol_policy == "allow-all"
	message := "viewers may use plain HTTP"
}

# METADATA
# title: Distributions log the access to them
# custom:
#   id: aws.cdn.logging
#   severity: medium
#   remediation: Add a logging_config.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_86"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_cloudfront_distribution
	plan.absent(resource, ["logging_config"])
	message := "access is not logged"
}
