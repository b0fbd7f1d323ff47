import Numbers
import Rego

/// Go's verbs, as `sprintf` knows them.
struct Formatter {
    private enum Argument {
        case int(BigInt)
        case float(Double)
        case text(String)

        var goType: String {
            switch self {
            case .int: "int"
            case .float: "float64"
            case .text: "string"
            }
        }
    }

    private var flags = Set<UInt8>()
    private var width: Int?
    private var precision: Int?

    static func format(_ format: String, _ values: [Value], _ call: borrowing Call) throws(BuiltInFault)
        -> String
    {
        let arguments = values.map(argument)
        let bytes = Array(format.utf8)
        var out: [UInt8] = []
        var at = 0
        var next = 0
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "%") else {
                out.append(bytes[at])
                at += 1
                continue
            }
            at += 1
            var formatter = Formatter()
            while at < bytes.count, "+-# 0".utf8.contains(bytes[at]) {
                formatter.flags.insert(bytes[at])
                at += 1
            }
            formatter.width = number(bytes, &at, arguments, &next)
            if let width = formatter.width, width < 0 {
                formatter.flags.insert(UInt8(ascii: "-"))
                formatter.width = -width
            }
            if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
                at += 1
                formatter.precision = number(bytes, &at, arguments, &next) ?? 0
            }
            guard max(formatter.width ?? 0, formatter.precision ?? 0) <= 1_000_000 else {
                throw .failed("the width is too large")
            }
            guard at < bytes.count else {
                out += Array("%!(NOVERB)".utf8)
                break
            }
            let verb = Unicode.UTF8.scalar(bytes, &at)
            if verb == "%" {
                out.append(UInt8(ascii: "%"))
            } else if next >= arguments.count {
                out += Array("%!\(verb)(MISSING)".utf8)
            } else {
                out += Array(formatter.verb(verb, arguments[next]).utf8)
                next += 1
            }
            guard call.heap.foresee(bytes: out.count) else { throw .failed("the text would be too long") }
        }
        if next < arguments.count {
            let extra = arguments[next...].map { "\($0.goType)=" + Formatter().plain($0) }
            out += Array("%!(EXTRA \(extra.joined(separator: ", ")))".utf8)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func number(_ bytes: [UInt8], _ at: inout Int, _ arguments: [Argument], _ next: inout Int)
        -> Int?
    {
        if at < bytes.count, bytes[at] == UInt8(ascii: "*") {
            at += 1
            defer { next += 1 }
            if next < arguments.count, case .int(let value) = arguments[next] { return value.asInt }
            return nil
        }
        var value: Int?
        while at < bytes.count, bytes[at] &- 0x30 < 10 {
            value = min(10_000_000, (value ?? 0) * 10 + Int(bytes[at] &- 0x30))
            at += 1
        }
        return value
    }

    private static func argument(_ value: Value) -> Argument {
        if let small = value.int { return .int(BigInt(small)) }
        if value.isNumber {
            let text = value.numberText
            if let whole = BigInt(text) { return .int(whole) }
            return value.double.isFinite ? .float(value.double) : .text(text)
        }
        if let text = value.string { return .text(text) }
        return .text(value.text)
    }

    // MARK: Verbs

    private func verb(_ verb: Unicode.Scalar, _ argument: Argument) -> String {
        switch (verb, argument) {
        case ("v", _): return plainVerb(argument)
        case ("T", _): return padded(argument.goType)
        case ("d", .int(let value)): return integer(value, 10)
        case ("b", .int(let value)): return integer(value, 2)
        case ("o", .int(let value)): return integer(value, 8)
        case ("x", .int(let value)): return integer(value, 16)
        case ("X", .int(let value)): return integer(value, 16).uppercased()
        case ("c", .int(let value)):
            let scalar =
                value.asInt.flatMap { UInt32(exactly: $0) }.flatMap(Unicode.Scalar.init) ?? "\u{fffd}"
            return padded(String(Character(scalar)))
        case ("q", .int(let value)):
            let scalar =
                value.asInt.flatMap { UInt32(exactly: $0) }.flatMap(Unicode.Scalar.init) ?? "\u{fffd}"
            return padded("'\(Character(scalar))'")
        case ("f", .float(let value)), ("F", .float(let value)):
            return signed(fixed(value, precision ?? 6), value < 0)
        case ("e", .float(let value)): return signed(scientific(value, precision ?? 6, "e"), value < 0)
        case ("E", .float(let value)): return signed(scientific(value, precision ?? 6, "E"), value < 0)
        case ("g", .float(let value)), ("G", .float(let value)): return signed(general(value), value < 0)
        case ("s", .int(let value)) where value.asInt == nil: return integer(value, 10)
        case ("s", .text(let text)): return padded(cut(text))
        case ("q", .text(let text)): return padded(quoted(cut(text)))
        case ("x", .text(let text)): return padded(hex(text, "0123456789abcdef"))
        case ("X", .text(let text)): return padded(hex(text, "0123456789ABCDEF"))
        default: return "%!\(verb)(\(argument.goType)=" + Formatter().plain(argument) + ")"
        }
    }

    private func plainVerb(_ argument: Argument) -> String {
        switch argument {
        case .int(let value): integer(value, 10)
        case .float(let value): signed(general(value), value < 0)
        case .text(let text): padded(cut(text))
        }
    }

    private func plain(_ argument: Argument) -> String {
        switch argument {
        case .int(let value): value.description
        case .float(let value): general(value)
        case .text(let text): text
        }
    }

    private func cut(_ text: String) -> String {
        guard let precision else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(precision)))
    }

    private func hex(_ text: String, _ digits: String) -> String {
        let digits = Array(digits.unicodeScalars)
        var out = String.UnicodeScalarView()
        for byte in text.utf8 {
            out.append(digits[Int(byte >> 4)])
            out.append(digits[Int(byte & 15)])
        }
        return String(out)
    }

    private func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                out += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private func integer(_ value: BigInt, _ radix: Int) -> String {
        var digits = value.magnitude.text(radix: radix)
        if let precision, digits.utf8.count < precision {
            digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
        }
        if flags.contains(UInt8(ascii: "#")) {
            digits = (radix == 16 ? "0x" : radix == 8 ? "0" : radix == 2 ? "0b" : "") + digits
        }
        return signed(digits, value.signum < 0)
    }

    /// A number's digits with its sign, padded.
    private func signed(_ text: String, _ isNegative: Bool) -> String {
        let digits = text.hasPrefix("-") ? String(text.dropFirst()) : text
        let sign =
            isNegative ? "-" : flags.contains(UInt8(ascii: "+")) ? "+" : flags.contains(0x20) ? " " : ""
        if flags.contains(UInt8(ascii: "0")), !flags.contains(UInt8(ascii: "-")), let width {
            let missing = max(0, width - digits.utf8.count - sign.utf8.count)
            return sign + String(repeating: "0", count: missing) + digits
        }
        return padded(sign + digits)
    }

    private func padded(_ text: String) -> String {
        let missing = (width ?? 0) - text.unicodeScalars.count
        guard missing > 0 else { return text }
        if flags.contains(UInt8(ascii: "-")) { return text + String(repeating: " ", count: missing) }
        return String(repeating: flags.contains(UInt8(ascii: "0")) ? "0" : " ", count: missing) + text
    }

    // MARK: Doubles

    private func fixed(_ value: Double, _ places: Int) -> String {
        guard let exact = BigDecimal(exactly: value.magnitude) else { return "\(value)" }
        let scaled = BigDecimal(exact.significand, exponent: exact.exponent + places).rounded(.halfToEven)
        var digits = scaled.description
        if places == 0 { return digits }
        if digits.utf8.count <= places {
            digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
        }
        let split = digits.index(digits.endIndex, offsetBy: -places)
        return digits[..<split] + "." + digits[split...]
    }

    private func scientific(_ value: Double, _ places: Int, _ mark: String) -> String {
        guard value != 0, let exact = BigDecimal(exactly: value.magnitude) else {
            return "0" + (places > 0 ? "." + String(repeating: "0", count: places) : "") + mark + "+00"
        }
        let rounded = exact.rounded(toDigits: places + 1)
        return exponent(of: rounded, mark, digits: places + 1)
    }

    private func exponent(of value: BigDecimal, _ mark: String, digits count: Int?) -> String {
        var digits = value.significand.magnitude.description
        let power = digits.utf8.count + value.exponent - 1
        if let count, digits.utf8.count < count {
            digits += String(repeating: "0", count: count - digits.utf8.count)
        }
        let first = digits.removeFirst()
        let amount = String(abs(power))
        return "\(first)" + (digits.isEmpty ? "" : "." + digits) + mark + (power < 0 ? "-" : "+")
            + (amount.utf8.count < 2 ? "0" + amount : amount)
    }

    /// The shortest text; with an exponent below 0.0001 and from 10^21.
    private func general(_ value: Double) -> String {
        guard let shortest = BigDecimal(shortest: value.magnitude) else { return "\(value)" }
        let rounded = precision.map { shortest.rounded(toDigits: max(1, $0)) } ?? shortest
        let power = rounded.significand.magnitude.description.utf8.count + rounded.exponent - 1
        let sign = value < 0 ? "-" : ""
        if !rounded.isZero, power < -4 || power >= (precision.map { max(1, $0) } ?? 21) {
            return sign + exponent(of: rounded, "e", digits: nil)
        }
        return sign + rounded.description
    }
}

extension Unicode.UTF8 {
    /// The scalar at a place, which moves behind it.
    static func scalar(_ bytes: [UInt8], _ at: inout Int) -> Unicode.Scalar {
        let start = at
        at += 1
        while at < bytes.count, bytes[at] & 0xc0 == 0x80 { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self).unicodeScalars.first ?? "\u{fffd}"
    }
}
