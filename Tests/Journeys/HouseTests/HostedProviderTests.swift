import Foundation
import Host
import KernelTesting
import ProviderProtocol
import TerraformCLI
import Testing
import Values

@testable import Providers

/// The real AWS provider, hosted, over what the real Terraform has made on a simulated AWS: it must find what
/// `plan -refresh-only` finds.
@Suite(
    "A hosted provider", .serialized,
    .enabled(
        if: terraform != nil && Simulator.isPresent && Simulator.hasProvider,
        "terraform, the simulator or a mirror with the AWS provider is not on this machine"))
struct HostedProviderTests {
    static let configuration = """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }
        }
        provider "aws" {
          region                      = "eu-central-1"
          skip_credentials_validation = true
          skip_requesting_account_id  = true
        }
        resource "aws_vpc" "net" {
          cidr_block = "10.0.0.0/16"
          tags       = { Name = "net" }
        }
        resource "aws_subnet" "part" {
          count      = 2
          vpc_id     = aws_vpc.net.id
          cidr_block = cidrsubnet(aws_vpc.net.cidr_block, 8, count.index)
        }
        resource "aws_security_group" "web" {
          name   = "web"
          vpc_id = aws_vpc.net.id
          ingress {
            from_port   = 443
            to_port     = 443
            protocol    = "tcp"
            cidr_blocks = ["10.0.0.0/8", "192.168.0.0/16"]
          }
        }
        resource "aws_cloudwatch_log_group" "log" {
          name              = "/a"
          retention_in_days = 14
        }
        resource "aws_dynamodb_table" "orders" {
          name         = "orders"
          billing_mode = "PAY_PER_REQUEST"
          hash_key     = "id"
          attribute {
            name = "id"
            type = "S"
          }
        }
        resource "aws_iam_role" "worker" {
          name = "worker"
          assume_role_policy = jsonencode({
            Version   = "2012-10-17"
            Statement = [{
              Effect    = "Allow", Action = "sts:AssumeRole"
              Principal = { Service = "ec2.amazonaws.com" }
            }]
          })
        }
        resource "aws_ssm_parameter" "secret" {
          name  = "/a/secret"
          type  = "SecureString"
          value = "hush-hush"
        }
        resource "aws_sns_topic" "news" {
          name         = "news"
          display_name = "News"
        }
        resource "aws_kms_key" "key" {
          description = "a key"
        }
        """

    /// A directory in which Terraform has applied the configuration.
    private struct Applied {
        let scratch = Scratch()
        let environment: [String: String]

        init(_ simulator: Simulator) async throws {
            let own = ProcessInfo.processInfo.environment
            try HostedProviderTests.configuration.write(
                toFile: scratch.file("main.tf"), atomically: true, encoding: .utf8)
            let mirrors = ProviderMirror.find(environment: own)
            try mirrors.configuration.write(
                toFile: scratch.file("cli.tfrc"), atomically: true, encoding: .utf8)
            environment = [
                "PATH": own["PATH"] ?? "/usr/bin:/bin", "HOME": scratch.path, "TF_IN_AUTOMATION": "1",
                "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": scratch.file("cli.tfrc"),
            ].merging(HostedProviderTests.credentials(simulator)) { _, given in given }
            for line in [
                ["init", "-no-color"], ["apply", "-auto-approve", "-no-color"],
                ["apply", "-refresh-only", "-auto-approve", "-no-color"],
            ] {
                _ = try await run(line)
            }
        }

        func run(_ arguments: [String]) async throws -> String {
            let program = try #require(terraform)
            let said = Said()
            let child = try await Child.start(
                .init(program, arguments, environment: environment, directory: scratch.path)
            ) { said.add($1) }
            let exit = await child.wait()
            try #require(exit.isSuccess, "\(arguments): \(said.text)")
            return said.text
        }

        var state: JSONDocument {
            get throws {
                let content = try Data(contentsOf: URL(fileURLWithPath: scratch.file("terraform.tfstate")))
                return try JSONDocument(parsing: Array(content))
            }
        }
    }

    static func credentials(_ simulator: Simulator) -> [String: String] {
        [
            "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_ENDPOINT_URL": simulator.address,
            "AWS_EC2_METADATA_DISABLED": "true",
        ]
    }

