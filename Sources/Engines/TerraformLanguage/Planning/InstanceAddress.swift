/// The address of a resource instance in its parts, ordered as plans and states list them.
struct InstanceAddress: Hashable, Comparable, Sendable {
    /// `module.a["k"]`, one for each module on the way.
    let modules: [String]
    let isData: Bool
    let type: String
    let name: String
    /// With its brackets; empty without a key.
    let key: String

    var module: String { modules.joined(separator: ".") }
    var resource: String { (isData ? "data." : "") + type + "." + name }
    var text: String { (modules.isEmpty ? "" : module + ".") + resource + key }

    /// Nil for a text that names no resource instance.
    init?(_ text: String) {
        var parts = Self.parts(text)
        var modules: [String] = []
        while parts.count > 2, parts[0] == "module" {
            modules.append("module." + parts[1])
            parts.removeFirst(2)
        }
        isData = parts.first == "data"
        if isData { parts.removeFirst() }
        guard parts.count == 2 else { return nil }
        self.modules = modules
        type = parts[0]
        name = String(parts[1].prefix { $0 != "[" })
        key = String(parts[1].drop { $0 != "[" })
    }

    /// At the points that are not within brackets.
    static func parts(_ text: String) -> [String] {
        var parts = [""]
        var depth = 0
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, character == "[" { depth += 1 }
            if !isQuoted, character == "]" { depth -= 1 }
            if character == ".", depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    static func < (a: Self, b: Self) -> Bool {
        if a.modules != b.modules {
            if a.modules.count != b.modules.count { return a.modules.count < b.modules.count }
            return a.modules.lexicographicallyPrecedes(b.modules, by: before)
        }
        if a.isData != b.isData { return a.isData }
        if a.type != b.type { return a.type < b.type }
        return a.name != b.name ? a.name < b.name : before(a.key, b.key)
    }

    /// Numbers by size, and before texts.
    private static func before(_ a: String, _ b: String) -> Bool {
        func number(_ text: String) -> Int? {
            text.lastIndex(of: "[").flatMap { Int(text[text.index(after: $0)...].dropLast()) }
        }
        if let one = number(a), let other = number(b),
            a.prefix(while: { $0 != "[" }) == b.prefix(while: { $0 != "[" })
        {
            return one < other
        }
        return a < b
    }
}
