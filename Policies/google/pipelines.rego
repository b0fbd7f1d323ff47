# METADATA
# title: Dataproc, Dataflow and Data Fusion
package terraform.google.pipelines

import data.plumb.plan

# METADATA
# title: Dataproc clusters have no public addresses
# custom:
#   id: google.pipelines.dataproc-private
#   severity: high
#   remediation: Set internal_ip_only of gce_cluster_config to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_103"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_dataproc_cluster
	plan.differs(resource, ["cluster_config", 0, "gce_cluster_config", 0, "internal_ip_only"], true)
	message := "internal_ip_only is not on"
}

# METADATA
# title: Dataproc clusters are encrypted with a key of yours
# custom:
#   id: google.pipelines.dataproc-key
#   severity: low
#   remediation: Set kms_key_name of encryption_config.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_91"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_dataproc_cluster
	plan.unset(resource, ["cluster_config", 0, "encryption_config", 0, "kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Dataproc clusters are not public
# custom:
#   id: google.pipelines.dataproc-public
#   severity: critical
#   remediation: Name the members who need it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_98"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some type in {"google_dataproc_cluster_iam_binding", "google_dataproc_cluster_iam_member"}
	some resource in plan.resources[type]
	is_public(resource)
	message := "everyone is let in"
}

# The value, or one of the values, lets everyone in.
everyone := {"allAuthenticatedUsers", "allUsers"}

is_public(resource) if resource.values.member in everyone

is_public(resource) if {
	some member in resource.values.members
	member in everyone
}

# METADATA
# title: Dataflow jobs have no public addresses
# custom:
#   id: google.pipelines.dataflow-private
#   severity: high
#   remediation: Set ip_configuration to WORKER_IP_PRIVATE.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_94"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_dataflow_job
	plan.differs(resource, ["ip_configuration"], "WORKER_IP_PRIVATE")
	message := "ip_configuration is not WORKER_IP_PRIVATE"
}

# METADATA
# title: Dataflow jobs are encrypted with a key of yours
# custom:
#   id: google.pipelines.dataflow-key
#   severity: low
#   remediation: Set kms_key_name.
#   frameworks:
#     nist_800_53: ["SC-12", "SC-28"]
#     pci_dss: ["3.6.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_GCP_90"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_dataflow_job
	plan.unset(resource, ["kms_key_name"])
	message := "kms_key_name is not set"
}

# METADATA
# title: Data Fusion instances are private
# custom:
#   id: google.pipelines.fusion-private
#   severity: high
#   remediation: Set private_instance to true.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_GCP_87"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_data_fusion_instance
	plan.differs(resource, ["private_instance"], true)
	message := "private_instance is not on"
}

# METADATA
# title: Data Fusion instances log
# custom:
#   id: google.pipelines.fusion-logging
#   severity: low
#   remediation: Set enable_stackdriver_logging to true.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_104"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_data_fusion_instance
	plan.differs(resource, ["enable_stackdriver_logging"], true)
	message := "enable_stackdriver_logging is not on"
}

# METADATA
# title: Data Fusion instances are monitored
# custom:
#   id: google.pipelines.fusion-monitoring
#   severity: low
#   remediation: Set enable_stackdriver_monitoring to true.
#   frameworks:
#     nist_800_53: ["SI-4"]
#     pci_dss: ["11.5.1"]
#     soc_2: ["CC7.2"]
#   checkov: ["CKV_GCP_105"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.google_data_fusion_instance
	plan.differs(resource, ["enable_stackdriver_monitoring"], true)
	message := "enable_stackdriver_monitoring is not on"
}
