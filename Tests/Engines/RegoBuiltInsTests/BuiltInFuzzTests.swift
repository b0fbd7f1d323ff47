import Foundation
import Rego
import RegoBuiltIns
import RegoSyntax
import Testing
import Values

@Suite("BuiltInFuzz")
struct BuiltInFuzzTests {
    private static let factor = Int(ProcessInfo.processInfo.environment["PLUMB_FUZZ_FACTOR"] ?? "") ?? 1

    /// Arguments of every kind, and near what functions look for.
    private static let pool = #"""
        null
        true
        0
        1
        -1
        2.5
        1e3
        1e-320
        -9223372036854775808
        123456789012345678901234567890
        4096
        ""
        "a"
        "\u00e9\u0000\n"
        "%5.3d %v %*q %"
        "[a-"
        "(a|b)*"
        "**.{a,"
        "10.0.0.0/8"
        "::1/129"
        "fe80::1"
        "2020-02-30T25:61:61Z"
        "2006-01-02T15:04:05.999Z07:00"
        "1h-3x"
        "1.2.3-a.01"
        "5KiB"
        "1e999"
        "YWJj"
        "a.b.c"
        "eyJhbGciOiJIUzI1NiJ9.e30.AA"
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"
        "http://[::1:x@y%zz/"
        "a=%1&b"
        "{a: ["
        "{\"a\": 1}"
        "query($a: [T!]! = {b: $c}) { a { ...f } }"
        "type Query { a(b: C = D): [E!]! }"
        "{{.a}}{{range .b}}"
        []
        [1, "a"]
        [[], [1]]
        [{"op": "add", "path": "/a/0", "value": 1}]
        ["a/b", "/0"]
        [1517832000000000000, "UTC", "Mon Jan _2"]
        {}
        {"a": {"b": [1, 2]}}
        {"a": ["b"], "b": ["a"]}
        {"type": "object", "properties": {"a": {"$ref": "#"}}}
        {"kty": "RSA", "n": "AQ", "e": "AQAB"}
        {"method": "get", "url": "http://a"}
        {"alg": "HS256"}
        {"secret": "x", "time": 1}
        """#

    @Test("no function crashes or hangs, whatever it is given")
    func functions() throws {
        var random = Seeded(state: 99)
        let pool = try Self.pool.split(separator: "\n").map { try JSON(parsing: String($0)) }
        let policy = try policy("package a\n")
        var options = EvaluationOptions()
        options.limits.memory = 64 << 20
        for builtIn in Library.standard.builtIns {
            guard let arity = builtIn.arity, !builtIn.isDeprecated else { continue }
            let names = (0..<arity).map { "input.a\($0)" }
            let text = "\(builtIn.name)(\(names.joined(separator: ", "))) = x"
            guard let query = try? policy.query(text) else { continue }
            for _ in 0..<60 * Self.factor {
                var input: JSON.Object = [:]
                for place in 0..<arity { input["a\(place)"] = pool.randomElement(using: &random) }
                options.surroundings = Surroundings(now: 1_600_000_000_000_000_000, random: random)
                options.isStrict = Bool.random(using: &random)
                do throws(EvaluationFault) {
                    _ = try query.evaluate(.json(.object(input)), options: options)
                } catch {
                    #expect(error.code.hasPrefix("eval_"))
                }
            }
        }
    }
}
