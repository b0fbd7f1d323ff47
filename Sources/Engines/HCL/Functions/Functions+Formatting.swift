import Numbers

extension Functions {
    static let formatting: [String: Function] = [
        "format": Function([string("format", "m")], variadic: any("args", "ndum"), gives: .string) { values in
            let marks = values.reduce(into: Set<Value.Mark>()) { $0.formUnion($1.deepMarks) }
            guard values[0].isKnown else { return Value.unknown(.string).marked(marks) }
            var arguments: [Value] = []
            for value in values.dropFirst() { arguments.append(value.deeplyUnmarked) }
            if let firstUnknown = arguments.firstIndex(where: { !$0.isWhollyKnown }) {
                // What stands before the first verb of something unknown is known.
                let prefix =
                    (try? Formatter(values[0].text, Array(arguments[..<firstUnknown])).prefix()) ?? ""
                return Value.unknown(.string, Refinement(notNull: true, prefix: prefix)).marked(marks)
            }
            return Value.string(try Formatter(values[0].text, arguments).text()).marked(marks)
        },
        "formatlist": Function(
            [string("format", "m")], variadic: any("args", "ndum"), gives: .list(.string), formatList),
    ]

    @Sendable private static func formatList(_ values: [Value]) throws -> Value {
        let marks = values.reduce(into: Set<Value.Mark>()) { $0.formUnion($1.deepMarks) }
        let arguments = values.dropFirst().map(\.deeplyUnmarked)
        func isSequence(_ type: ValueType) -> Bool { type.isList || type.isSet || type.isTuple }
        guard values[0].isKnown else { return Value.unknown(.list(.string)).marked(marks) }
        var count: Int?
        var first = 0
        for (place, value) in arguments.enumerated() {
            if value.isNull { continue }
            guard isSequence(value.type) else {
                if value.isDynamicUnknown { return Value.unknown(.list(.string), .notNull).marked(marks) }
                continue
            }
            guard value.type.isTuple || value.isKnown, !value.type.isSet || value.isWhollyKnown else {
                return Value.unknown(.list(.string), .notNull).marked(marks)
            }
            var length = value.items.count
            if case .tuple(let types) = value.type { length = types.count }
            if let count, count != length {
                throw Failure(
                    "argument \(place + 1) has length \(length), which is inconsistent with argument \(first + 1) of "
                        + "length \(count)", argument: place + 1)
            }
            if count == nil { first = place }
            count = length
        }
        if arguments.contains(where: { $0.type.isTuple && !$0.isKnown }) {
            return Value.unknown(.list(.string), .notNull).marked(marks)
        }
        let rounds = count ?? 1
        try checkCount(rounds)
        try checkSize(rounds * (values[0].text.utf8.count + 1))
        var out: [Value] = []
        var size = 0
        for round in 0..<rounds {
            let row = arguments.map { value in
                isSequence(value.type) && !value.isNull
                    ? (value.isKnown ? value.items[round] : Value.dynamicUnknown) : value
            }
            if row.contains(where: { !$0.isWhollyKnown }) {
                out.append(.unknown(.string, .notNull))
                continue
            }
            do {
                let text = try Formatter(values[0].text, row).text()
                size += text.utf8.count
                try checkSize(size)
                out.append(.string(text))
            } catch let failure as Failure {
                throw Failure("error on format iteration \(round): \(failure.message)")
            }
        }
        return Value.list(out, of: .string).marked(marks)
    }
}

/// The verbs of `format`: `%[flags][width][.precision][[position]]verb`.
struct Formatter {
    private let scalars: [Unicode.Scalar]
    private let arguments: [Value]
    private var place = 0
    private var next = 1
    private var highest = 0
    private var out = ""
    private var offset = 0

    init(_ format: String, _ arguments: [Value]) {
        scalars = Array(format.unicodeScalars)
        self.arguments = arguments
    }

    /// As much as can be told before an argument is missing.
    consuming func prefix() throws -> String {
        var copy = self
        do { return try copy.run() } catch { return copy.out }
    }

    consuming func text() throws -> String {
        var copy = self
        let text = try copy.run()
        if copy.highest < copy.arguments.count {
            let noun = copy.highest == 1 ? "argument" : "arguments"
            throw Failure(
                copy.highest == 0
                    ? "too many arguments; no verbs in format string"
                    : "too many arguments; only \(copy.highest) used by format string",
                argument: copy.highest + (noun.isEmpty ? 0 : 1))
        }
        return text
    }