    @Test("finds what Terraform's own refresh finds, tells no secret, and says what it could not look at")
    func observes() async throws {
        let simulator = try await Simulator()
        let applied = try await Applied(simulator)
        let scratch = Scratch()
        let source = "registry.terraform.io/hashicorp/aws"
        let binary = try ProviderBinary.find(
            source, version: nil, in: ProviderMirror.find(environment: ProcessInfo.processInfo.environment))
        let arguments: JSON = [
            "region": "eu-central-1", "skip_credentials_validation": true, "skip_requesting_account_id": true,
        ]
        let start = { (schemas: SchemaStore) async throws in
            try await HostedProvider.start(
                binary, configuration: arguments, environment: Self.credentials(simulator), schemas: schemas)
        }
        let provider = try await start(SchemaStore(scratch.path))
        let recorded = RecordedResource.all(of: try applied.state, provider: source)
        #expect(recorded.count == 10)
        try await own(provider, encodesAs: recorded)

        let clean = await provider.observe(recorded)
        for one in clean {
            guard case .same = one.outcome else {
                Issue.record("\(one.address): \(one.outcome)")
                continue
            }
        }

        try await simulator.python(
            """
            boto3.client('logs').put_retention_policy(logGroupName='/a', retentionInDays=3)
            ec2 = boto3.client('ec2')
            vpc = ec2.describe_vpcs(Filters=[{'Name': 'tag:Name', 'Values': ['net']}])['Vpcs'][0]['VpcId']
            ec2.create_tags(Resources=[vpc], Tags=[{'Key': 'Owner', 'Value': 'nobody'}])
            groups = ec2.describe_security_groups(Filters=[{'Name': 'group-name', 'Values': ['web']}])
            group = groups['SecurityGroups'][0]
            ec2.authorize_security_group_ingress(GroupId=group['GroupId'], IpPermissions=[
                {'IpProtocol': 'tcp', 'FromPort': 22, 'ToPort': 22,
                 'IpRanges': [{'CidrIp': '0.0.0.0/0'}]}])
            boto3.client('ssm').put_parameter(
                Name='/a/secret', Value='told', Type='SecureString', Overwrite=True)
            boto3.client('dynamodb').delete_table(TableName='orders')
            """)
        // A second process with the kept schema, as after a restart.
        await provider.process.stop()
        let again = try await start(SchemaStore(scratch.path))
        let found = await again.observe(recorded)
        var changed: [String: Set<String>] = [:]
        var gone: [String] = []
        for one in found {
            switch one.outcome {
            case .changed(let differences):
                changed[one.address] = Set(
                    differences.filter { $0.meaning.isDrift }.map { Self.head($0.path) })
                let secret = differences.first { $0.path == "value" }
                #expect(one.address != "aws_ssm_parameter.secret" || secret?.isSensitive == true)
            case .gone: gone.append(one.address)
            case .same: break
            case .notChecked(let why): Issue.record("\(one.address): \(why)")
            }
        }
        #expect(gone == ["aws_dynamodb_table.orders"])
        #expect(changed == (try await Self.refreshed(applied)), "\(changed)")

        await simulator.stop()
        let blind = await again.observe(Array(recorded.prefix(2)), within: .seconds(2))
        for one in blind {
            guard case .notChecked(let why) = one.outcome else {
                Issue.record("\(one.address) was made up: \(one.outcome)")
                continue
            }
            #expect(!why.isEmpty)
        }
        await again.process.stop()
        #expect(!again.process.isAlive)
    }

    /// Our own encoding of a record is what the provider makes of it, byte for byte.
    private func own(_ provider: HostedProvider, encodesAs recorded: [RecordedResource]) async throws {
        for one in recorded {
            let schema = try #require(try provider.schema.resource(one.type))
            let answer = try await provider.call(
                .upgrade(
                    provider.process.version, type: one.type, schema: one.schemaVersion,
                    attributes: one.attributes.rawBytes), within: .seconds(30))
            let theirs = try #require(try ValueAnswer(answer).value)
            #expect(
                try CtyValue.messagePack(of: one.attributes, type: schema.type) == theirs, "\(one.address)")
        }
    }

    /// The top-level attribute of a path.
    private static func head(_ path: String) -> String { String(path.prefix { $0 != "." && $0 != "[" }) }

    /// Addresses and top-level attributes that Terraform's refresh finds changed; what is gone excepted.
    private static func refreshed(_ applied: Applied) async throws -> [String: Set<String>] {
        _ = try await applied.run(["plan", "-refresh-only", "-no-color", "-out=plan"])
        let plan = try JSON(parsing: try await applied.run(["show", "-json", "plan"]))
        var out: [String: Set<String>] = [:]
        for entry in plan["resource_drift"]?.arrayValue ?? [] {
            guard let change = entry["change"], change["actions"] == ["update"],
                let before = change["before"]?.objectValue, let after = change["after"]?.objectValue
            else { continue }
            out[entry["address"]?.stringValue ?? ""] = Set(before.keys.filter { before[$0] != after[$0] })
        }
        return out
    }
}
