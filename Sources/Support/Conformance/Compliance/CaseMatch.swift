import Values

/// How names and values are compared, minding their case or not.
struct CaseMatch {
    let isCaseSensitive: Bool

    /// Whether both are plain values that are written alike.
    func equal(_ left: JSON, _ right: JSON) -> Bool {
        left.isPlain && right.isPlain && equal(left.said, right.said)
    }

    func equal(_ left: String, _ right: String) -> Bool {
        isCaseSensitive ? left == right : left.lowercased() == right.lowercased()
    }

    /// The object's member of this name.
    func member(_ object: JSON, _ key: String) -> JSON? {
        object.objectValue?.first { equal($0.key, key) }?.value
    }

    /// Whether a list has the plain value, or an object the key.
    func contains(_ whole: JSON, _ needle: String) -> Bool {
        switch whole {
        case .array(let all): all.contains { $0.isPlain && equal($0.said, needle) }
        case .object(let object): object.contains { equal($0.key, needle) }
        default: false
        }
    }

    /// Every member of this name at any depth, outermost ones only.
    func seek(_ key: String, in whole: JSON) -> [JSON] {
        switch whole {
        case .object(let object):
            object.flatMap { equal($0.key, key) ? [$0.value] : seek(key, in: $0.value) }
        case .array(let all): all.flatMap { seek(key, in: $0) }
        default: []
        }
    }

    /// The plain values below members of this name that the whole pattern matches.
    func seek(_ pattern: StartPattern, below key: String, in whole: JSON, isBelow: Bool = false) -> [String] {
        switch whole {
        case .object(let object):
            object.flatMap { name, value -> [String] in
                guard isBelow || equal(name, key) else {
                    return seek(pattern, below: key, in: value)
                }
                if value.isPlain { return pattern.match(value.said).map { [$0] } ?? [] }
                guard let all = value.arrayValue else {
                    return seek(pattern, below: key, in: value, isBelow: true)
                }
                return all.flatMap { seek(pattern, below: key, in: $0, isBelow: true) }
            }
        case .array(let all): all.flatMap { seek(pattern, below: key, in: $0, isBelow: isBelow) }
        default: []
        }
    }

    /// Whether the value stands anywhere within.
    func has(_ value: String, in whole: JSON) -> Bool {
        switch whole {
        case .object(let object): object.contains { has(value, in: $0.value) }
        case .array(let all): all.contains { has(value, in: $0) }
        default: whole.isPlain && equal(whole.said, value)
        }
    }
}

extension JSON {
    /// A string, a number or a truth value.
    var isPlain: Bool {
        switch self {
        case .string, .number, .bool: true
        default: false
        }
    }

    /// The value as the scenarios' messages write it.
    var said: String {
        if case .string(let text) = self { return text }
        return saidWithin
    }

    private var saidWithin: String {
        switch self {
        case .null: "None"
        case .bool(let truth): truth ? "True" : "False"
        case .number(let number): number.text
        case .string(let text): "'\(text)'"
        case .array(let all): "[" + all.map(\.saidWithin).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.map { "'\($0.key)': \($0.value.saidWithin)" }.joined(separator: ", ") + "}"
        }
    }

    /// Nothing, or a text, list or object without anything in it.
    var isHollow: Bool { isNull || self == "" || self == [] || self == [:] }

    /// Texts that are JSON themselves, read, at any depth.
    var unwrapped: JSON {
        switch self {
        case .string(let text):
            guard let read = try? JSON(parsing: text) else { return self }
            return read.isPlain || read.isNull ? read : read.unwrapped
        case .array(let all): return .array(all.map(\.unwrapped))
        case .object(let object):
            return .object(.init(object.map { (key: $0.key, value: $0.value.unwrapped) }))
        default: return self
        }
    }
}
