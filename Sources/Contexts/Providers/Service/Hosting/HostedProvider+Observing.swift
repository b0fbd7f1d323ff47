import Faults
import ProviderProtocol
import Values

extension HostedProvider {
    /// Calls of one provider at a time, to begin with: a scan waits for the cloud more than for anything
    /// else.
    static let widest = 64
    /// How often what the cloud throttled is tried again, each time half as much at once.
    private static let tries = 6

    /// Looks at resources and compares each with its record; in the order given. A lost call leaves its
    /// resource not checked: nothing is invented about it. Where the cloud asks for less, fewer are looked at
    /// at once, and those it turned away are looked at again.
    func observe(
        _ resources: [RecordedResource], withValues: Bool = false, within time: Duration = .seconds(300)
    ) async -> [Observation] {
        var out = [Observation?](repeating: nil, count: resources.count)
        var (waiting, parallel) = (Array(resources.indices), Self.widest)
        for attempt in 0..<Self.tries {
            let seen = await observe(
                waiting.map { resources[$0] }, parallel: parallel, withValues, within: time)
            for (index, observation) in zip(waiting, seen) { out[index] = observation }
            waiting = waiting.filter { out[$0]?.outcome.isThrottled == true }
            guard !waiting.isEmpty, attempt + 1 < Self.tries else { break }
            parallel = max(1, parallel / 2)
            let pause = Double.random(in: 0.5...1) * Double(1 << attempt)
            do { try await Task.sleep(for: .seconds(pause)) } catch {
                // Cancelled: what was turned away stays not checked, and says why.
                break
            }
        }
        return out.compactMap { $0 }
    }

    private func observe(
        _ resources: [RecordedResource], parallel: Int, _ withValues: Bool, within time: Duration
    ) async -> [Observation] {
        await withTaskGroup(of: (Int, Observation).self) { group in
            var out = [Observation?](repeating: nil, count: resources.count)
            var next = 0
            func add() {
                guard next < resources.count else { return }
                let index = next
                next += 1
                group.addTask { (index, await self.observe(resources[index], withValues, within: time)) }
            }
            for _ in 0..<max(1, parallel) { add() }
            while let (index, observation) = await group.next() {
                out[index] = observation
                add()
            }
            return out.compactMap { $0 }
        }
    }

    private func observe(
        _ resource: RecordedResource, _ withValues: Bool, within time: Duration
    ) async -> Observation {
        func told(_ outcome: Observation.Outcome, _ current: JSON? = nil) -> Observation {
            Observation(address: resource.address, type: resource.type, outcome: outcome, current: current)
        }
        do throws(Fault) {
            guard
                let schema = try Self.read({ () throws(ProviderMessageError) in
                    try self.schema.resource(resource.type)
                })
            else { return told(.notChecked("the provider has no type \(resource.type)")) }
            let recorded = try await upgrade(resource, within: time)
            let answer = try await call(
                .read(
                    process.version, type: resource.type, state: recorded, privateState: resource.privateState
                ),
                within: time)
            let read = try Self.read { () throws(ProviderMessageError) in try ReadAnswer(answer) }
            // Diagnostics first: an error is no drift.
            if let error = read.diagnostics.first(where: \.isError) { return told(.notChecked(error.text)) }
            if read.isDeferred { return told(.notChecked("the provider puts this resource off")) }
            if read.isGone { return told(.gone) }
            // Equal bytes are equal values: they are taken apart only for who wants them.
            if read.state == recorded && !withValues { return told(.same([])) }
            return try compare(recorded, read.state, schema, resource, told)
        } catch {
            return told(.notChecked(error.message))
        }
    }

    /// The record in the shape of the provider's schema, whatever version wrote it.
    func upgrade(_ resource: RecordedResource, within time: Duration) async throws(Fault) -> [UInt8] {
        let key = UpgradedRecords.key(resource)
        if let known = upgraded.value(key) { return known }
        let answer = try await call(
            .upgrade(
                process.version, type: resource.type, schema: resource.schemaVersion,
                attributes: resource.attributes.rawBytes),
            within: time)
        let made = try Self.read { () throws(ProviderMessageError) in try ValueAnswer(answer) }
        guard let value = made.value, !made.diagnostics.contains(where: \.isError) else {
            let why = made.diagnostics.first(where: \.isError)?.text ?? "it gave nothing back"
            throw Fault(
                .precondition, "providers.not_upgraded",
                "The provider can't read the record of \(resource.address): \(why)")
        }
        upgraded.keep(value, key)
        return value
    }

    private func compare(
        _ recorded: [UInt8], _ current: [UInt8], _ schema: ResourceSchema, _ resource: RecordedResource,
        _ told: (Observation.Outcome, JSON?) -> Observation
    ) throws(Fault) -> Observation {
        do throws(CtyMismatch) {
            let before = try CtyValue(messagePack: recorded, type: schema.type)
            let after = try CtyValue(messagePack: current, type: schema.type)
            let sensitive = SensitivePaths(schema.block).adding(state: resource.sensitive)
            let differences = CtyValue.differences(before, after, sensitive: sensitive)
            let isDrift = differences.contains { $0.meaning.isDrift }
            return told(isDrift ? .changed(differences) : .same(differences), after.json)
        } catch {
            throw Fault(
                .unavailable, "providers.garbage",
                "The provider's value of \(resource.address) does not fit its own schema: \(error).")
        }
    }
}
