import Values

/// How text is written in YAML.
enum YAMLText {
    /// Words that YAML 1.1 reads as something else than text.
    private static let words: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "<<", "=",
    ]
    private static let leading = Set("-?:,[]{}#&*!|>'\"%@`".utf8)

    /// Plain where it is safe, else in double quotes.
    static func inline(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    private static func isPlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, !leading.contains(first), first > 0x20,
            last > 0x20, last != UInt8(ascii: ":"), !words.contains(text.lowercased())
        else { return false }
        // A digit, sign or point may begin a number, a time or a sexagesimal in one version or the other.
        if first &- 0x30 < 10 || "+.".utf8.contains(first) {
            if bytes.allSatisfy({ $0 &- 0x30 < 10 || "+-.:_eExXoOaAbBcCdDfFtTzZiInN ".utf8.contains($0) }) {
                return false
            }
        }
        for (byte, next) in zip(bytes, bytes.dropFirst()) {
            if byte == UInt8(ascii: ":") && next == 0x20 || byte == 0x20 && next == UInt8(ascii: "#") {
                return false
            }
        }
        return !text.unicodeScalars.contains { needsEscape($0) || $0 == "\n" || $0 == "\t" }
    }

    /// What a YAML reader would refuse, change or take for the end of a line.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0a: false
        case ..<0x20, 0x7f...0xa0, 0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff: true
        case 0x1fffe...: scalar.value & 0xfffe == 0xfffe
        default: false
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _ where needsEscape(scalar):
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value > 0xffff ? 8 : 4
                out +=
                    (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count)
                    + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// The lines of a literal block; nil when the text has one line, or would not come back.
    static func block(_ text: String) -> [Substring]? {
        guard text.utf8.contains(0x0a), !text.unicodeScalars.contains(where: needsEscape) else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        // The first line sets the indent, and blanks at an end are at the mercy of editors.
        guard let first = lines.first, !first.isEmpty, first.utf8.first != 0x20, lines.last?.isEmpty == false,
            lines.allSatisfy({ $0.utf8.last != 0x20 && !$0.utf8.contains(0x09) })
        else { return nil }
        return lines
    }
}
