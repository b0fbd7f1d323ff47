import Foundation
import HCL
import Testing

private let factor = Int(ProcessInfo.processInfo.environment["PLUMB_FUZZ_FACTOR"] ?? "") ?? 1

struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
        return z ^ z >> 31
    }
}

private let pieces = [
    "a", "b_1", " = ", "\n", "{", "}", "[", "]", "(", ")", "\"", "${", "%{", "~}", "<<EOT\n", "<<-E\n",
    "EOT\n", "for ",
    " in ", "if ", "else", "endif", "endfor", ":", "=>", "...", ".", ".*", "[*]", "?", "1", "2.5e3", "null",
    "true", "+",
    "-", "*", "/", "%", "==", "!=", "<", "&&", "||", "!", ",", "#c\n", "//c\n", "/*", "*/", "\\", "\\u00e9",
    "é", "\u{1F600}",
    "upper(", "range(9)", "::", "\r\n", "\t", " ",
]

@Suite("Fuzz: parser, formatter, evaluator")
struct FuzzTests {
    @Test("any bytes are read, laid out and evaluated without a crash, and within bounds", arguments: 0..<8)
    func anything(seed: UInt64) {
        var random = Seeded(state: seed)
        for _ in 0..<(150 * factor) {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<60, using: &random) {
                if Int.random(in: 0..<12, using: &random) == 0 {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                } else {
                    bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
                }
            }
            let (tree, problems) = SyntaxTree.parse(bytes)
            #expect(tree.source.bytes == bytes)
            #expect(problems.count <= 1000)
            for problem in problems {
                #expect(
                    problem.subject.map { $0.start.byte <= $0.end.byte && $0.end.byte <= bytes.count } ?? true
                )
            }
            _ = format(bytes)
            if let once = formatFile(bytes), let twice = formatFile(once) {
                #expect(SyntaxTree.parse(once).diagnostics.isEmpty)
                #expect(formatFile(twice) == twice)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let scope = Scope(
                variables: ["a": .int(1), "b_1": .tuple([.string("x")])], functions: Functions.all)
            _ = Expression.parse(text).expression.value(in: scope)
            _ = Expression.parseTemplate(text).expression.value(in: scope)
        }
    }

    @Test(
        "nesting without end is refused with a diagnostic",
        arguments: ["(", "[", "{a=", "\"${", "!", "-", "f(", "a?", "a[", "[for x in "])
    func nesting(opening: String) {
        let text = String(repeating: opening, count: 20_000)
        #expect(Expression.parse(text).diagnostics.hasErrors)
        #expect(SyntaxTree.parse(Array(("x = " + text).utf8)).diagnostics.hasErrors)
    }

    @Test("long chains need no depth")
    func chains() {
        let sum = Expression.parse(Array(repeating: "1", count: 20_000).joined(separator: "+"))
        #expect(sum.expression.value(in: nil).value == .int(20_000))
        let blocks = SyntaxTree.parse(Array(String(repeating: "a {\n", count: 5_000).utf8))
        #expect(blocks.diagnostics.hasErrors)
    }
}
