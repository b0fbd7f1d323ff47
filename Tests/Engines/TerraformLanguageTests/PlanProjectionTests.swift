import HCL
import Testing
import Values

import TerraformLanguage

@Suite("Plans told without providers")
struct PlanProjectionTests {
    private static let schemas: ProviderSchemas = {
        func attribute(_ type: ValueType, computed: Bool = false, secret: Bool = false)
            -> BlockSchema.Attribute
        {
            var out = BlockSchema.Attribute(type)
            (out.isOptional, out.isComputed, out.isSensitive) = (true, computed, secret)
            return out
        }
        var provider = ProviderSchemas.Provider()
        provider.resources["x_y"] = BlockSchema(
            attributes: [
                "id": attribute(.string, computed: true), "size": attribute(.number),
                "key": attribute(.string, secret: true),
            ],
            blocks: ["rule": .init(.list, BlockSchema(optional: ["port": .number]))])
        var schemas = ProviderSchemas()
        if let source = ProviderSource("x") { schemas.providers[source] = provider }
        return schemas
    }()

    private func state(_ instances: [(String, String, JSON)]) -> JSON {
        [
            "version": 4,
            "resources": .array(
                instances.map { name, key, attributes in
                    var instance: JSON = ["attributes": attributes, "schema_version": 0]
                    if !key.isEmpty { instance["index_key"] = try? JSON(parsing: key) }
                    return [
                        "mode": "managed", "type": "x_y", "name": .string(name),
                        "provider": "provider[\"registry.terraform.io/hashicorp/x\"]",
                        "instances": [instance],
                    ]
                }),
        ]
    }

    private func plan(
        _ text: String, _ state: JSON? = nil, provider: PlanProjection.Provider = .init()
    ) -> PlanProjection {
        PlanProjection(
            Configuration(["m.tf": Array(text.utf8)]), state: state, schemas: Self.schemas, provider: provider
        )
    }

    private func actions(_ plan: PlanProjection) -> [String: String] {
        var out: [String: String] = [:]
        for change in plan.json["resource_changes"]?.arrayValue ?? [] {
            let actions = (change["change"]?["actions"]?.arrayValue ?? []).compactMap(\.stringValue)
            out[change["address"]?.stringValue ?? ""] =
                (actions
                + [change["action_reason"]?.stringValue]
                .compactMap { $0 }).joined(separator: " ")
        }
        return out
    }

    @Test("what is made, changed, kept and ended is told, with the reason why it ends")
    func changes() {
        let text = """
            resource "x_y" "same" { size = 1 }
            resource "x_y" "other" { size = 2 }
            resource "x_y" "many" {
              count = 2
              size  = count.index
            }
            resource "x_y" "each" {
              for_each = toset(["a"])
              size     = 1
            }
            """
        let plan = plan(
            text,
            state([
                ("same", "", ["id": "1", "size": 1]), ("other", "", ["id": "2", "size": 1]),
                ("many", "0", ["id": "3", "size": 0]), ("many", "5", ["id": "4", "size": 0]),
                ("each", "\"b\"", ["id": "5"]), ("gone", "", ["id": "6"]),
            ]))
        #expect(plan.diagnostics.isEmpty, "\(plan.diagnostics)")
        #expect(
            actions(plan) == [
                "x_y.same": "no-op", "x_y.other": "update", "x_y.many[0]": "no-op", "x_y.many[1]": "create",
                "x_y.many[5]": "delete delete_because_count_index", "x_y.each[\"a\"]": "create",
                "x_y.each[\"b\"]": "delete delete_because_each_key",
                "x_y.gone": "delete delete_because_no_resource_config",
            ])
    }

    @Test("what the provider computes is unknown when it is made, and stays when it is changed")
    func computed() {
        let text =
            "resource \"x_y\" \"a\" {\n  size = 2\n  rule { port = 1 }\n}\noutput \"id\" { value = x_y.a.id }\n"
        let made = plan(text).json
        let change = made["resource_changes"]?[0]?["change"]
        #expect(change?["after"] == ["size": 2, "key": .null, "rule": [["port": 1]]])
        #expect(change?["after_unknown"] == ["id": true, "rule": [[:]]])
        #expect(change?["after_sensitive"] == ["key": true, "rule": [[:]]])
        #expect(made["output_changes"]?["id"]?["after_unknown"] == true)
        let changed = plan(text, state([("a", "", ["id": "i", "size": 1, "rule": []])])).json
        #expect(changed["resource_changes"]?[0]?["change"]?["after"]?["id"] == "i")
        #expect(changed["planned_values"]?["outputs"]?["id"]?["value"] == "i")
    }

    @Test("what moved is at its new address, of a resource that became one of several too")
    func moves() {
        let text = """
            resource "x_y" "new" { size = 1 }
            resource "x_y" "many" {
              count = 1
              size  = 1
            }
            moved {
              from = x_y.old
              to   = x_y.middle
            }
            moved {
              from = x_y.middle
              to   = x_y.new
            }
            """
        let plan = plan(
            text, state([("old", "", ["id": "1", "size": 1]), ("many", "", ["id": "2", "size": 1])]))
        #expect(actions(plan) == ["x_y.new": "no-op", "x_y.many[0]": "no-op"])
        let changes = plan.json["resource_changes"]?.arrayValue ?? []
        #expect(
            changes.compactMap { $0["previous_address"]?.stringValue }.sorted() == ["x_y.many", "x_y.old"])
    }

    @Test("a provider tells drift, and what can't be changed in place")
    func provider() {
        var provider = PlanProjection.Provider()
        provider.refresh = { _, recorded in
            .object((recorded.namedValues ?? []).map { ($0.name, $0.name == "size" ? .int(9) : $0.value) })
        }
        provider.plan = { request in
            (request.proposed, request.prior["size"] == request.proposed["size"] ? [] : [["size"]])
        }
        let text = "resource \"x_y\" \"a\" { size = 2 }\noutput \"id\" { value = x_y.a.id }\n"
        let plan = plan(text, state([("a", "", ["id": "i", "size": 1])]), provider: provider)
        #expect(plan.json["resource_drift"]?[0]?["change"]?["after"]?["size"] == 9)
        #expect(actions(plan) == ["x_y.a": "delete create replace_because_cannot_update"])
        #expect(plan.json["resource_changes"]?[0]?["change"]?["after_unknown"]?["id"] == true)
        #expect(plan.json["resource_changes"]?[0]?["change"]?["replace_paths"] == [["size"]])
        #expect(plan.json["output_changes"]?["id"]?["after_unknown"] == true)
    }

    @Test("what a schema calls sensitive is told as such, in plans and states")
    func secrets() throws {
        let text = "resource \"x_y\" \"a\" { key = \"hush\" }\n"
        let json = plan(text).json
        #expect(json["planned_values"]?["root_module"]?["resources"]?[0]?["sensitive_values"]?["key"] == true)
        let shown = StateProjection(state([("a", "", ["key": "hush"])]), schemas: Self.schemas).json
        #expect(
            shown["values"]?["root_module"]?["resources"]?[0]?["sensitive_values"]
                == ["key": true, "rule": []])
    }
}
