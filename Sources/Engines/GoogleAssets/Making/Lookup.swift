import Values

/// What templates are filled in with: the innermost object's attributes, then those around it, then what the
/// provider is configured with.
struct Lookup {
    let around: Placement
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
