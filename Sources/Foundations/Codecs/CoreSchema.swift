import Values

/// What a plain scalar means in YAML 1.2's core schema (section 10.3.2).
enum CoreSchema {
    enum Meaning {
        case json(JSON)
        /// `.inf` or `.nan`, which JSON cannot tell.
        case notFinite
    }

    static func meaning(of text: String) -> Meaning {
        switch text {
        case "", "~", "null", "Null", "NULL": .json(.null)
        case "true", "True", "TRUE": .json(true)
        case "false", "False", "FALSE": .json(false)
        case ".nan", ".NaN", ".NAN": .notFinite
        default:
            if [".inf", ".Inf", ".INF"].contains(text.drop { $0 == "-" || $0 == "+" }), text.utf8.count <= 5 {
                .notFinite
            } else {
                .json(number(text).map(JSON.number) ?? .string(text))
            }
        }
    }

    /// The number as JSON writes it, its digits kept.
    static func number(_ text: String) -> JSON.Number? {
        guard let first = text.utf8.first, first &- 0x30 < 10 || "+-.".utf8.contains(first) else {
            return nil
        }
        if text.hasPrefix("0x") { return inBase(16, text.utf8.dropFirst(2)) }
        if text.hasPrefix("0o") { return inBase(8, text.utf8.dropFirst(2)) }
        var rest = Array(text.utf8)[...]
        let sign = rest.first == UInt8(ascii: "-") ? "-" : ""
        if "+-".utf8.contains(rest[rest.startIndex]) { rest.removeFirst() }
        func digits() -> String {
            let run = rest.prefix { $0 &- 0x30 < 10 }
            rest = rest.dropFirst(run.count)
            return String(decoding: run, as: UTF8.self)
        }
        let whole = digits()
        var fraction = ""
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = digits()
            if whole.isEmpty && fraction.isEmpty { return nil }
            if fraction.isEmpty { fraction = "0" }
        } else if whole.isEmpty {
            return nil
        }
        let significant = whole.drop { $0 == "0" }
        let body = sign + (significant.isEmpty ? "0" : significant) + (fraction.isEmpty ? "" : "." + fraction)
        // What is left must be an exponent, which JSON writes alike.
        return JSON.Number(body + String(decoding: rest, as: UTF8.self))
    }

    /// Of any length up to 64 digits, in decimal.
    private static func inBase(_ base: Int, _ digits: Substring.UTF8View) -> JSON.Number? {
        guard !digits.isEmpty, digits.count <= 64 else { return nil }
        // Least significant first.
        var decimal = [0]
        for digit in digits {
            guard let value = Int(String(decoding: [digit], as: UTF8.self), radix: base) else { return nil }
            var carry = value
            for index in decimal.indices {
                carry += decimal[index] * base
                decimal[index] = carry % 10
                carry /= 10
            }
            while carry > 0 {
                decimal.append(carry % 10)
                carry /= 10
            }
        }
        return JSON.Number(decimal.reversed().map(String.init).joined())
    }
}
