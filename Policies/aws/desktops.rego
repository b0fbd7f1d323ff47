# METADATA
# title: WorkSpaces, Transfer and FSx
package terraform.aws.desktops

import data.plumb.plan

# METADATA
# title: Volumes of users are encrypted
# custom:
#   id: aws.desktops.user-volumes
#   severity: high
#   remediation: Set user_volume_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_155"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_workspaces_workspace
	plan.differs(resource, ["user_volume_encryption_enabled"], true)
	message := "user_volume_encryption_enabled is not on"
}

# METADATA
# title: Root volumes of desktops are encrypted
# custom:
#   id: aws.desktops.root-volumes
#   severity: high
#   remediation: Set root_volume_encryption_enabled to true.
#   frameworks:
#     nist_800_53: ["SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_156"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_workspaces_workspace
	plan.differs(resource, ["root_volume_encryption_enabled"], true)
	message := "root_volume_encryption_enabled is not on"
}

# METADATA
# title: Transfer servers are not public
# custom:
#   id: aws.desktops.transfer-private
#   severity: high
#   remediation: Set endpoint_type to VPC or VPC_ENDPOINT.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_164"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_transfer_server
	plan.outside(resource, ["endpoint_type"], {"VPC", "VPC_ENDPOINT"})
	message := "endpoint_type is none of VPC, VPC_ENDPOINT"
}

# METADATA
# title: Transfer servers take no plain FTP
# custom:
#   id: aws.desktops.transfer-protocols
#   severity: high
#   remediation: Take FTP out of protocols.
#   frameworks:
#     nist_800_53: ["SC-8", "SC-13"]
#     pci_dss: ["4.2.1"]
#     soc_2: ["CC6.7"]
#   checkov: ["CKV_AWS_357"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_transfer_server
	"FTP" in resource.values.protocols
	message := "plain FTP is taken"
}

# METADATA
# title: Access points have a root directory of their own
# custom:
#   id: aws.desktops.efs-root
#   severity: low
#   remediation: Set path of root_directory.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_329"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_efs_access_point
	plan.value(resource, ["root_directory", 0, "path"]) in {null, "/"}
	message := "the whole file system is given"
}

# METADATA
# title: Access points have a user
# custom:
#   id: aws.desktops.efs-user
#   severity: low
#   remediation: Add a posix_user.
#   frameworks:
#     nist_800_53: ["AC-2", "AC-6"]
#     pci_dss: ["7.2.1"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_330"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_efs_access_point
	plan.unset(resource, ["posix_user", 0, "gid"])
	message := "gid is not set"
}
