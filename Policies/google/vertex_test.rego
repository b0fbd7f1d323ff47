package terraform.google.vertex_test

import data.plumb.testing
import data.terraform.google.vertex

test_refuses_notebook_private if {
	"google.vertex.notebook-private" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"no_public_ip": false})
}

test_refuses_notebook_private_2 if {
	"google.vertex.notebook-private" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {})
}

test_accepts_notebook_private if {
	not "google.vertex.notebook-private" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"no_public_ip": true})
}

test_accepts_notebook_private_2 if {
	not "google.vertex.notebook-private" in testing.ids(vertex.deny) with input as testing.unsure("google_notebooks_instance", {}, {"no_public_ip": true})
}

test_refuses_notebook_shielded if {
	"google.vertex.notebook-shielded" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"shielded_instance_config": [{"enable_vtpm": false}]})
}

test_refuses_notebook_shielded_2 if {
	"google.vertex.notebook-shielded" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {})
}

test_accepts_notebook_shielded if {
	not "google.vertex.notebook-shielded" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"shielded_instance_config": [{"enable_vtpm": true}]})
}

test_accepts_notebook_shielded_2 if {
	not "google.vertex.notebook-shielded" in testing.ids(vertex.deny) with input as testing.unsure("google_notebooks_instance", {}, {"shielded_instance_config": true})
}

test_refuses_notebook_integrity if {
	"google.vertex.notebook-integrity" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"shielded_instance_config": [{"enable_integrity_monitoring": false}]})
}

test_refuses_notebook_integrity_2 if {
	"google.vertex.notebook-integrity" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {})
}

test_accepts_notebook_integrity if {
	not "google.vertex.notebook-integrity" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"shielded_instance_config": [{"enable_integrity_monitoring": true}]})
}

test_accepts_notebook_integrity_2 if {
	not "google.vertex.notebook-integrity" in testing.ids(vertex.deny) with input as testing.unsure("google_notebooks_instance", {}, {"shielded_instance_config": true})
}

test_refuses_notebook_key if {
	"google.vertex.notebook-key" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {})
}

test_refuses_notebook_key_2 if {
	"google.vertex.notebook-key" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"disk_encryption": "GMEK"})
}

test_refuses_notebook_key_3 if {
	"google.vertex.notebook-key" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"disk_encryption": "CMEK"})
}

test_accepts_notebook_key if {
	not "google.vertex.notebook-key" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_instance", {"disk_encryption": "CMEK", "kms_key": "k"})
}

test_refuses_dataset_key if {
	"google.vertex.dataset-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_dataset", {})
}

test_accepts_dataset_key if {
	not "google.vertex.dataset-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_dataset", {"encryption_spec": [{"kms_key_name": "k"}]})
}

test_accepts_dataset_key_2 if {
	not "google.vertex.dataset-key" in testing.ids(vertex.deny) with input as testing.unsure("google_vertex_ai_dataset", {}, {"encryption_spec": true})
}

test_refuses_metadata_key if {
	"google.vertex.metadata-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_metadata_store", {})
}

test_accepts_metadata_key if {
	not "google.vertex.metadata-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_metadata_store", {"encryption_spec": [{"kms_key_name": "k"}]})
}

test_accepts_metadata_key_2 if {
	not "google.vertex.metadata-key" in testing.ids(vertex.deny) with input as testing.unsure("google_vertex_ai_metadata_store", {}, {"encryption_spec": true})
}

test_refuses_endpoint_key if {
	"google.vertex.endpoint-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_endpoint", {})
}

test_accepts_endpoint_key if {
	not "google.vertex.endpoint-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_endpoint", {"encryption_spec": [{"kms_key_name": "k"}]})
}

test_accepts_endpoint_key_2 if {
	not "google.vertex.endpoint-key" in testing.ids(vertex.deny) with input as testing.unsure("google_vertex_ai_endpoint", {}, {"encryption_spec": true})
}

test_refuses_featurestore_key if {
	"google.vertex.featurestore-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_featurestore", {})
}

test_accepts_featurestore_key if {
	not "google.vertex.featurestore-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_featurestore", {"encryption_spec": [{"kms_key_name": "k"}]})
}

test_accepts_featurestore_key_2 if {
	not "google.vertex.featurestore-key" in testing.ids(vertex.deny) with input as testing.unsure("google_vertex_ai_featurestore", {}, {"encryption_spec": true})
}

