package terraform.aws.desktops_test

import data.plumb.testing
import data.terraform.aws.desktops

test_refuses_user_volumes if {
	"aws.desktops.user-volumes" in testing.ids(desktops.deny) with input as testing.creating("aws_workspaces_workspace", {"user_volume_encryption_enabled": false})
}

test_refuses_user_volumes_2 if {
	"aws.desktops.user-volumes" in testing.ids(desktops.deny) with input as testing.creating("aws_workspaces_workspace", {})
}

test_accepts_user_volumes if {
	not "aws.desktops.user-volumes" in testing.ids(desktops.deny) with input as testing.creating("aws_workspaces_workspace", {"user_volume_encryption_enabled": true})
}

test_accepts_user_volumes_2 if {
	not "aws.desktops.user-volumes" in testing.ids(desktops.deny) with input as testing.unsure("aws_workspaces_workspace", {}, {"user_volume_encryption_enabled": true})
}

test_refuses_root_volumes if {
	"aws.desktops.root-volumes" in testing.ids(desktops.deny) with input as testing.creating("aws_workspaces_workspace", {"root_volume_encryption_enabled": false})
}

test_refuses_root_volumes_2 if {
	"aws.desktops.root-volumes" in testing.ids(desktops.deny) with input as testing.creating("aws_workspaces_workspace", {})
}

test_accepts_root_volumes if {
	not "aws.desktops.root-volumes" in testing.ids(desktops.deny) with input as testing.creating("aws_workspaces_workspace", {"root_volume_encryption_enabled": true})
}

test_accepts_root_volumes_2 if {
	not "aws.desktops.root-volumes" in testing.ids(desktops.deny) with input as testing.unsure("aws_workspaces_workspace", {}, {"root_volume_encryption_enabled": true})
}

test_refuses_transfer_private if {
	"aws.desktops.transfer-private" in testing.ids(desktops.deny) with input as testing.creating("aws_transfer_server", {"endpoint_type": "PUBLIC"})
}

test_refuses_transfer_private_2 if {
	"aws.desktops.transfer-private" in testing.ids(desktops.deny) with input as testing.creating("aws_transfer_server", {})
}

test_accepts_transfer_private if {
	not "aws.desktops.transfer-private" in testing.ids(desktops.deny) with input as testing.creating("aws_transfer_server", {"endpoint_type": "VPC"})
}

test_accepts_transfer_private_2 if {
	not "aws.desktops.transfer-private" in testing.ids(desktops.deny) with input as testing.unsure("aws_transfer_server", {}, {"endpoint_type": true})
}

test_refuses_transfer_protocols if {
	"aws.desktops.transfer-protocols" in testing.ids(desktops.deny) with input as testing.creating("aws_transfer_server", {"protocols": ["FTP"]})
}

test_accepts_transfer_protocols if {
	not "aws.desktops.transfer-protocols" in testing.ids(desktops.deny) with input as testing.creating("aws_transfer_server", {"protocols": ["SFTP"]})
}

test_accepts_transfer_protocols_2 if {
	not "aws.desktops.transfer-protocols" in testing.ids(desktops.deny) with input as testing.creating("aws_transfer_server", {})
}

test_refuses_efs_root if {
	"aws.desktops.efs-root" in testing.ids(desktops.deny) with input as testing.creating("aws_efs_access_point", {})
}

test_refuses_efs_root_2 if {
	"aws.desktops.efs-root" in testing.ids(desktops.deny) with input as testing.creating("aws_efs_access_point", {"root_directory": [{"path": "/"}]})
}

test_accepts_efs_root if {
	not "aws.desktops.efs-root" in testing.ids(desktops.deny) with input as testing.creating("aws_efs_access_point", {"root_directory": [{"path": "/a"}]})
}

test_refuses_efs_user if {
	"aws.desktops.efs-user" in testing.ids(desktops.deny) with input as testing.creating("aws_efs_access_point", {})
}

test_accepts_efs_user if {
	not "aws.desktops.efs-user" in testing.ids(desktops.deny) with input as testing.creating("aws_efs_access_point", {"posix_user": [{"gid": 1000}]})
}

test_accepts_efs_user_2 if {
	not "aws.desktops.efs-user" in testing.ids(desktops.deny) with input as testing.unsure("aws_efs_access_point", {}, {"posix_user": true})
}
