import Foundation
import Rego
import RegoBuiltIns
import RegoSyntax
import Testing
import Values

@Suite("Partial evaluation, fuzzed")
struct PartialFuzzTests {
    private static let factor = Int(ProcessInfo.processInfo.environment["PLUMB_FUZZ_FACTOR"] ?? "") ?? 1

    private static var options: EvaluationOptions {
        var options = EvaluationOptions()
        options.limits.memory = 64 << 20
        let deadline = ContinuousClock.now + .seconds(20)
        options.limits.stop = { ContinuousClock.now < deadline ? nil : "enough" }
        return options
    }

    @Test("what is left of small policies, completed, answers as they do")
    func policies() throws {
        var random = Seeded(state: 11)
        var judged = 0
        for _ in 0..<120 * Self.factor {
            let text = Policies.module(&random)
            guard (try? policy(text, data: Policies.data)) != nil else { continue }
            for query in ["data.t.p", "data.t.q = x", "not data.t.p", "data.t.s[x]", "x = data.t.f(input.a)"]
            {
                let inputs = (0..<6).map { _ in Policies.input(&random) }
                let unknowns = [["input"], ["input.a", "input.l"], ["input", "data.m"]].randomElement(
                    using: &random)!
                // Every input agrees with what is known; data that are unknown are there in the end.
                var known: JSON = ["b": 2, "s": "two", "o": ["one": 1]]
                let isPart = unknowns.count == 2 && unknowns[1] == "input.l"
                if !isPart { known = [:] }
                _ = try PartialAgreement(
                    modules: [text], data: Policies.data, query: query, unknowns: unknowns,
                    known: isPart ? .json(known) : .none, options: Self.options
                ).check(
                    inputs.map { input in
                        guard isPart else { return input }
                        var all = known
                        all["a"] = input["a"]
                        all["l"] = input["l"]
                        return all
                    }, judged: &judged)
            }
        }
        #expect(judged > 400)
    }

    @Test("what is left of policies out of pieces that seldom fit answers as they do")
    func pieces() throws {
        var random = Seeded(state: 12)
        var judged = 0
        let inputs: [JSON] = [
            [:], ["a": 1, "b": [1, "s", .null, ["c": 2]], "o": ["k": [1], "l": ["m": 3]]],
            ["a": "s", "b": [2], "o": ["k": 1]],
        ]
        let data: JSON = ["x": ["i": 1, "j": [2, 3]]]
        for _ in 0..<120 * Self.factor {
            let text = EvaluationFuzzTests.module(&random)
            guard (try? policy(text, data: data)) != nil else { continue }
            for query in ["data.t = answer", "data.t.p", "data.t.q[x]", "data.t.r[k] = v"] {
                _ = try PartialAgreement(modules: [text], data: data, query: query, options: Self.options)
                    .check(inputs, judged: &judged)
            }
        }
        #expect(judged > 40)
    }

    /// Small policies whose expressions mostly fit each other.
    enum Policies {
        static let data: JSON = [
            "k": 1, "l": [1, 2, 3], "m": ["one": 1, "two": 2], "n": ["one": ["x": 1], "two": ["x": 2]],
            "e": [], "f": false, "z": .null,
        ]

        static func input(_ random: inout Seeded) -> JSON {
            var all: JSON = [:]
            func some(_ name: String, _ values: [JSON]) {
                if Int.random(in: 0..<4, using: &random) > 0 {
                    all[name] = values.randomElement(using: &random)!
                }
            }
            some("a", [1, 2, 3, "one", false])
            some("b", [1, 2, .null])
            some("s", ["one", "two", "three", 1])
            some("l", [[], [1], [1, 2, 2], [3, "one"]])
            some("o", [["one": 1], [:], ["two": ["x": 2]], [1]])
            return all
        }

        static func module(_ random: inout Seeded) -> String {
            var scalars = [
                "1", "2", "\"one\"", "input.a", "input.b", "input.s", "data.k", "data.m[input.s]",
                "data.m.two",
                "data.n[input.s].x", "input.o[input.s]", "count(input.l)", "data.f", "data.z", "null",
                "data.missing",
                "input.o.one",
            ]
            var lists = [
                "input.l", "data.l", "[1, input.a]", "{1, 2}", "[v | v := data.l[_]; v > input.b]", "data.e",
            ]
            var names = ["p", "q", "s", "f", "g", "d"]
            names.shuffle(using: &random)
            func scalar() -> String { scalars.randomElement(using: &random)! }
            func list() -> String { lists.randomElement(using: &random)! }
            func line(_ inner: [String], _ depth: Int) -> String {
                func value() -> String {
                    Bool.random(using: &random) && !inner.isEmpty
                        ? inner.randomElement(using: &random)! : scalar()
                }
                let sign = ["==", "==", "!=", "<", ">=", "="].randomElement(using: &random)!
                switch Int.random(in: 0..<(depth > 0 ? 8 : 12), using: &random) {
                case 0...3: return value() + " \(sign) " + value()
                case 4: return "not " + value() + " \(sign) " + value()
                case 5: return "not " + value()
                case 6: return value()
                case 7: return value() + " in " + list()
                case 8: return "every e in \(list()) { \(line(["e"] + inner, 1)) }"
                case 9:
                    return "count([1 | some e in \(list()); \(line(["e"] + inner, 1))]) \(sign) " + value()
                case 10: return value() + " \(sign) " + value() + " with input.a as " + value()
                default: return "{e | some e in \(list()); \(line(["e"] + inner, 1))}[" + value() + "]"
                }
            }
            func body(_ inner: [String] = []) -> String {
                var known = inner
                var lines: [String] = []
                if Bool.random(using: &random) {
                    lines.append("some x in " + list())
                    known.append("x")
                }
                if Int.random(in: 0..<3, using: &random) == 0 {
                    lines.append("y := " + scalar())
                    known.append("y")
                }
                for _ in 0..<Int.random(in: 1...3, using: &random) { lines.append(line(known, 0)) }
                return " if {\n" + lines.map { "\t\($0)\n" }.joined() + "}"
            }
            var text = "package t\n"
            for name in names {
                let count = Int.random(in: 1...3, using: &random)
                switch name {
                case "f", "g":
                    if Int.random(in: 0..<4, using: &random) == 0 { text += "default \(name)(_) := false\n" }
                    for _ in 0..<count {
                        let value =
                            Bool.random(using: &random)
                            ? "" : " := " + ["1", "z", "true"].randomElement(using: &random)!
                        text += "\(name)(z)\(value)\(body(["z"]))\n"
                    }
                    scalars += ["\(name)(\(scalar()))", "\(name)(input.a)"]
                case "s":
                    for _ in 0..<count { text += "s contains \(scalar())\(body())\n" }
                    lists += ["s", "data.t.s"]
                    scalars += ["s[\(scalar())]", "count(s)"]
                case "d":
                    for place in 0..<count { text += "d[\(place)] := \(scalar())\(body())\n" }
                    scalars += ["d[1]", "d[input.b]"]
                default:
                    if Bool.random(using: &random) {
                        text += "default \(name) := \(Bool.random(using: &random))\n"
                    }
                    for _ in 0..<count {
                        let otherwise =
                            Int.random(in: 0..<4, using: &random) == 0 ? " else := \(scalar())\(body())" : ""
                        text += "\(name)\(body())\(otherwise)\n"
                    }
                    scalars += [name, "data.t.\(name)"]
                }
            }
            return text
        }
    }
}
