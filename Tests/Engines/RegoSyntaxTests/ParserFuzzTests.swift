import Foundation
import RegoSyntax
import Testing

@Suite("ParserFuzz")
struct ParserFuzzTests {
    private static let factor = Int(ProcessInfo.processInfo.environment["PLUMB_FUZZ_FACTOR"] ?? "") ?? 1

    private static let words = [
        "package", "import", "default", "if", "else", "some", "every", "in", "not", "with", "as", "contains",
        "true", "null", "x", "data.a", "input.b", "f(", "(", ")", "[", "]", "{", "}", "|", "&", ":=", "=",
        "==", "!=", "<",
        "+", "-", "*", "/", "%", ",", ";", ":", ".", "\n", "\"s\"", "`r`", "$\"a{", "1", "-2.5e3", "_",
        "#c\n",
        "\"", "`",
    ]

    @Test("no text makes the parser crash or hang, and what it reads is laid out and read again")
    func variations() throws {
        var random = Seeded(state: 20_261_121)
        for round in 0..<1500 * Self.factor {
            var text = samples[round % samples.count]
            for _ in 0..<Int.random(in: 1...6, using: &random) { vary(&text, &random) }
            guard let module = try? Module(parsing: text, file: "f.rego") else { continue }
            let formatted = Formatter.format(module)
            do {
                _ = try Module(parsing: formatted, file: "f.rego")
            } catch {
                Issue.record("\(text)\n-- became --\n\(formatted)\n\(error.text)")
            }
        }
    }

    private func vary(_ text: inout String, _ random: inout Seeded) {
        var bytes = Array(text.utf8)
        let at = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            let word = Self.words.randomElement(using: &random)!
            bytes.insert(contentsOf: Array((" " + word + " ").utf8), at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...8, using: &random)))
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
        default:
            let piece = bytes[at..<min(bytes.count, at + Int.random(in: 1...40, using: &random))]
            bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
        }
        text = String(decoding: bytes, as: UTF8.self)
    }
}

/// SplitMix64, so that a round can be run again.
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
