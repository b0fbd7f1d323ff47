import Foundation
import HCL
import Testing
import Values

import TerraformLanguage

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

@Suite("Fuzz: modules, evaluation, functions")
struct LanguageFuzzTests {
    private static let sources = [
        """
        terraform {
          required_version = ">= 1.0, < 2.0.0"
          required_providers {
            x = {
              source = "a/x"
              configuration_aliases = [x.w]
            }
          }
        }
        variable "v" {
          type    = object({ a = optional(string, "q"), b = map(list(number)) })
          default = { b = { k = [1, 2] } }
          validation {
            condition     = length(var.v.b) > 0
            error_message = "no ${jsonencode(var.v)}"
          }
        }
        locals {
          l = { for k, v in var.v.b : k => [for x in v : x * 2 if x > 0]... }
          m = try(var.v.nope, local.l["k"][0], null)
        }
        """,
        """
        resource "x_y" "z" {
          for_each = toset(["a", "b"])
          name     = "${each.key}-%{ if true }x%{ endif }"
          dynamic "rule" {
            for_each = local.l
            iterator = it
            content { port = it.value }
          }
          lifecycle {
            ignore_changes = [name]
            precondition {
              condition     = self.name != ""
              error_message = "m"
            }
          }
        }
        module "m" {
          source    = "./m"
          count     = 2
          a         = x_y.z["a"].id
          providers = { x = x.w }
        }
        output "o" { value = [module.m[*].o, x_y.z["b"].name, local.m] }
        moved {
          from = x_y.q
          to   = x_y.z["a"]
        }
        import {
          to = x_y.z["a"]
          id = "1"
        }
        check "c" {
          assert {
            condition     = local.m != null
            error_message = "x"
          }
        }
        """,
        #"{"variable": {"j": {"default": {"a": "${b}"}}}, "resource": {"x_y": {"k": [{"n": "%{if}", "r": [{}, 1]}]}}, "locals": [{"q": [null, 1.5e3]}]}"#,
    ]
    private static let child = "variable \"a\" { default = 1 }\noutput \"o\" { value = var.a }\n"
    private static let pieces = [
        "}", "{", "\"", "${", "]", "null", "each.value", "count.index", "self", "var.v", "local.l",
        "module.m", "=",
        "\n", "...", "for", "true", "-1", "1e99", "x_y.z", "[*]", ".", "\\", "é", "<<EOT\n", "//",
        "path.module",
    ]

