public import Values

extension Value {
    /// The value as Rego writes it: sets in braces, keys of any kind.
    public var text: String {
        var writer = TermWriter()
        writer.put(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The value as JSON: sets become sorted arrays, and keys that are not strings become their texts.
    public var json: JSON {
        switch kind {
        case .undefined, .null: return .null
        case .boolean: return .bool(bits == Value.true.bits)
        case .number: return JSON.Number(numberText).map(JSON.number) ?? .null
        case .string: return .string(String(decoding: utf8, as: UTF8.self))
        case .array: return .array(elements.map(\.json))
        case .set: return .array(sortedElements.map(\.json))
        case .object:
            return .object(
                JSON.Object(members.map { (key: $0.key.string ?? $0.key.jsonText(), value: $0.value.json) }))
        }
    }

    /// The value's compact JSON text, keys in order, with the characters `<`, `>` and `&` escaped as Go's
    /// encoder does when `isEscapingHTML` is set.
    public func jsonText(isEscapingHTML: Bool = false) -> String {
        var writer = TermWriter()
        writer.isJSON = true
        writer.isEscapingHTML = isEscapingHTML
        writer.put(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes values as text.
struct TermWriter {
    var bytes: [UInt8] = []
    var isJSON = false
    var isEscapingHTML = false

    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func put(_ value: Value) {
        switch value.kind {
        case .undefined: put("<undefined>")
        case .null: put("null")
        case .boolean: put(value.bits == Value.true.bits ? "true" : "false")
        case .number: put(value.numberText)
        case .string: put(quoted: value.utf8)
        case .array: put(value.elements, "[", "]")
        case .set:
            if isJSON { return put(value.sortedElements, "[", "]") }
            if value.count == 0 { return put("set()") }
            put(value.sortedElements, "{", "}")
        case .object:
            put("{")
            for (place, member) in value.members.enumerated() {
                if place > 0 { put(isJSON ? "," : ", ") }
                put(key: member.key)
                put(isJSON ? ":" : ": ")
                put(member.value)
            }
            put("}")
        }
    }

    private mutating func put(key: Value) {
        if !isJSON || key.isString { return put(key) }
        var inner = TermWriter()
        inner.isJSON = true
        inner.put(key)
        inner.bytes.withUnsafeBufferPointer { put(quoted: $0) }
    }

    private mutating func put(_ elements: Elements, _ open: String, _ close: String) {
        put(open)
        for (place, element) in elements.enumerated() {
            if place > 0 { put(isJSON ? "," : ", ") }
            put(element)
        }
        put(close)
    }

    mutating func put(quoted text: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var index = 0
        while index < text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "\""): put("\\\"")
            case UInt8(ascii: "\\"): put("\\\\")
            case 0x0a: put("\\n")
            case 0x0d: put("\\r")
            case 0x09: put("\\t")
            case UInt8(ascii: "<") where isEscapingHTML: put("\\u003c")
            case UInt8(ascii: ">") where isEscapingHTML: put("\\u003e")
            case UInt8(ascii: "&") where isEscapingHTML: put("\\u0026")
            case ..<0x20:
                let digits = String(byte, radix: 16)
                put("\\u00" + (digits.utf8.count < 2 ? "0" : "") + digits)
            default: bytes.append(byte)
            }
            index += 1
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
