import HCL
import Testing

@Suite("Templates")
struct TemplateTests {
    private static let scope = Scope(
        variables: [
            "name": .string("Ann"), "list": .list([.string("a"), .string("b")], of: .string),
            "map": .map([("k", .int(1))], of: .number), "no": .bool(false), "nothing": .null(.string),
            "object": .object([("a", .int(1))]), "unknown": .unknown(.string),
        ], functions: Functions.all)

    private func value(_ text: String) -> (Value, [String]) {
        let parsed = Expression.parse(text)
        let (value, problems) = parsed.expression.value(in: Self.scope)
        return (value, (parsed.diagnostics + problems).map(\.description))
    }

    @Test(
        "sequences, directives, strip marks and escapes make their text",
        arguments: [
            (#""hi ${name}""#, "hi Ann"), (#""$${name} %%{if}""#, "${name} %{if}"),
            (#""a ${~ name ~} b""#, "aAnnb"), (#""%{ if no }x%{ else }y%{ endif }""#, "y"),
            (#""%{ for x in list }<${x}>%{ endfor }""#, "<a><b>"),
            (#""%{ for k, v in map }${k}=${v}%{ endfor }""#, "k=1"),
            (#""%{ for i, x in list ~} ${i} %{~ endfor }""#, "01"),
            (#""\n\t\\\"\u00e9\U0001F600""#, "\n\t\\\"é😀"), (#""${"a${"b"}"}""#, "ab"),
            (#""$ % { } $$ %% ${1}${2}""#, "$ % { } $$ %% 12"), (#""${true}-${1.50}""#, "true-1.5"),
            ("<<EOT\n  a\n b\nEOT\n", "  a\n b\n"), ("<<-EOT\n    a\n   b\n  EOT\n", " a\nb\n"),
            ("<<EOT\n%{ if true ~}\nx\n%{ endif ~}\nEOT\n", "x\n"),
            ("<<EOT\n\\n ${name}\nEOT\n", "\\n Ann\n"),
            ("<<-EOT\n\ta\n\t  ${name}\n\tEOT\n", "a\n  Ann\n"), ("<<EOT\nEOT\n", ""),
        ])
    func texts(_ text: String, _ want: String) {
        let (got, problems) = value(text)
        #expect(problems.isEmpty, "\(problems)")
        #expect(got == .string(want))
    }

    @Test("a template of one sequence keeps its value's type")
    func wrapped() {
        #expect(value(#""${list}""#).0.type == .list(.string))
        #expect(value(#""${1 + 1}""#).0 == .int(2))
    }

    @Test("what is unknown leaves the known beginning, and the text is not null")
    func unknown() {
        let (got, problems) = value(#""abc-${unknown}""#)
        #expect(problems.isEmpty)
        #expect(!got.isKnown && got.type == .string)
        #expect(value(#"startswith("abc-${unknown}", "ab")"#).0 == .bool(true))
    }

    @Test(
        "what can't be in a text is told where it stands",
        arguments: [
            (#""a ${nothing}""#, ":1,6-13: Invalid template interpolation value"),
            (#""a ${object}""#, ":1,6-12: Invalid template interpolation value"),
            (#""%{ if name }x%{ endif }""#, ":1,8-12: "),
            (#""%{ if true }x""#, "missing its corresponding endif"),
            (#""%{ endif }""#, ":1,"), (#""%{ for x in 1 }%{ endfor }""#, "Iteration over non-iterable"),
            (#""%{ else }""#, ":1,"), (#""${""#, ":1,"), (#""\q""#, "Invalid escape sequence"),
            (#""\u12""#, ":1,"), (#""${}""#, ":1,"), (#""%{ nonsense }""#, "Invalid template"),
        ])
    func refused(_ text: String, _ want: String) {
        let (_, problems) = value(text)
        #expect(problems.contains { $0.contains(want) }, "\(problems)")
    }
}
