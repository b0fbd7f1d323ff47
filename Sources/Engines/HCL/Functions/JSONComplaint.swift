/// What the language says of a text that is no JSON: one read from the start, done only after the reader
/// has refused the text.
struct JSONComplaint: Error {
    private let message: String

    /// Nil when nothing is wrong that has words of its own (a nesting too deep, for one).
    static func about(_ text: String) -> String? {
        var reader = Reader(bytes: Array(text.utf8))
        do throws(JSONComplaint) {
            try reader.read()
            return nil
        } catch {
            return error.message
        }
    }

    /// What may come next, and how it is told that something else came.
    private enum Place {
        case value, firstElement, afterElement, firstKey, key, colon, afterPair

        var context: String {
            switch self {
            case .value, .firstElement: " looking for beginning of value"
            case .afterElement: " after array element"
            case .firstKey: ""
            case .key: " looking for beginning of object key string"
            case .colon: " after object key"
            case .afterPair: " after object key:value pair"
            }
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var at = 0
        /// Whether each open bracket is an object's.
        var open: [Bool] = []

        private func invalid(_ context: String) -> JSONComplaint {
            JSONComplaint(message: "invalid character \(JSONComplaint.quoted(bytes[at]))\(context)")
        }

        private mutating func skipSpace() {
            while at < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[at]) { at += 1 }
        }

        mutating func read() throws(JSONComplaint) {
            var place = Place.value
            while true {
                skipSpace()
                guard at < bytes.count else { throw JSONComplaint(message: "EOF") }
                place = try step(bytes[at], place)
                if open.isEmpty {
                    skipSpace()
                    if at < bytes.count {
                        throw JSONComplaint(message: "extraneous data after JSON object")
                    }
                    return
                }
            }
        }

        /// Where a value has ended.
        private var after: Place { open.last == true ? .afterPair : .afterElement }

        private mutating func step(_ byte: UInt8, _ place: Place) throws(JSONComplaint) -> Place {
            switch (place, byte) {
            case (.value, UInt8(ascii: "[")), (.firstElement, UInt8(ascii: "[")):
                at += 1
                open.append(false)
                return .firstElement
            case (.value, UInt8(ascii: "{")), (.firstElement, UInt8(ascii: "{")):
                at += 1
                open.append(true)
                return .firstKey
            case (.firstElement, UInt8(ascii: "]")), (.afterElement, UInt8(ascii: "]")),
                (.firstKey, UInt8(ascii: "}")), (.afterPair, UInt8(ascii: "}")):
                at += 1
                open.removeLast()
                return after
            case (.afterElement, UInt8(ascii: ",")):
                at += 1
                return .value
            case (.afterPair, UInt8(ascii: ",")):
                at += 1
                return .key
            case (.colon, UInt8(ascii: ":")):
                at += 1
                return .value
            case (.firstKey, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")):
                try string()
                return .colon
            case (.value, _), (.firstElement, _):
                try scalar(byte)
                return after
            default: throw invalid(place.context)
            }
        }

        private mutating func scalar(_ byte: UInt8) throws(JSONComplaint) {
            switch byte {
            case UInt8(ascii: "\""): try string()
            case UInt8(ascii: "t"): try literal("true")
            case UInt8(ascii: "f"): try literal("false")
            case UInt8(ascii: "n"): try literal("null")
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
            default: throw invalid(Place.value.context)
            }
        }

        private func next() throws(JSONComplaint) -> UInt8 {
            guard at < bytes.count else { throw JSONComplaint(message: "unexpected EOF") }
            return bytes[at]
        }

        private mutating func literal(_ word: StaticString) throws(JSONComplaint) {
            for place in 0..<word.utf8CodeUnitCount {
                let wanted = word.utf8Start[place]
                if try next() != wanted {
                    throw invalid(" in literal \(word) (expecting \(JSONComplaint.quoted(wanted)))")
                }
                at += 1
            }
        }

        private mutating func string() throws(JSONComplaint) {
            at += 1
            while true {
                let byte = try next()
                if byte < 0x20 { throw invalid(" in string literal") }
                at += 1
                if byte == UInt8(ascii: "\"") { return }
                guard byte == UInt8(ascii: "\\") else { continue }
                let escape = try next()
                guard "\"\\/bfnrtu".utf8.contains(escape) else { throw invalid(" in string escape code") }
                at += 1
                guard escape == UInt8(ascii: "u") else { continue }
                for _ in 0..<4 {
                    guard isHexadecimal(try next()) else {
                        throw invalid(" in \\u hexadecimal character escape")
                    }
                    at += 1
                }
            }
        }

        private func isHexadecimal(_ byte: UInt8) -> Bool {
            isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
        }

        private func isDigit(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }

        private mutating func digits(_ context: String) throws(JSONComplaint) {
            guard isDigit(try next()) else { throw invalid(context) }
            while at < bytes.count, isDigit(bytes[at]) { at += 1 }
        }

        private mutating func number() throws(JSONComplaint) {
            if bytes[at] == UInt8(ascii: "-") { at += 1 }
            if try next() == UInt8(ascii: "0") { at += 1 } else { try digits(" in numeric literal") }
            if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
                at += 1
                try digits(" after decimal point in numeric literal")
            }
            if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
                at += 1
                if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(try next()) { at += 1 }
                try digits(" in exponent of numeric literal")
            }
        }
    }

    /// A byte in single quotes, as the character of its number.
    private static func quoted(_ byte: UInt8) -> String {
        let escapes: [UInt8: String] = [
            0x27: "\\'", 0x5c: "\\\\", 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f",
            13: "\\r",
        ]
        if let escape = escapes[byte] { return "'\(escape)'" }
        let digits = String(byte, radix: 16)
        if byte < 0x20 || byte == 0x7f { return "'\\x\(byte < 16 ? "0" : "")\(digits)'" }
        if (0x80...0xa0).contains(byte) || byte == 0xad { return "'\\u00\(digits)'" }
        return "'\(Unicode.Scalar(byte))'"
    }
}
