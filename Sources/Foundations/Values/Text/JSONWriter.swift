/// Appends JSON to bytes.
struct JSONWriter {
    var bytes: [UInt8] = []

    @inline(__always)
    mutating func put(_ byte: UInt8) { bytes.append(byte) }

    @inline(__always)
    mutating func put(raw text: String) {
        text.withBytes { bytes.append(contentsOf: $0) }
    }

    mutating func put(ascii text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(_ value: Bool) { value ? put(ascii: "true") : put(ascii: "false") }

    /// A quoted string; only what RFC 8259 demands is escaped.
    mutating func put(string text: String) {
        bytes.append(UInt8(ascii: "\""))
        text.withBytes { source in
            var start = 0
            while true {
                let stop = firstToEscape(in: source, from: start)
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<stop]))
                if stop == source.count { return }
                escape(source[stop])
                start = stop + 1
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private func firstToEscape(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(source)
        var index = start
        while index &+ 8 <= raw.count {
            let stops = stopBits(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            if stops != 0 { return index &+ stops.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < raw.count {
            let byte = raw[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index &+= 1
        }
        return index
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): put(ascii: "\\\"")
        case UInt8(ascii: "\\"): put(ascii: "\\\\")
        case 0x0a: put(ascii: "\\n")
        case 0x0d: put(ascii: "\\r")
        case 0x09: put(ascii: "\\t")
        default:
            put(ascii: "\\u00")
            for nibble in [byte >> 4, byte & 15] {
                put(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
            }
        }
    }

    mutating func put(_ value: JSON) {
        switch value {
        case .null: put(ascii: "null")
        case .bool(let value): put(value)
        case .number(let number): put(raw: number.text)
        case .string(let text): put(string: text)
        case .array(let elements):
            put(UInt8(ascii: "["))
            var isFirst = true
            for element in elements {
                if !isFirst { put(UInt8(ascii: ",")) }
                isFirst = false
                put(element)
            }
            put(UInt8(ascii: "]"))
        case .object(let object): put(members: object, of: { $0.put($1) })
        }
    }

    /// As `put`, with every object's members in the order of their names' UTF-8.
    mutating func put(canonical value: JSON) {
        switch value {
        case .array(let elements):
            put(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { put(UInt8(ascii: ",")) }
                put(canonical: element)
            }
            put(UInt8(ascii: "]"))
        case .object(let object): put(members: object.sorted(), of: { $0.put(canonical: $1) })
        default: put(value)
        }
    }

    @inline(__always)
    private mutating func put(
        members: some Sequence<JSON.Object.Element>, of write: (inout JSONWriter, JSON) -> Void
    ) {
        put(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in members {
            if !isFirst { put(UInt8(ascii: ",")) }
            isFirst = false
            put(string: key)
            put(UInt8(ascii: ":"))
            write(&self, value)
        }
        put(UInt8(ascii: "}"))
    }

    /// Two blanks for each level, one element or member a line.
    mutating func put(pretty value: JSON, indent: Int) {
        func newLine(_ depth: Int, _ writer: inout JSONWriter) {
            writer.put(UInt8(ascii: "\n"))
            for _ in 0..<depth { writer.put(ascii: "  ") }
        }
        switch value {
        case .array(let elements) where !elements.isEmpty:
            for (place, element) in elements.enumerated() {
                put(UInt8(ascii: place == 0 ? "[" : ","))
                newLine(indent + 1, &self)
                put(pretty: element, indent: indent + 1)
            }
            newLine(indent, &self)
            put(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            for (place, member) in object.enumerated() {
                put(UInt8(ascii: place == 0 ? "{" : ","))
                newLine(indent + 1, &self)
                put(string: member.key)
                put(ascii: ": ")
                put(pretty: member.value, indent: indent + 1)
            }
            newLine(indent, &self)
            put(UInt8(ascii: "}"))
        default: put(value)
        }
    }
}

extension JSON {
    /// The compact text as UTF-8.
    public func bytes() -> [UInt8] {
        var writer = JSONWriter()
        writer.put(self)
        return writer.bytes
    }

    /// Appends the compact text's UTF-8.
    public func write(into bytes: inout [UInt8]) {
        var writer = JSONWriter(bytes: bytes)
        bytes = []
        writer.put(self)
        bytes = writer.bytes
    }

    /// The compact text.
    public var text: String { String(decoding: bytes(), as: UTF8.self) }

    /// The text for people: two blanks a level, and no line's end after the last line.
    public func pretty() -> String {
        var writer = JSONWriter()
        writer.put(pretty: self, indent: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Compact, with members in the order of their names' UTF-8: the same bytes for values that are equal.
    public func canonicalBytes() -> [UInt8] {
        var writer = JSONWriter()
        writer.put(canonical: self)
        return writer.bytes
    }
}
