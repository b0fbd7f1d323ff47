import DriftAPI

/// What attributes do, as far as it can be told from their names and types. The first rule that fits counts.
enum RiskTable {
    struct Rule {
        /// Parts of resource types, any of which must occur; none for every type.
        let types: [String]
        /// The attribute's last names, any of which must fit.
        let attributes: [String]
        let severity: Risk.Severity
        let category: Risk.Category
        let why: String
        var opens: Opening?

        init(
            _ severity: Risk.Severity, _ category: Risk.Category, on types: [String] = [],
            _ attributes: [String], _ why: String, opens: Opening? = nil
        ) {
            (self.severity, self.category, self.types) = (severity, category, types)
            (self.attributes, self.why, self.opens) = (attributes, why, opens)
        }
    }

    /// A rule that holds only for a change in one direction.
    enum Opening {
        /// The found value speaks of everybody: an open network, a public grant, a wildcard principal.
        case toEverybody
        /// It was on, or was something, and is off, or nothing.
        case switchedOff
        case switchedOn
    }

    static let rules: [Rule] =
        tags + exposure + encryption + identity + dataLoss + logging + availability + cost + rest

    private static let network = [
        "ingress", "egress", "cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "security_rule",
        "source_ranges", "source_address_prefix", "source_address_prefixes", "allow", "allowed_cidrs",
        "inbound_cidrs", "public_access_cidrs", "authorized_networks",
    ]

    private static let exposure: [Rule] = [
        Rule(
            .critical, .exposure, network, "It lets the whole internet reach what only some should.",
            opens: .toEverybody),
        Rule(.high, .exposure, network, "It changes who can reach this over the network."),
        Rule(
            .critical, .exposure,
            ["publicly_accessible", "public_network_access_enabled", "associate_public_ip_address"],
            "It can now be reached from the internet.", opens: .switchedOn),
        Rule(
            .critical, .exposure,
            [
                "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets",
                "public_access_prevention",
            ], "Public access is no longer blocked.", opens: .switchedOff),
        Rule(.critical, .exposure, ["acl", "grant"], "Everybody may read it.", opens: .toEverybody),
        Rule(.high, .exposure, ["acl", "grant"], "It changes who may read or write it."),
        Rule(
            .high, .exposure, ["endpoint_public_access", "public_access", "map_public_ip_on_launch"],
            "It is reachable from outside.", opens: .switchedOn),
        Rule(
            .high, .exposure, on: ["security_group", "network_acl", "firewall", "nsg", "network_security"],
            ["protocol", "from_port", "to_port", "priority", "security_groups"],
            "It changes which traffic is let through."),
        Rule(
            .high, .exposure, ["vpc_security_group_ids", "security_groups"],
            "Other network rules guard it now."),
        Rule(
            .medium, .exposure, on: ["route", "gateway", "peering"],
            ["route", "gateway_id", "cidr_block", "destination_cidr_block"],
            "Traffic takes another way."),
    ]

    private static let encryption: [Rule] = [
        Rule(
            .high, .encryption,
            [
                "encrypted", "storage_encrypted", "sse_enabled", "enable_key_rotation",
                "at_rest_encryption_enabled",
                "transit_encryption_enabled", "https_traffic_only_enabled", "enable_https_traffic_only",
                "infrastructure_encryption_enabled", "server_side_encryption", "sqs_managed_sse_enabled",
            ], "Data is no longer protected as it was.", opens: .switchedOff),
        Rule(
            .high, .encryption,
            [
                "kms_key_id", "kms_master_key_id", "kms_key_arn", "kms_key", "key_vault_key_id",
                "kms_key_name",
                "server_side_encryption_configuration", "sse_algorithm",
                "rule.apply_server_side_encryption_by_default",
            ], "Another key, or none, protects the data."),
        Rule(
            .high, .encryption,
            ["ssl_policy", "min_tls_version", "minimum_tls_version", "minimum_protocol_version", "ssl_mode"],
            "Connections may use weaker protection."),
        Rule(
            .medium, .encryption, ["certificate_arn", "certificate", "acm_certificate_arn"],
            "Another certificate is shown to clients."),
    ]

    private static let identity: [Rule] = [
        Rule(
            .critical, .identity,
            ["policy", "assume_role_policy", "inline_policy", "access_policy", "resource_policy"],
            "Everybody, or everything, is allowed.", opens: .toEverybody),
        Rule(
            .high, .identity,
            [
                "policy", "assume_role_policy", "inline_policy", "managed_policy_arns", "policy_arn",
                "permissions_boundary", "access_policy", "resource_policy", "members", "role", "role_arn",
                "roles",
                "principal_id", "role_definition_name", "role_definition_id", "binding",
                "iam_instance_profile",
                "execution_role_arn", "task_role_arn", "users", "groups", "access_policies",
            ], "It changes what somebody or something is allowed to do."),
        Rule(
            .high, .identity, on: ["iam_access_key", "iam_user", "service_account", "login_profile"],
            ["status", "force_destroy", "disabled"], "It changes whether credentials work."),
        Rule(
            .high, .identity, ["metadata_options", "http_tokens"],
            "Credentials of the machine are easier to steal.", opens: .switchedOff),
        Rule(
            .medium, .identity, ["metadata_options", "http_tokens", "http_endpoint"],
            "How the machine's credentials are reached has changed."),
    ]

