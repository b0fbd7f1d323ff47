import Faults
import Values

/// Values to and from JSON.
package enum Encoding {
    /// The text of a known value, names in order, with `<`, `>` and `&` escaped.
    package static func json(_ value: Value) throws -> String {
        var out = ""
        try write(value, &out)
        return out
    }

    private static func write(_ value: Value, _ out: inout String) throws {
        switch value.content {
        case .null: out += "null"
        case .unknown: throw Failure("value is not known")
        case .bool(let value): out += value ? "true" : "false"
        case .number(let number):
            if number.isInfinite { throw Failure("infinities cannot be told in JSON") }
            out += number.text
        case .string(let text): quote(text, &out)
        case .elements(let elements):
            out += "["
            for (place, element) in elements.enumerated() {
                if place > 0 { out += "," }
                try write(element, &out)
            }
            out += "]"
        case .members(let members):
            out += "{"
            for (place, member) in members.enumerated() {
                if place > 0 { out += "," }
                quote(member.name, &out)
                out += ":"
                try write(member.value, &out)
            }
            out += "}"
        case .type: throw Failure("a type cannot be told in JSON")
        }
        try checkSize(out.utf8.count)
    }

    private static func quote(_ text: String, _ out: inout String) {
        out += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{8}": out += "\\b"
            case "\u{c}": out += "\\f"
            case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1f}":
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }

    /// The value of a JSON text, with the type that it implies.
    package static func value(json text: String) throws -> Value {
        do throws(Fault) {
            return value(try JSON(parsing: text))
        } catch {
            throw Failure(JSONComplaint.about(text) ?? error.message, argument: 0)
        }
    }

    package static func value(_ json: JSON) -> Value {
        switch json {
        case .null: return .dynamicNull
        case .bool(let value): return .bool(value)
        case .number(let number): return Value.Number(literal: number.text).map(Value.number) ?? .dynamicNull
        case .string(let text): return .string(text)
        case .array(let elements): return .tuple(elements.map(value))
        case .object(let object): return .object(object.map { ($0.key, value($0.value)) })
        }
    }
}
