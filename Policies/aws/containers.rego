# METADATA
# title: Registries and clusters
package terraform.aws.containers

import data.plumb.plan

# METADATA
# title: Image tags cannot be moved
# custom:
#   id: aws.containers.ecr-immutable
#   severity: medium
#   remediation: Set image_tag_mutability to IMMUTABLE.
#   frameworks:
#     nist_800_53: ["CM-3", "SI-7"]
#     pci_dss: ["6.5.1"]
#     soc_2: ["CC8.1"]
#   checkov: ["CKV_AWS_51"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecr_repository
	plan.differs(resource, ["image_tag_mutability"], "IMMUTABLE")
	message := "tags can be moved to other images"
}

# METADATA
# title: Images are scanned when they are pushed
# custom:
#   id: aws.containers.ecr-scanning
#   severity: medium
#   remediation: Set scan_on_push to true.
#   frameworks:
#     nist_800_53: ["RA-5"]
#     pci_dss: ["11.3.1"]
#     soc_2: ["CC7.1"]
#   checkov: ["CKV_AWS_163"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecr_repository
	plan.differs(resource, ["image_scanning_configuration", 0, "scan_on_push"], true)
	message := "images are not scanned"
}

# METADATA
# title: Registries are encrypted with a key of your own
# custom:
#   id: aws.containers.ecr-key
#   severity: low
#   remediation: Set encryption_type to KMS.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_136"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecr_repository
	plan.differs(resource, ["encryption_configuration", 0, "encryption_type"], "KMS")
	message := "the repository has no key of its own"
}

# METADATA
# title: "Clusters' endpoints are not open to the world"
# custom:
#   id: aws.containers.eks-endpoint
#   severity: high
#   remediation: Turn endpoint_public_access off, or list the addresses that may reach it.
#   frameworks:
#     nist_800_53: ["AC-3", "SC-7"]
#     pci_dss: ["1.3.1", "1.4.4"]
#     soc_2: ["CC6.1", "CC6.6"]
#   checkov: ["CKV_AWS_38"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_eks_cluster
	not plan.unknown(resource, ["vpc_config", 0, "public_access_cidrs"])
	some network in resource.values.vpc_config
	object.get(network, "endpoint_public_access", null) in [null, true]
	some range in ranges(object.get(network, "public_access_cidrs", null))
	endswith(range, "/0")
	message := "everyone can reach the endpoint"
}

# METADATA
# title: Secrets in clusters are encrypted with a key of your own
# custom:
#   id: aws.containers.eks-secrets
#   severity: high
#   remediation: Add an encryption_config for secrets.
#   frameworks:
#     nist_800_53: ["SC-13", "SC-28"]
#     pci_dss: ["3.5.1"]
#     soc_2: ["CC6.1"]
#   checkov: ["CKV_AWS_58"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_eks_cluster
	plan.absent(resource, ["encryption_config"])
	message := "secrets are not encrypted"
}

# METADATA
# title: The control plane logs audit and authentication
# custom:
#   id: aws.containers.eks-logging
#   severity: medium
#   remediation: Add audit and authenticator to enabled_cluster_log_types.
#   frameworks:
#     nist_800_53: ["AU-2", "AU-12"]
#     pci_dss: ["10.2.1"]
#     soc_2: ["CC7.2"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_eks_cluster
	not plan.unknown(resource, ["enabled_cluster_log_types"])
	given := {type | some type in resource.values.enabled_cluster_log_types}
	missing := {"audit", "authenticator"} - given
	count(missing) > 0
	message := sprintf("not logged: %s", [concat(", ", sort(missing))])
}

# METADATA
# title: Containers are not privileged
# custom:
#   id: aws.containers.ecs-privileged
#   severity: high
#   remediation: Leave privileged off in the container definitions.
#   frameworks:
#     nist_800_53: ["AC-3", "AC-6"]
#     pci_dss: ["7.2.1", "7.2.2"]
#     soc_2: ["CC6.1", "CC6.3"]
#   checkov: ["CKV_AWS_334"]
deny contains plan.finding(rego.metadata.rule(), resource, message) if {
	some resource in plan.resources.aws_ecs_task_definition
	is_string(resource.values.container_definitions)
	some container in json.unmarshal(resource.values.container_definitions)
	container.privileged == true
	message := sprintf("the container %s is privileged", [object.get(container, "name", "")])
}

# Who may reach the endpoint: everyone, when nothing is said.
ranges(given) := ["0.0.0.0/0"] if given in [null, []]

ranges(given) := given if count(given) > 0
