import Crypto
import Values

/// Texts as the values that their shapes say.
enum ScalarValue {
    static func read(_ text: String, _ shape: AWSShape) -> JSON {
        switch shape.kind {
        case .boolean: return .bool(text.trimmed == "true")
        case .integer, .float:
            let number = text.trimmed
            return JSON.Number(number).map { .number($0) } ?? .string(number)
        case .timestamp: return AWSTime.seconds(text).flatMap(JSON.init) ?? .string(text)
        case .blob:
            return .string([UInt8](base64: text.trimmed).map { String(decoding: $0, as: UTF8.self) } ?? text)
        default: return .string(text)
        }
    }
}

/// A header's text as the value that its shape says.
enum HeaderValue {
    static func read(_ text: String, _ shape: AWSShape) -> JSON {
        if shape.kind == .list {
            return .array(items(text, shape.element).map { ScalarValue.read($0, shape.element) })
        }
        if shape.isJSONText {
            guard let bytes = [UInt8](base64: text), let value = try? JSON(parsing: bytes) else {
                return .string(text)
            }
            return value
        }
        return ScalarValue.read(text, shape)
    }

    /// Separated by commas, but for those in quotes and the one within an RFC 822 time.
    private static func items(_ text: String, _ element: AWSShape) -> [String] {
        var out: [String] = []
        var current = "", isQuoted = false, isEscaped = false
        let isTime = element.kind == .timestamp && (element.timestampFormat ?? "rfc822") == "rfc822"
        var commas = 0
        for character in text.unicodeScalars {
            if isEscaped {
                current.unicodeScalars.append(character)
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"", element.kind == .string {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                commas += 1
                if isTime, commas % 2 == 1 {
                    current.unicodeScalars.append(character)
                } else {
                    out.append(current.trimmed)
                    current = ""
                }
            } else {
                current.unicodeScalars.append(character)
            }
        }
        return out + [current.trimmed]
    }
}
