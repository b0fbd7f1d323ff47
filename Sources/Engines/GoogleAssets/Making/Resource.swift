import Values

/// A resource of a plan or a configuration, as far as it is known.
struct Resource: Sendable {
    let address: String
    let type: String
    let values: JSON.Object
    /// True where a value is only known later, within objects and lists at the place that they have.
    let unknown: JSON
}

/// Where resources are made that do not say so themselves.
struct Surroundings: Sendable {
    var project: String?
    var region: String?
    var zone: String?
    /// What the provider writes to all labels of its own.
    var labels: [String: String] = [:]
    /// True where no provider has said its part yet, so that what it would send by itself is added.
    var isConfigured = false
}

/// What templates are filled in with: the innermost object's attributes, then those around it, then what the
/// provider is configured with.
struct Lookup {
    let around: Surroundings
    var levels: [JSON.Object]

    subscript(name: String) -> String? {
        if name.hasPrefix("@") { return levels.first.flatMap { Self.text($0[String(name.dropFirst())]) } }
        for level in levels.reversed() {
            if let text = Self.text(level[name]), !text.isEmpty { return text }
        }
        return switch name {
        case "project": around.project
        case "zone": around.zone
        case "region": region
        case "location": self["zone"] ?? self["region"]
        default: nil
        }
    }

    /// A zone's is the zone without its letter.
    private var region: String? {
        let zone = levels.reversed().lazy.compactMap { Self.text($0["zone"]) }.first ?? around.zone
        return zone.map { String(($0.split(separator: "/").last ?? "").dropLast(2)) } ?? around.region
    }

    static func text(_ value: JSON?) -> String? {
        switch value {
        case .string(let text): text
        case .number(let number): number.text
        default: nil
        }
    }
}
