import Codecs
import Values

extension RecordedResource {
    /// What exists because this one does: what is written within it, and what comes along.
    public var brought: [RecordedResource] { written + comingAlong }

    /// What the cloud makes for this one, though no configuration writes it: an instance's disks, a network's
    /// own tables.
    var comingAlong: [RecordedResource] {
        switch type {
        case "aws_instance": disks + interface("primary_network_interface_id")
        case "aws_spot_instance_request": one("aws_instance", text("spot_instance_id"))
        case "aws_ami":
            blocks("ebs_block_device").flatMap { one("aws_ebs_snapshot", $0["snapshot_id"]?.stringValue) }
                + one("aws_ebs_snapshot", text("root_snapshot_id"))
        case "aws_vpc", "aws_default_vpc":
            one("aws_security_group", text("default_security_group_id"))
                + one("aws_network_acl", text("default_network_acl_id"))
                + one("aws_route_table", text("default_route_table_id"))
        case "aws_nat_gateway", "aws_efs_mount_target": interface("network_interface_id")
        case "aws_vpc_endpoint":
            texts("network_interface_ids").flatMap { one("aws_network_interface", $0) }
        case "aws_rds_cluster_instance": one("aws_db_instance", id)
        case "aws_elasticache_replication_group":
            texts("member_clusters").flatMap { one("aws_elasticache_cluster", $0) }
        case "aws_eks_cluster":
            blocks("vpc_config").flatMap {
                one("aws_security_group", $0["cluster_security_group_id"]?.stringValue)
            }
        case "aws_eks_node_group":
            blocks("resources").flatMap { $0["autoscaling_groups"]?.arrayValue ?? [] }
                .flatMap { one("aws_autoscaling_group", $0["name"]?.stringValue) }
        case "aws_elastic_beanstalk_environment": beanstalk
        default: []
        }
    }

    /// What a configuration may as well write apart: a queue's policy, a table's routes.
    var written: [RecordedResource] {
        switch type {
        case "aws_route_table", "aws_default_route_table": blocks("route").compactMap(route)
        case "aws_sqs_queue": policy("aws_sqs_queue_policy", ["queue_url": .string(id)])
        case "aws_sns_topic":
            policy("aws_sns_topic_policy", ["arn": .string(text("arn") ?? id)])
        case "aws_s3_bucket": policy("aws_s3_bucket_policy", ["bucket": .string(id)])
        case "aws_iam_role": managedPolicies
        case "azurerm_virtual_network":
            blocks("subnet").flatMap { one("azurerm_subnet", $0["id"]?.stringValue) }
        case "azurerm_route_table":
            blocks("route").flatMap { block in
                one("azurerm_route", block["name"]?.stringValue.map { "\(id)/routes/\($0)" })
            }
        default: []
        }
    }

    /// The kind that a listing tells a cluster's member by.
    var memberKind: String? { type == "aws_rds_cluster_instance" ? "aws_db_instance" : nil }

    private func one(_ type: String, _ id: String?) -> [RecordedResource] {
        id.flatMap { $0.isEmpty ? nil : [RecordedResource(type, $0)] } ?? []
    }

    private func interface(_ name: String) -> [RecordedResource] { one("aws_network_interface", text(name)) }

    // MARK: - What is written within

    private var disks: [RecordedResource] {
        (blocks("root_block_device") + blocks("ebs_block_device")).compactMap { block in
            guard let volume = block["volume_id"]?.stringValue, !volume.isEmpty else { return nil }
            var attributes = block.objectValue ?? [:]
            attributes["volume_id"] = nil
            attributes["availability_zone"] = self.attributes["availability_zone"]
            attributes["type"] = attributes["volume_type"]
            attributes["volume_type"] = nil
            return RecordedResource("aws_ebs_volume", volume, .object(attributes))
        }
    }

    private var beanstalk: [RecordedResource] {
        let lists = [
            ("autoscaling_groups", "aws_autoscaling_group"), ("instances", "aws_instance"),
            ("load_balancers", "aws_lb"), ("launch_configurations", "aws_launch_configuration"),
        ]
        return lists.flatMap { name, type in texts(name).flatMap { one(type, $0) } }
    }

    /// By the id that Terraform's provider gives a route: its table and the checksum of where it leads.
    private func route(_ block: JSON) -> RecordedResource? {
        let forms = [
            ("cidr_block", "destination_cidr_block"), ("ipv6_cidr_block", "destination_ipv6_cidr_block"),
            ("destination_prefix_list_id", "destination_prefix_list_id"),
        ]
        for (name, target) in forms {
            guard let text = block[name]?.stringValue, !text.isEmpty else { continue }
            var attributes = (block.objectValue ?? [:])
            for (other, _) in forms { attributes[other] = nil }
            attributes[target] = .string(text)
            attributes["route_table_id"] = .string(id)
            return RecordedResource("aws_route", "r-\(id)\(CRC32.of(text.utf8))", .object(attributes))
        }
        return nil
    }

    private func policy(_ type: String, _ more: JSON.Object) -> [RecordedResource] {
        guard let policy = text("policy") else { return [] }
        var attributes = more
        attributes["id"] = .string(id)
        attributes["policy"] = .string(policy)
        return [RecordedResource(type, id, .object(attributes))]
    }

    private var managedPolicies: [RecordedResource] {
        let name = text("name") ?? id
        return texts("managed_policy_arns").map { arn in
            RecordedResource(
                "aws_iam_policy_attachment", "\(name)-\(arn)",
                ["policy_arn": .string(arn), "roles": [.string(name)]])
        }
    }
}
