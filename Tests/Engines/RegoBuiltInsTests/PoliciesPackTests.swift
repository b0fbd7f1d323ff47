import Foundation
import Rego
import RegoBuiltIns
import RegoSyntax
import Testing
import Values

/// The guardrails that come with Plumb, as everyone gets them.
@Suite("Built-in policies")
struct PoliciesPackTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Policies").path

    private static let frameworks: Set<String> = [
        "cis_aws_3_0", "cis_azure_2_1", "cis_gcp_3_0", "nist_800_53", "pci_dss", "soc_2",
    ]

    private static func modules() throws -> [Module] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".rego") }
            .map { path in
                let bytes = try #require(FileManager.default.contents(atPath: "\(folder)/\(path)"))
                return try Module(parsing: Array(bytes), file: path, options: ParserOptions())
            }
    }

    /// The annotations of every rule that denies; nil for a rule that has none.
    private static func denials(_ modules: [Module]) -> [(place: String, content: JSON?)] {
        modules.filter { !$0.file.hasSuffix("_test.rego") }.flatMap { module in
            module.rules.enumerated().filter { ["deny", "warn", "violation"].contains($0.element.head.name) }
                .map { index, rule in
                    let own = module.annotations.last { annotations in
                        guard case .rule(index) = annotations.target else { return false }
                        return annotations.scope == .rule
                    }
                    let place = "\(module.file):\(rule.location.row)"
                    return (place, own.map { .object($0.content) })
                }
        }
    }

    @Test(
        "what is left of a pack while the plan is not known, completed, finds what the pack finds",
        arguments: ["aws.s3", "aws.iam", "aws.rds", "aws.kms", "google.storage", "azure.storage"])
    func partially(package: String) throws {
        let modules = try Self.modules().filter { !$0.file.hasSuffix("_test.rego") }
        let policy = try Policy(modules, library: .standard)
        let query = "data.terraform.\(package).deny = found"
        let left = try policy.partialQuery(query).evaluate()
        // Nothing of a pack is kept as it was written: it has no `with`.
        #expect(left.support.allSatisfy { $0.text.hasPrefix("package partial.") }, "\(package)")
        let rest = try left.policy(.standard)
        func change(_ address: String, _ values: JSON) -> JSON {
            let type = address.split(separator: ".").first.map(String.init) ?? ""
            return [
                "address": .string(address), "type": .string(type), "mode": "managed",
                "change": ["actions": ["create"], "before": .null, "after": values, "after_unknown": [:]],
            ]
        }
        let plan: JSON = [
            "resource_changes": [
                change("aws_s3_bucket.a", ["bucket": "a", "acl": "public-read"]),
                change("aws_s3_bucket_public_access_block.a", ["bucket": "a", "block_public_acls": false]),
                change("aws_db_instance.d", ["storage_encrypted": false, "publicly_accessible": true]),
                change("aws_kms_key.k", ["enable_key_rotation": false]),

                change(
                    "aws_iam_policy.p",
                    ["policy": #"{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}"#]),
                change("google_storage_bucket.b", ["name": "b", "uniform_bucket_level_access": false]),
                change("azurerm_storage_account.s", ["name": "s", "min_tls_version": "TLS1_0"]),
            ]
        ]
        var count = 0
        for input in [plan, ["resource_changes": []], [:]] as [JSON] {
            let wanted = try policy.query(query).evaluate(.json(input))
            var got: Set<JSON> = []
            for text in left.texts { got.formUnion(try rest.query(text).evaluate(.json(input))) }
            #expect(got == Set(wanted), "\(package)")
            count += wanted.first?["found"]?.arrayValue?.count ?? 0
        }
        #expect(count > 0, "\(package)")
    }

    @Test("all compile strictly, are laid out, and pass their own tests")
    func tests() throws {
        let modules = try Self.modules()
        for module in modules where Array(Formatter.format(module).utf8) != module.source {
            Issue.record("\(module.file) is not laid out")
        }
        var options = CompilerOptions()
        options.isStrict = true
        let outcomes = try Policy(modules, library: .standard, data: [:], options: options).runTests()
        #expect(outcomes.count >= 2000)
        for outcome in outcomes where outcome.verdict != .passed {
            Issue.record("\(outcome.file):\(outcome.row) \(outcome.name): \(outcome.verdict)")
        }
    }

    @Test("the program carries all of them: run scripts/embed-policies after adding a file")
    func embedded() throws {
        let list = Self.folder + "/../Sources/System/CPolicies/policies.c"
        let bytes = try #require(FileManager.default.contents(atPath: list))
        let text = String(decoding: bytes, as: UTF8.self)
        let wanted = try FileManager.default.subpathsOfDirectory(atPath: Self.folder).filter {
            $0.hasSuffix(".rego") && !$0.hasSuffix("_test.rego") && $0 != "lib/testing.rego"
        }
        for path in wanted { #expect(text.contains("{\"\(path)\", "), "\(path) is not embedded") }
        #expect(text.split(separator: "\n").count { $0.hasPrefix("#embed") } == wanted.count)
    }

    @Test("each rule says what it is, how grave, how to mend it and which controls want it")
    func metadata() throws {
        let denials = Self.denials(try Self.modules())
        #expect(denials.count >= 600)
        var seen: [String: String] = [:]
        for (place, content) in denials {
            let custom = content?["custom"]
            guard let id = custom?["id"]?.stringValue else {
                Issue.record("\(place) has no id")
                continue
            }
            if let other = seen.updateValue(place, forKey: id) {
                Issue.record("\(place) has the id of \(other): \(id)")
            }
            #expect(content?["title"]?.stringValue?.isEmpty == false, "\(place)")
            #expect(custom?["remediation"]?.stringValue?.isEmpty == false, "\(place)")
            let severity = custom?["severity"]?.stringValue ?? ""
            #expect(["low", "medium", "high", "critical"].contains(severity), "\(place)")
            let frameworks = try #require(custom?["frameworks"]?.objectValue, "\(place)")
            #expect(!frameworks.isEmpty, "\(place)")
            for (name, controls) in frameworks {
                #expect(
                    Self.frameworks.contains(name), "\(place): \(name)")
                #expect(controls.arrayValue?.isEmpty == false, "\(place): \(name)")
            }
        }
    }

    @Test("each rule has a test that it refuses and one that it accepts")
    func pairs() throws {
        let modules = try Self.modules()
        let names = Set(
            modules.flatMap { module in
                module.rules.map { rule in "\(module.file) \(rule.head.name)" }
            })
        for (place, content) in Self.denials(modules) {
            guard let id = content?["custom"]?["id"]?.stringValue else { continue }
            let file = place.prefix { $0 != ":" }.dropLast(5) + "_test.rego"
            let rest = id.split(separator: ".").dropFirst(2).joined(separator: "_")
            let name = rest.replacing("-", with: "_")
            #expect(names.contains("\(file) test_refuses_\(name)"), "\(place): \(id)")
            #expect(names.contains("\(file) test_accepts_\(name)"), "\(place): \(id)")
        }
    }
}