    private struct Verb {
        var isLeft = false
        var isZero = false
        var hasSpace = false
        var hasPlus = false
        var isSharp = false
        var width: Int?
        var precision: Int?
        var letter: Unicode.Scalar = "v"
        var text = ""
        var offset = 0
    }

    private mutating func run() throws -> String {
        while place < scalars.count {
            let scalar = scalars[place]
            if scalar != "%" {
                out.unicodeScalars.append(scalar)
                advance()
                continue
            }
            let start = place
            let startOffset = offset
            advance()
            guard place < scalars.count else {
                throw Failure("unrecognized format character at end of string", argument: 0)
            }
            if scalars[place] == "%" {
                out += "%"
                advance()
                continue
            }
            var verb = try parse()
            verb.text = String(String.UnicodeScalarView(scalars[start..<place]))
            verb.offset = startOffset
            let argument = next - 1
            guard arguments.indices.contains(argument), next > 0 else {
                throw Failure(
                    "not enough arguments for \"\(verb.text)\" at \(startOffset): need index \(next) but have \(arguments.count) total",
                    argument: 0)
            }
            highest = max(highest, next)
            next += 1
            out += try render(verb, arguments[argument])
            try checkSize(out.utf8.count)
        }
        return out
    }

    private mutating func advance() {
        offset += String(Character(scalars[place])).utf8.count
        place += 1
    }

    private mutating func parse() throws -> Verb {
        var verb = Verb()
        loop: while place < scalars.count {
            switch scalars[place] {
            case "-": verb.isLeft = true
            case "0": verb.isZero = true
            case " ": verb.hasSpace = true
            case "+": verb.hasPlus = true
            case "#": verb.isSharp = true
            default: break loop
            }
            advance()
        }
        verb.width = try digits()
        if place < scalars.count, scalars[place] == "." {
            advance()
            verb.precision = try digits() ?? 0
        }
        if place < scalars.count, scalars[place] == "[" {
            advance()
            if place < scalars.count, scalars[place] == "0" {
                throw Failure("unrecognized format character '0' at offset \(offset)", argument: 0)
            }
            guard let position = try digits(), place < scalars.count, scalars[place] == "]" else {
                throw Failure("unrecognized format character at offset \(offset)", argument: 0)
            }
            next = position
            advance()
        }
        guard place < scalars.count else { throw Failure("unterminated verb at end of format", argument: 0) }
        let letter = scalars[place]
        guard letter.isASCII, letter.properties.isAlphabetic else {
            throw Failure("unrecognized format character \(quoted(letter)) at offset \(offset)", argument: 0)
        }
        verb.letter = letter
        advance()
        return verb
    }

    private func quoted(_ scalar: Unicode.Scalar) -> String { "'\(Character(scalar))'" }

    private mutating func digits() throws -> Int? {
        var value: Int?
        while place < scalars.count, ("0"..."9").contains(scalars[place]) {
            value = min((value ?? 0) * 10 + Int(scalars[place].value - 0x30), resultBound + 1)
            advance()
        }
        if let value { try checkSize(value) }
        return value
    }

    private func unsupported(_ verb: Verb, _ reason: String) -> Failure {
        Failure("unsupported value for \"\(verb.text)\" at \(verb.offset): \(reason)")
    }

    private func render(_ verb: Verb, _ value: Value) throws -> String {
        if !"vtbcdoxXeEfFgGsq".unicodeScalars.contains(verb.letter) {
            throw Failure(
                "unsupported format verb \(quoted(verb.letter)) in \"\(verb.text)\" at offset \(verb.offset)",
                argument: 0)
        }
        if verb.letter != "v", value.isNull { throw unsupported(verb, "null value cannot be formatted") }
        switch verb.letter {
        case "v":
            var verb = verb
            if verb.isSharp {
                verb.letter = "s"
                return pad(try Encoding.json(value), verb)
            }
            if value.isNull { return pad("null", verb) }
            switch value.type {
            case .string: verb.letter = "s"
            case .number: verb.letter = "g"
            case .bool: verb.letter = "t"
            default: return pad(try Encoding.json(value), verb)
            }
            return try render(verb, value)
        case "t":
            guard let bool = try? value.converted(to: .bool).boolValue else {
                throw unsupported(verb, required(.bool, value))
            }
            return pad(bool ? "true" : "false", verb)
        case "s", "q":
            guard let text = try? value.converted(to: .string).stringValue else {
                throw unsupported(verb, required(.string, value))
            }
            let cut = verb.precision.map { String(text.prefix($0)) } ?? text
            return pad(verb.letter == "q" ? try Encoding.json(.string(cut)) : cut, verb)
        default:
            guard let number = try? value.converted(to: .number).numberValue else {
                throw unsupported(verb, required(.number, value))
            }
            return try render(verb, number)
        }
    }

