import Faults
import Guardrails
import Testing
import Values

@Suite("Judged input") struct InputTests {
    @Test func `refuses what is no plan, and says what was expected where`() {
        let wrong: [(JSON, String)] = [
            ([], ""), (["x": 1], ""), (["resource_changes": [:]], "/resource_changes"),
            (
                ["resource_changes": [["address": "a", "type": "b", "change": [:]], 3]], "/resource_changes/1"
            ),
            (["planned_values": []], "/planned_values"),
        ]
        for (json, path) in wrong {
            #expect { try JudgedInput(plan: json) } throws: { error in
                guard let fault = error as? Fault, fault.code == "policies.not_a_plan" else { return false }
                return fault.problems.first?.path == path
            }
        }
    }

    @Test func `lays a state out as terraform shows it`() throws {
        let state: JSON = [
            "version": 4, "serial": 3, "lineage": "l", "terraform_version": "1.9.0",
            "resources": [
                [
                    "module": "module.m", "mode": "managed", "type": "t", "name": "n", "provider": "p",
                    "instances": [
                        ["index_key": "k", "attributes": ["a": 1, "s": "x"], "sensitive_attributes": []]
                    ],
                ]
            ],
        ]
        let resource = try JudgedInput(state: state).json["planned_values"]?["root_module"]?["resources"]?[0]
        #expect(resource?["address"] == "module.m.t.n[\"k\"]" && resource?["values"]?["a"] == 1)
        #expect(resource?["mode"] == "managed")
    }

    private func configuration(_ text: String, more: [String: String] = [:], variables: [String: JSON] = [:])
        throws -> JSON
    {
        var files = ["main.tf": Array(text.utf8)]
        for (path, text) in more { files[path] = Array(text.utf8) }
        return try JudgedInput(configuration: files, variables: variables).json
    }

    @Test func `evaluates a configuration into what a plan would create`() throws {
        let json = try configuration(
            """
            variable "n" {
              default = 2
            }
            resource "a_b" "x" {
              count = var.n
              text  = "i${count.index}"
              link  = c_d.y.id
              block {
                on = true
              }
            }
            resource "c_d" "y" {
              password = "hunter2"
            }
            """)
        let changes = json["resource_changes"]?.arrayValue ?? []
        #expect(changes.compactMap { $0["address"]?.stringValue } == ["a_b.x[0]", "a_b.x[1]", "c_d.y"])
        let change = changes[1]["change"]
        #expect(change?["after"]?["text"] == "i1" && change?["after"]?["block"] == [["on": true]])
        #expect(change?["after"]?["link"] == nil && change?["after_unknown"]?["link"] == true)
        let resources = json["configuration"]?["root_module"]?["resources"]
        #expect(resources?[0]?["expressions"]?["link"]?["references"] == ["c_d.y.id", "c_d.y"])
        #expect(resources?[1]?["expressions"]?["password"]?["constant_value"] == "hunter2")
    }

    @Test func `reads the configuration's own files of variables, given values first`() throws {
        let text = "variable \"w\" {}\nresource \"a_b\" \"x\" {\n  w = var.w\n}\n"
        let files = ["terraform.tfvars": "w = \"file\"\n", "z.auto.tfvars": "w = \"auto\"\n"]
        let word = { (json: JSON) in json["resource_changes"]?[0]?["change"]?["after"]?["w"] }
        #expect(word(try configuration(text, more: files)) == "auto")
        #expect(word(try configuration(text, more: files, variables: ["w": "given"])) == "given")
    }

    @Test func `hides what is sensitive`() throws {
        let json = try configuration(
            """
            variable "s" {
              default   = "secret"
              sensitive = true
            }
            resource "a_b" "x" {
              s = var.s
            }
            """)
        #expect(!json.text.contains("secret\""))
    }

    @Test func `tells every error of a configuration, with its place`() {
        #expect { try configuration("resource \"a_b\" \"x\" {\n  a = var.no\n  b = local.no\n}\n") } throws: {
            error in
            guard let fault = error as? Fault else { return false }
            return fault.code == "policies.bad_configuration" && fault.problems.count == 2
                && fault.problems.allSatisfy { $0.path.contains("main.tf:") }
        }
    }

    @Test func `holds bundles to their roots, and reads modules as their manifest says`() throws {
        func bundle(_ files: [String: String]) throws -> PackSource {
            var notes: [String] = []
            return try PackSource(
                bundle: files.map { ($0.key, Array($0.value.utf8)) }, notes: &notes)
        }
        let old = try bundle([
            ".manifest":
                #"{"roots": ["terraform"], "rego_version": 1, "file_rego_versions": {"/old/*.rego": 0}}"#,
            "old/a.rego": "package terraform.a\n\ndeny[x] { x := \"1\" }\n",
            "new/b.rego": "package terraform.b\n\ndeny contains \"2\"\n", "terraform/data.json": "{\"n\": 1}",
        ])
        #expect(old.modules.map(\.isVersion1) == [true, false] && old.data == ["terraform": ["n": 1]])
        _ = try Pack(old)
        for (files, says) in [
            ([".manifest": #"{"roots": ["a", "a/b"]}"#, "x.rego": "package a"], "overlaps"),
            (
                [".manifest": #"{"roots": ["a"]}"#, "x.rego": "package a", "data.json": "{\"b\": 1}"],
                "outside"
            ),
            (["data.json": "{}"], "no .rego files"), (["x.rego": "package a", "data.json": "[1]"], "object"),
            (["x.rego": "package a", "a/data.json": "{\"b\": 1}", "a/data.yaml": "b: 2"], "another file"),
        ] {
            #expect { try bundle(files) } throws: { error in
                "\((error as? Fault)?.problems ?? [])".contains(says)
            }
        }
    }
}
