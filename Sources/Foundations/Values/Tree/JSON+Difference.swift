extension JSON {
    /// One place at which two values differ.
    public struct Change: Sendable, Hashable {
        public let pointer: JSONPointer
        /// Nil when the place is new.
        public let before: JSON?
        /// Nil when the place is gone.
        public let after: JSON?

        public init(_ pointer: JSONPointer, before: JSON?, after: JSON?) {
            self.pointer = pointer
            self.before = before
            self.after = after
        }
    }

    /// The deepest places at which the values differ, in the old value's order, new members last.
    ///
    /// Members are compared by name and elements by position; numbers by quantity, so `1` and `1.0`
    /// do not differ.
    public static func diff(_ old: JSON, _ new: JSON) -> [Change] {
        var changes: [Change] = []
        var steps: [String] = []
        compare(old, new, at: &steps, into: &changes)
        return changes
    }

    private static func compare(
        _ old: JSON?, _ new: JSON?, at steps: inout [String], into changes: inout [Change]
    ) {
        func descend(_ step: String, _ old: JSON?, _ new: JSON?) {
            steps.append(step)
            compare(old, new, at: &steps, into: &changes)
            steps.removeLast()
        }
        switch (old, new) {
        case (.object(let before)?, .object(let after)?):
            for (key, value) in before { descend(key, value, after[key]) }
            for (key, value) in after where before[key] == nil { descend(key, nil, value) }
        case (.array(let before)?, .array(let after)?):
            for place in 0..<max(before.count, after.count) {
                descend(
                    String(place), place < before.count ? before[place] : nil,
                    place < after.count ? after[place] : nil)
            }
        case (.number(let before)?, .number(let after)?) where before.isSameQuantity(as: after): break
        case (let before, let after) where before == after: break
        default: changes.append(Change(JSONPointer(steps), before: old, after: new))
        }
    }
}
