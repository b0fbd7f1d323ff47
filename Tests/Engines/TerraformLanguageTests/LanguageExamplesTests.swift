import HCL
import Testing
import Values

import TerraformLanguage

/// The examples of the module's page, which quotes them; see "examples of pages" in the tidiness tests.
@Suite("Examples of TerraformLanguage's page")
struct LanguageExamplesTests {
    @Test func evaluating() {
        let files = [
            "main.tf": """
            variable "names" { type = list(string) }
            module "net" {
              source   = "./net"
              for_each = toset(var.names)
              label    = each.key
            }
            output "labels" { value = [for net in module.net : net.label] }
            """,
            "net/main.tf": """
            variable "label" {}
            resource "x_net" "it" { name = var.label }
            output "label" { value = "net-${var.label}" }
            """,
        ].mapValues { Array($0.utf8) }
        let configuration = Configuration(files)
        let names = Value.tuple([.string("a"), .string("b")])
        let evaluation = Evaluation(configuration, variables: ["names": names])
        let addresses = evaluation.instances.map(\.address)
        #expect(Set(addresses) == ["module.net[\"a\"].x_net.it", "module.net[\"b\"].x_net.it"])
        #expect(evaluation.outputs["labels"] == .tuple([.string("net-a"), .string("net-b")]))
        #expect(evaluation.diagnostics.isEmpty)
    }

    @Test func variables() {
        let (module, _) = ModuleLoader.load(["v.tf": Array("variable \"size\" { type = number }".utf8)])
        let values = VariableValues(
            for: module, files: ["terraform.tfvars": Array("size = 1\n".utf8)],
            environment: ["TF_VAR_size": "2"], given: [.value(name: "size", text: "3")])
        #expect(values.values["size"] == .string("3"))
        #expect(values.origins["size"] == "the command line")
    }

    @Test func schemas() throws {
        let printed = """
            {"provider_schemas": {"registry.terraform.io/hashicorp/x": {"resource_schemas": {
              "x_server": {"block": {"attributes": {
                "id": {"type": "string", "computed": true},
                "size": {"type": "number", "required": true}
              }}}
            }}}}
            """
        let schemas = try ProviderSchemas(JSON(parsing: printed))
        let server = Configuration(["m.tf": Array("resource \"x_server\" \"a\" {\n  sise = 1\n}\n".utf8)])
        let told = Evaluation(server, schemas: schemas).diagnostics.map(\.description)
        #expect(
            told.contains(
                "m.tf:2,3-7: Unsupported argument; An argument named \"sise\" is not expected here. Did you mean \"size\"?"
            ), "\(told)")
    }

    @Test func documentation() {
        let (documented, _) = ModuleLoader.load([
            "m.tf": Array("variable \"a\" {\n  description = \"The a.\"\n}\n".utf8)
        ])
        let markdown = ModuleDocumentation(documented).markdown
        #expect(markdown.contains("| a | The a. |"))
    }
}
