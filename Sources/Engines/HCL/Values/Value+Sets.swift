extension Value {
    /// A set of these, each once; marks of elements go to the set.
    public static func set(_ elements: [Value], of type: ValueType) -> Value {
        var marks: Set<Mark> = []
        var keyed: [(key: String, value: Value)] = []
        for element in elements {
            marks.formUnion(element.deepMarks)
            let plain = element.deeplyUnmarked
            keyed.append((plain.sortKey, plain))
        }
        keyed.sort { $0.value.precedes($1.value, $0.key, $1.key) }
        var unique: [Value] = []
        var last: (key: String, value: Value)?
        for one in keyed {
            // Two unknowns may turn out to be different.
            if let last, last.key == one.key,
                one.value.isWhollyKnown
                    || last.value.refinement == one.value.refinement && one.value.isWhollyKnown
            {
                continue
            }
            unique.append(one.value)
            last = one
        }
        return Value(.set(type), .elements(unique), marks: marks)
    }

    private func precedes(_ other: Value, _ key: String, _ otherKey: String) -> Bool {
        let ranks = (rank, other.rank)
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        if let a = numberValue, let b = other.numberValue { return a < b }
        if let a = stringValue, let b = other.stringValue { return a < b }
        return key < otherKey
    }

    private var rank: Int { !isKnown ? 1 : isNull ? 2 : 0 }

    /// A text that is the same for equal values only.
    package var sortKey: String {
        switch content {
        case .null: "~"
        case .unknown: "?"
        case .bool(let value): value ? "T" : "F"
        case .number(let number): number.text
        case .string(let text): "\"" + text.replacingQuotes + "\""
        case .elements(let elements):
            switch type {
            case .set: "[" + elements.map { $0.sortKey + ";" }.joined() + "]"
            case .tuple: "<" + elements.map { $0.sortKey + ";" }.joined() + ">"
            default: "[" + elements.map { $0.sortKey + ";" }.joined() + "]"
            }
        case .members(let members):
            if type.isObject {
                "<" + members.map { $0.value.sortKey + ";" }.joined() + ">"
            } else {
                "{" + members.map { "\"\($0.name.replacingQuotes)\":\($0.value.sortKey);" }.joined() + "}"
            }
        case .type(let type): type.constraintText
        }
    }
}

extension String {
    fileprivate var replacingQuotes: String {
        utf8.contains(0x22) || utf8.contains(0x5c)
            ? reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) } : self
    }
}

extension Value: Hashable {
    /// Alike in everything: type, marks, what is unknown, and all elements.
    public static func == (left: Value, right: Value) -> Bool {
        guard left.type == right.type, left.marks == right.marks else { return false }
        switch (left.content, right.content) {
        case (.null, .null): return true
        case (.unknown(let a), .unknown(let b)): return a == b
        case (.bool(let a), .bool(let b)): return a == b
        case (.number(let a), .number(let b)): return a == b
        case (.string(let a), .string(let b)): return a == b
        case (.elements(let a), .elements(let b)): return a == b
        case (.members(let a), .members(let b)):
            return a.count == b.count && zip(a, b).allSatisfy { $0.name == $1.name && $0.value == $1.value }
        case (.type(let a), .type(let b)): return a == b
        default: return false
        }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(sortKey)
    }
}

extension Value {
    /// The language's `==`: unknown while what is not known could still decide it. Marks are carried on.
    package func equals(_ other: Value) -> Value {
        let marks = deepMarks.union(other.deepMarks)
        let result: Value =
            switch isSame(as: other) {
            case true?: .bool(true)
            case false?: .bool(false)
            case nil: .unknown(.bool, .notNull)
            }
        return result.marked(marks)
    }

    /// Nil while it is not known.
    package func isSame(as other: Value) -> Bool? {
        switch (content, other.content) {
        case (.null, .null): return true
        case (.null, _) where other.isDefinitelyNotNull: return false
        case (_, .null) where isDefinitelyNotNull: return false
        case (.null, _), (_, .null): return nil
        case (.unknown(let refinement), _):
            return refinement.excludes(other) ? false : unlessTypesDiffer(other)
        case (_, .unknown(let refinement)):
            return refinement.excludes(self) ? false : unlessTypesDiffer(other)
        default: break
        }
        switch (content, other.content) {
        case (.bool(let a), .bool(let b)): return a == b
        case (.number(let a), .number(let b)): return a == b
        case (.string(let a), .string(let b)): return a == b
        case (.type(let a), .type(let b)): return a == b
        case (.elements(let a), .elements(let b)):
            guard Self.isSameKind(type, other.type) else { return false }
            if type.isSet, !isWhollyKnown || !other.isWhollyKnown { return nil }
            return a.count == b.count ? Self.all(zip(a, b).map { $0.isSame(as: $1) }) : false
        case (.members(let a), .members(let b)):
            guard Self.isSameKind(type, other.type), a.count == b.count,
                zip(a, b).allSatisfy({ $0.name == $1.name })
            else { return false }
            return Self.all(zip(a, b).map { $0.value.isSame(as: $1.value) })
        default: return false
        }
    }

    private func unlessTypesDiffer(_ other: Value) -> Bool? {
        type.hasDynamic || other.type.hasDynamic || type == other.type ? nil : false
    }

    /// Values of different types are never the same, elements that are not known of type aside.
    private static func isSameKind(_ a: ValueType, _ b: ValueType) -> Bool {
        a == b || a.hasDynamic || b.hasDynamic
    }

    private static func all(_ results: [Bool?]) -> Bool? {
        if results.contains(false) { return false }
        return results.contains(nil) ? nil : true
    }
}

extension Refinement {
    /// Whether the unknown can't turn out to be this.
    func excludes(_ value: Value) -> Bool {
        switch value.content {
        case .string(let text): return !text.hasPrefix(prefix)
        case .number(let number):
            if let lower, number < lower || number == lower && !isLowerInclusive { return true }
            if let upper, upper < number || number == upper && !isUpperInclusive { return true }
            return false
        case .elements(let elements) where !value.type.isTuple:
            return elements.count < least && !value.type.isSet || elements.count > most && value.isWhollyKnown
        case .members(let members) where value.type.isMap:
            return members.count < least || members.count > most
        default: return false
        }
    }
}
