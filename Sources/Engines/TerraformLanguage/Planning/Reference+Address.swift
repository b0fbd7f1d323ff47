import HCL

extension Reference {
    /// As it is written: `module.a["k"].b`.
    var addressText: String { parts.reduce(root) { $0 + Self.text($1) } }

    static func text(_ part: Part) -> String {
        switch part {
        case .name(let name): "." + name
        case .key(let key):
            key.stringValue.map { "[\"\(quotedText($0))\"]" } ?? "[\(key.numberValue?.text ?? "")]"
        }
    }

    /// How many parts name the object, an instance's key among them, beside the root.
    private var subjectLength: Int {
        func withKey(_ count: Int) -> Int {
            if parts.count > count, case .key = parts[count] { return count + 1 }
            return count
        }
        switch root {
        case "var", "local", "path", "terraform", "each", "count": return min(1, parts.count)
        case "self": return 0
        case "module":
            let call = withKey(1)
            return min(call + 1, parts.count)
        case "data", "ephemeral": return min(withKey(2), parts.count)
        default: return min(withKey(1), parts.count)
        }
    }

    /// Itself, each shorter path, the object, and what the object is an instance or an output of.
    var unwrapped: [String] {
        let subject = subjectLength
        var out = (subject...max(subject, parts.count)).reversed().map { prefix($0) }
        switch root {
        case "module":
            if subject > 1 { out.append(prefix(subject - 1)) }
            if subject > 2 { out.append(prefix(1)) }
        case "data", "ephemeral": if subject == 3 { out.append(prefix(2)) }
        case "var", "local", "path", "terraform", "each", "count", "self": break
        default: if subject == 2 { out.append(prefix(1)) }
        }
        return out
    }

    private func prefix(_ count: Int) -> String { parts.prefix(count).reduce(root) { $0 + Self.text($1) } }
}
