import Testing
import Values
import Vocabulary

@testable import Terraform

@Suite("Messages of Terraform's progress")
struct ProgressMessageTests {
    private func message(_ text: String) throws -> ProgressMessage {
        try #require(ProgressMessage(line: Array(text.utf8)))
    }

    @Test("a message is kept whole, with numbers as they were written and fields that nobody knows")
    func lossless() throws {
        let text =
            #"{"@level":"info","@message":"x","@module":"terraform.ui","@timestamp":"2025-01-01T00:00:00.1Z","type":"from_the_future","n":1.50,"big":123456789012345678901234567890,"deep":{"a":[null]}}"#
        let message = try message(text)
        #expect(message.json.text == text)
        #expect(message.event == .other)
        #expect(message.level == .info)
        #expect(message.module == "terraform.ui")
        #expect(message.timestamp == "2025-01-01T00:00:00.1Z")
    }

    @Test("a plan's changes, drift and summary are read")
    func plan() throws {
        let resource =
            #"{"addr":"module.m.a_b.c[\"k\"]","module":"module.m","resource":"a_b.c[\"k\"]","implied_provider":"a","resource_type":"a_b","resource_name":"c","resource_key":"k"}"#
        let planned = try message(
            #"{"@level":"info","@message":"m","type":"planned_change","change":{"resource":\#(resource),"action":"import","reason":"tainted","importing":{"id":"i-1"}}}"#
        )
        guard case .plannedChange(let change) = planned.event else { throw Wrong() }
        #expect(change.resource.address == "module.m.a_b.c[\"k\"]")
        #expect(change.resource.key == .string("k"))
        #expect((change.action, change.reason, change.importID) == ("import", "tainted", "i-1"))
        let drift = try message(
            #"{"@message":"m","type":"resource_drift","change":{"resource":\#(resource),"action":"update"}}"#)
        guard case .drift(let moved) = drift.event else { throw Wrong() }
        #expect(moved.action == "update" && moved.previous == nil)
        let summary = try message(
            #"{"@message":"m","type":"change_summary","changes":{"add":1,"change":2,"remove":3,"import":4,"operation":"plan"}}"#
        )
        guard case .summary(let counts) = summary.event else { throw Wrong() }
        #expect([counts.add, counts.change, counts.remove, counts.imported] == [1, 2, 3, 4])
        #expect(counts.operation == "plan")
    }

    @Test("what is done to a resource is told with its phase and what identifies it")
    func hooks() throws {
        let done = try message(
            #"{"@message":"m","type":"apply_complete","hook":{"resource":{"addr":"a_b.c"},"action":"create","id_key":"id","id_value":"7","elapsed_seconds":2}}"#
        )
        guard case .hook(let hook) = done.event else { throw Wrong() }
        #expect((hook.operation, hook.phase, hook.action) == ("apply", .complete, "create"))
        #expect(hook.identity?.value == "7" && hook.elapsedSeconds == 2)
        let said = try message(
            #"{"@message":"m","type":"provision_progress","hook":{"resource":{"addr":"a_b.c"},"provisioner":"local-exec","output":"hi"}}"#
        )
        guard case .hook(let provision) = said.event else { throw Wrong() }
        #expect((provision.operation, provision.phase, provision.output) == ("provision", .progress, "hi"))
    }

    @Test("outputs, versions, logs and diagnostics are told apart")
    func others() throws {
        let outputs = try message(
            #"{"@message":"m","type":"outputs","outputs":{"a":{"sensitive":false,"type":"number","value":1.0},"b":{"sensitive":true,"type":"string"}}}"#
        )
        guard case .outputs(let all) = outputs.event else { throw Wrong() }
        #expect(all.map(\.name) == ["a", "b"])
        #expect(all[0].value?.text == "1.0" && all[1].value == nil && all[1].isSensitive)
        #expect(
            try message(#"{"@message":"m","type":"version","terraform":"1.11.4","ui":"1.2"}"#).event
                == .version(terraform: "1.11.4", ui: "1.2"))
        #expect(try message(#"{"@message":"m","@level":"debug"}"#).event == .log)
        let found = try message(
            #"{"@message":"m","type":"diagnostic","diagnostic":{"severity":"warning","summary":"s","detail":"d"}}"#
        )
        #expect(found.event == .diagnostic(Diagnostic(severity: .warning, summary: "s", detail: "d")))
    }

    @Test(
        "what is no message is none",
        arguments: ["", "plain", "[]", "{", "{\"type\":\"outputs\"}", "{\"@message\":1}"])
    func none(line: String) { #expect(ProgressMessage(line: Array(line.utf8)) == nil) }

    private struct Wrong: Error {}
}