    /// The text with some bytes taken out, changed, moved and put in.
    private static func mutated(_ text: String, _ random: inout Seeded) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 0..<6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 0..<12, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 2:
                bytes.insert(
                    contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            default:
                bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
            }
        }
        return bytes
    }

    private static let schemas: ProviderSchemas = {
        var provider = ProviderSchemas.Provider()
        var id = BlockSchema.Attribute(.string)
        id.isComputed = true
        provider.resources["x_y"] = BlockSchema(
            attributes: ["id": id, "name": BlockSchema.Attribute(.string)],
            blocks: ["rule": .init(.list, BlockSchema(optional: ["port": .list(.number)]), maximum: 3)])
        var schemas = ProviderSchemas()
        if let source = ProviderSource("a/x") { schemas.providers[source] = provider }
        return schemas
    }()

    @Test("any module is loaded, documented and evaluated within bounds", arguments: 0..<4)
    func modules(seed: UInt64) {
        var random = Seeded(state: seed)
        for _ in 0..<(40 * factor) {
            var files: [String: [UInt8]] = ["m/main.tf": Self.mutated(Self.child, &random)]
            for (place, source) in Self.sources.enumerated() {
                files["f\(place).tf" + (place == 2 ? ".json" : "")] = Self.mutated(source, &random)
            }
            files["terraform.tfvars"] = Self.mutated("v = { a = \"x\", b = {} }\n", &random)
            files["main.tftest.hcl"] = Self.mutated(
                "provider \"x\" {}\nrun \"r\" {\n  module { source = \"./m\" }\n}\nrun \"q\" {}\n", &random)
            let configuration = Configuration(files)
            let module = configuration.modules[[]] ?? Module()
            let values = VariableValues(for: module, files: files, environment: ["TF_VAR_v": "{"])
            for schemas in [ProviderSchemas(), Self.schemas] {
                let evaluation = Evaluation(configuration, variables: values.values, schemas: schemas)
                #expect(evaluation.diagnostics.count <= 2000)
                for diagnostic in evaluation.diagnostics {
                    guard let range = diagnostic.subject, let bytes = files[range.file] else { continue }
                    #expect(range.start.byte <= range.end.byte && range.end.byte <= bytes.count)
                }
            }
            _ = ModuleDocumentation(module).markdown
            _ = module.validate()
        }
    }

    private static func value(_ random: inout Seeded, depth: Int = 0) -> Value {
        switch Int.random(in: 0..<(depth > 2 ? 8 : 13), using: &random) {
        case 0: return .dynamicNull
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .int([0, 1, -1, 2, 7, 64, 1000, .max, .min].randomElement(using: &random) ?? 0)
        case 3:
            let text = ["1.5", "-0.25", "1e40", "1e-40", "18446744073709551616"].randomElement(using: &random)
            return Value.Number(literal: text ?? "0").map(Value.number) ?? .int(0)
        case 4:
            return .unknown(
                [.string, .number, .list(.string), .dynamic].randomElement(using: &random) ?? .bool)
        case 5, 6, 7:
            let text = [
                "", "a", "10.0.0.0/8", "fd00::/48", "2020-01-01T00:00:00Z", "%s %d%%", "{\"a\":[1]}",
                "a: [b]", "a,b\n1,2",
                "YWI=", "é👩‍👩‍👧", "/(a+)/", "(", "$1", "1h", "YYYY", "UTF-8", "~/x", "../y", "\u{0}", "x=1",
                "0x1f", "${a}",
            ].randomElement(using: &random)
            return .string(text ?? "")
        case 8:
            return .tuple(
                (0..<Int.random(in: 0..<4, using: &random)).map { _ in value(&random, depth: depth + 1) })
        case 9:
            return .object(
                (0..<Int.random(in: 0..<3, using: &random)).map {
                    ("k\($0)", value(&random, depth: depth + 1))
                })
        case 10: return .list((0..<3).map { .string("s\($0)") }, of: .string)
        case 11: return .set([.string("a"), .string("b")], of: .string)
        default: return value(&random, depth: depth + 1).marked(.sensitive)
        }
    }

    @Test("every function answers any arguments with a value or an error", arguments: 0..<4)
    func functions(seed: UInt64) {
        var random = Seeded(state: seed)
        var world = Surroundings()
        world.random = { Array(repeating: 1, count: $0) }
        world.file = { $0.hasSuffix("x") ? Array("${a} %{for x in b}".utf8) : nil }
        // A cost of 31 takes hours by design.
        let functions = TerraformFunctions.all(world).filter {
            $0.key != "bcrypt" && !$0.key.hasPrefix("core::")
        }
        .sorted { $0.key < $1.key }
        #expect(functions.count > 110)
        for (name, function) in functions {
            for _ in 0..<(6 * factor) {
                let least = function.parameters.count
                let count = least + (function.variadic == nil ? 0 : Int.random(in: 0..<3, using: &random))
                let arguments = (0..<count).map { _ in Self.value(&random) }
                let names = arguments.indices.map { "v\($0)" }
                let scope = Scope(
                    variables: Dictionary(zip(names, arguments)) { $1 },
                    functions: TerraformFunctions.all(world))
                let text = "\(name)(\(names.joined(separator: ", ")))"
                let (value, problems) = Expression.parse(text).expression.value(in: scope)
                #expect(
                    !problems.isEmpty || value.isKnown || arguments.contains { !$0.isWhollyKnown }
                        || name == "plantimestamp", "\(text) of \(arguments)")
            }
        }
    }

    @Test("any specification and any body are decoded within bounds", arguments: 0..<4)
    func shapes(seed: UInt64) {
        var random = Seeded(state: seed)
        let shape = """
            object {
              attr "a" { type = list(number) }
              block_map "b" {
                labels = ["x"]
                default {
                  attr { name = "c" }
                  literal { value = 1 }
                }
              }
              transform "t" {
                attr { name = "d" }
                result = nested + 1
              }
            }
            """
        for _ in 0..<(60 * factor) {
            let (document, _) = ShapeDocument.parse(Self.mutated(shape, &random))
            let (tree, _) = SyntaxTree.parse(Self.mutated("a = [1]\nb \"x\" { c = 2 }\nd = 4\n", &random))
            _ = document.shape.value(of: Body(tree), in: document.scope)
        }
    }
}
