import Faults
import Foundation
import HCL
import Testing
import Values

import TerraformLanguage

private let terraform: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite("Evaluation by providers' schemas")
struct SchemaTests {
    private static let document = #"""
        {"format_version": "1.0", "provider_schemas": {"registry.terraform.io/hashicorp/x": {
          "provider": {"version": 0, "block": {"attributes": {"region": {"type": "string", "optional": true}}}},
          "resource_schemas": {"x_server": {"version": 3, "block": {
            "attributes": {
              "id": {"type": "string", "computed": true},
              "size": {"type": "number", "required": true},
              "zone": {"type": "string", "optional": true, "computed": true},
              "tags": {"type": ["map", "string"], "optional": true},
              "key": {"type": "string", "optional": true, "sensitive": true},
              "once": {"type": "string", "optional": true, "write_only": true},
              "net": {"optional": true, "nested_type": {"nesting_mode": "list", "attributes": {
                "ip": {"type": "string", "optional": true, "computed": true},
                "mask": {"type": "number", "required": true}}}}
            },
            "block_types": {
              "rule": {"nesting_mode": "list", "max_items": 2, "block": {"attributes": {
                "port": {"type": "number", "required": true},
                "hash": {"type": "string", "computed": true}}}},
              "label": {"nesting_mode": "map", "block": {"attributes": {
                "text": {"type": "string", "optional": true}}}},
              "limits": {"nesting_mode": "group", "block": {"attributes": {
                "cpu": {"type": "number", "optional": true}}}},
              "root": {"nesting_mode": "single", "min_items": 1, "block": {"attributes": {
                "gb": {"type": "number", "optional": true}}}}
            }}}},
          "data_source_schemas": {"x_image": {"version": 0, "block": {"attributes": {
            "name": {"type": "string", "required": true}, "id": {"type": "string", "computed": true}}}}}
        }}}
        """#

    private func evaluate(_ text: String, file: String = "m.tf") throws -> Evaluation {
        let schemas = try ProviderSchemas(JSON(parsing: Self.document))
        return Evaluation(Configuration([file: Array(text.utf8)]), schemas: schemas)
    }

    @Test("attributes have their types, what is computed is unknown, secrets are marked")
    func types() throws {
        let evaluation = try evaluate(
            """
            resource "x_server" "a" {
              size = "4"
              tags = { n = 1 }
              key  = "k"
              once = "o"
              net  = [{ mask = 24 }]
              root { gb = 8 }
              dynamic "rule" {
                for_each = [80, 443]
                content { port = rule.value }
              }
              label "one" { text = "t" }
            }
            data "x_image" "i" { name = x_server.a.id }
            output "size"  { value = x_server.a.size + 1 }
            output "zone"  { value = x_server.a.zone }
            output "ports" { value = x_server.a.rule[*].port }
            output "hash"  { value = x_server.a.rule[0].hash }
            output "ip"    { value = x_server.a.net[0].ip }
            output "label" { value = x_server.a.label["one"].text }
            output "cpu"   { value = x_server.a.limits.cpu }
            output "key"   { value = x_server.a.key }
            output "once"  { value = x_server.a.once }
            output "image" { value = data.x_image.i.id }
            """)
        #expect(evaluation.diagnostics.isEmpty, "\(evaluation.diagnostics)")
        #expect(evaluation.outputs["size"] == .int(5))
        #expect(evaluation.outputs["zone"] == .unknown(.string))
        #expect(evaluation.outputs["ports"] == .list([.int(80), .int(443)], of: .number))
        #expect(evaluation.outputs["hash"] == .unknown(.string))
        #expect(evaluation.outputs["ip"] == .unknown(.string))
        #expect(evaluation.outputs["label"] == .string("t"))
        #expect(evaluation.outputs["cpu"] == .null(.number))
        #expect(evaluation.outputs["key"] == .string("k").marked(.sensitive))
        #expect(evaluation.outputs["once"]?.isNull == true)
        #expect(evaluation.outputs["image"] == .unknown(.string))
        let server = evaluation.instances.first { $0.type == "x_server" }
        #expect(server?.arguments["once"] == .string("o"))
        #expect(server?.arguments["zone"] == .null(.string))
    }

    @Test(
        "what the schema does not have, or not so, is told where it stands",
        arguments: [
            ("sise = 1", "m.tf:2,1-5: Unsupported argument", "Did you mean \"size\"?"),
            ("rule = 1", "m.tf:2,1-5: Unsupported argument", "define a block of type"),
            ("tags {}", "m.tf:2,1-5: Unsupported block type", "use the equals sign"),
            ("rules {}", "m.tf:2,1-6: Unsupported block type", "Did you mean \"rule\"?"),
            ("dynamic \"rul\" {\n for_each = []\n content {}\n}", "m.tf:2,9-14: Unsupported block", "rul"),
            ("size = [1]", "m.tf:2,8-11: Incorrect attribute value type", "number required"),
            ("id = \"x\"", "m.tf:2,1-3: Value for unconfigurable attribute", "id"),
            ("rule {}", "m.tf:2,6-7: Missing required argument", "port"),
            ("rule {\n port = 1\n prot = 2\n}", "m.tf:4,2-6: Unsupported argument", "port"),
            ("root {}", "m.tf:3,1-5: Duplicate root block", "Only one"),
            ("tags = x_server.a.sizes", "m.tf:2,18-24: Unsupported attribute", "sizes"),
        ])
    func wrong(_ line: String, _ place: String, _ detail: String) throws {
        let evaluation = try evaluate(
            """
            resource "x_server" "b" {
            \(line)
            root {}
            }
            resource "x_server" "a" {
              size = 1
              root {}
            }
            """)
        #expect(
            evaluation.diagnostics.contains {
                $0.description.hasPrefix(place) && $0.detail.contains(detail)
            }, "\(evaluation.diagnostics)")
    }

    @Test("blocks that are missing or too many, and types that there are none of, are told")
    func counts() throws {
        let told = try evaluate(
            """
            resource "x_server" "a" {
              size = 1
              rule { port = 1 }
              rule { port = 2 }
              rule { port = 3 }
            }
            resource "x_servr" "b" {}
            resource "x_image" "c" {}
            provider "x" { regio = "y" }
            """
        ).diagnostics.map(\.description)
        #expect(told.count == 5, "\(told)")
        #expect(told.contains { $0.hasPrefix("m.tf:1,25-26: Insufficient root blocks") }, "\(told)")
        #expect(told.contains { $0.hasPrefix("m.tf:5,3-7: Too many rule blocks") })
        #expect(
            told.contains { $0.hasPrefix("m.tf:7,10-19: Invalid resource type") && $0.contains("x_server") })
        #expect(told.contains { $0.hasPrefix("m.tf:8,10-19: Invalid resource type") && $0.contains("data") })
        #expect(told.contains { $0.hasPrefix("m.tf:9,16-21: Unsupported argument") && $0.contains("region") })
    }

    @Test("in the JSON variant the schema tells blocks from arguments")
    func json() throws {
        let evaluation = try evaluate(
            #"""
            {"resource": {"x_server": {"a": {"size": 2, "rule": [{"port": "${40 + 2}"}], "root": {"gb": 1},
              "label": {"one": {"text": "t"}}, "count": 1}}},
             "output": {"port": {"value": "${x_server.a[0].rule[0].port}"}, "gb": {"value": "${x_server.a[0].root.gb}"}}}
            """#, file: "m.tf.json")
        #expect(evaluation.diagnostics.isEmpty, "\(evaluation.diagnostics)")
        #expect(evaluation.outputs["port"] == .int(42))
        #expect(evaluation.outputs["gb"] == .int(1))
    }

    @Test(
        "what is no schema document is refused",
        arguments: ["{}", "[]", "{\"provider_schemas\": {\"a//b\": {}}}"])
    func refused(text: String) throws {
        let json = try JSON(parsing: text)
        let fault = #expect(throws: Fault.self) { try ProviderSchemas(json) }
        #expect(fault?.code == "terraform.not_schemas")
    }

    @Test(
        "errors of terraform validate are told alike",
        .enabled(if: terraform != nil, "there is no terraform on the PATH"))
    func oracle() throws {
        let folder = NSTemporaryDirectory() + "plumb-schema-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = """
            resource "terraform_data" "a" {
              inpt             = 1
              triggers_replace = [1]
            }
            resource "terraform_data" "b" {
              input {}
            }
            resource "terraform_dat" "d" {}
            resource "terraform_remote_state" "d" {}
            data "terraform_remote_state" "e" {
              config = {}
            }
            data "terraform_data" "e" {
            }
            data "terraform_remote_state" "f" {
              backend = ["x"]
            }
            """
        func run(_ arguments: [String]) throws -> [UInt8] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try #require(terraform))
            process.arguments = arguments
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "CHECKPOINT_DISABLE": "1"]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
            process.waitUntilExit()
            return bytes
        }
        // Told by a configuration that is right, then used on one that is not.
        try Data("resource \"terraform_data\" \"a\" {}\n".utf8).write(
            to: URL(fileURLWithPath: folder + "/m.tf"))
        _ = try run(["init", "-backend=false"])
        let schemas = try ProviderSchemas(JSON(parsing: try run(["providers", "schema", "-json"])))
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/m.tf"))
        let theirs = try #require(
            try JSON(parsing: try run(["validate", "-json"]))["diagnostics"]?.arrayValue)
        #expect(theirs.count == 7)
        let evaluation = Evaluation(Configuration(["m.tf": Array(text.utf8)]), schemas: schemas)
        let ours = evaluation.diagnostics.map { diagnostic in
            "\(diagnostic.subject?.start.line ?? 0) \(diagnostic.summary): \(diagnostic.detail)"
        }
        let wanted = theirs.map { diagnostic in
            let line = diagnostic["range"]?["start"]?["line"]?.intValue ?? 0
            return
                "\(line) \(diagnostic["summary"]?.stringValue ?? ""): \(diagnostic["detail"]?.stringValue ?? "")"
        }
        #expect(ours.sorted() == wanted.sorted())
    }
}
