import Codecs
import Crypto
import Faults
import HCL

extension TerraformFunctions {
    static let text: [String: Function] = [
        "base64gzip": Function([string("str")], gives: .string) {
            .string(GzipWriter.packed(Array($0[0].text.utf8)).base64)
        },
        "base64gunzip": Function([string("str", "m")], gives: .string) { values in
            let marks = values[0].marks
            guard let text = values[0].stringValue else { return Value.unknown(.string).marked(marks) }
            guard let packed = [UInt8](base64: text) else {
                throw Failure("failed to decode base64 data \(shown(values[0]))")
            }
            let bytes = try Gzip.unpack(packed)
            guard let decoded = String(validating: bytes, as: UTF8.self) else {
                throw Failure("the result of decompressing the provided string is not valid UTF-8")
            }
            return Value.string(decoded).marked(marks)
        },
        "rsadecrypt": Function([string("ciphertext", "m"), string("privatekey", "m")], gives: .string) {
            values in
            let marks = values[0].marks.union(values[1].marks)
            guard let text = values[0].stringValue, let key = values[1].stringValue else {
                return Value.unknown(.string).marked(marks)
            }
            guard let bytes = [UInt8](base64: text) else {
                throw Failure(
                    "failed to decode input \(shown(values[0])): cipher text must be base64-encoded",
                    argument: 0)
            }
            do throws(Fault) {
                let plain = try RSADecryption.decrypt(bytes, pem: key)
                return Value.string(String(decoding: plain, as: UTF8.self)).marked(marks)
            } catch {
                throw error.code == "crypto.key_malformed"
                    ? Failure("invalid ASN1 data in the given private key: data truncated", argument: 1)
                    : Failure("failed to decrypt: crypto/rsa: decryption error")
            }
        },
        "textencodebase64": Function([string("string"), string("encoding")], gives: .string) { values in
            let encoding = try TextEncoding(values[1].text, argument: 1)
            guard let bytes = encoding.bytes(values[0].text) else {
                throw Failure(
                    "the given string contains characters that cannot be represented in \(encoding.name)",
                    argument: 0)
            }
            return .string(bytes.base64)
        },
        "textdecodebase64": Function([string("source"), string("encoding")], gives: .string) { values in
            let encoding = try TextEncoding(values[1].text, argument: 1)
            guard let bytes = [UInt8](base64: values[0].text) else {
                throw Failure(
                    "the given value is has an invalid base64 symbol at offset \(Self.firstInvalid(values[0].text))",
                    argument: 0)
            }
            guard let text = encoding.text(bytes) else {
                throw Failure(
                    "the given string contains symbols that are not defined for \(encoding.name)", argument: 0
                )
            }
            return .string(text)
        },
    ]

    private static func firstInvalid(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        return bytes.firstIndex {
            !($0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a || $0 == 0x2b || $0 == 0x2f
                || $0 == 0x3d)
        } ?? bytes.count
    }

    static let yaml: [String: Function] = [
        "yamlencode": Function([any("value", "nud")], gives: .string) { values in
            guard values[0].isWhollyKnown else { return .unknown(.string) }
            var out = ""
            writeYAML(values[0], indent: 0, isInline: false, &out)
            return .string(out)
        },
        "yamldecode": Function(
            [string("src")], isNeverNull: false,
            type: { values in
                guard let text = values[0].stringValue else { return .dynamic }
                return try decodeYAML(text).type
            }
        ) { values, _ in try decodeYAML(values[0].text) },
    ]

    private static func decodeYAML(_ text: String) throws -> Value {
        do throws(Fault) {
            return Encoding.value(try YAMLDocument(parsing: text).json)
        } catch {
            throw Failure(error.message, argument: 0)
        }
    }

    private static func scalar(_ value: Value, indent: Int) -> String {
        if value.isNull { return "null" }
        if let bool = value.boolValue { return bool ? "true" : "false" }
        if let number = value.numberValue { return number.text }
        let text = value.text
        if text.contains("\n"),
            !text.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" && $0 != "\t" })
        {
            let pad = String(repeating: " ", count: indent)
            let ends = text.hasSuffix("\n")
            let lines = (ends ? String(text.dropLast()) : text).split(
                separator: "\n", omittingEmptySubsequences: false)
            let keep = ends ? (text.hasSuffix("\n\n") ? "+" : "") : "-"
            let lead = text.first == " " || text.first == "\n" ? "2" : ""
            return "|" + lead + keep + "\n" + lines.map { $0.isEmpty ? "" : pad + $0 }.joined(separator: "\n")
        }
        return quotedJSON(text)
    }

    private static func quotedJSON(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case "\u{0}"..."\u{1f}", "\u{7f}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                out += "\\x" + (digits.count == 1 ? "0" : "") + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func writeYAML(_ value: Value, indent: Int, isInline: Bool, _ out: inout String) {
        let pad = String(repeating: " ", count: indent)
        if let named = value.namedValues {
            if named.isEmpty { return out += "{}\n" }
            for (place, member) in named.enumerated() {
                if place > 0 || !isInline { out += pad }
                out += quotedJSON(member.name) + ":"
                writeInner(member.value, indent: indent, isElement: false, &out)
            }
        } else if let items = value.elements {
            if items.isEmpty { return out += "[]\n" }
            for (place, item) in items.enumerated() {
                if place > 0 || !isInline { out += pad }
                out += "-"
                writeInner(item, indent: indent, isElement: true, &out)
            }
        } else {
            let text = scalar(value, indent: indent + 2)
            out += text + (value.type == .string && !value.isNull ? "\n" : "\n...\n")
        }
    }

    private static func writeInner(_ value: Value, indent: Int, isElement: Bool, _ out: inout String) {
        if let named = value.namedValues, !named.isEmpty {
            out += isElement ? " " : "\n"
            writeYAML(value, indent: indent + 2, isInline: isElement, &out)
        } else if let items = value.elements, value.namedValues == nil, !items.isEmpty {
            out += isElement ? " " : "\n"
            writeYAML(value, indent: isElement ? indent + 2 : indent, isInline: isElement, &out)
        } else if value.elements != nil {
            out += value.namedValues != nil ? " {}\n" : " []\n"
        } else {
            out += " " + scalar(value, indent: indent + 2) + "\n"
        }
    }
}
