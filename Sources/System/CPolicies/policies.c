// Written by scripts/embed-policies; a test holds it against the folder.
#include "CPolicies.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char aws_cache_rego[] = {
#embed "../../../Policies/aws/cache.rego"
};
static const unsigned char aws_cdn_rego[] = {
#embed "../../../Policies/aws/cdn.rego"
};
static const unsigned char aws_containers_rego[] = {
#embed "../../../Policies/aws/containers.rego"
};
static const unsigned char aws_ec2_rego[] = {
#embed "../../../Policies/aws/ec2.rego"
};
static const unsigned char aws_elb_rego[] = {
#embed "../../../Policies/aws/elb.rego"
};
static const unsigned char aws_functions_rego[] = {
#embed "../../../Policies/aws/functions.rego"
};
static const unsigned char aws_iam_rego[] = {
#embed "../../../Policies/aws/iam.rego"
};
static const unsigned char aws_kms_rego[] = {
#embed "../../../Policies/aws/kms.rego"
};
static const unsigned char aws_logging_rego[] = {
#embed "../../../Policies/aws/logging.rego"
};
static const unsigned char aws_messaging_rego[] = {
#embed "../../../Policies/aws/messaging.rego"
};
static const unsigned char aws_rds_rego[] = {
#embed "../../../Policies/aws/rds.rego"
};
static const unsigned char aws_s3_rego[] = {
#embed "../../../Policies/aws/s3.rego"
};
static const unsigned char aws_search_rego[] = {
#embed "../../../Policies/aws/search.rego"
};
static const unsigned char aws_storage_rego[] = {
#embed "../../../Policies/aws/storage.rego"
};
static const unsigned char aws_vpc_rego[] = {
#embed "../../../Policies/aws/vpc.rego"
};
static const unsigned char aws_warehouse_rego[] = {
#embed "../../../Policies/aws/warehouse.rego"
};
static const unsigned char lib_document_rego[] = {
#embed "../../../Policies/lib/document.rego"
};
static const unsigned char lib_network_rego[] = {
#embed "../../../Policies/lib/network.rego"
};
static const unsigned char lib_plan_rego[] = {
#embed "../../../Policies/lib/plan.rego"
};

const struct plumb_policy plumb_policies[] = {
    {"aws/cache.rego", aws_cache_rego, sizeof(aws_cache_rego)},
    {"aws/cdn.rego", aws_cdn_rego, sizeof(aws_cdn_rego)},
    {"aws/containers.rego", aws_containers_rego, sizeof(aws_containers_rego)},
    {"aws/ec2.rego", aws_ec2_rego, sizeof(aws_ec2_rego)},
    {"aws/elb.rego", aws_elb_rego, sizeof(aws_elb_rego)},
    {"aws/functions.rego", aws_functions_rego, sizeof(aws_functions_rego)},
    {"aws/iam.rego", aws_iam_rego, sizeof(aws_iam_rego)},
    {"aws/kms.rego", aws_kms_rego, sizeof(aws_kms_rego)},
    {"aws/logging.rego", aws_logging_rego, sizeof(aws_logging_rego)},
    {"aws/messaging.rego", aws_messaging_rego, sizeof(aws_messaging_rego)},
    {"aws/rds.rego", aws_rds_rego, sizeof(aws_rds_rego)},
    {"aws/s3.rego", aws_s3_rego, sizeof(aws_s3_rego)},
    {"aws/search.rego", aws_search_rego, sizeof(aws_search_rego)},
    {"aws/storage.rego", aws_storage_rego, sizeof(aws_storage_rego)},
    {"aws/vpc.rego", aws_vpc_rego, sizeof(aws_vpc_rego)},
    {"aws/warehouse.rego", aws_warehouse_rego, sizeof(aws_warehouse_rego)},
    {"lib/document.rego", lib_document_rego, sizeof(lib_document_rego)},
    {"lib/network.rego", lib_network_rego, sizeof(lib_network_rego)},
    {"lib/plan.rego", lib_plan_rego, sizeof(lib_plan_rego)},
    {0, 0, 0},
};
