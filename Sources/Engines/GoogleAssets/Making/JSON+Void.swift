import Values

extension JSON {
    /// Whether a provider takes it for not being set.
    var isVoid: Bool {
        switch self {
        case .null: true
        case .bool(let flag): !flag
        case .number(let number): number.double == 0
        case .string(let text): text.isEmpty
        case .array(let items): items.isEmpty
        case .object(let members): members.isEmpty
        }
    }
}

extension JSON.Object {
    /// Sets what is within objects; a list is gone on with, and an object gets what it has not.
    mutating func put(_ value: JSON, at path: [String]) {
        guard let first = path.first else {
            for (name, value) in value.objectValue ?? [:] { put(value, at: [name]) }
            return
        }
        guard path.count == 1 else {
            var inner = self[first]?.objectValue ?? [:]
            inner.put(value, at: Array(path.dropFirst()))
            self[first] = .object(inner)
            return
        }
        switch (self[first], value) {
        case (.array(let old)?, .array(let more)): self[first] = .array(old + more)
        case (.object(var old)?, .object(let more)):
            for (name, value) in more { old.put(value, at: [name]) }
            self[first] = .object(old)
        default: self[first] = value
        }
    }
}
