import Values

/// One difference between two documents of the API.
public struct APIChange: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case added, changed, removed }

    public let kind: Kind
    /// An operation's name or a schema's, as in the document.
    public let subject: String
    /// What is different, for people.
    public let what: String
    /// Whether a client that was right before can be wrong now.
    public let isBreaking: Bool

    public init(_ kind: Kind, _ subject: String, _ what: String, isBreaking: Bool = false) {
        (self.kind, self.subject, self.what, self.isBreaking) = (kind, subject, what, isBreaking)
    }

    public var json: JSON {
        var parts: JSON = [
            "kind": .string(kind.rawValue), "subject": .string(subject), "what": .string(what),
        ]
        if isBreaking { parts["breaking"] = true }
        return parts
    }

    /// Nil for what `json` did not write.
    public init?(_ json: JSON) {
        guard let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)),
            let subject = json["subject"]?.stringValue, let what = json["what"]?.stringValue
        else { return nil }
        self.init(kind, subject, what, isBreaking: json["breaking"]?.boolValue ?? false)
    }
}
