import Foundation
import HCL
import Testing
import Values

import TerraformLanguage

@Suite("Configurations that would take all time or memory")
struct HostileConfigurationTests {
    /// Small enough for a debug build; the standard ones are looked at in one test.
    private static let limits: Evaluation.Limits = {
        var limits = Evaluation.Limits()
        (limits.steps, limits.values) = (60_000, 60_000)
        return limits
    }()

    private func told(_ files: [String: String], _ limits: Evaluation.Limits = Self.limits) -> [String] {
        var surroundings = Surroundings()
        surroundings.file = { path in files.first { path.hasSuffix($0.key) }.map { Array($0.value.utf8) } }
        return Evaluation(
            Configuration(files.mapValues { Array($0.utf8) }), surroundings: surroundings, limits: limits
        ).diagnostics.map(\.summary)
    }

    private func locals(_ count: Int, _ value: (Int) -> String) -> String {
        "locals {\n" + (0..<count).map { "a\($0) = \(value($0))\n" }.joined() + "}\n"
    }

    private static let work = "Configuration does too much"
    private static let memory = "Configuration holds too much"

    @Test("many expressions of which none does too much alone", .timeLimit(.minutes(5)))
    func manyExpressions() {
        let loop = "length([for a in range(100) : [for b in range(20) : a * b]])"
        #expect(told(["m.tf": locals(60) { _ in loop }]).contains(Self.work))
        #expect(told(["m.tf": locals(2) { _ in loop }]).isEmpty)
    }

    @Test("loops over loops in nested module calls with count", .timeLimit(.minutes(5)))
    func nestedModules() {
        func call(_ folder: String) -> String {
            "module \"m\" {\n  source = \"./\(folder)\"\n  count = 20\n  v = [for x in range(50) : x]\n}\n"
                + "variable \"v\" { default = [] }\n"
        }
        let leaf =
            "variable \"v\" {}\nlocals { a = [for x in var.v : [for y in var.v : x + y]] }\n"
            + "output \"o\" { value = length(local.a) }\n"
        let files = ["m.tf": call("a"), "a/m.tf": call("b"), "a/b/m.tf": call("c"), "a/b/c/m.tf": leaf]
        let ends = told(files)
        #expect(ends.contains(Self.work) || ends.contains(Self.memory), "\(ends)")
    }

    @Test("values that are each allowed, and together too much", .timeLimit(.minutes(5)))
    func memory() {
        let many = locals(100) { place in "[for a in range(1000) : \"${a}-\(place)\"]" }
        var limits = Evaluation.Limits()
        limits.values = 60_000
        #expect(told(["m.tf": many], limits).contains(Self.memory))
        let long = locals(100) { place in
            "\"\(place)${join(\"\", [for a in range(1000) : \"0123456789012345678901234567890123456789\"])}\""
        }
        limits.values = 30_000
        #expect(told(["m.tf": long], limits).contains(Self.memory))
    }

    @Test("chains of locals that double, side by side", .timeLimit(.minutes(5)))
    func doubling() {
        // Each ends below the bound of one value.
        let chains = (0..<100).map { chain in
            "c\(chain)_0 = [\(chain)]\n"
                + (1..<16).map {
                    "c\(chain)_\($0) = concat(local.c\(chain)_\($0 - 1), local.c\(chain)_\($0 - 1))\n"
                }
                .joined()
        }.joined()
        let told = told(["m.tf": "locals {\n\(chains)}\n"])
        #expect(told.contains(Self.work) || told.contains(Self.memory), "\(told)")
    }

    @Test("templates that loop, called in a loop", .timeLimit(.minutes(5)))
    func templates() {
        let text = locals(1) { _ in
            "[for a in range(1000) : length(templatefile(\"${path.module}/t.tpl\", {r = range(1000)}))]"
        }
        let told = told(["m.tf": text, "t.tpl": "%{ for x in r }${x}%{ endfor }"])
        #expect(told.contains(Self.work), "\(told)")
    }

    @Test("functions over texts and numbers that are long", .timeLimit(.minutes(5)))
    func longTexts() {
        let text = locals(1) { _ in
            "join(\"\", [for a in range(1000) : \"0123456789012345678901234567890123456789\"])"
        }
        let hashes = "output \"o\" { value = [for a in range(1000) : sha512(local.a0)] }\n"
        #expect(told(["m.tf": text + hashes]).contains(Self.work))
        let digits = locals(1) { _ in "1e5000 + 1" }
        let products = "output \"o\" { value = [for a in range(1000) : local.a0 * local.a0 > 1] }\n"
        #expect(told(["m.tf": digits + products]).contains(Self.work))
        let same = "output \"o\" { value = [for a in range(1000) : [local.a0, 1] == [local.a0, 2]] }\n"
        #expect(told(["m.tf": text + same]).contains(Self.work))
    }

    @Test("the end is told once, with its bound and a place, and what follows is unknown")
    func end() throws {
        let text =
            locals(60) { _ in "length([for a in range(100) : [for b in range(20) : a * b]])" }
            + "output \"o\" { value = local.a59 }\n"
        let evaluation = Evaluation(Configuration(["m.tf": Array(text.utf8)]), limits: Self.limits)
        let ends = evaluation.diagnostics.filter { $0.summary == Self.work }
        #expect(ends.count == 1)
        #expect(ends.first?.detail.contains("60000 steps") == true)
        #expect(ends.first?.subject != nil)
        #expect(evaluation.outputs["o"]?.isKnown == false)
    }

    @Test(
        "a large configuration that means well stays far below the standard limits", .timeLimit(.minutes(5)))
    func meantWell() {
        let resources = (0..<20).map { place in
            "resource \"x_y\" \"r\(place)\" {\n  count = 40\n  name = \"n-${count.index}-${var.v}\"\n"
                + "  tags = merge(local.tags, { Name = \"r\(place)\" })\n}\n"
        }.joined()
        let text =
            "variable \"v\" { default = \"x\" }\nlocals { tags = { for i in range(20) : \"k${i}\" => \"v${i}\" } }\n"
            + resources + "output \"o\" { value = flatten([x_y.r0[*].name, x_y.r1[*].tags]) }\n"
        var limits = Evaluation.Limits()
        (limits.steps, limits.values) = (limits.steps / 50, limits.values / 50)
        let evaluation = Evaluation(Configuration(["m.tf": Array(text.utf8)]), limits: limits)
        #expect(evaluation.diagnostics.isEmpty, "\(evaluation.diagnostics.prefix(3))")
        #expect(evaluation.instances.count == 800)
    }
}
