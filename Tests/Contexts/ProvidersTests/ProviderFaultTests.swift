import Foundation
import KernelTesting
import Testing
import Values

@testable import Providers

/// Providers that fail in the middle of a scan: it is told as what it is, others go on, nothing is invented.
@Suite("A provider that fails") struct ProviderFaultTests {
    private func state(_ types: [String]) throws -> [RecordedResource] {
        let resources = types.map { type -> JSON in
            [
                "mode": "managed", "type": .string(type), "name": "it",
                "provider": "provider[\"example.com/test/test\"]",
                "instances": [["schema_version": 0, "attributes": ["id": "1", "value": "a"]]],
            ]
        }
        let state: JSON = ["version": 4, "resources": .array(resources)]
        return RecordedResource.all(
            of: try JSONDocument(parsing: state.bytes()), provider: "example.com/test/test")
    }

    private func look(
        _ readings: [String: StandIn.Reading], refusesUpgradeOf old: String = ""
    ) async throws -> [String: Observation.Outcome] {
        let standIn = try StandIn(readings, refusesUpgradeOf: old)
        let scratch = Scratch()
        let provider = try await HostedProvider.start(
            standIn.binary, configuration: [:], environment: [:], schemas: SchemaStore(scratch.path))
        // Only what hangs is to be waited for in vain.
        let hangs = readings.values.contains {
            if case .hang = $0 { true } else { false }
        }
        let seen = await provider.observe(
            try state(readings.keys.sorted()), within: hangs ? .seconds(5) : .seconds(60))
        await provider.process.stop()
        standIn.stop()
        return Dictionary(seen.map { ($0.type, $0.outcome) }) { first, _ in first }
    }

    private func reason(_ outcome: Observation.Outcome?) -> String {
        if case .notChecked(let why) = outcome { why } else { "\(outcome.map { "\($0)" } ?? "nothing")" }
    }

    @Test func `that is well tells what is the same, changed and gone`() async throws {
        let seen = try await look(["t_same": .same, "t_changed": .changed, "t_gone": .gone])
        guard case .same? = seen["t_same"], case .gone? = seen["t_gone"],
            case .changed(let differences)? = seen["t_changed"]
        else {
            Issue.record("\(seen)")
            return
        }
        #expect(differences.map(\.path) == ["value"])
    }

    @Test func `for some resources leaves these not checked, each with its reason, and the others go on`()
        async throws
    {
        let seen = try await look(
            [
                "t_same": .same, "t_changed": .changed, "t_hang": .hang, "t_garbage": .garbage,
                "t_unfit": .unfit, "t_deferred": .deferred, "t_old": .same,
                "t_denied": .refuse("AccessDenied: not authorized to perform: sqs:GetQueueAttributes"),
                "t_expired": .refuse("ExpiredToken: The security token included in the request is expired"),
            ], refusesUpgradeOf: "t_old")
        guard case .same? = seen["t_same"], case .changed? = seen["t_changed"] else {
            Issue.record("\(seen)")
            return
        }
        #expect(reason(seen["t_hang"]).contains("did not answer in time"))
        #expect(reason(seen["t_garbage"]).contains("what its protocol does not say"))
        #expect(reason(seen["t_unfit"]).contains("does not fit its own schema"))
        #expect(reason(seen["t_deferred"]).contains("puts this resource off"))
        #expect(reason(seen["t_old"]).contains("written by a newer version"))
        #expect(reason(seen["t_denied"]).contains("not authorized"))
        #expect(reason(seen["t_expired"]).contains("ExpiredToken"))
    }

    @Test func `because the cloud throttles is asked again, and told as that where it goes on`() async throws
    {
        guard case .same? = try await look(["t_busy": .throttle(2)])["t_busy"] else {
            Issue.record("what was throttled twice was not looked at again")
            return
        }
        let standIn = try StandIn(["t_busy": .throttle(.max)])
        let scratch = Scratch()
        let provider = try await HostedProvider.start(
            standIn.binary, configuration: [:], environment: [:], schemas: SchemaStore(scratch.path))
        let recorded = try state(["t_busy"])
        // Who gives up waiting is told what is known: nothing, and why.
        let looking = Task { await provider.observe(recorded) }
        try await Task.sleep(for: .milliseconds(300))
        looking.cancel()
        let why = reason(await looking.value.first?.outcome)
        #expect(why.contains("ThrottlingException"), "\(why)")
        await provider.process.stop()
        standIn.stop()
    }

    @Test func `and takes its connection with it leaves what was under way not checked`() async throws {
        let seen = try await look(["t_end": .end, "t_hang": .hang])
        #expect(reason(seen["t_end"]).contains("ended in the middle of a call"))
        #expect(reason(seen["t_hang"]).contains("ended in the middle of a call"))
    }

    @Test func `because its process is killed leaves what was under way not checked`() async throws {
        let standIn = try StandIn(["t_hang": .hang])
        let scratch = Scratch()
        let provider = try await HostedProvider.start(
            standIn.binary, configuration: [:], environment: [:], schemas: SchemaStore(scratch.path))
        let recorded = try state(["t_hang"])
        async let looking = provider.observe(recorded, within: .seconds(30))
        try await Task.sleep(for: .milliseconds(100))
        kill(provider.process.pid, SIGKILL)
        let seen = await looking
        let why = reason(seen.first?.outcome)
        #expect(why.contains("ended in the middle of a call"))
        #expect(!provider.process.isAlive)
        await provider.process.stop()
        standIn.stop()
    }

    @Test
    func `by taking too much memory is ended, what was under way is not checked, and another is started`()
        async throws
    {
        let standIn = try StandIn(["t_hang": .hang, "t_same": .same])
        let scratch = Scratch()
        let pool = ProviderPool(schemas: SchemaStore(scratch.path), memory: 1)
        let (hanging, same) = (try state(["t_hang"]), try state(["t_same"]))
        var pids: Set<Int32> = []
        for _ in 0..<2 {
            let (seen, pid) = try await pool.use(
                tenant: "t", standIn.binary, configuration: [:], environment: [:]
            ) { provider in
                (await provider.observe(hanging, within: .seconds(60)), provider.process.pid)
            }
            let why = reason(seen.first?.outcome)
            #expect(why.contains("ended in the middle of a call"))
            pids.insert(pid)
        }
        #expect(pids.count == 2)
        await pool.close()
        let wide = ProviderPool(schemas: SchemaStore(scratch.path), memory: 1 << 40)
        for _ in 0..<3 {
            let seen = try await wide.use(
                tenant: "t", standIn.binary, configuration: [:], environment: [:]
            ) { await $0.observe(same, within: .seconds(60)) }
            guard case .same? = seen.first?.outcome else {
                Issue.record("\(seen)")
                return
            }
        }
        // Twice for those that were ended, and once for the one that stayed: a record is upgraded once.
        #expect(standIn.upgrades == 3)
        await wide.close()
        standIn.stop()
    }
}
