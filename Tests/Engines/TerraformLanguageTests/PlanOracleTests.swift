import Foundation
import HCL
import Testing
import Values

import TerraformLanguage

private let terraform: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/terraform" }.first { FileManager.default.isExecutableFile(atPath: $0) }

private let factor = Int(ProcessInfo.processInfo.environment["PLUMB_FUZZ_FACTOR"] ?? "") ?? 1

private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }
}

/// A folder in which Terraform plans and applies with the provider that is built into it.
private struct Workspace {
    let folder: String

    init(_ files: [String: String]) throws {
        folder = NSTemporaryDirectory() + "plumb-plan-oracle-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try write(files)
        try write([".terraformrc": ""])
        _ = try run(["init", "-no-color"])
    }

    func write(_ files: [String: String]) throws {
        for (name, text) in files {
            let path = folder + "/" + name
            let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    @discardableResult
    func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(terraform))
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        // Without whatever this machine has set for the tool.
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("TF_") }
        process.environment?["TF_CLI_CONFIG_FILE"] = folder + "/.terraformrc"
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(arguments): \(text)")
        return text
    }

    func state() throws -> JSON {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/terraform.tfstate"))
        return try JSON(parsing: Array(bytes))
    }

    /// The plan as JSON and as text, without what is printed around it.
    func plan(_ more: [String] = []) throws -> (json: JSON, text: String) {
        try run(["plan", "-out=p", "-no-color"] + more)
        let lines = try run(["show", "-json", "p"]).split(separator: "\n").filter { $0.hasPrefix("{") }
        return (try JSON(parsing: lines.joined()), try run(["show", "-no-color", "p"]))
    }
}

@Suite(
    "Plans against terraform", .serialized,
    .enabled(if: terraform != nil, "there is no terraform on the PATH"))
struct PlanOracleTests {
    /// As `terraform providers schema` tells of it.
    private static let schemas: ProviderSchemas = {
        func attribute(_ type: ValueType, optional: Bool, computed: Bool) -> BlockSchema.Attribute {
            var out = BlockSchema.Attribute(type)
            (out.isOptional, out.isComputed) = (optional, computed)
            return out
        }
        var provider = ProviderSchemas.Provider()
        provider.resources["terraform_data"] = BlockSchema(attributes: [
            "id": attribute(.string, optional: false, computed: true),
            "input": attribute(.dynamic, optional: true, computed: false),
            "output": attribute(.dynamic, optional: false, computed: true),
            "triggers_replace": attribute(.dynamic, optional: true, computed: false),
        ])
        var schemas = ProviderSchemas()
        if let source = ProviderSource("terraform.io/builtin/terraform") {
            schemas.providers[source] = provider
        }
        return schemas
    }()

    /// What that provider does when it plans.
    private static let provider: PlanProjection.Provider = {
        var provider = PlanProjection.Provider()
        provider.plan = { request in
            guard let named = request.proposed.namedValues, !request.prior.isNull else {
                return (request.proposed, [])
            }
            let isSame = request.prior["input"] == request.proposed["input"]
            let planned = Value.object(
                named.map { ($0.name, $0.name == "output" && !isSame ? .unknown(.dynamic) : $0.value) })
            let replaces = request.prior["triggers_replace"] != request.proposed["triggers_replace"]
            return (planned, replaces ? [["triggers_replace"]] : [])
        }
        return provider
    }()

    private static func first(_ a: String, _ b: String) -> String? {
        let (x, y) = (a.split(separator: "\n"), b.split(separator: "\n"))
        for place in 0..<max(x.count, y.count) {
            let one = place < x.count ? x[place] : "(end)", other = place < y.count ? y[place] : "(end)"
            if one != other { return "line \(place + 1): terraform |\(one)|, here |\(other)|" }
        }
        return nil
    }

