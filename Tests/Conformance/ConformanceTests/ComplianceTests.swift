import Testing
import Values

@testable import Conformance

@Suite("Scenarios over plans")
struct ComplianceTests {
    private static let plan: JSON = [
        "planned_values": [
            "root_module": [
                "resources": [
                    [
                        "address": "shelf.tall", "mode": "managed", "type": "shelf", "name": "tall",
                        "values": ["height": 9, "tags": ["Name": "tall"], "books": [["title": "One"]]],
                    ],
                    [
                        "address": "shelf.low", "mode": "managed", "type": "shelf", "name": "low",
                        "values": ["height": 2, "tags": nothing, "books": []],
                    ],
                ]
            ]
        ]
    ]
    private static let nothing = JSON.null

    private func run(_ steps: String, tags: [String] = []) throws -> ScenarioRun {
        let text = "Feature: shelves\n  Scenario: one\n" + steps
        let scenario = try #require(Feature(text).scenarios.first)
        var run = ScenarioRun(PlanFacts(Self.plan), ScenarioTags(tags))
        run.run(scenario)
        return run
    }

    @Test("every entry has to have what must be there, and the failing ones are told")
    func demands() throws {
        let run = try run("Given I have shelf defined\nThen it must contain books\nAnd it must contain title")
        #expect(run.state == .failed)
        #expect(run.lines == ["Failure: shelf.low (shelf) does not have books property."])
        #expect(run.counts == [.passed: 1, .failed: 1, .skipped: 1])
    }

    @Test("a filter that leaves nothing skips the scenario, and fails it where it may not be skipped")
    func skips() throws {
        let steps = "Given I have shelf defined\nWhen its height is 3\nThen it must fail"
        #expect(try run(steps).lines == ["SKIPPING: Can not find 3 height in shelf.tall, shelf.low."])
        #expect(try run(steps).state == .skipped)
        #expect(try run(steps, tags: ["noskip_at_line_4"]).state == .failed)
        #expect(try run(steps, tags: ["noskip_at_line_5"]).state == .skipped)
    }

    @Test("tags leave resources out, mind case, and make failures warnings")
    func tags() throws {
        let steps = "Given I have shelf defined\nThen it must have Tags\nAnd its value must not be null"
        #expect(try run(steps).state == .failed)
        #expect(try run(steps, tags: ["exclude_shelf.low"]).state == .passed)
        #expect(try run(steps, tags: ["exclude_shelf.lo"]).state == .failed)
        let minding = try run(steps, tags: ["case-sensitive", "exclude_shelf.low"])
        #expect(minding.lines == ["Failure: shelf.tall (shelf) does not have Tags property."])
        #expect(try run(steps, tags: ["nofail"]).state == .skipped)
    }

    @Test("an outline runs once for each example, the background before each")
    func outlines() {
        let feature = Feature(
            """
            @all
            Feature: many
              Background: shelves
                Given I have shelf defined
              @some
              Scenario Outline: each
                When its height is <height>
                Then it must fail
                Examples:
                  | height |
                  | 2      |
                  | 9      |
            """)
        #expect(feature.scenarios.map(\.tags) == [["all", "some"], ["all", "some"]])
        #expect(feature.scenarios.map { $0.steps[1].sentence } == ["its height is 2", "its height is 9"])
        #expect(feature.scenarios.map { $0.steps.map(\.line) } == [[4, 7, 8], [4, 7, 8]])
    }

    @Test(
        "what may not stand around a match is told at both ends of an expression",
        arguments: [
            ("(?<![A-Z])[A-Z]{3}(?![A-Z])", "ABC", true), ("(?<![A-Z])[A-Z]{3}(?![A-Z])", "ABCD", false),
            ("(?<![A-Z])[A-Z]{3}(?![A-Z])", "ABC1", true), ("(?!ab).*", "abc", false),
            ("(?!ab).*", "ba", true), ("(?=ab)[a-c]+", "abc", true), ("b", "ab", false),
        ])
    func looks(expression: String, text: String, matches: Bool) throws {
        let pattern = try #require(StartPattern(expression, isCaseSensitive: true))
        #expect(pattern.matches(text) == matches)
    }

    @Test("ports are asked for within the networks that rules open")
    func ports() throws {
        let wanted = try #require(PortRule("tcp", "22-24", "10.1.0.0/16"))
        let rule: JSON = ["from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["10.0.0.0/8"]]
        let open = try #require(PortRule(rule))
        #expect(wanted.isWithin(open))
        #expect(wanted.ports.isSubset(of: open.ports) && open.protocols.contains("udp"))
        #expect(try #require(PortRule("tcp", "22", "11.1.0.0/16")).isWithin(open) == false)
        #expect(PortRule("tcp", "some", "10.0.0.0/8") == nil)
    }
}
