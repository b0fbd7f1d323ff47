package terraform.aws.search_test

import data.plumb.testing
import data.terraform.aws.search

test_refuses_opensearch_rest if {
	"aws.search.opensearch-rest" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {"encrypt_at_rest": [{"enabled": false}]})
}

test_refuses_opensearch_rest_2 if {
	"aws.search.opensearch-rest" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {})
}

test_accepts_opensearch_rest if {
	not "aws.search.opensearch-rest" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {"encrypt_at_rest": [{"enabled": true}]})
}

test_accepts_opensearch_rest_2 if {
	not "aws.search.opensearch-rest" in testing.ids(search.deny) with input as testing.unsure("aws_opensearch_domain", {}, {"encrypt_at_rest": true})
}

test_refuses_opensearch_nodes if {
	"aws.search.opensearch-nodes" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {"cluster_config": [{"instance_count": 3}], "node_to_node_encryption": [{"enabled": false}]})
}

test_refuses_opensearch_nodes_2 if {
	"aws.search.opensearch-nodes" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {"cluster_config": [{"instance_count": 2}]})
}

test_accepts_opensearch_nodes if {
	not "aws.search.opensearch-nodes" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {"node_to_node_encryption": [{"enabled": true}]})
}

test_accepts_opensearch_nodes_alone if {
	not "aws.search.opensearch-nodes" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {})
}

test_accepts_opensearch_nodes_2 if {
	not "aws.search.opensearch-nodes" in testing.ids(search.deny) with input as testing.unsure("aws_opensearch_domain", {}, {"node_to_node_encryption": true})
}

test_refuses_opensearch_https if {
	"aws.search.opensearch-https" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {"domain_endpoint_options": [{"enforce_https": false}]})
}

test_refuses_opensearch_https_2 if {
	"aws.search.opensearch-https" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {})
}

test_accepts_opensearch_https if {
	not "aws.search.opensearch-https" in testing.ids(search.deny) with input as testing.creating("aws_opensearch_domain", {"domain_endpoint_options": [{"enforce_https": true}]})
}

test_accepts_opensearch_https_2 if {
	not "aws.search.opensearch-https" in testing.ids(search.deny) with input as testing.unsure("aws_opensearch_domain", {}, {"domain_endpoint_options": true})
}

test_refuses_elasticsearch_rest if {
	"aws.search.elasticsearch-rest" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {"encrypt_at_rest": [{"enabled": false}]})
}

test_refuses_elasticsearch_rest_2 if {
	"aws.search.elasticsearch-rest" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {})
}

test_accepts_elasticsearch_rest if {
	not "aws.search.elasticsearch-rest" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {"encrypt_at_rest": [{"enabled": true}]})
}

test_accepts_elasticsearch_rest_2 if {
	not "aws.search.elasticsearch-rest" in testing.ids(search.deny) with input as testing.unsure("aws_elasticsearch_domain", {}, {"encrypt_at_rest": true})
}

test_refuses_elasticsearch_nodes if {
	"aws.search.elasticsearch-nodes" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {"cluster_config": [{"instance_count": 3}], "node_to_node_encryption": [{"enabled": false}]})
}

test_refuses_elasticsearch_nodes_2 if {
	"aws.search.elasticsearch-nodes" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {"cluster_config": [{"instance_count": 2}]})
}

test_accepts_elasticsearch_nodes if {
	not "aws.search.elasticsearch-nodes" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {"node_to_node_encryption": [{"enabled": true}]})
}

test_accepts_elasticsearch_nodes_alone if {
	not "aws.search.elasticsearch-nodes" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {})
}

test_accepts_elasticsearch_nodes_2 if {
	not "aws.search.elasticsearch-nodes" in testing.ids(search.deny) with input as testing.unsure("aws_elasticsearch_domain", {}, {"node_to_node_encryption": true})
}

test_refuses_elasticsearch_https if {
	"aws.search.elasticsearch-https" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {"domain_endpoint_options": [{"enforce_https": false}]})
}

test_refuses_elasticsearch_https_2 if {
	"aws.search.elasticsearch-https" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {})
}

test_accepts_elasticsearch_https if {
	not "aws.search.elasticsearch-https" in testing.ids(search.deny) with input as testing.creating("aws_elasticsearch_domain", {"domain_endpoint_options": [{"enforce_https": true}]})
}

test_accepts_elasticsearch_https_2 if {
	not "aws.search.elasticsearch-https" in testing.ids(search.deny) with input as testing.unsure("aws_elasticsearch_domain", {}, {"domain_endpoint_options": true})
}
