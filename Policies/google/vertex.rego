# METADATA
# title: Vertex AI and notebooks
package terraform.google.vertex

import data.plumb.plan

# METADATA
# title: Notebooks have no public addresses
# custom:
#   id: google.vertex.notebook-private
#   severity: high
#   remediation: Set no_public_ip to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_89"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_notebooks_instance
	plan.differs(resource, ["no_public_ip"], true)
	message := "no_public_ip is not on"
}

# METADATA
# title: Notebooks are shielded
# custom:
#   id: google.vertex.notebook-shielded
#   severity: low
#   remediation: Set enable_vtpm of shielded_instance_config to true.
#   frameworks:
#     nist_800_53: ["CM-6"]
#     pci_dss: ["2.2.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_GCP_126"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_notebooks_instance
	plan.differs(resource, ["shielded_instance_config", 0, "enable_vtpm"], true)
	message := "enable_vtpm is not on"
}

# METADATA
# title: Integrity of notebooks is watched
# custom:
#   id: google.vertex.notebook-integrity
#   severity: low
#   remediation: Set enable_integrity_monitoring of shielded_instance_config to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_127"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_notebooks_instance
	plan.differs(resource, ["shielded_instance_config", 0, "enable_integrity_monitoring"], true)
	message := "enable_integrity_monitoring is not on"
}

# METADATA
# title: Notebooks are encrypted with a key of yours
# custom:
#   id: google.vertex.notebook-key
#   severity: low
#   remediation: Set disk_encryption to CMEK and kms_key.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_GCP_21"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_notebooks_instance
	not has_key(resource)
	message := "the disks have no key"
}

has_key(resource) if {
	resource.values.disk_encryption == "CMEK"
	not plan.unset(resource, ["kms_key"])
}

# METADATA
# title: Each dataset is encrypted with a key of yours
# custom:
#   id: google.vertex.dataset-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_92"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_vertex_ai_dataset
	plan.unset(resource, ["encryption_spec", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Each metadata is encrypted with a key of yours
# custom:
#   id: google.vertex.metadata-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_96"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_vertex_ai_metadata_store
	plan.unset(resource, ["encryption_spec", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Each endpoint is encrypted with a key of yours
# custom:
#   id: google.vertex.endpoint-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_GCP_24"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_vertex_ai_endpoint
	plan.unset(resource, ["encryption_spec", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Each featurestore is encrypted with a key of yours
# custom:
#   id: google.vertex.featurestore-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_GCP_25"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_vertex_ai_featurestore
	plan.unset(resource, ["encryption_spec", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Each tensorboard is encrypted with a key of yours
# custom:
#   id: google.vertex.tensorboard-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_GCP_26"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_vertex_ai_tensorboard
	plan.unset(resource, ["encryption_spec", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Each runtime is encrypted with a key of yours
# custom:
#   id: google.vertex.runtime-key
#   severity: low
#   remediation: Set kms_key.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_GCP_35"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_notebooks_runtime
	plan.unset(resource, ["virtual_machine", 0, "virtual_machine_config", 0, "encryption_config", 0, "kms_key"])
	message := "kms_key is not set"
}

# METADATA
# title: Each processor is encrypted with a key of yours
# custom:
#   id: google.vertex.processor-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_GCP_22"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_document_ai_processor
	plan.unset(resource, ["kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Each warehouse is encrypted with a key of yours
# custom:
#   id: google.vertex.warehouse-key
#   severity: low
#   remediation: Set kms_key.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV2_GCP_23"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_document_ai_warehouse_location
	plan.unset(resource, ["kms_key"])
	message := "kms_key is not set"
}

# METADATA
# title: Endpoints are private
# custom:
#   id: google.vertex.endpoint-private
#   severity: medium
#   remediation: Set network.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV2_GCP_33"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_vertex_ai_endpoint
	plan.unset(resource, ["network"])
	message := "network is not set"
}

# METADATA
# title: TPUs have no public addresses
# custom:
#   id: google.vertex.tpu-private
#   severity: medium
#   remediation: Set enable_external_ips of network_config to false.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV2_GCP_32"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_tpu_v2_vm
	plan.differs(resource, ["network_config", 0, "enable_external_ips"], false)
	message := "enable_external_ips is not off"
}

# METADATA
# title: Runtimes have no public addresses
# custom:
#   id: google.vertex.runtime-private
#   severity: medium
#   remediation: Set internal_ip_only of virtual_machine_config to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV2_GCP_36"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_notebooks_runtime
	plan.differs(resource, ["virtual_machine", 0, "virtual_machine_config", 0, "internal_ip_only"], true)
	message := "internal_ip_only is not on"
}