test_refuses_tensorboard_key if {
	"google.vertex.tensorboard-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_tensorboard", {})
}

test_accepts_tensorboard_key if {
	not "google.vertex.tensorboard-key" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_tensorboard", {"encryption_spec": [{"kms_key_name": "k"}]})
}

test_accepts_tensorboard_key_2 if {
	not "google.vertex.tensorboard-key" in testing.ids(vertex.deny) with input as testing.unsure("google_vertex_ai_tensorboard", {}, {"encryption_spec": true})
}

test_refuses_runtime_key if {
	"google.vertex.runtime-key" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_runtime", {})
}

test_accepts_runtime_key if {
	not "google.vertex.runtime-key" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_runtime", {"virtual_machine": [{"virtual_machine_config": [{"encryption_config": [{"kms_key": "k"}]}]}]})
}

test_accepts_runtime_key_2 if {
	not "google.vertex.runtime-key" in testing.ids(vertex.deny) with input as testing.unsure("google_notebooks_runtime", {}, {"virtual_machine": true})
}

test_refuses_processor_key if {
	"google.vertex.processor-key" in testing.ids(vertex.deny) with input as testing.creating("google_document_ai_processor", {})
}

test_accepts_processor_key if {
	not "google.vertex.processor-key" in testing.ids(vertex.deny) with input as testing.creating("google_document_ai_processor", {"kms_key_name": "k"})
}

test_accepts_processor_key_2 if {
	not "google.vertex.processor-key" in testing.ids(vertex.deny) with input as testing.unsure("google_document_ai_processor", {}, {"kms_key_name": true})
}

test_refuses_warehouse_key if {
	"google.vertex.warehouse-key" in testing.ids(vertex.deny) with input as testing.creating("google_document_ai_warehouse_location", {})
}

test_accepts_warehouse_key if {
	not "google.vertex.warehouse-key" in testing.ids(vertex.deny) with input as testing.creating("google_document_ai_warehouse_location", {"kms_key": "k"})
}

test_accepts_warehouse_key_2 if {
	not "google.vertex.warehouse-key" in testing.ids(vertex.deny) with input as testing.unsure("google_document_ai_warehouse_location", {}, {"kms_key": true})
}

test_refuses_endpoint_private if {
	"google.vertex.endpoint-private" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_endpoint", {})
}

test_accepts_endpoint_private if {
	not "google.vertex.endpoint-private" in testing.ids(vertex.deny) with input as testing.creating("google_vertex_ai_endpoint", {"network": "n"})
}

test_accepts_endpoint_private_2 if {
	not "google.vertex.endpoint-private" in testing.ids(vertex.deny) with input as testing.unsure("google_vertex_ai_endpoint", {}, {"network": true})
}

test_refuses_tpu_private if {
	"google.vertex.tpu-private" in testing.ids(vertex.deny) with input as testing.creating("google_tpu_v2_vm", {"network_config": [{"enable_external_ips": true}]})
}

test_refuses_tpu_private_2 if {
	"google.vertex.tpu-private" in testing.ids(vertex.deny) with input as testing.creating("google_tpu_v2_vm", {})
}

test_accepts_tpu_private if {
	not "google.vertex.tpu-private" in testing.ids(vertex.deny) with input as testing.creating("google_tpu_v2_vm", {"network_config": [{"enable_external_ips": false}]})
}

test_accepts_tpu_private_2 if {
	not "google.vertex.tpu-private" in testing.ids(vertex.deny) with input as testing.unsure("google_tpu_v2_vm", {}, {"network_config": true})
}

test_refuses_runtime_private if {
	"google.vertex.runtime-private" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_runtime", {"virtual_machine": [{"virtual_machine_config": [{"internal_ip_only": false}]}]})
}

test_refuses_runtime_private_2 if {
	"google.vertex.runtime-private" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_runtime", {})
}

test_accepts_runtime_private if {
	not "google.vertex.runtime-private" in testing.ids(vertex.deny) with input as testing.creating("google_notebooks_runtime", {"virtual_machine": [{"virtual_machine_config": [{"internal_ip_only": true}]}]})
}

test_accepts_runtime_private_2 if {
	not "google.vertex.runtime-private" in testing.ids(vertex.deny) with input as testing.unsure("google_notebooks_runtime", {}, {"virtual_machine": true})
}
