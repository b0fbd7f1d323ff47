import HCL
import Testing

@testable import TerraformLanguage

private func files(_ texts: [String: String]) -> [String: [UInt8]] { texts.mapValues { Array($0.utf8) } }

@Suite("Evaluating a root module")
struct EvaluationTests {
    @Test("count, for_each and child modules make instances; what only a provider knows is unknown")
    func instances() {
        let configuration = Configuration(
            files([
                "main.tf": """
                variable "names" { default = ["a", "b"] }
                module "net" {
                  source   = "./net"
                  for_each = toset(var.names)
                  label    = each.key
                }
                resource "x_y" "z" {
                  count = 2
                  n     = count.index
                  tag   = module.net["a"].label
                  other = x_y.first.id
                }
                resource "x_y" "first" {
                  dynamic "rule" {
                    for_each = [1, 2]
                    content { port = rule.value }
                  }
                }
                output "tags" { value = x_y.z[*].tag }
                output "id" { value = x_y.first.id }
                """,
                "net/main.tf": """
                variable "label" { type = string }
                resource "x_net" "it" { name = var.label }
                output "label" { value = "net-${var.label}" }
                """,
            ]))
        let evaluation = Evaluation(configuration)
        #expect(evaluation.diagnostics.isEmpty, "\(evaluation.diagnostics)")
        #expect(
            Set(evaluation.instances.map(\.address)) == [
                "module.net[\"a\"].x_net.it", "module.net[\"b\"].x_net.it", "x_y.z[0]", "x_y.z[1]",
                "x_y.first",
            ])
        #expect(evaluation.outputs["tags"] == .tuple([.string("net-a"), .string("net-a")]))
        #expect(evaluation.outputs["id"]?.isKnown == false)
        let first = evaluation.instances.first { $0.address == "x_y.first" }
        #expect(first?.arguments["rule"]?.elements?.count == 2)
    }

    @Test("a cycle is told with all that is on it")
    func cycle() {
        let evaluation = Evaluation(
            Configuration(files(["a.tf": "locals {\n a = local.b\n b = local.c\n c = local.a\n}\n"])))
        #expect(
            evaluation.diagnostics.contains { $0.detail.contains("local.a → local.b → local.c → local.a") })
    }

    @Test("variables are converted, and validated with their own message")
    func variables() {
        let text = """
            variable "port" {
              type = number
              validation {
                condition     = var.port > 0
                error_message = "The port is ${var.port}."
              }
            }
            output "port" { value = var.port }
            """
        let configuration = Configuration(files(["a.tf": text]))
        let good = Evaluation(configuration, variables: ["port": .string("80")])
        #expect(good.outputs["port"] == .int(80))
        let bad = Evaluation(configuration, variables: ["port": .int(-1)])
        #expect(bad.diagnostics.map(\.detail) == ["The port is -1."])
    }

    @Test("documentation tells inputs, outputs, resources and providers")
    func documentation() {
        let (module, _) = ModuleLoader.load(
            files([
                "m.tf":
                    "variable \"a\" {\n  type = list(string)\n  description = \"The |as|\"\n}\noutput \"o\" {\n  value = 1\n}\nresource \"aws_x\" \"y\" {}\n"
            ]))
        let markdown = ModuleDocumentation(module).markdown
        #expect(markdown.contains("| a | The \\|as\\| | `list(string)` | required |"))
        #expect(ModuleDocumentation(module).json["providers"]?[0]?["source"] == "hashicorp/aws")
    }
}
