public import Values

/// A parsed module.
public struct Module: Sendable {
    public var file: String
    public var package: Package
    public var imports: [Import]
    public var rules: [Rule]
    public var comments: [Comment]
    public var annotations: [Annotations]
    /// Whether the module was read by the grammar of version 1.
    public var isVersion1: Bool
    /// The text that was read.
    public var source: [UInt8]
}

/// `package a.b.c`; the path begins with `data`.
public struct Package: Sendable {
    public var path: [Term]
    public var location: Location
}

/// `import data.a.b as c`.
public struct Import: Sendable {
    public var path: Term
    public var alias: String?
    public var location: Location

    /// The name by which the module knows what is imported.
    public var name: String? {
        if let alias { return alias }
        switch path.kind {
        case .ref(let terms): return terms.last?.string
        case .variable(let name): return name
        default: return nil
        }
    }
}

/// A comment's text after its `#`.
public struct Comment: Sendable {
    public var text: String
    public var location: Location
}

/// A rule with the chain of its `else` branches.
public struct Rule: Sendable {
    public var isDefault: Bool
    public var head: Head
    public var body: Body
    /// None or one: the branch that is tried when this one does not hold.
    public var otherwise: [Rule]
    public var location: Location
    /// Whether the body was left out and stands for `true`.
    public var isBodyGenerated: Bool
}

/// The head of a rule.
public struct Head: Sendable {
    /// The rule's name and what follows it; for `contains` without the key.
    public var ref: [Term]
    /// The parameters of a function.
    public var arguments: [Term]?
    /// What `contains` adds.
    public var key: Term?
    /// The value; nil in sets, `true` where it was left out.
    public var value: Term?
    public var isAssigned: Bool
    /// Whether the value was left out and stands for `true`.
    public var isValueGenerated: Bool
    public var location: Location

    public var isSet: Bool { key != nil }

    /// `p.q.r` as the rule's name is written.
    public var name: String { Term(.ref(ref)).refText }
}

/// A METADATA comment block.
public struct Annotations: Sendable {
    public enum Scope: String, Sendable { case rule, document, package, subpackages }

    public var scope: Scope
    /// The block's members as they were written.
    public var content: JSON.Object
    public var location: Location
    /// The row of the statement that the block stands before, and what it is.
    public var target: Target

    public enum Target: Sendable { case package, `import`, rule(index: Int), none }
}
