import Numbers
import Values

/// One place at which two values of the same resource differ.
public struct CtyDifference: Sendable, Equatable {
    /// What the difference means, so that noise is not taken for drift.
    public enum Meaning: String, Sendable, Codable, CaseIterable {
        case changed
        /// Null on one side, an empty list, set, map or text on the other: providers mix them.
        case emptiness
        /// The same elements of a list in another order.
        case order
        /// JSON texts that say the same, such as policies.
        case sameJSON
        /// Times that name the same instant.
        case sameInstant

        /// True for what is a change of the world.
        public var isDrift: Bool { self == .changed || self == .order }
    }

    /// As people write it: `tags["Name"]`, `ingress[0].from_port`; a set's elements share the set's path.
    public let path: String
    /// Nil where there is nothing of that name.
    public let before: CtyValue?
    public let after: CtyValue?
    public let meaning: Meaning
    /// The values must not be shown.
    public let isSensitive: Bool
}

extension CtyValue {
    /// Where two values of one resource differ, in the order of their attributes.
    public static func differences(
        _ before: CtyValue, _ after: CtyValue, sensitive: SensitivePaths = .none
    ) -> [CtyDifference] {
        var comparison = CtyComparison(sensitive: sensitive)
        comparison.compare(before, after)
        return comparison.differences
    }
}

/// Walks two values side by side.
struct CtyComparison {
    let sensitive: SensitivePaths
    private(set) var differences: [CtyDifference] = []
    private var path = ""
    /// The names on the way, without keys and indexes.
    private var names: [String] = []

    init(sensitive: SensitivePaths) { self.sensitive = sensitive }

    mutating func compare(_ before: CtyValue?, _ after: CtyValue?) {
        switch (before, after) {
        case (.members(let old)?, .members(let new)?) where !sensitive.contains(names): compare(old, new)
        case (.list(let old)?, .list(let new)?) where !sensitive.contains(names): compareLists(old, new)
        case (.set(let old)?, .set(let new)?): if !Self.isSameSet(old, new) { note(before, after, .changed) }
        case (.typed(let oldType, let old)?, .typed(let newType, let new)?) where oldType == newType:
            compare(old, new)
        case (.string(let old)?, .string(let new)?):
            if !old.utf8.elementsEqual(new.utf8) { note(before, after, Self.meaning(old, new)) }
        default:
            guard before != after else { return }
            let isNothing = (before?.isBlank ?? true) && (after?.isBlank ?? true)
            note(before, after, isNothing ? .emptiness : .changed)
        }
    }

    private mutating func compare(_ old: [CtyValue.Member], _ new: [CtyValue.Member]) {
        for member in old {
            let other = new.first { $0.name == member.name }
            descend(member.name, isName: true) { $0.compare(member.value, other?.value) }
        }
        for member in new where !old.contains(where: { $0.name == member.name }) {
            descend(member.name, isName: true) { $0.compare(nil, member.value) }
        }
    }

    private mutating func compareLists(_ old: [CtyValue], _ new: [CtyValue]) {
        if old.count == new.count, old != new {
            let (first, second) = (old.map(\.canonical), new.map(\.canonical))
            if first == second { return }
            if first.sorted() == second.sorted() { return note(.list(old), .list(new), .order) }
        }
        for index in 0..<max(old.count, new.count) {
            descend("[\(index)]", isName: false) {
                $0.compare(index < old.count ? old[index] : nil, index < new.count ? new[index] : nil)
            }
        }
    }

    private mutating func descend(_ step: String, isName: Bool, _ body: (inout CtyComparison) -> Void) {
        let outer = path
        if isName {
            let isPlain = step.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 0x5f || byte == 0x2d
            }
            path += isPlain ? (path.isEmpty ? step : "." + step) : "[\(JSON.string(step).text)]"
            names.append(step)
        } else {
            path += step
        }
        body(&self)
        path = outer
        if isName { names.removeLast() }
    }

    private mutating func note(_ before: CtyValue?, _ after: CtyValue?, _ meaning: CtyDifference.Meaning) {
        differences.append(
            CtyDifference(
                path: path, before: before, after: after, meaning: meaning,
                isSensitive: sensitive.touches(names)))
    }

    // MARK: - What is the same

    /// Equal as multisets; sets are small, and sorting their texts costs less than comparing all pairs.
    private static func isSameSet(_ old: [CtyValue], _ new: [CtyValue]) -> Bool {
        guard old.count == new.count else { return false }
        if old == new { return true }
        return old.map(\.canonical).sorted() == new.map(\.canonical).sorted()
    }

    private static func meaning(_ old: String, _ new: String) -> CtyDifference.Meaning {
        if old.isEmpty && new.isEmpty { return .emptiness }
        if let first = document(old), let second = document(new), first.isSame(as: second) {
            return .sameJSON
        }
        if let first = Instant(old), let second = Instant(new), first == second { return .sameInstant }
        return .changed
    }

    private static func document(_ text: String) -> JSON? {
        guard let first = text.utf8.first(where: { $0 > 0x20 }), first == 0x7b || first == 0x5b else {
            return nil
        }
        return try? JSON(parsing: text)
    }
}

extension CtyValue {
    /// Null, an empty collection or an empty text.
    fileprivate var isBlank: Bool { isEmpty || self == .string("") }

    /// Equal texts for equal values, sets in any order.
    fileprivate var canonical: String {
        switch self {
        case .null: "null"
        case .unknown: "unknown"
        case .bool(let flag): String(flag)
        case .number(let number): number.text
        case .string(let text): JSON.string(text).text
        case .list(let elements): "[" + elements.map(\.canonical).joined(separator: ",") + "]"
        case .set(let elements): "(" + elements.map(\.canonical).sorted().joined(separator: ",") + ")"
        case .members(let members):
            "{" + members.map { JSON.string($0.name).text + ":" + $0.value.canonical }.joined(separator: ",")
                + "}"
        case .typed(let type, let value): type.json.text + value.canonical
        }
    }
}

extension JSON {
    /// Equal but for the order of members and the form of numbers; a policy's single text is the same as a
    /// list of it.
    fileprivate func isSame(as other: JSON) -> Bool {
        switch (self, other) {
        case (.object(let a), .object(let b)):
            a.count == b.count && a.allSatisfy { key, value in b[key].map { value.isSame(as: $0) } ?? false }
        case (.array(let a), .array(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
        case (.array(let a), .string) where a.count == 1: a[0] == other
        case (.string, .array(let b)) where b.count == 1: b[0] == self
        case (.number(let a), .number(let b)): a.isSameQuantity(as: b)
        default: self == other
        }
    }
}
