import Codecs
import Crypto
import Faults
import Values

extension Functions {
    static let encodings: [String: Function] = [
        "jsonencode": Function([any("val", "nudm")], gives: .string) { values in
            let marks = values[0].deepMarks
            guard values[0].isWhollyKnown else {
                return Value.unknown(.string, Refinement(notNull: true, prefix: jsonPrefix(values[0])))
                    .marked(marks)
            }
            return Value.string(try Encoding.json(values[0])).marked(marks)
        },
        "jsondecode": Function(
            [string("str")], isNeverNull: false,
            type: { values in
                guard let text = values[0].stringValue else { return refinedJSON(values[0]) }
                return try Encoding.value(json: text).type
            }
        ) { values, _ in try Encoding.value(json: values[0].text) },
        "csvdecode": Function(
            [string("str")],
            type: { values in
                guard let text = values[0].stringValue else { return .dynamic }
                return try Separated.value(text).type
            }
        ) { values, _ in try Separated.value(values[0].text) },
        "base64encode": Function([string("str")], gives: .string) { .string(Array($0[0].text.utf8).base64) },
        "base64decode": Function([string("str", "m")], gives: .string, decodeBase64),
        "urlencode": Function([string("str")], gives: .string) { .string(encodeURL($0[0].text)) },
        "urldecode": Function([string("str", "m")], gives: .string, decodeURL),
        "md5": digest { Digest.md5($0).hex }, "sha1": digest { Digest.sha1($0).hex },
        "sha256": digest { Digest.sha256($0).hex }, "sha512": digest { Digest.sha512($0).hex },
        "base64sha256": digest { Digest.sha256($0).base64 },
        "base64sha512": digest { Digest.sha512($0).base64 },
    ]

    private static func digest(_ body: @escaping @Sendable ([UInt8]) -> String) -> Function {
        Function([string("str")], gives: .string) { .string(body(Array($0[0].text.utf8))) }
    }

    /// How the text of something unknown must begin.
    private static func jsonPrefix(_ value: Value) -> String {
        guard value.isDefinitelyNotNull else { return "" }
        switch value.type {
        case .object, .map: return "{"
        case .list, .set, .tuple: return "["
        case .string: return "\""
        default: return ""
        }
    }

    private static func refinedJSON(_ value: Value) -> ValueType {
        switch value.refinement?.prefix.utf8.first {
        case UInt8(ascii: "\"")?: .string
        case UInt8(ascii: "t")?, UInt8(ascii: "f")?: .bool
        case UInt8(ascii: "-")?, (0x30...0x39)?: .number
        default: .dynamic
        }
    }

    @Sendable private static func decodeBase64(_ values: [Value]) throws -> Value {
        guard let text = values[0].stringValue else { return Value.unknown(.string).marked(values[0].marks) }
        guard let bytes = [UInt8](base64: text.filter { $0 != "\n" && $0 != "\r" }) else {
            throw Failure("failed to decode base64 data \(shown(values[0]))")
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw Failure("the result of decoding the provided string is not valid UTF-8")
        }
        return Value.string(decoded).marked(values[0].marks)
    }

    private static func encodeURL(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f, 0x2e, 0x7e:
                out.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x20: out += "+"
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return out
    }

    @Sendable private static func decodeURL(_ values: [Value]) throws -> Value {
        let marks = values[0].marks
        guard let text = values[0].stringValue else { return Value.unknown(.string).marked(marks) }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x2b {
                out.append(0x20)
            } else if byte == 0x25 {
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16), digits.first != "+" else {
                    throw Failure(
                        "failed to decode URL '\(shown(values[0]).trimmingQuotes)': invalid URL escape \"%\(digits)\""
                    )
                }
                out.append(value)
                rest = rest.dropFirst(2)
            } else {
                out.append(byte)
            }
        }
        return Value.string(String(decoding: out, as: UTF8.self)).marked(marks)
    }
}

/// Comma-separated values (RFC 4180).
enum Separated {
    static func value(_ text: String) throws -> Value {
        var rows = try rows(text)
        guard !rows.isEmpty else { throw Failure("missing header line") }
        let header = rows.removeFirst()
        if let twice = header.first(where: { name in header.count { $0 == name } > 1 }) {
            throw Failure("duplicate column name \"\(twice)\"")
        }
        let type = ValueType.object(named: header.map { .init($0, .string) })
        var out: [Value] = []
        for row in rows {
            guard row.count == header.count else {
                throw Failure("CSV parse error on line \(out.count + 2): wrong number of fields")
            }
            out.append(.object(zip(header, row).map { ($0, .string($1)) }))
        }
        return .list(out, of: type)
    }

    private static func rows(_ text: String) throws -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var line = 1
        let bytes = Array(text.utf8)
        var index = 0
        func end(_ hadField: Bool) {
            if row.isEmpty && field.isEmpty && !hadField { return }
            row.append(String(decoding: field, as: UTF8.self))
            rows.append(row)
            row = []
            field = []
        }
        var wasQuoted = false
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x22 where field.isEmpty && !wasQuoted:
                wasQuoted = true
                let start = line
                index += 1
                while true {
                    guard index < bytes.count else {
                        throw Failure(
                            "CSV parse error on line \(start): extraneous or missing \" in quoted-field")
                    }
                    if bytes[index] == 0x22 {
                        if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                            field.append(0x22)
                            index += 2
                            continue
                        }
                        break
                    }
                    if bytes[index] == 0x0a { line += 1 }
                    field.append(bytes[index])
                    index += 1
                }
                if index + 1 < bytes.count, ![0x2c, 0x0a, 0x0d].contains(bytes[index + 1]) {
                    throw Failure("CSV parse error on line \(line): extraneous or missing \" in quoted-field")
                }
            case 0x22: throw Failure("CSV parse error on line \(line): bare \" in non-quoted-field")
            case 0x2c:
                row.append(String(decoding: field, as: UTF8.self))
                field = []
                wasQuoted = false
            case 0x0d where index + 1 < bytes.count && bytes[index + 1] == 0x0a: break
            case 0x0a:
                end(wasQuoted)
                wasQuoted = false
                line += 1
            default: field.append(byte)
            }
            index += 1
        }
        end(wasQuoted)
        return rows
    }
}
