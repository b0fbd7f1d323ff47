import HCL
import Testing

import TerraformLanguage

@Suite("Results that would be gigantic")
struct GiganticResultTests {
    /// Values that are large, though not too large, to build from.
    private static let scope: Scope = {
        var world = Surroundings()
        world.random = { Array(repeating: 7, count: $0) }
        let text = Value.string(String(repeating: "a", count: 200_000))
        let list = Value.list((0..<2000).map(Value.int), of: .number)
        return Scope(
            variables: ["text": text, "list": list, "row": .list((0..<200).map { _ in text }, of: .string)],
            functions: TerraformFunctions.all(world))
    }()

    @Test(
        "they are refused at once, with an error that tells so",
        .timeLimit(.minutes(5)),
        arguments: [
            "range(100000)", "range(0, 1e30)", "range(0, 1, 1e-30)", "indent(1000000000, \"a\\nb\")",
            "format(\"%999999999d\", 1)", "format(\"%.999999999f\", 1)", "format(\"%*d\", 999999999, 1)",
            "formatlist(\"%999999999d\", [1, 2])", "setproduct(list, list, list)",
            "setproduct(list, list)", "replace(text, \"a\", text)", "replace(text, \"/a/\", text)",
            "join(text, row)", "join(\"\", row)", "jsonencode(row)", "yamlencode(row)",
            "\"${join(\"\", row)}\"",
            "1e50000 * 1e50000 * 1e50000",
            "cidrsubnets(\"10.0.0.0/8\", [for i in range(0, 1000) : 8]...)",
            "cidrsubnet(\"10.0.0.0/8\", 33, 0)",
            "[for x in list : [for y in list : [for z in list : 1]]]",
            "\"%{for x in row}${x}%{endfor}\"", "\"${text}${text}${join(\"\", slice(row, 0, 100))}\"",
            "urlencode(join(\"\", row))", "base64encode(join(\"\", row))", "1e999999999999",
            "parseint(text, 16)",
            "tonumber(text)", "formatdate(text, \"2020-01-01T00:00:00Z\")",
            "timeadd(\"2020-01-01T00:00:00Z\", text)",
            "regexall(\"a\", text)[0][0].b", "chunklist(list, 0.000001)", "bcrypt(\"x\", 31)",
            "textencodebase64(join(\"\", row), \"UTF-16LE\")",
        ])
    func refused(text: String) {
        let parsed = Expression.parse(text)
        let (value, problems) = parsed.expression.value(in: Self.scope)
        #expect((parsed.diagnostics + problems).hasErrors, "\(value.type)")
    }

    @Test("modules that call themselves, or multiply one another, end with an error", .timeLimit(.minutes(5)))
    func modules() {
        let own = "module \"m\" {\n  source = \"./\"\n  count = 2\n}\n"
        let told = Evaluation(Configuration(["m.tf": Array(own.utf8)])).diagnostics
        #expect(told.contains { $0.summary == "Module calls itself" })
        func call(_ folder: String) -> [UInt8] {
            Array("module \"m\" {\n  source = \"./\(folder)\"\n  count = 60\n}\n".utf8)
        }
        let many = Evaluation(
            Configuration(["m.tf": call("a"), "a/m.tf": call("b"), "a/b/m.tf": call("c"), "a/b/c/m.tf": []]))
        #expect(many.diagnostics.contains { $0.summary == "Too many instances" })
    }

    @Test("values that double at every step end with an error", .timeLimit(.minutes(5)))
    func doubling() {
        func told(_ first: String, _ step: (String) -> String) -> [String] {
            let lines = (1..<60).map { "a\($0) = \(step("local.a\($0 - 1)"))" }.joined(separator: "\n")
            let text = "locals {\na0 = \(first)\n\(lines)\n}\noutput \"o\" {\n value = local.a59\n}\n"
            return Evaluation(Configuration(["m.tf": Array(text.utf8)])).diagnostics.map(\.description)
        }
        #expect(!told("\"ab\"") { "\"${\($0)}${\($0)}\"" }.isEmpty)
        #expect(!told("[1]") { "concat(\($0), \($0))" }.isEmpty)
        #expect(!told("\"ab\"") { "jsonencode([\($0), \($0)])" }.isEmpty)
        #expect(!told("\"ab\"") { "join(\"\", [\($0), \($0)])" }.isEmpty)
        #expect(!told("\"ab\"") { "format(\"%s%s\", \($0), \($0))" }.isEmpty)
        #expect(!told("[1]") { "flatten([\($0), \($0)])" }.isEmpty)
        #expect(!told("2") { "\($0) * \($0)" }.isEmpty)
        #expect(!told("[1]") { "[for x in [\($0), \($0)] : x]" }.isEmpty)
        #expect(!told("1") { "[\($0), \($0)]" }.isEmpty)
        #expect(!told("1") { "{a = \($0), b = \($0)}" }.isEmpty)
        let nested = (0..<60).reduce("a") { inner, _ in "[for a in [[a, a]] : \(inner)]" }
        let scope = Scope(variables: ["a": .int(1)], functions: TerraformFunctions.all())
        #expect(Expression.parse("jsonencode(\(nested))").expression.value(in: scope).diagnostics.hasErrors)
    }
}