    private static func value(_ random: inout Seeded, _ depth: Int) -> String {
        let texts = [
            "\"a\"", "\"b c\"", "\"x\\ny\\nz\"", "\"x\\nq\\nz\"", "\"\"", "\"é\\t\\\"q\\\"\"",
            "jsonencode({ a = [1, 2], b = \"x\" })", "jsonencode({ a = [2], c = null })", "jsonencode([])",
        ]
        switch Int.random(in: 0..<(depth > 0 ? 12 : 8), using: &random) {
        case 0...2: return texts.randomElement(using: &random) ?? ""
        case 3: return "\(Int.random(in: -3...3, using: &random))"
        case 4: return "1.5"
        case 5: return Bool.random(using: &random) ? "true" : "false"
        case 6, 7: return texts[Int.random(in: 0...1, using: &random)]
        case 8, 9:
            let count = Int.random(in: 0...4, using: &random)
            return "[" + (0..<count).map { _ in value(&random, depth - 1) }.joined(separator: ", ") + "]"
        default:
            let names = ["id", "name", "k", "other-key", "\"with space\"", "tags"].shuffled(using: &random)
            let count = Int.random(in: 0...4, using: &random)
            return "{ "
                + names.prefix(count).map { "\($0) = \(value(&random, depth - 1))" }.joined(separator: ", ")
                + " }"
        }
    }

    @Test(
        "the texts of random changes are the same, line by line", .timeLimit(.minutes(10)),
        arguments: 0..<(2 * factor))
    func texts(round: Int) throws {
        var random = Seeded(state: 20_261_121 &+ UInt64(round))
        func configuration() -> String {
            (0..<60).map { place in
                let secret = Int.random(in: 0..<8, using: &random) == 0
                let value = Self.value(&random, 3)
                let input = secret ? "sensitive(\(value))" : value
                let trigger =
                    Int.random(in: 0..<4, using: &random) == 0
                    ? "  triggers_replace = \(Self.value(&random, 1))\n" : ""
                let isThere = Int.random(in: 0..<12, using: &random) > 0
                return isThere
                    ? "resource \"terraform_data\" \"r\(place)\" {\n  input = \(input)\n\(trigger)}\n" : ""
            }.joined()
                + (0..<12).map { place in
                    "output \"o\(place)\" {\n  value = \(Self.value(&random, 2))\n}\n"
                }.joined()
        }
        let workspace = try Workspace(["main.tf": configuration()])
        defer { workspace.remove() }
        let fresh = try workspace.plan()
        let told = PlanText(fresh.json, schemas: Self.schemas).text
        #expect(Self.first(fresh.text, told) == nil)
        try workspace.run(["apply", "-no-color", "-auto-approve", "p"])
        try workspace.write(["main.tf": configuration()])
        let changed = try workspace.plan()
        #expect(Self.first(changed.text, PlanText(changed.json, schemas: Self.schemas).text) == nil)
        let gone = try workspace.plan(["-destroy"])
        let goneText = PlanText(gone.json, for: .destruction, schemas: Self.schemas).text
        #expect(Self.first(gone.text, goneText) == nil)
        let json = try JSON(
            parsing: try workspace.run(["show", "-json"]).split(separator: "\n").filter { $0.hasPrefix("{") }
                .joined())
        let state = try workspace.run(["show", "-no-color"])
        #expect(Self.first(state, StateText(json, schemas: Self.schemas).text) == nil)
    }

    static let files = [
        "main.tf": """
        variable "v" { default = "x" }
        locals { l = [for x in terraform_data.a : x.output] }
        resource "terraform_data" "a" {
          count = 2
          input = var.v
        }
        resource "terraform_data" "b" {
          for_each = toset(["p", "q"])
          input    = terraform_data.a[0].output
          lifecycle {
            precondition {
              condition     = var.v != "y"
              error_message = "no y"
            }
            postcondition {
              condition     = self.input != "z"
              error_message = "no z"
            }
          }
        }
        resource "terraform_data" "c" {
          input            = [for x in terraform_data.b : x.output]
          triggers_replace = terraform_data.a[*].id
        }
        resource "terraform_data" "e" {
          count = 1
          input = local.l[count.index]
        }
        module "m" {
          source = "./m"
          count  = 1
          i      = terraform_data.b["p"].output
        }
        output "o" {
          value = module.m[0].o
          precondition {
            condition     = var.v != "bad"
            error_message = "bad"
          }
        }
        output "s" {
          value     = terraform_data.c
          sensitive = true
        }
        check "c" {
          assert {
            condition     = terraform_data.a[0].input == "q"
            error_message = "c failed"
          }
        }
        """,
        "m/main.tf": """
        variable "i" {
          validation {
            condition     = var.i != "bad"
            error_message = "vbad"
          }
        }
        resource "terraform_data" "d" { input = { k = var.i } }
        output "o" { value = terraform_data.d.output.k }
        """,
    ]

