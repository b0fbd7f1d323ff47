import Values

/// The places of a resource whose values are secret, by attribute names without keys and indexes.
public struct SensitivePaths: Sendable, Equatable {
    private var paths: Set<[String]>

    public static let none = SensitivePaths([])

    init(_ paths: Set<[String]>) { self.paths = paths }

    /// What the schema says is sensitive, at every depth.
    public init(_ block: BlockSchema) {
        paths = []
        gather(block, [])
    }

    /// Adds the paths that a state marks (`sensitive_attributes`): lists of steps by name or index.
    public func adding(state marks: JSON?) -> SensitivePaths {
        var out = self
        for mark in marks?.arrayValue ?? [] {
            let names = (mark.arrayValue ?? []).compactMap { step -> String? in
                let value = step["value"]
                return value?.stringValue ?? value?["value"]?.stringValue
            }
            if !names.isEmpty { out.paths.insert(names) }
        }
        return out
    }

    /// True when exactly this place is secret as a whole.
    func contains(_ names: [String]) -> Bool { paths.contains(names) }

    /// True when the place is secret, lies within a secret, or holds one.
    func touches(_ names: [String]) -> Bool {
        paths.contains { path in
            let common = min(path.count, names.count)
            return path[..<common] == names[..<common]
        }
    }

    private mutating func gather(_ block: BlockSchema, _ prefix: [String]) {
        gather(block.attributes, prefix)
        for nested in block.blocks { gather(nested.block, prefix + [nested.name]) }
    }

    private mutating func gather(_ attributes: [AttributeSchema], _ prefix: [String]) {
        for attribute in attributes {
            let path = prefix + [attribute.name]
            if attribute.traits.contains(.sensitive) { paths.insert(path) }
            gather(attribute.nested, path)
        }
    }
}
