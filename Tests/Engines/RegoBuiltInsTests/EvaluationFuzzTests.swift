import Foundation
import Rego
import RegoBuiltIns
import RegoSyntax
import Testing
import Values

@Suite("EvaluationFuzz")
struct EvaluationFuzzTests {
    private static let factor = Int(ProcessInfo.processInfo.environment["PLUMB_FUZZ_FACTOR"] ?? "") ?? 1

    private static let pieces = [
        "input.a", "input.b[_]", "input.o[k]", "data.x", "data.x[i]", "x", "y", "_", "1",
        "-3", "2.5", "\"s\"", "[1, x]", "[x, y]", "{\"a\": y}", "{1, 2}", "[z | some z in input.b]",
        "{k: v | some k, v in input.o}", "count(input.b)", "x + 1", "sprintf(\"%v %d\", [x, y])",
        "walk(input)",
        "concat(\",\", [\"a\", x])", "object.get(input, \"a\", 0)", "$\"{x}\"", "numbers.range(0, 3)[i]",
        "split(\"a,b\", \",\")[_]",
    ]
    private static let operators = [" == ", " = ", " := ", " != ", " < ", " in "]

    @Test("no policy makes the compiler or the machine crash or hang, and an answer is the same twice")
    func policies() throws {
        var random = Seeded(state: 77)
        let input = try JSON(
            parsing: #"{"a": 1, "b": [1, "s", null, {"c": 2}], "o": {"k": [1], "l": {"m": 3}}}"#)
        var compiled = 0
        for _ in 0..<1200 * Self.factor {
            let text = Self.module(&random)
            guard let policy = try? policy(text, data: ["x": ["i": 1, "j": [2, 3]]]) else { continue }
            compiled += 1
            let query = try policy.query("data.t = answer")
            var options = EvaluationOptions()
            options.limits.memory = 64 << 20
            let budget = Budget()
            options.limits.stop = { budget.take() ? nil : "enough" }
            let first = Result { try query.evaluate(.json(input), options: options) }
            let document = try JSONDocument(parsing: input.bytes())
            let second = Result { try query.evaluate(.document(document), options: options) }
            switch (first, second) {
            case (.success(let one), .success(let other)): #expect(one == other, "\(text)")
            case (.failure(let one as EvaluationFault), .failure(let other as EvaluationFault)):
                #expect(one.code == other.code || budget.isSpent, "\(text)")
            default: #expect(budget.isSpent, "\(text)")
            }
        }
        #expect(compiled > 100)
    }

    static func module(_ random: inout Seeded) -> String {
        // Later rules may need earlier ones.
        var known = pieces
        func piece() -> String { known.randomElement(using: &random)! }
        func sign() -> String { operators.randomElement(using: &random)! }
        func line() -> String {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: "some x in " + piece()
            case 1: "not " + piece() + sign() + piece()
            case 2: "every e in " + piece() + " { e" + sign() + piece() + " }"
            case 3: piece() + " with input.a as " + piece()
            default: piece() + sign() + piece()
            }
        }
        func body(_ first: String = "x := input.b[_]") -> String {
            let lines = (0..<Int.random(in: 0...3, using: &random)).map { _ in line() }
            return ([first, "y := data.x[_]"] + lines).map { "\t" + $0 }.joined(separator: "\n")
        }
        var text = "package t\n\nf(x) := \(piece()) if {\n\(body("true"))\n}\n\n"
        known += ["f(1)", "f(x)", "f(input.a)"]
        text += "p if {\n\(body())\n}\n\np := true if {\n\(body())\n} else := \(piece())\n\n"
        known += ["p", "data.t.p"]
        text += "q contains \(piece()) if {\n\(body())\n}\n\n"
        known += ["q", "q[x]", "data.t.q[_]"]
        return text + "r[\(piece())] := \(piece()) if {\n\(body())\n}\n"
    }
}

/// How often an evaluation may ask whether to go on.
///
/// Unchecked: one evaluation asks at a time.
final class Budget: @unchecked Sendable {
    private var left = 200
    var isSpent: Bool { left <= 0 }

    func take() -> Bool {
        left -= 1
        return left > 0
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
