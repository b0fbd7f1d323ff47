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
        let before = index(old.instances(concealed))
        let after = index(new.instances(concealed))
        let added = Set(after.keys).subtracting(before.keys).sorted()
        let removed = Set(before.keys).subtracting(after.keys).sorted()
        let changed = Set(before.keys).intersection(after.keys).sorted().compactMap { address in
            let attributes = differences(
                before[address]?.attributes ?? .null, after[address]?.attributes ?? .null)
            return attributes.isEmpty ? nil : ResourceDifference(address: address, attributes: attributes)
        }
        let table = { (state: StateDocument) in
            JSON.object(.init(state.outputs(concealed).map { (key: $0.name, value: $0.value) }))
        }
        return StateDifference(
            added: added, removed: removed, changed: changed, outputs: differences(table(old), table(new)))
    }

    /// A sensitive value behind the mask, so that a changed one differs; it never leaves this file.
    private static func concealed(_ value: JSON) -> JSON { .string(concealment + value.text) }

    private static let concealment = Masking.mask + "\u{0}"

    /// The mask alone where a sensitive value stands, wherever in the value.
    private static func revealed(_ value: JSON?) -> (value: JSON?, isSensitive: Bool) {
        switch value {
        case .string(let text)? where text.hasPrefix(concealment): return (.string(Masking.mask), true)
        case .array(let elements)?:
            let parts = elements.map { revealed($0) }
            return (.array(parts.map { $0.value ?? .null }), parts.contains { $0.isSensitive })
        case .object(let object)?:
            let parts = object.map { (key: $0.key, part: revealed($0.value)) }
            let members = parts.map { (key: $0.key, value: $0.part.value ?? .null) }
            return (.object(.init(members)), parts.contains { $0.part.isSensitive })
        default: return (value, false)
        }
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
            let (before, after) = (revealed(change.before), revealed(change.after))
            return AttributeChange(
                path: AttributeComparison.name(steps), before: PlanReader.shown(before.value),
                after: PlanReader.shown(after.value), isSensitive: before.isSensitive || after.isSensitive)
        }
    }
}
