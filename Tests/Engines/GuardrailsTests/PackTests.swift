import Guardrails
import Rego
import RegoSyntax
import Testing
import Values

@Suite("Pack") struct PackTests {
    private func pack(_ texts: String..., data: JSON = [:], isTraced: Bool = false) throws -> Pack {
        let files = texts.enumerated().map { PackSource.File(path: "\($0.offset).rego", text: $0.element) }
        return try Pack(PackSource(modules: files, data: data), isTraced: isTraced)
    }

    private func judge(_ rule: String, _ input: JSON = [:]) throws -> [Finding] {
        try pack("package terraform.t\n\n\(rule)\n").judge(.json(input))
    }

    @Test func `asks deny, warn and violation of packages under terraform, and nothing else`() throws {
        let made = try pack(
            "package terraform.a\n\ndeny contains \"1\"\n\nwarn contains \"2\"\n\nother contains \"3\"\n",
            "package terraform.a.b\n\nviolation contains {\"msg\": \"4\"}\n",
            "package terraform.a_test\n\ndeny contains \"5\"\n", "package elsewhere\n\ndeny contains \"6\"\n")
        let found = try made.judge(.json([:]))
        #expect(Set(found.map(\.message)) == ["1", "2", "4"])
        #expect(made.targets.count == 3)
        #expect(found.first { $0.message == "2" }?.rule == "terraform.a.warn")
    }

    @Test func `takes every form in which a rule may speak`() throws {
        #expect(try judge("deny := \"text\"").map(\.message) == ["text"])
        #expect(try judge("deny := [\"a\", \"b\"]").map(\.message) == ["a", "b"])
        #expect(try judge("deny[\"k\"] := \"value\"").map(\.message) == ["value"])
        #expect(try judge("deny := {\"msg\": \"one\", \"id\": \"x\"}").map(\.rule) == ["x"])
        #expect(try judge("deny if input.x").map(\.message) == [])
        #expect(try judge("deny if input.x", ["x": 1]).map(\.message) == ["terraform.t.deny holds"])
        #expect(try judge("deny := false").isEmpty)
        let finding = try #require(
            try judge(
                "deny contains {\"msg\": \"m\", \"resource\": \"a.b\", \"severity\": \"high\", \"n\": 1}"
            )
            .first)
        #expect(finding.address == "a.b" && finding.severity == "high" && finding.details == ["n": 1])
    }

    @Test func `fills in from the rule's annotations, its own before its package's`() throws {
        let text = """
            # METADATA
            # title: The package
            # custom:
            #   severity: low
            #   frameworks:
            #     soc_2: ["CC6.1"]
            package terraform.t

            # METADATA
            # title: The rule
            # custom:
            #   id: acme.one
            #   remediation: Do it.
            deny contains "no" if true

            """
        let made = try pack(text)
        let finding = try #require(try made.judge(.json([:])).first)
        #expect(finding.rule == "acme.one" && finding.title == "The rule" && finding.severity == "low")
        #expect(finding.remediation == "Do it.")
        #expect(made.rules.first?.frameworks == ["soc_2": ["CC6.1"]])
        #expect(made.rules.first?.row == 14)
    }

    @Test func `tells the errors of all modules`() throws {
        #expect {
            try pack(
                "package terraform.a\n\np if {\n\tx == 1\n}\n", "package terraform.b\n\nq if {\n\ty == 1\n}\n"
            )
        } throws: { error in
            (error as? Problems)?.all.map { "\($0.file):\($0.location.row)" } == ["0.rego:4", "1.rego:4"]
        }
        #expect { try pack("package terraform.a\n\ndeny(x) if x\n") } throws: { error in
            (error as? Problems)?.all.first?.message.contains("can't be a function") == true
        }
    }

    @Test func `says in which rule an evaluation was stopped`() throws {
        let made = try pack(
            "package terraform.a\n\ndeny contains \"x\" if {\n\tsome a in numbers.range(1, 2000)\n"
                + "\tsome b in numbers.range(1, 2000)\n\ta * b < 0\n}\n")
        var options = EvaluationOptions()
        options.limits.stop = { "enough" }
        #expect { try made.judge(.json([:]), options: options) } throws: { error in
            guard let fault = error as? EvaluationFault else { return false }
            return fault.code == "eval_cancel_error" && fault.rule.contains("deny") && fault.file == "0.rego"
        }
    }

    @Test func `explains what held and what did not, by line`() throws {
        let made = try pack(
            "package terraform.a\n\ndeny contains x if {\n\tsome x in input.list\n\tx > 1\n}\n",
            isTraced: true)
        let explanation = try made.explain(made.targets[0], .json(["list": [1, 2]]))
        let steps = explanation.steps.filter { $0.row == 5 }
        #expect(steps.map(\.held).sorted { !$0 && $1 } == [false, true])
        #expect(steps.first { $0.held }?.values["x"] == "2")
        #expect(made.line(5, of: "0.rego") == "x > 1")
    }

    @Test func `comes to an end, or says why not, over whatever it is given`() throws {
        var random = SplitMix(state: 7)
        let made = try pack(
            "package terraform.a\n\ndeny contains c.address if {\n\tsome c in input.resource_changes\n"
                + "\tc.change.after.n > 1\n}\n")
        for _ in 0..<500 {
            let input = JSON.random(&random, depth: 4)
            do throws(EvaluationFault) {
                #expect(try made.judge(.json(input)).allSatisfy { $0.rule == "terraform.a.deny" })
            } catch {
                #expect(error.file == "0.rego" && error.row > 0, "\(error)")
            }
        }
    }
}

/// A small generator, the same each time.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension JSON {
    static func random(_ random: inout SplitMix, depth: Int) -> JSON {
        let names = ["resource_changes", "change", "after", "n", "address", "type"]
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return JSON(Int.random(in: -5...5, using: &random))
        case 3, 4: return .string(names.randomElement(using: &random) ?? "")
        case 5:
            return .array(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in .random(&random, depth: depth - 1) })
        default:
            var object: JSON.Object = [:]
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                object[names.randomElement(using: &random) ?? ""] = .random(&random, depth: depth - 1)
            }
            return .object(object)
        }
    }
}