    private func required(_ type: ValueType, _ value: Value) -> String {
        if value.type.isPrimitive { return "a \(type.friendlyName) is required" }
        return "\(type.friendlyName) required, but have \(value.type.friendlyName)"
    }

    private func pad(_ text: String, _ verb: Verb) -> String {
        guard let width = verb.width, text.count < width else { return text }
        let fill = String(repeating: verb.isZero && !verb.isLeft ? "0" : " ", count: width - text.count)
        return verb.isLeft ? text + fill : fill + text
    }

    private func render(_ verb: Verb, _ number: Value.Number) throws -> String {
        var digits: String
        switch verb.letter {
        case "d", "b", "o", "x", "X", "c":
            guard let whole = number.decimal.map({ $0.rounded(.towardZero) }) else {
                throw unsupported(verb, "a finite number is required")
            }
            if verb.letter == "d", !number.isWhole { throw unsupported(verb, "an integer is required") }
            let radix = verb.letter == "b" ? 2 : verb.letter == "o" ? 8 : verb.letter == "d" ? 10 : 16
            digits = whole.text(radix: radix)
            if verb.letter == "X" { digits = digits.uppercased() }
            if verb.isSharp, radix != 10 {
                let prefix = radix == 2 ? "0b" : radix == 8 ? "0" : verb.letter == "X" ? "0X" : "0x"
                digits = digits.hasPrefix("-") ? "-" + prefix + digits.dropFirst() : prefix + digits
            }
        default: digits = floating(verb, number)
        }
        if !digits.hasPrefix("-") {
            if verb.hasPlus { digits = "+" + digits } else if verb.hasSpace { digits = " " + digits }
        }
        guard verb.isZero, !verb.isLeft, let width = verb.width, digits.count < width else {
            return pad(digits, verb)
        }
        let hasSign = "+- ".contains(digits.first ?? "0")
        let sign = hasSign ? String(digits.removeFirst()) : ""
        return sign + String(repeating: "0", count: width - digits.count - sign.count) + digits
    }

    private func floating(_ verb: Verb, _ number: Value.Number) -> String {
        guard let decimal = number.decimal else { return number.signum > 0 ? "+Inf" : "-Inf" }
        switch verb.letter {
        case "f", "F": return decimal.fixed(places: verb.precision ?? 6)
        case "e", "E": return decimal.scientific(digits: (verb.precision ?? 6) + 1, upper: verb.letter == "E")
        default:
            guard let precision = verb.precision else {
                let power = decimal.leadingExponent
                let digitCount = decimal.significand.magnitude.description.utf8.count
                // Very large and very small amounts are told with an exponent.
                if !decimal.isZero, power < -4 || power >= max(digitCount, 21) {
                    return decimal.scientific(digits: digitCount, upper: verb.letter == "G")
                }
                return decimal.plainText
            }
            let digits = max(1, precision)
            let rounded = decimal.rounded(toDigits: digits)
            let power = rounded.leadingExponent
            if !rounded.isZero, power < -4 || power >= digits {
                let used = rounded.significand.magnitude.description.utf8.count
                return rounded.scientific(digits: used, upper: verb.letter == "G")
            }
            return rounded.plainText
        }
    }
}

extension BigDecimal {
    /// The power of ten of the first digit.
    var leadingExponent: Int { significand.magnitude.description.utf8.count - 1 + exponent }

    func fixed(places: Int) -> String {
        let scaled = BigDecimal(significand, exponent: exponent + places).rounded(.halfToEven)
        let text = BigDecimal(scaled, exponent: -places).plainText
        if places == 0 { return text }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        let sign = scaled.signum == 0 && signum < 0 ? "-" : ""
        return sign + parts[0] + "." + fraction + String(repeating: "0", count: places - fraction.utf8.count)
    }

    func scientific(digits: Int, upper: Bool) -> String {
        let rounded = rounded(toDigits: digits)
        var mantissa = rounded.significand.magnitude.description
        let power = rounded.isZero ? 0 : rounded.leadingExponent
        mantissa += String(repeating: "0", count: max(0, digits - mantissa.utf8.count))
        let tail = digits > 1 ? "." + mantissa.dropFirst().prefix(digits - 1) : ""
        let sign = rounded.signum < 0 ? "-" : ""
        let exponentText = abs(power) < 10 ? "0\(abs(power))" : "\(abs(power))"
        return sign + String(mantissa.prefix(1)) + tail + (upper ? "E" : "e") + (power < 0 ? "-" : "+")
            + exponentText
    }
}
