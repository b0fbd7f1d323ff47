import Values

/// Terraform's language as text: quoting, literals, and values laid out as `terraform fmt` lays them out.
enum HCLText {
    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2d }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f
    }

    /// A quoted string. In a template `${` and `%{` keep their meaning; otherwise they are escaped.
    static func quoted(_ text: String, isTemplate: Bool) -> String {
        guard isTemplate else { return "\"" + escaped(text, isTemplate: false) + "\"" }
        let inner = Expressions.parts(of: text).map { part in
            switch part {
            case .literal(let literal): escaped(literal, isTemplate: true)
            case .expression(let expression): "${" + expression + "}"
            }
        }.joined()
        return "\"" + inner + "\""
    }

    private static func escaped(_ text: String, isTemplate: Bool) -> String {
        var out = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "$" where !isTemplate, "%" where !isTemplate:
                let opens = index + 1 < scalars.count && scalars[index + 1] == "{"
                out += opens ? "\(scalar)\(scalar)" : String(scalar)
            case let control where control.value < 0x20 || control.value == 0x7f:
                let digits = String(control.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// A value on one line, its texts taken literally.
    static func literal(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): number.text
        case .string(let text): quoted(text, isTemplate: false)
        case .array(let elements): "[" + elements.map(literal).joined(separator: ", ") + "]"
        case .object(let object):
            object.isEmpty
                ? "{}"
                : "{ " + object.map { "\(key($0.key)) = \(literal($0.value))" }.joined(separator: ", ") + " }"
        }
    }

    /// A value whose texts are templates, laid out over as many lines as it needs.
    static func value(_ value: JSON, indent: Int) -> String {
        let pad = String(repeating: "  ", count: indent)
        switch value {
        case .null, .bool, .number: return literal(value)
        case .string(let text):
            return Expressions.wholeExpression(text) ?? quoted(text, isTemplate: true)
        case .array(let elements):
            let items = elements.map { HCLText.value($0, indent: indent + 1) }
            let line = "[" + items.joined(separator: ", ") + "]"
            if !line.contains("\n"), line.utf8.count + indent * 2 <= 80 { return line }
            return "[\n" + items.map { "\(pad)  \($0),\n" }.joined() + "\(pad)]"
        case .object(let object):
            if object.isEmpty { return "{}" }
            if object.count == 1, let inner = object["jsonencode"] {
                return "jsonencode(" + HCLText.value(inner, indent: indent) + ")"
            }
            return "{\n"
                + aligned(
                    object.map { (key($0.key), HCLText.value($0.value, indent: indent + 1)) }, pad + "  ")
                + "\(pad)}"
        }
    }

    /// `name = value` lines; `terraform fmt` aligns the equals signs of neighbours that stand on one line.
    static func aligned(_ pairs: [(name: String, value: String)], _ pad: String) -> String {
        var out = ""
        var index = 0
        while index < pairs.count {
            let run = pairs[index...].prefix { !$0.value.contains("\n") }
            let width = run.map(\.name.count).max() ?? 0
            for pair in run {
                out +=
                    pad + pair.name + String(repeating: " ", count: width - pair.name.count)
                    + " = \(pair.value)\n"
            }
            index += run.count
            if index < pairs.count {
                out += "\(pad)\(pairs[index].name) = \(pairs[index].value)\n"
                index += 1
            }
        }
        return out
    }

    private static func key(_ text: String) -> String {
        if isIdentifier(text) { return text }
        if let expression = Expressions.wholeExpression(text) { return "(\(expression))" }
        return quoted(text, isTemplate: true)
    }
}
