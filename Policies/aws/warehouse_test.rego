package terraform.aws.warehouse_test

import data.plumb.testing
import data.terraform.aws.warehouse

test_refuses_encryption if {
	"aws.warehouse.encryption" in testing.ids(warehouse.deny) with input as testing.creating("aws_redshift_cluster", {"encrypted": false})
}

test_refuses_encryption_2 if {
	"aws.warehouse.encryption" in testing.ids(warehouse.deny) with input as testing.creating("aws_redshift_cluster", {})
}

test_accepts_encryption if {
	not "aws.warehouse.encryption" in testing.ids(warehouse.deny) with input as testing.creating("aws_redshift_cluster", {"encrypted": true})
}

test_accepts_encryption_2 if {
	not "aws.warehouse.encryption" in testing.ids(warehouse.deny) with input as testing.unsure("aws_redshift_cluster", {}, {"encrypted": true})
}

test_refuses_public if {
	"aws.warehouse.public" in testing.ids(warehouse.deny) with input as testing.creating("aws_redshift_cluster", {"publicly_accessible": true})
}

test_accepts_public if {
	not "aws.warehouse.public" in testing.ids(warehouse.deny) with input as testing.creating("aws_redshift_cluster", {"publicly_accessible": false})
}

test_accepts_public_2 if {
	not "aws.warehouse.public" in testing.ids(warehouse.deny) with input as testing.unsure("aws_redshift_cluster", {}, {"publicly_accessible": true})
}
