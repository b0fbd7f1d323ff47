package terraform.aws.cache_test

import data.plumb.testing
import data.terraform.aws.cache

test_refuses_rest if {
	"aws.cache.rest" in testing.ids(cache.deny) with input as testing.creating("aws_elasticache_replication_group", {"at_rest_encryption_enabled": false})
}

test_refuses_rest_2 if {
	"aws.cache.rest" in testing.ids(cache.deny) with input as testing.creating("aws_elasticache_replication_group", {})
}

test_accepts_rest if {
	not "aws.cache.rest" in testing.ids(cache.deny) with input as testing.creating("aws_elasticache_replication_group", {"at_rest_encryption_enabled": true})
}

test_accepts_rest_2 if {
	not "aws.cache.rest" in testing.ids(cache.deny) with input as testing.unsure("aws_elasticache_replication_group", {}, {"at_rest_encryption_enabled": true})
}

test_refuses_transit if {
	"aws.cache.transit" in testing.ids(cache.deny) with input as testing.creating("aws_elasticache_replication_group", {"transit_encryption_enabled": false})
}

test_refuses_transit_2 if {
	"aws.cache.transit" in testing.ids(cache.deny) with input as testing.creating("aws_elasticache_replication_group", {})
}

test_accepts_transit if {
	not "aws.cache.transit" in testing.ids(cache.deny) with input as testing.creating("aws_elasticache_replication_group", {"transit_encryption_enabled": true})
}

test_accepts_transit_2 if {
	not "aws.cache.transit" in testing.ids(cache.deny) with input as testing.unsure("aws_elasticache_replication_group", {}, {"transit_encryption_enabled": true})
}
