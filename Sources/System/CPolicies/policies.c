// Written by scripts/embed-policies; a test holds it against the folder.
#include "CPolicies.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char aws_apis_rego[] = {
#embed "../../../Policies/aws/apis.rego"
};
static const unsigned char aws_balancers_rego[] = {
#embed "../../../Policies/aws/balancers.rego"
};
static const unsigned char aws_builds_rego[] = {
#embed "../../../Policies/aws/builds.rego"
};
static const unsigned char aws_cache_rego[] = {
#embed "../../../Policies/aws/cache.rego"
};
static const unsigned char aws_cdn_rego[] = {
#embed "../../../Policies/aws/cdn.rego"
};
static const unsigned char aws_clusters_rego[] = {
#embed "../../../Policies/aws/clusters.rego"
};
static const unsigned char aws_compute_rego[] = {
#embed "../../../Policies/aws/compute.rego"
};
static const unsigned char aws_containers_rego[] = {
#embed "../../../Policies/aws/containers.rego"
};
static const unsigned char aws_desktops_rego[] = {
#embed "../../../Policies/aws/desktops.rego"
};
static const unsigned char aws_ec2_rego[] = {
#embed "../../../Policies/aws/ec2.rego"
};
static const unsigned char aws_edge_rego[] = {
#embed "../../../Policies/aws/edge.rego"
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
static const unsigned char aws_keys_rego[] = {
#embed "../../../Policies/aws/keys.rego"
};
static const unsigned char aws_kms_rego[] = {
#embed "../../../Policies/aws/kms.rego"
};
static const unsigned char aws_learning_rego[] = {
#embed "../../../Policies/aws/learning.rego"
};
static const unsigned char aws_logging_rego[] = {
#embed "../../../Policies/aws/logging.rego"
};
static const unsigned char aws_messaging_rego[] = {
#embed "../../../Policies/aws/messaging.rego"
};
static const unsigned char aws_passwords_rego[] = {
#embed "../../../Policies/aws/passwords.rego"
};
static const unsigned char aws_pipelines_rego[] = {
#embed "../../../Policies/aws/pipelines.rego"
};
static const unsigned char aws_posture_rego[] = {
#embed "../../../Policies/aws/posture.rego"
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
static const unsigned char aws_secrets_rego[] = {
#embed "../../../Policies/aws/secrets.rego"
};
static const unsigned char aws_storage_rego[] = {
#embed "../../../Policies/aws/storage.rego"
};
static const unsigned char aws_tags_rego[] = {
#embed "../../../Policies/aws/tags.rego"
};
static const unsigned char aws_vpc_rego[] = {
#embed "../../../Policies/aws/vpc.rego"
};
static const unsigned char aws_warehouse_rego[] = {
#embed "../../../Policies/aws/warehouse.rego"
};
static const unsigned char azure_analytics_rego[] = {
#embed "../../../Policies/azure/analytics.rego"
};
static const unsigned char azure_apim_rego[] = {
#embed "../../../Policies/azure/apim.rego"
};
static const unsigned char azure_cache_rego[] = {
#embed "../../../Policies/azure/cache.rego"
};
static const unsigned char azure_cdn_rego[] = {
#embed "../../../Policies/azure/cdn.rego"
};
static const unsigned char azure_configuration_rego[] = {
#embed "../../../Policies/azure/configuration.rego"
};
static const unsigned char azure_containers_rego[] = {
#embed "../../../Policies/azure/containers.rego"
};
static const unsigned char azure_cosmosdb_rego[] = {
#embed "../../../Policies/azure/cosmosdb.rego"
};
static const unsigned char azure_defender_rego[] = {
#embed "../../../Policies/azure/defender.rego"
};
static const unsigned char azure_functions_rego[] = {
#embed "../../../Policies/azure/functions.rego"
};
static const unsigned char azure_gateways_rego[] = {
#embed "../../../Policies/azure/gateways.rego"
};
static const unsigned char azure_identity_rego[] = {
#embed "../../../Policies/azure/identity.rego"
};
static const unsigned char azure_kubernetes_rego[] = {
#embed "../../../Policies/azure/kubernetes.rego"
};
static const unsigned char azure_machines_rego[] = {
#embed "../../../Policies/azure/machines.rego"
};
static const unsigned char azure_messaging_rego[] = {
#embed "../../../Policies/azure/messaging.rego"
};
static const unsigned char azure_monitor_rego[] = {
#embed "../../../Policies/azure/monitor.rego"
};
static const unsigned char azure_mysql_rego[] = {
#embed "../../../Policies/azure/mysql.rego"
};
static const unsigned char azure_network_rego[] = {
#embed "../../../Policies/azure/network.rego"
};
static const unsigned char azure_postgresql_rego[] = {
#embed "../../../Policies/azure/postgresql.rego"
};
static const unsigned char azure_registry_rego[] = {
#embed "../../../Policies/azure/registry.rego"
};
static const unsigned char azure_search_rego[] = {
#embed "../../../Policies/azure/search.rego"
};
static const unsigned char azure_secrets_rego[] = {
#embed "../../../Policies/azure/secrets.rego"
};
static const unsigned char azure_sql_rego[] = {
#embed "../../../Policies/azure/sql.rego"
};
static const unsigned char azure_storage_rego[] = {
#embed "../../../Policies/azure/storage.rego"
};
static const unsigned char azure_tags_rego[] = {
#embed "../../../Policies/azure/tags.rego"
};
static const unsigned char azure_vaults_rego[] = {
#embed "../../../Policies/azure/vaults.rego"
};
static const unsigned char azure_web_rego[] = {
#embed "../../../Policies/azure/web.rego"
};
static const unsigned char google_bigquery_rego[] = {
#embed "../../../Policies/google/bigquery.rego"
};
static const unsigned char google_builds_rego[] = {
#embed "../../../Policies/google/builds.rego"
};
static const unsigned char google_compute_rego[] = {
#embed "../../../Policies/google/compute.rego"
};
static const unsigned char google_databases_rego[] = {
#embed "../../../Policies/google/databases.rego"
};
static const unsigned char google_dialogflow_rego[] = {
#embed "../../../Policies/google/dialogflow.rego"
};
static const unsigned char google_dns_rego[] = {
#embed "../../../Policies/google/dns.rego"
};
static const unsigned char google_firewalls_rego[] = {
#embed "../../../Policies/google/firewalls.rego"
};
static const unsigned char google_functions_rego[] = {
#embed "../../../Policies/google/functions.rego"
};
static const unsigned char google_iam_rego[] = {
#embed "../../../Policies/google/iam.rego"
};
static const unsigned char google_kms_rego[] = {
#embed "../../../Policies/google/kms.rego"
};
static const unsigned char google_kubernetes_rego[] = {
#embed "../../../Policies/google/kubernetes.rego"
};
static const unsigned char google_labels_rego[] = {
#embed "../../../Policies/google/labels.rego"
};
static const unsigned char google_messaging_rego[] = {
#embed "../../../Policies/google/messaging.rego"
};
static const unsigned char google_network_rego[] = {
#embed "../../../Policies/google/network.rego"
};
static const unsigned char google_pipelines_rego[] = {
#embed "../../../Policies/google/pipelines.rego"
};
static const unsigned char google_projects_rego[] = {
#embed "../../../Policies/google/projects.rego"
};
static const unsigned char google_secrets_rego[] = {
#embed "../../../Policies/google/secrets.rego"
};
static const unsigned char google_sql_rego[] = {
#embed "../../../Policies/google/sql.rego"
};
static const unsigned char google_storage_rego[] = {
#embed "../../../Policies/google/storage.rego"
};
static const unsigned char google_vertex_rego[] = {
#embed "../../../Policies/google/vertex.rego"
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
    {"aws/apis.rego", aws_apis_rego, sizeof(aws_apis_rego)},
    {"aws/balancers.rego", aws_balancers_rego, sizeof(aws_balancers_rego)},
    {"aws/builds.rego", aws_builds_rego, sizeof(aws_builds_rego)},
    {"aws/cache.rego", aws_cache_rego, sizeof(aws_cache_rego)},
    {"aws/cdn.rego", aws_cdn_rego, sizeof(aws_cdn_rego)},
    {"aws/clusters.rego", aws_clusters_rego, sizeof(aws_clusters_rego)},
    {"aws/compute.rego", aws_compute_rego, sizeof(aws_compute_rego)},
    {"aws/containers.rego", aws_containers_rego, sizeof(aws_containers_rego)},
    {"aws/desktops.rego", aws_desktops_rego, sizeof(aws_desktops_rego)},
    {"aws/ec2.rego", aws_ec2_rego, sizeof(aws_ec2_rego)},
    {"aws/edge.rego", aws_edge_rego, sizeof(aws_edge_rego)},
    {"aws/elb.rego", aws_elb_rego, sizeof(aws_elb_rego)},
    {"aws/functions.rego", aws_functions_rego, sizeof(aws_functions_rego)},
    {"aws/iam.rego", aws_iam_rego, sizeof(aws_iam_rego)},
    {"aws/keys.rego", aws_keys_rego, sizeof(aws_keys_rego)},
    {"aws/kms.rego", aws_kms_rego, sizeof(aws_kms_rego)},
    {"aws/learning.rego", aws_learning_rego, sizeof(aws_learning_rego)},
    {"aws/logging.rego", aws_logging_rego, sizeof(aws_logging_rego)},
    {"aws/messaging.rego", aws_messaging_rego, sizeof(aws_messaging_rego)},
    {"aws/passwords.rego", aws_passwords_rego, sizeof(aws_passwords_rego)},
    {"aws/pipelines.rego", aws_pipelines_rego, sizeof(aws_pipelines_rego)},
    {"aws/posture.rego", aws_posture_rego, sizeof(aws_posture_rego)},
    {"aws/rds.rego", aws_rds_rego, sizeof(aws_rds_rego)},
    {"aws/s3.rego", aws_s3_rego, sizeof(aws_s3_rego)},
    {"aws/search.rego", aws_search_rego, sizeof(aws_search_rego)},
    {"aws/secrets.rego", aws_secrets_rego, sizeof(aws_secrets_rego)},
    {"aws/storage.rego", aws_storage_rego, sizeof(aws_storage_rego)},
    {"aws/tags.rego", aws_tags_rego, sizeof(aws_tags_rego)},
    {"aws/vpc.rego", aws_vpc_rego, sizeof(aws_vpc_rego)},
    {"aws/warehouse.rego", aws_warehouse_rego, sizeof(aws_warehouse_rego)},
    {"azure/analytics.rego", azure_analytics_rego, sizeof(azure_analytics_rego)},
    {"azure/apim.rego", azure_apim_rego, sizeof(azure_apim_rego)},
    {"azure/cache.rego", azure_cache_rego, sizeof(azure_cache_rego)},
    {"azure/cdn.rego", azure_cdn_rego, sizeof(azure_cdn_rego)},
    {"azure/configuration.rego", azure_configuration_rego, sizeof(azure_configuration_rego)},
    {"azure/containers.rego", azure_containers_rego, sizeof(azure_containers_rego)},
    {"azure/cosmosdb.rego", azure_cosmosdb_rego, sizeof(azure_cosmosdb_rego)},
    {"azure/defender.rego", azure_defender_rego, sizeof(azure_defender_rego)},
    {"azure/functions.rego", azure_functions_rego, sizeof(azure_functions_rego)},
    {"azure/gateways.rego", azure_gateways_rego, sizeof(azure_gateways_rego)},
    {"azure/identity.rego", azure_identity_rego, sizeof(azure_identity_rego)},
    {"azure/kubernetes.rego", azure_kubernetes_rego, sizeof(azure_kubernetes_rego)},
    {"azure/machines.rego", azure_machines_rego, sizeof(azure_machines_rego)},
    {"azure/messaging.rego", azure_messaging_rego, sizeof(azure_messaging_rego)},
    {"azure/monitor.rego", azure_monitor_rego, sizeof(azure_monitor_rego)},
    {"azure/mysql.rego", azure_mysql_rego, sizeof(azure_mysql_rego)},
    {"azure/network.rego", azure_network_rego, sizeof(azure_network_rego)},
    {"azure/postgresql.rego", azure_postgresql_rego, sizeof(azure_postgresql_rego)},
    {"azure/registry.rego", azure_registry_rego, sizeof(azure_registry_rego)},
    {"azure/search.rego", azure_search_rego, sizeof(azure_search_rego)},
    {"azure/secrets.rego", azure_secrets_rego, sizeof(azure_secrets_rego)},
    {"azure/sql.rego", azure_sql_rego, sizeof(azure_sql_rego)},
    {"azure/storage.rego", azure_storage_rego, sizeof(azure_storage_rego)},
    {"azure/tags.rego", azure_tags_rego, sizeof(azure_tags_rego)},
    {"azure/vaults.rego", azure_vaults_rego, sizeof(azure_vaults_rego)},
    {"azure/web.rego", azure_web_rego, sizeof(azure_web_rego)},
    {"google/bigquery.rego", google_bigquery_rego, sizeof(google_bigquery_rego)},
    {"google/builds.rego", google_builds_rego, sizeof(google_builds_rego)},
    {"google/compute.rego", google_compute_rego, sizeof(google_compute_rego)},
    {"google/databases.rego", google_databases_rego, sizeof(google_databases_rego)},
    {"google/dialogflow.rego", google_dialogflow_rego, sizeof(google_dialogflow_rego)},
    {"google/dns.rego", google_dns_rego, sizeof(google_dns_rego)},
    {"google/firewalls.rego", google_firewalls_rego, sizeof(google_firewalls_rego)},
    {"google/functions.rego", google_functions_rego, sizeof(google_functions_rego)},
    {"google/iam.rego", google_iam_rego, sizeof(google_iam_rego)},
    {"google/kms.rego", google_kms_rego, sizeof(google_kms_rego)},
    {"google/kubernetes.rego", google_kubernetes_rego, sizeof(google_kubernetes_rego)},
    {"google/labels.rego", google_labels_rego, sizeof(google_labels_rego)},
    {"google/messaging.rego", google_messaging_rego, sizeof(google_messaging_rego)},
    {"google/network.rego", google_network_rego, sizeof(google_network_rego)},
    {"google/pipelines.rego", google_pipelines_rego, sizeof(google_pipelines_rego)},
    {"google/projects.rego", google_projects_rego, sizeof(google_projects_rego)},
    {"google/secrets.rego", google_secrets_rego, sizeof(google_secrets_rego)},
    {"google/sql.rego", google_sql_rego, sizeof(google_sql_rego)},
    {"google/storage.rego", google_storage_rego, sizeof(google_storage_rego)},
    {"google/vertex.rego", google_vertex_rego, sizeof(google_vertex_rego)},
    {"lib/document.rego", lib_document_rego, sizeof(lib_document_rego)},
    {"lib/network.rego", lib_network_rego, sizeof(lib_network_rego)},
    {"lib/plan.rego", lib_plan_rego, sizeof(lib_plan_rego)},
    {0, 0, 0},
};
