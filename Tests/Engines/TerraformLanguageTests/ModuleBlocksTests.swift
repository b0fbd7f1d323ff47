import HCL
import Testing

import TerraformLanguage

@Suite("Blocks of a module")
struct ModuleBlocksTests {
    private func load(_ text: String) -> (module: Module, problems: [String]) {
        let (module, diagnostics) = ModuleLoader.load(["m.tf": Array(text.utf8)])
        return (module, diagnostics.map(\.description))
    }

    @Test("moved, import and removed blocks are read with what they name")
    func refactorings() {
        let (module, problems) = load(
            """
            resource "a_b" "new" {}
            moved {
              from = a_b.old
              to   = a_b.new
            }
            import {
              to = a_b.new
              id = "i-1"
            }
            removed {
              from = module.gone.a_b.c
              lifecycle { destroy = false }
            }
            """)
        #expect(problems.isEmpty, "\(problems)")
        #expect(module.refactorings.map(\.kind) == ["moved", "import", "removed"])
        #expect(module.refactorings[0].from?.root == "a_b")
        #expect(module.refactorings[2].from?.root == "module")
    }

    @Test(
        "what is wrong in them is told with its place",
        arguments: [
            ("moved { from = a.b }", "m.tf:1,7-8: Missing required argument"),
            ("moved {\n from = a\n to = a.b\n}", "m.tf:2,9-10: Invalid expression"),
            ("moved {\n from = 1\n to = a.b\n}", "m.tf:2,9-10: Invalid expression"),
            ("import { to = a.b }", "m.tf:1,1-7: Invalid import block"),
            (
                "import {\n to = a.b\n id = \"x\"\n}\nimport {\n to = a.b\n id = \"y\"\n}",
                "m.tf:5,1-7: Duplicate"
            ),
            ("removed {}", "m.tf:1,9-10: Missing required argument"),
            ("check \"x\" {}", "m.tf:1,1-10: Zero assert blocks"),
            (
                "check \"x\" {\n assert {\n condition = true\n error_message = \"m\"\n }\n}",
                "Invalid check assertion"
            ),
            ("resource \"a\" {}", "m.tf:1,1-13: Missing name for resource"),
            ("resource \"a\" \"b\" \"c\" {}", "m.tf:1,18-21: Extraneous label"),
            ("resource \"a\" \"b\" {\n count = 1\n for_each = []\n}", "m.tf:3,2-10: Invalid combination"),
            ("variable \"count\" {}", "m.tf:1,10-17: Invalid variable name"),
            ("variable \"v\" {\n type = \"number\"\n}", "m.tf:2,9-17: Invalid type constraint"),
            ("variable \"v\" {\n type = number\n default = \"x\"\n}", "m.tf:3,12-15: Invalid default value"),
            ("output \"o\" {}", "m.tf:1,12-13: Missing required argument"),
            ("locals {\n a = 1\n}\nlocals {\n a = 2\n}", "m.tf:5,2-7: Duplicate local value"),
            ("module \"m\" {}", "m.tf:1,12-13: Missing required argument"),
            ("terraform {\n required_version = \"x\"\n}", "m.tf:2,21-24: Invalid version constraint"),
            ("resource \"a_b\" \"c\" {\n lifecycle {\n ignore_changes = [f()]\n }\n}", "m.tf:3,20-23: "),
            ("nonsense {}", "m.tf:1,1-9: Unsupported block type"),
        ])
    func wrong(_ text: String, _ want: String) {
        let (_, problems) = load(text)
        #expect(problems.contains { $0.contains(want) }, "\(problems)")
    }

    @Test("an override file replaces arguments of what it names, and keeps the rest")
    func overrides() {
        let (module, problems) = ModuleLoader.load(
            [
                "main.tf":
                    "variable \"v\" {\n  type = number\n  default = 1\n  description = \"d\"\n}\nlocals { a = 1 }\nresource \"a_b\" \"c\" {\n  x = 1\n  y = 1\n}\n",
                "x_override.tf":
                    "variable \"v\" { default = 2 }\nlocals { a = 5 }\nresource \"a_b\" \"c\" { x = 2 }\n",
            ].mapValues { Array($0.utf8) })
        #expect(problems.isEmpty, "\(problems)")
        #expect(module.variables.first?.fallback == .int(2))
        #expect(module.variables.first?.description == "d")
        #expect(module.locals.first?.value.value(in: nil).value == .int(5))
        let evaluation = Evaluation(
            Configuration(
                [
                    "main.tf": "resource \"a_b\" \"c\" {\n  x = 1\n  y = 1\n}\n",
                    "override.tf": "resource \"a_b\" \"c\" { x = 2 }\n",
                ].mapValues { Array($0.utf8) }))
        #expect(evaluation.instances.first?.arguments["x"] == .int(2))
        #expect(evaluation.instances.first?.arguments["y"] == .int(1))
    }

    @Test("a check that does not hold is a warning; pre- and postconditions are errors")
    func checks() {
        let text = """
            variable "n" { default = 1 }
            data "x_y" "z" {}
            check "one" {
              data "x_y" "inner" { a = var.n }
              assert {
                condition     = var.n == 2 && data.x_y.inner.a == 1
                error_message = "n is ${var.n}"
              }
              assert {
                condition     = data.x_y.z.unknown == 1
                error_message = "never told"
              }
            }
            resource "a_b" "c" {
              size = var.n
              lifecycle {
                precondition {
                  condition     = var.n > 1
                  error_message = "too small"
                }
                postcondition {
                  condition     = self.size > 1
                  error_message = "made too small"
                }
              }
            }
            """
        let told = Evaluation(Configuration(["m.tf": Array(text.utf8)])).diagnostics
        #expect(told.filter { $0.severity == .warning }.map(\.detail) == ["n is 1"])
        #expect(
            told.filter { $0.severity == .error }.map(\.detail).sorted() == ["made too small", "too small"])
    }

    @Test("the JSON variant says the same as the native syntax")
    func json() {
        let native = """
            variable "v" {
              type    = list(string)
              default = ["a"]
            }
            resource "a_b" "c" {
              count      = 2
              x          = var.v[0]
              depends_on = [a_b.d]
            }
            resource "a_b" "d" {}
            output "o" { value = a_b.c[*].x }
            """
        let json = #"""
            {"variable": {"v": {"type": "list(string)", "default": ["a"]}},
             "resource": {"a_b": {"c": {"count": 2, "x": "${var.v[0]}", "depends_on": ["a_b.d"]}, "d": {}}},
             "output": {"o": {"value": "${a_b.c[*].x}"}}}
            """#
        let one = Evaluation(Configuration(["m.tf": Array(native.utf8)]))
        let other = Evaluation(Configuration(["m.tf.json": Array(json.utf8)]))
        #expect(one.diagnostics.isEmpty && other.diagnostics.isEmpty, "\(other.diagnostics)")
        #expect(one.outputs == other.outputs)
        #expect(one.instances.map(\.address) == other.instances.map(\.address))
    }
}
