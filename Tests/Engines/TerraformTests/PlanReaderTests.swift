import Faults
import Terraform
import Testing
import Values

@Suite("PlanReader") struct PlanReaderTests {
    private func plan(_ changes: [JSON]) -> JSON {
        [
            "format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": .array(changes),
            "resource_drift": [], "output_changes": [:], "configuration": [:],
        ]
    }

    private func change(_ address: String, _ actions: [JSON], _ more: JSON) -> JSON {
        var change = more
        change["actions"] = .array(actions)
        return [
            "address": .string(address), "mode": "managed", "type": "t", "name": "n", "provider_name": "p",
            "change": change,
        ]
    }

    @Test func `counts a replacement as one to add and one to destroy`() throws {
        let reader = try PlanReader(
            plan([
                change("t.a", ["create"], ["before": .null, "after": ["x": 1]]),
                change("t.b", ["delete", "create"], ["before": ["x": 1], "after": ["x": 2]]),
                change("t.c", ["no-op"], ["before": ["x": 1], "after": ["x": 1]]),
                change("t.d", ["update"], ["before": ["x": 1], "after": ["x": 2]]),
            ]))
        let summary = reader.view.summary
        #expect(summary.add == 2 && summary.change == 1 && summary.destroy == 1)
        #expect(reader.view.changes.map(\.address) == ["t.a", "t.b", "t.d"])
    }

    @Test func `shows what changes, what is unknown, what is secret and what forces a replacement`() throws {
        let reader = try PlanReader(
            plan([
                change(
                    "t.a", ["delete", "create"],
                    [
                        "before": ["name": "one", "id": "i-1", "secret": "a", "tags": ["k": "v"], "same": 1],
                        "after": ["name": "two", "secret": "b", "tags": ["k": "w"], "same": 1],
                        "after_unknown": ["id": true], "before_sensitive": ["secret": true],
                        "after_sensitive": ["secret": true], "replace_paths": [["name"]],
                    ])
            ]))
        let attributes = try #require(reader.view.changes.first).attributes
        #expect(attributes.map(\.path) == ["id", "name", "secret", "tags.k"])
        #expect(attributes[0].isUnknown && attributes[0].before == "\"i-1\"")
        #expect(attributes[1].forcesReplacement && attributes[1].after == "\"two\"")
        #expect(attributes[2].isSensitive && attributes[2].before == nil && attributes[2].after == nil)
        #expect(attributes[3].before == "\"v\"" && attributes[3].after == "\"w\"")
    }

    @Test(arguments: [JSON.null, [], ["format_version": "9.0"], ["hello": "world"]])
    func `refuses what is no plan`(json: JSON) {
        #expect(throws: Fault.self) { try PlanReader(json) }
    }

    @Test(
        "formats 0.1 to 1.x are read, and no other", arguments: ["0.1", "0.2", "1.0", "1.1", "1.2", "1.99"])
    func formats(version: String) throws {
        var plan = plan([change("t.a", ["create"], ["before": .null, "after": [:]])])
        plan["format_version"] = .string(version)
        #expect(try PlanReader(plan).summary.add == 1)
    }

    @Test(
        "other formats are refused and told",
        arguments: ["0.0", "0.3", "2.0", "1", "1.", "1.x", "1.2.3", "", "-1.0", "11.0"])
    func otherFormats(version: String) {
        var plan = plan([])
        plan["format_version"] = .string(version)
        let fault = #expect(throws: Fault.self) { try PlanReader(plan) }
        #expect(fault?.code == "terraform.plan_format")
    }
}
