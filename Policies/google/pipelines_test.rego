package terraform.google.pipelines_test

import data.plumb.testing
import data.terraform.google.pipelines

test_refuses_dataproc_private if {
	"google.pipelines.dataproc-private" in testing.ids(pipelines.deny) with input as testing.creating("google_dataproc_cluster", {"cluster_config": [{"gce_cluster_config": [{"internal_ip_only": false}]}]})
}

test_refuses_dataproc_private_2 if {
	"google.pipelines.dataproc-private" in testing.ids(pipelines.deny) with input as testing.creating("google_dataproc_cluster", {})
}

test_accepts_dataproc_private if {
	not "google.pipelines.dataproc-private" in testing.ids(pipelines.deny) with input as testing.creating("google_dataproc_cluster", {"cluster_config": [{"gce_cluster_config": [{"internal_ip_only": true}]}]})
}

test_accepts_dataproc_private_2 if {
	not "google.pipelines.dataproc-private" in testing.ids(pipelines.deny) with input as testing.unsure("google_dataproc_cluster", {}, {"cluster_config": true})
}

test_refuses_dataproc_key if {
	"google.pipelines.dataproc-key" in testing.ids(pipelines.deny) with input as testing.creating("google_dataproc_cluster", {})
}

test_accepts_dataproc_key if {
	not "google.pipelines.dataproc-key" in testing.ids(pipelines.deny) with input as testing.creating("google_dataproc_cluster", {"cluster_config": [{"encryption_config": [{"kms_key_name": "k"}]}]})
}

test_accepts_dataproc_key_2 if {
	not "google.pipelines.dataproc-key" in testing.ids(pipelines.deny) with input as testing.unsure("google_dataproc_cluster", {}, {"cluster_config": true})
}

test_refuses_dataproc_public if {
	"google.pipelines.dataproc-public" in testing.ids(pipelines.deny) with input as testing.plan([testing.change("google_dataproc_cluster_iam_binding", {"members": ["allUsers"]}, {})])
}

test_refuses_dataproc_public_2 if {
	"google.pipelines.dataproc-public" in testing.ids(pipelines.deny) with input as testing.plan([testing.change("google_dataproc_cluster_iam_member", {"member": "allAuthenticatedUsers"}, {})])
}

test_accepts_dataproc_public if {
	not "google.pipelines.dataproc-public" in testing.ids(pipelines.deny) with input as testing.plan([testing.change("google_dataproc_cluster_iam_binding", {"members": ["user:a@example.com"]}, {})])
}

test_accepts_dataproc_public_2 if {
	not "google.pipelines.dataproc-public" in testing.ids(pipelines.deny) with input as testing.plan([testing.change("google_dataproc_cluster_iam_member", {"member": "user:a@example.com"}, {})])
}

test_refuses_dataflow_private if {
	"google.pipelines.dataflow-private" in testing.ids(pipelines.deny) with input as testing.creating("google_dataflow_job", {"ip_configuration": "WORKER_IP_PUBLIC"})
}

test_refuses_dataflow_private_2 if {
	"google.pipelines.dataflow-private" in testing.ids(pipelines.deny) with input as testing.creating("google_dataflow_job", {})
}

test_accepts_dataflow_private if {
	not "google.pipelines.dataflow-private" in testing.ids(pipelines.deny) with input as testing.creating("google_dataflow_job", {"ip_configuration": "WORKER_IP_PRIVATE"})
}

test_accepts_dataflow_private_2 if {
	not "google.pipelines.dataflow-private" in testing.ids(pipelines.deny) with input as testing.unsure("google_dataflow_job", {}, {"ip_configuration": true})
}

test_refuses_dataflow_key if {
	"google.pipelines.dataflow-key" in testing.ids(pipelines.deny) with input as testing.creating("google_dataflow_job", {})
}

test_accepts_dataflow_key if {
	not "google.pipelines.dataflow-key" in testing.ids(pipelines.deny) with input as testing.creating("google_dataflow_job", {"kms_key_name": "k"})
}

test_accepts_dataflow_key_2 if {
	not "google.pipelines.dataflow-key" in testing.ids(pipelines.deny) with input as testing.unsure("google_dataflow_job", {}, {"kms_key_name": true})
}

test_refuses_fusion_private if {
	"google.pipelines.fusion-private" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {"private_instance": false})
}

test_refuses_fusion_private_2 if {
	"google.pipelines.fusion-private" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {})
}

test_accepts_fusion_private if {
	not "google.pipelines.fusion-private" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {"private_instance": true})
}

test_accepts_fusion_private_2 if {
	not "google.pipelines.fusion-private" in testing.ids(pipelines.deny) with input as testing.unsure("google_data_fusion_instance", {}, {"private_instance": true})
}

test_refuses_fusion_logging if {
	"google.pipelines.fusion-logging" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {"enable_stackdriver_logging": false})
}

test_refuses_fusion_logging_2 if {
	"google.pipelines.fusion-logging" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {})
}

test_accepts_fusion_logging if {
	not "google.pipelines.fusion-logging" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {"enable_stackdriver_logging": true})
}

test_accepts_fusion_logging_2 if {
	not "google.pipelines.fusion-logging" in testing.ids(pipelines.deny) with input as testing.unsure("google_data_fusion_instance", {}, {"enable_stackdriver_logging": true})
}

test_refuses_fusion_monitoring if {
	"google.pipelines.fusion-monitoring" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {"enable_stackdriver_monitoring": false})
}

test_refuses_fusion_monitoring_2 if {
	"google.pipelines.fusion-monitoring" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {})
}

test_accepts_fusion_monitoring if {
	not "google.pipelines.fusion-monitoring" in testing.ids(pipelines.deny) with input as testing.creating("google_data_fusion_instance", {"enable_stackdriver_monitoring": true})
}

test_accepts_fusion_monitoring_2 if {
	not "google.pipelines.fusion-monitoring" in testing.ids(pipelines.deny) with input as testing.unsure("google_data_fusion_instance", {}, {"enable_stackdriver_monitoring": true})
}
