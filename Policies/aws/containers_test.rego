package terraform.aws.containers_test

import data.plumb.testing
import data.terraform.aws.containers

test_refuses_ecr_immutable if {
	"aws.containers.ecr-immutable" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {"image_tag_mutability": "MUTABLE"})
}

test_refuses_ecr_immutable_2 if {
	"aws.containers.ecr-immutable" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {})
}

test_accepts_ecr_immutable if {
	not "aws.containers.ecr-immutable" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {"image_tag_mutability": "IMMUTABLE"})
}

test_accepts_ecr_immutable_2 if {
	not "aws.containers.ecr-immutable" in testing.ids(containers.deny) with input as testing.unsure("aws_ecr_repository", {}, {"image_tag_mutability": true})
}

test_refuses_ecr_scanning if {
	"aws.containers.ecr-scanning" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {"image_scanning_configuration": [{"scan_on_push": false}]})
}

test_refuses_ecr_scanning_2 if {
	"aws.containers.ecr-scanning" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {})
}

test_accepts_ecr_scanning if {
	not "aws.containers.ecr-scanning" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {"image_scanning_configuration": [{"scan_on_push": true}]})
}

test_accepts_ecr_scanning_2 if {
	not "aws.containers.ecr-scanning" in testing.ids(containers.deny) with input as testing.unsure("aws_ecr_repository", {}, {"image_scanning_configuration": true})
}

test_refuses_ecr_key if {
	"aws.containers.ecr-key" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {"encryption_configuration": [{"encryption_type": "AES256"}]})
}

test_refuses_ecr_key_2 if {
	"aws.containers.ecr-key" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {})
}

test_accepts_ecr_key if {
	not "aws.containers.ecr-key" in testing.ids(containers.deny) with input as testing.creating("aws_ecr_repository", {"encryption_configuration": [{"encryption_type": "KMS"}]})
}

test_accepts_ecr_key_2 if {
	not "aws.containers.ecr-key" in testing.ids(containers.deny) with input as testing.unsure("aws_ecr_repository", {}, {"encryption_configuration": true})
}

test_refuses_eks_endpoint if {
	"aws.containers.eks-endpoint" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {"vpc_config": [{}]})
}

test_refuses_eks_endpoint_2 if {
	"aws.containers.eks-endpoint" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {"vpc_config": [{"endpoint_public_access": true, "public_access_cidrs": ["0.0.0.0/0"]}]})
}

test_accepts_eks_endpoint if {
	not "aws.containers.eks-endpoint" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {"vpc_config": [{"endpoint_public_access": false}]})
}

test_accepts_eks_endpoint_2 if {
	not "aws.containers.eks-endpoint" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {"vpc_config": [{"public_access_cidrs": ["10.0.0.0/8"]}]})
}

test_accepts_eks_endpoint_3 if {
	not "aws.containers.eks-endpoint" in testing.ids(containers.deny) with input as testing.unsure("aws_eks_cluster", {"vpc_config": [{}]}, {"vpc_config": [{"public_access_cidrs": true}]})
}

test_refuses_eks_secrets if {
	"aws.containers.eks-secrets" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {"encryption_config": null})
}

test_refuses_eks_secrets_2 if {
	"aws.containers.eks-secrets" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {})
}

test_accepts_eks_secrets if {
	not "aws.containers.eks-secrets" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {"encryption_config": [{"resources": ["secrets"]}]})
}

test_accepts_eks_secrets_2 if {
	not "aws.containers.eks-secrets" in testing.ids(containers.deny) with input as testing.unsure("aws_eks_cluster", {}, {"encryption_config": true})
}

test_refuses_eks_logging if {
	"aws.containers.eks-logging" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {})
}

test_refuses_eks_logging_2 if {
	"aws.containers.eks-logging" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {"enabled_cluster_log_types": ["api", "audit"]})
}

test_accepts_eks_logging if {
	not "aws.containers.eks-logging" in testing.ids(containers.deny) with input as testing.creating("aws_eks_cluster", {"enabled_cluster_log_types": ["audit", "authenticator"]})
}

test_accepts_eks_logging_2 if {
	not "aws.containers.eks-logging" in testing.ids(containers.deny) with input as testing.unsure("aws_eks_cluster", {}, {"enabled_cluster_log_types": true})
}

test_refuses_ecs_privileged if {
	"aws.containers.ecs-privileged" in testing.ids(containers.deny) with input as testing.creating("aws_ecs_task_definition", {"container_definitions": "[{\"name\": \"a\", \"privileged\": true}]"})
}

test_accepts_ecs_privileged if {
	not "aws.containers.ecs-privileged" in testing.ids(containers.deny) with input as testing.creating("aws_ecs_task_definition", {"container_definitions": "[{\"name\": \"a\"}]"})
}

test_accepts_ecs_privileged_2 if {
	not "aws.containers.ecs-privileged" in testing.ids(containers.deny) with input as testing.unsure("aws_ecs_task_definition", {}, {"container_definitions": true})
}
