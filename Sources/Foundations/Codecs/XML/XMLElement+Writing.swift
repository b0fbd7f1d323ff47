extension XMLElement {
    /// As XML, without white space of its own; attributes in the order of their names.
    public var xml: String {
        var out = ""
        write(into: &out)
        return out
    }

    private func write(into out: inout String) {
        out += "<" + name
        for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
            out += " \(key)=\"\(Self.escaped(value, isAttribute: true))\""
        }
        out += ">" + Self.escaped(text, isAttribute: false)
        for child in children { child.write(into: &out) }
        out += "</\(name)>"
    }

    /// What a reader would take for markup, or would change, as references (XML 1.0, 2.4 and 3.3.3).
    private static func escaped(_ text: String, isAttribute: Bool) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"" where isAttribute: out += "&quot;"
            case "\r": out += "&#xD;"
            case "\n" where isAttribute: out += "&#xA;"
            case "\n", "\u{85}", "\u{2028}": out += "&#x\(String(scalar.value, radix: 16, uppercase: true));"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
