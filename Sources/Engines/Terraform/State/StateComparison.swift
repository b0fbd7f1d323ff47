import Schemas
import Values

/// What differs between two versions of a state, by resource and attribute, without secrets.
@Schema
public struct StateDifference: Codable, Sendable, Equatable {
    public let added: [String]
    public let removed: [String]
    public let changed: [ResourceDifference]
    public let outputs: [AttributeChange]

    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty && outputs.isEmpty }
}

@Schema
public struct ResourceDifference: Codable, Sendable, Equatable {
    public let address: String
    public let attributes: [AttributeChange]
}

extension StateDocument {
    /// Addresses and attribute paths in order.
    public static func compare(_ old: StateDocument, _ new: StateDocument) -> StateDifference {
        let before = index(old.instances)
        let after = index(new.instances)
        let added = Set(after.keys).subtracting(before.keys).sorted()
        let removed = Set(before.keys).subtracting(after.keys).sorted()
        let changed = Set(before.keys).intersection(after.keys).sorted().compactMap { address in
            let attributes = differences(
                before[address]?.attributes ?? .null, after[address]?.attributes ?? .null)
            return attributes.isEmpty ? nil : ResourceDifference(address: address, attributes: attributes)
        }
        let table = { (state: StateDocument) in
            JSON.object(.init(state.outputs.map { (key: $0.name, value: $0.value) }))
        }
        return StateDifference(
            added: added, removed: removed, changed: changed, outputs: differences(table(old), table(new)))
    }

    private static func index(_ instances: [Instance]) -> [String: Instance] {
        var out: [String: Instance] = [:]
        for instance in instances {
            var key = instance.address
            if instance.isDeposed { key += " (deposed)" }
            out[key] = instance
        }
        return out
    }

    private static func differences(_ old: JSON, _ new: JSON) -> [AttributeChange] {
        JSON.diff(old, new).map { change in
            let steps = change.pointer.steps
            return AttributeChange(
                path: AttributeComparison.name(steps), before: PlanReader.shown(change.before),
                after: PlanReader.shown(change.after),
                isSensitive: change.before == .string(Masking.mask) || change.after == .string(Masking.mask))
        }
    }
}