    /// The entries, with the members of each in one order, in one order.
    private static func sorted(_ json: JSON?) -> [String] {
        (json?.arrayValue ?? []).map { canonical($0).text }.sorted()
    }

    private static func canonical(_ json: JSON) -> JSON {
        if let all = json.arrayValue { return .array(all.map(canonical)) }
        guard let object = json.objectValue else { return json }
        let members = object.map { (key: $0.key, value: canonical($0.value)) }
        return .object(.init(members.sorted { $0.key < $1.key }))
    }

    private static func actions(_ json: JSON) -> [String: JSON] {
        Dictionary(
            (json["resource_changes"]?.arrayValue ?? []).map { change in
                (
                    (change["address"]?.stringValue ?? "") + (change["deposed"]?.stringValue ?? ""),
                    [
                        "actions": change["change"]?["actions"] ?? .null,
                        "reason": change["action_reason"] ?? .null,
                        "after": change["change"]?["after"] ?? .null,
                        "unknown": change["change"]?["after_unknown"] ?? .null,
                    ] as JSON
                )
            }
        ) { $1 }
    }

    private func compare(_ theirs: JSON, _ files: [String: String], _ state: JSON?) {
        let sources = files.mapValues { Array($0.utf8) }
        let ours = PlanProjection(
            Configuration(sources), state: state, schemas: Self.schemas, provider: Self.provider)
        #expect(!ours.diagnostics.hasErrors, "\(ours.diagnostics)")
        for part in ["relevant_attributes", "checks"] {
            #expect(Self.sorted(theirs[part]) == Self.sorted(ours.json[part]), "\(part)")
        }
        let (a, b) = (Self.actions(theirs), Self.actions(ours.json))
        for address in Set(a.keys).union(b.keys).sorted() {
            #expect(a[address] == b[address], "\(address)")
        }
    }

    @Test("relevant attributes, checks, deposed and tainted objects are told alike", .timeLimit(.minutes(3)))
    func parts() throws {
        let workspace = try Workspace(Self.files)
        defer { workspace.remove() }
        compare(try workspace.plan().json, Self.files, nil)
        try workspace.run(["apply", "-no-color", "-auto-approve", "p"])
        let state = try workspace.state()
        compare(try workspace.plan().json, Self.files, state)
        var changed = Self.files
        changed["main.tf"]?.replace("default = \"x\"", with: "default = \"z2\"")
        try workspace.write(changed)
        compare(try workspace.plan().json, changed, state)
        // One is marked to be replaced, another was left over from a replacement.
        var edited = state
        let resources = (state["resources"]?.arrayValue ?? []).map { resource -> JSON in
            var out = resource
            guard var instance = resource["instances"]?.arrayValue?.first else { return resource }
            if resource["name"] == "e" {
                instance["status"] = "tainted"
                out["instances"] = [instance]
            }
            if resource["name"] == "c" {
                var old = instance
                old["deposed"] = "00000001"
                out["instances"] = [instance, old]
            }
            return out
        }
        edited["resources"] = .array(resources)
        try workspace.write(["terraform.tfstate": edited.text])
        let plan = try workspace.plan()
        compare(plan.json, changed, edited)
        #expect(Self.first(plan.text, PlanText(plan.json, schemas: Self.schemas).text) == nil)
    }
}
