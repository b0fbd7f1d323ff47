extension Value {
    /// As `==`, but of what is known of unknown values only whether they may be null counts, and numbers
    /// are alike that differ after their 17th digit.
    public func resembles(_ other: Value) -> Bool {
        guard type == other.type, marks == other.marks else { return false }
        // Facts about marked unknowns tell no refinement.
        if !isKnown, !other.isKnown, !marks.isEmpty { return true }
        switch (content, other.content) {
        case (.unknown(let a), .unknown(let b)): return a.isNotNull == b.isNotNull
        case (.number(let a), .number(let b)):
            return a == b || abs(a.double - b.double) <= abs(b.double) * 0x1p-52
        case (.elements(let a), .elements(let b)):
            return a.count == b.count && zip(a, b).allSatisfy { $0.resembles($1) }
        case (.members(let a), .members(let b)):
            return a.count == b.count
                && zip(a, b).allSatisfy { $0.name == $1.name && $0.value.resembles($1.value) }
        default: return self == other
        }
    }
}
