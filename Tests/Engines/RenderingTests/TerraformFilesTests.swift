import Faults
import Foundation
import Testing
import Values

@testable import Rendering

@Suite("Terraform rendering")
struct TerraformFilesTests {
    static let shop: JSON = [
        "name": "shop", "providers": ["aws": ["version": "~> 5.0", "region": "${var.region}"]],
        "variables": [
            "region": ["default": "eu-central-1", "description": "Where \"it\" runs: ${not.a.template}"],
            "size": ["type": "number", "minimum": 1, "maximum": 9],
            "stage": ["allowed": ["staging", "production"], "pattern": "^[a-z]+$"],
            "password": ["sensitive": true, "nullable": false],
            "ports": ["type": "list(number)", "default": [80, 443]],
        ],
        "locals": ["prefix": "shop-${var.stage}", "labels": ["app": "shop", "team name": "${var.stage}"]],
        "resources": [
            "net": [
                "type": "aws_vpc",
                "properties": ["cidr_block": "10.0.0.0/16", "tags": ["Name": "${local.prefix}"]],
            ],
            "subnet": [
                "type": "aws_subnet", "count": 2,
                "properties": [
                    "vpc_id": "${resources.net.id}",
                    "cidr_block": "${cidrsubnet(resources.net.cidr_block, 8, count.index)}",
                ],
                "lifecycle": ["create_before_destroy": true, "ignore_changes": ["tags"]],
            ],
            "table": [
                "type": "aws_dynamodb_table", "depends_on": ["net"],
                "properties": [
                    "name": "${local.prefix}-orders", "hash_key": "id", "billing_mode": "PAY_PER_REQUEST",
                    "attribute": [["name": "id", "type": "S"], ["name": "at", "type": "N"]],
                    "point_in_time_recovery": ["enabled": true],
                ],
            ],
            "role": [
                "type": "aws_iam_role",
                "properties": [
                    "name": "${local.prefix}",
                    "assume_role_policy": [
                        "jsonencode": [
                            "Version": "2012-10-17",
                            "Statement": [
                                [
                                    "Effect": "Allow", "Action": "sts:AssumeRole",
                                    "Principal": ["Service": "lambda.amazonaws.com"],
                                ]
                            ],
                        ]
                    ],
                ],
            ],
        ],
        "outputs": [
            "net": "${resources.net.id}", "secret": ["value": "${var.password}", "sensitive": true],
        ],
    ]

    static let shapes: [String: ResourceShape] = [
        "aws_dynamodb_table": ResourceShape(
            attributes: [
                .init(name: "name", isRequired: true, isSettable: true),
                .init(name: "arn", isRequired: false, isSettable: false),
            ],
            blocks: [
                BlockShape(name: "attribute", least: 0, most: nil, shape: .init(attributes: [], blocks: [])),
                BlockShape(
                    name: "point_in_time_recovery", least: 0, most: 1,
                    shape: .init(attributes: [], blocks: [])),
            ])
    ]

    @Test(
        "what is rendered is what terraform fmt would make of it",
        .enabled(if: terraform != nil, "terraform is not on the PATH"))
    func formatted() throws {
        let files = TerraformFiles(try BlueprintDocument(Self.shop), shapes: Self.shapes).files
        #expect(
            files.map(\.name) == ["versions.tf", "providers.tf", "variables.tf", "main.tf", "outputs.tf"])
        for (name, text) in files { #expect(try format(text) == text, "\(name)") }
    }

    @Test("references, blocks and templates come out in Terraform's language")
    func content() throws {
        let files = TerraformFiles(try BlueprintDocument(Self.shop), shapes: Self.shapes).files
        let main = try #require(files.first { $0.name == "main.tf" }).text
        #expect(main.contains("  vpc_id     = aws_vpc.net.id\n"))
        #expect(main.contains("cidrsubnet(aws_vpc.net.cidr_block, 8, count.index)"))
        #expect(main.contains("  attribute {\n    name = \"id\"\n    type = \"S\"\n  }\n"))
        #expect(main.contains("  point_in_time_recovery {\n    enabled = true\n  }\n"))
        #expect(main.contains("  depends_on = [aws_vpc.net]\n"))
        #expect(main.contains("    \"team name\" = var.stage\n"))
        #expect(main.contains("jsonencode({"))
        let variables = try #require(files.first { $0.name == "variables.tf" }).text
        #expect(variables.contains("$${not.a.template}"))
        #expect(variables.contains("contains([\"staging\", \"production\"], var.stage)"))
    }

    @Test("properties are held against the provider's schema")
    func shapes() throws {
        let source: JSON = [
            "name": "x",
            "resources": [
                "t": ["type": "aws_dynamodb_table", "properties": ["arn": "x", "atribute": []]],
                "u": ["type": "aws_dynamodb_tabel"],
            ],
        ]
        let found = ShapeCheck(try BlueprintDocument(source), shapes: Self.shapes)
            .problems(types: ["aws_dynamodb_table"]).map { "\($0.path): \($0.message)" }
        #expect(
            found == [
                "/resources/t/properties/arn: is decided by the provider; leave it out",
                "/resources/t/properties/atribute: there is no such property; did you mean `attribute`?",
                "/resources/t/properties/name: is missing",
                "/resources/u/type: there is no resource type `aws_dynamodb_tabel`; did you mean `aws_dynamodb_table`?",
            ])
    }
}

/// The Terraform CLI of this machine, where there is one.
let terraform: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

/// What the real formatter makes of a text.
func format(_ text: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(terraform))
    process.arguments = ["fmt", "-"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
}