    private static let dataLoss: [Rule] = [
        Rule(
            .high, .dataLoss,
            [
                "deletion_protection", "enable_deletion_protection", "deletion_protection_enabled",
                "prevent_destroy",
                "disable_api_termination", "versioning", "versioning_configuration", "point_in_time_recovery",
                "purge_protection_enabled", "soft_delete_retention_days", "mfa_delete", "object_lock_enabled",
            ], "Data can be lost more easily than it was meant.", opens: .switchedOff),
        Rule(
            .medium, .dataLoss,
            [
                "backup_retention_period", "retention_in_days", "message_retention_seconds", "ttl",
                "lifecycle_rule",
                "rule", "expiration", "backup_window", "skip_final_snapshot", "snapshot_retention_limit",
                "recovery_window_in_days", "deletion_window_in_days", "retention_policy",
                "noncurrent_version_expiration",
            ], "It changes how long data is kept."),
        Rule(
            .high, .dataLoss,
            [
                "deletion_protection", "enable_deletion_protection", "disable_api_termination", "versioning",
                "versioning_configuration", "point_in_time_recovery",
            ], "How data is protected against loss has changed."),
    ]

    private static let logging: [Rule] = [
        Rule(
            .high, .logging,
            [
                "enable_logging", "enable_log_file_validation", "access_logs", "logging", "log_config",
                "audit_log",
                "enabled_cloudwatch_logs_exports", "is_multi_region_trail", "logging_config", "flow_log",
                "include_global_service_events", "cluster_log_types", "enabled_cluster_log_types",
                "execute_command_configuration",
            ], "What happens here may no longer be recorded."),
        Rule(
            .medium, .logging, on: ["alarm", "monitor", "alert", "metric"],
            [
                "threshold", "alarm_actions", "actions_enabled", "comparison_operator", "evaluation_periods",
                "period",
                "ok_actions", "insufficient_data_actions", "enabled",
            ], "An alarm may no longer ring, or ring for nothing."),
        Rule(
            .low, .logging, ["monitoring", "tracing_config", "performance_insights_enabled"],
            "Less, or more, is measured."),
    ]

    private static let availability: [Rule] = [
        Rule(
            .high, .availability, ["multi_az", "availability_zones", "zones", "automatic_failover_enabled"],
            "It is less ready for a failing site.", opens: .switchedOff),
        Rule(
            .medium, .availability,
            [
                "desired_capacity", "min_size", "desired_count", "min_capacity", "health_check",
                "health_check_type",
                "reserved_concurrent_executions", "timeout", "visibility_timeout_seconds",
                "max_receive_count",
                "redrive_policy", "delay_seconds", "records", "enabled", "state", "instance_state", "subnets",
                "subnet_ids", "availability_zones", "zones", "target_group_arn", "default_action", "multi_az",
            ], "It may serve less, slower or not at all."),
        Rule(
            .medium, .availability,
            [
                "image_id", "ami", "runtime", "engine_version", "handler", "environment", "user_data",
                "container_definitions", "source_code_hash", "s3_key", "parameter", "settings",
                "app_settings",
            ], "Something else runs than was deployed."),
    ]

    private static let cost: [Rule] = [
        Rule(
            .medium, .cost,
            [
                "instance_type", "instance_class", "node_type", "machine_type", "vm_size", "sku_name", "sku",
                "tier",
                "allocated_storage", "volume_size", "size", "iops", "throughput", "max_size", "max_capacity",
                "read_capacity", "write_capacity", "billing_mode", "memory_size", "storage_type", "type",
                "node_count",
                "num_cache_nodes", "storage_class", "provisioned_concurrent_executions", "ephemeral_storage",
            ], "It costs something else now, and may be too small or too large.")
    ]

    /// First: the keys of tags are anybody's words.
    private static let tags: [Rule] = [
        Rule(
            .low, .ownership,
            ["tags", "tags_all", "labels", "effective_labels", "terraform_labels", "tag"],
            "Owners, costs and rules that go by tags may miss it.")
    ]

    private static let rest: [Rule] = [
        Rule(
            .low, .behaviour, ["description", "comment", "display_name", "name", "alias"],
            "Only what people read has changed.")
    ]
}
