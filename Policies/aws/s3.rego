# METADATA
# title: S3 buckets
package terraform.aws.s3

import data.plumb.document
import data.plumb.plan

# METADATA
# title: New public ACLs are refused
# custom:
#   id: aws.s3.block-public-acls
#   severity: high
#   remediation: Set block_public_acls to true in the public access block.
#   frameworks:
#     cis_aws_3_0: ["2.1.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_53"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket_public_access_block
	plan.differs(resource, ["block_public_acls"], true)
	message := "block_public_acls is not on"
}

# METADATA
# title: Public bucket policies are refused
# custom:
#   id: aws.s3.block-public-policy
#   severity: high
#   remediation: Set block_public_policy to true in the public access block.
#   frameworks:
#     cis_aws_3_0: ["2.1.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_54"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket_public_access_block
	plan.differs(resource, ["block_public_policy"], true)
	message := "block_public_policy is not on"
}

# METADATA
# title: Public ACLs are ignored
# custom:
#   id: aws.s3.ignore-public-acls
#   severity: high
#   remediation: Set ignore_public_acls to true in the public access block.
#   frameworks:
#     cis_aws_3_0: ["2.1.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_55"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket_public_access_block
	plan.differs(resource, ["ignore_public_acls"], true)
	message := "ignore_public_acls is not on"
}

# METADATA
# title: Buckets with public policies are restricted
# custom:
#   id: aws.s3.restrict-public-buckets
#   severity: high
#   remediation: Set restrict_public_buckets to true in the public access block.
#   frameworks:
#     cis_aws_3_0: ["2.1.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_56"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket_public_access_block
	plan.differs(resource, ["restrict_public_buckets"], true)
	message := "restrict_public_buckets is not on"
}

# METADATA
# title: Each bucket has a public access block
# custom:
#   id: aws.s3.public-access-block
#   severity: high
#   remediation: Add an aws_s3_bucket_public_access_block for the bucket.
#   frameworks:
#     cis_aws_3_0: ["2.1.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV2_AWS_6"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket
	count(plan.attached(resource, ["bucket", "id"], "aws_s3_bucket_public_access_block", "bucket")) == 0
	message := "nothing blocks public access to the bucket"
}

# METADATA
# title: No ACL opens a bucket to everyone
# custom:
#   id: aws.s3.public-acl
#   severity: critical
#   remediation: Use the private ACL, or none, and give access by policy.
#   frameworks:
#     cis_aws_3_0: ["2.1.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_20", "CKV_AWS_57"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_s3_bucket", "aws_s3_bucket_acl"}
	some resource in plan.resources[type]
	resource.values.acl in {"public-read", "public-read-write", "authenticated-read", "website"}
	message := sprintf("the ACL is %s", [resource.values.acl])
}

# METADATA
# title: Buckets keep the versions of their objects
# custom:
#   id: aws.s3.versioning
#   severity: medium
#   remediation: Add an aws_s3_bucket_versioning with status Enabled.
#   frameworks:
#     nist_800_53: ["CP-9", "CP-10"]
#     soc_2: ["A1.2"]
#   checkov: ["CKV_AWS_21"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket
	not is_versioned(resource)
	not may_be_versioned(resource)
	message := "the bucket keeps no versions"
}

# METADATA
# title: Buckets log the access to them
# custom:
#   id: aws.s3.logging
#   severity: low
#   remediation: Add an aws_s3_bucket_logging that names a log bucket.
#   frameworks:
#     cis_aws_3_0: ["3.4"]
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_AWS_18"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket
	plan.absent(resource, ["logging"])
	count(plan.attached(resource, ["bucket", "id"], "aws_s3_bucket_logging", "bucket")) == 0
	message := "access to the bucket is not logged"
}

# METADATA
# title: No bucket policy lets everyone in
# custom:
#   id: aws.s3.policy-public
#   severity: critical
#   remediation: Name the principals of each statement, or narrow it by a condition.
#   frameworks:
#     cis_aws_3_0: ["2.1.4"]
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_70"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"aws_s3_bucket", "aws_s3_bucket_policy"}
	some resource in plan.resources[type]
	some statement in document.allowing(resource.values.policy)
	document.is_public(statement)
	message := "a statement lets every principal in without a condition"
}

# METADATA
# title: Bucket policies refuse requests without TLS
# custom:
#   id: aws.s3.policy-tls
#   severity: medium
#   remediation: "Deny s3:* to all principals when aws:SecureTransport is false."
#   frameworks:
#     cis_aws_3_0: ["2.1.1"]
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket_policy
	not plan.unknown(resource, ["policy"])
	not refuses_plain(resource.values.policy)
	message := "no statement refuses requests without TLS"
}

# METADATA
# title: Buckets with objects are not destroyed
# custom:
#   id: aws.s3.force-destroy
#   severity: low
#   remediation: Leave force_destroy off.
#   frameworks:
#     nist_800_53: ["CP-9", "SI-12"]
#     soc_2: ["A1.2", "CC6.5"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_s3_bucket
	resource.values.force_destroy == true
	message := "force_destroy deletes all objects with the bucket"
}

is_versioned(bucket) if bucket.values.versioning[0].enabled == true

is_versioned(bucket) if {
	some address in plan.attached(bucket, ["bucket", "id"], "aws_s3_bucket_versioning", "bucket")
	versioning := plan.resources.aws_s3_bucket_versioning[address]
	not plan.differs(versioning, ["versioning_configuration", 0, "status"], "Enabled")
}

# The bucket's own block decides with the apply; a bucket without one has unknown versioning as well.
may_be_versioned(bucket) if {
	plan.unknown(bucket, ["versioning", 0, "enabled"])
	plan.is_written(bucket, "versioning")
}

refuses_plain(policy) if {
	some statement in document.list(json.unmarshal(policy).Statement)
	statement.Effect == "Deny"
	document.anyone(statement.Principal)
	some action in document.list(statement.Action)
	action in {"*", "s3:*"}
	some value in document.list(statement.Condition.Bool["aws:SecureTransport"])
	value in {"false", false}
}
