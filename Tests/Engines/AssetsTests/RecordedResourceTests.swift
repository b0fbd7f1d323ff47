import Assets
import Testing
import Values

@Suite("What resources bring along") struct RecordedResourceTests {
    private func keys(_ resources: [RecordedResource]) -> [String] {
        resources.map { "\($0.type) \($0.id)" }.sorted()
    }

    @Test func `a disk, an interface and a network's own tables are their makers'`() {
        let cases: [(String, JSON, [String])] = [
            (
                "aws_instance",
                [
                    "primary_network_interface_id": "eni-1", "availability_zone": "z",
                    "root_block_device": [["volume_id": "vol-1", "volume_type": "gp3"]],
                    "ebs_block_device": [["volume_id": "vol-2"], ["volume_id": ""], [:]],
                ], ["aws_ebs_volume vol-1", "aws_ebs_volume vol-2", "aws_network_interface eni-1"]
            ),
            (
                "aws_vpc", ["default_security_group_id": "sg-1", "default_network_acl_id": "acl-1"],
                ["aws_network_acl acl-1", "aws_security_group sg-1"]
            ),
            (
                "aws_eks_node_group", ["resources": [["autoscaling_groups": [["name": "nodes"]]]]],
                ["aws_autoscaling_group nodes"]
            ),
            (
                "aws_elasticache_replication_group", ["member_clusters": ["a-1", "a-2"]],
                ["aws_elasticache_cluster a-1", "aws_elasticache_cluster a-2"]
            ),
            ("azurerm_route_table", ["route": [["name": "out"]]], ["azurerm_route here/routes/out"]),
            ("azurerm_virtual_network", ["subnet": [["id": "/s/1"], ["id": ""]]], ["azurerm_subnet /s/1"]),
            ("aws_instance", ["root_block_device": .null], []), ("aws_sqs_queue", ["policy": ""], []),
            ("some_other", ["policy": "{}"], []),
        ]
        for (type, attributes, want) in cases {
            #expect(keys(RecordedResource(type, "here", attributes).brought) == want)
        }
    }

    @Test func `a route's id is the one that Terraform's provider gives it`() {
        let table = RecordedResource(
            "aws_route_table", "rtb-1",
            ["route": [["cidr_block": "0.0.0.0/0"], ["cidr_block": "", "ipv6_cidr_block": "::/0"], [:]]])
        #expect(keys(table.brought) == ["aws_route r-rtb-11080289494", "aws_route r-rtb-12750132062"])
    }

    @Test func `what is recorded by itself is not brought again, and what is made counts where it is`() {
        let queue = RecordedResource("aws_sqs_queue", "q", ["policy": "{}"])
        let apart = RecordedResource("aws_sqs_queue_policy", "q", ["queue_url": "q"])
        #expect(keys([queue].withBrought()) == ["aws_sqs_queue q", "aws_sqs_queue_policy q"])
        #expect(keys([queue, apart].withBrought()) == ["aws_sqs_queue q", "aws_sqs_queue_policy q"])
        let network = RecordedResource("aws_vpc", "v", ["default_security_group_id": "sg"])
        #expect(keys([network].withBrought()) == ["aws_vpc v"])
        let there = [RecordedResource("aws_security_group", "sg")]
        #expect(keys([network].withBrought(existing: there)) == ["aws_security_group sg", "aws_vpc v"])
        #expect(keys(([network] + there).withBrought(existing: there)).count == 2)
    }

    @Test func `a cluster's member is told as what it is where that exists`() {
        let member = RecordedResource("aws_rds_cluster_instance", "a")
        #expect(keys([member].withBrought()) == ["aws_rds_cluster_instance a"])
        let there = [RecordedResource("aws_db_instance", "a")]
        #expect(keys([member].withBrought(existing: there)) == ["aws_db_instance a"])
    }

    @Test func `what a cloud makes for itself is known by its name`() {
        let made = [
            ("aws_iam_role", "arn:aws:iam::123456789012:role/aws-service-role/x.amazonaws.com/X"),
            ("aws_iam_policy", "arn:aws-cn:iam::aws:policy/ReadOnlyAccess"),
            ("aws_kms_alias", "arn:aws:kms:us-east-1:123456789012:alias/aws/ebs"),
        ]
        for (type, arn) in made {
            #expect(CloudMade.includes(type, arn: arn))
            #expect(!CloudMade.includes("aws_s3_bucket", arn: arn))
            #expect(!CloudMade.includes(type, arn: nil))
            #expect(!CloudMade.includes(type, arn: "aws-service-role/alias/aws/"))
        }
        #expect(!CloudMade.includes("aws_iam_role", arn: "arn:aws:iam::123456789012:role/mine"))
        #expect(!CloudMade.includes("aws_iam_role", arn: nil, path: "/not-aws-service-role/"))
        #expect(CloudMade.includes("aws_iam_role", arn: nil, path: "/aws-service-role/test"))
        let role = RecordedResource("aws_iam_role", "r", ["path": "/aws-service-role/x"])
        let policy = RecordedResource("aws_iam_role_policy", "p", ["role": "r"])
        #expect([role, policy].withoutCloudMade(in: []).isEmpty)
        #expect([role, policy].withoutCloudMade(in: [role]) == [role, policy])
    }
}
