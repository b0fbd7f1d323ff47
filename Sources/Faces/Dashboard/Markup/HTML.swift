/// A piece of a page. Whatever text it holds is escaped when it is written; there is no raw case.
indirect enum HTML: Sendable {
    case text(String)
    case element(Tag, [Attribute], [HTML])
    case fragment([HTML])

    static let nothing = HTML.fragment([])

    var isNothing: Bool {
        if case .fragment(let parts) = self { return parts.allSatisfy(\.isNothing) }
        return false
    }

    /// The piece as text, for tests and for documents.
    var rendered: String { String(decoding: bytes(prefix: ""), as: UTF8.self) }

    /// The piece in UTF-8 behind `prefix`, which is the document type or nothing.
    func bytes(prefix: StaticString) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(16 << 10)
        out.append(contentsOf: UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
        write(into: &out)
        return out
    }

    private func write(into out: inout [UInt8]) {
        switch self {
        case .text(let text): HTML.escape(text, into: &out)
        case .fragment(let parts):
            for part in parts { part.write(into: &out) }
        case .element(let tag, let attributes, let children):
            out.append(UInt8(ascii: "<"))
            HTML.put(tag.name, into: &out)
            for attribute in attributes { attribute.write(into: &out) }
            out.append(UInt8(ascii: ">"))
            guard !tag.isVoid else { return }
            // A line feed right after <pre> and <textarea> is dropped by the parser (WHATWG HTML, 13.1.2.5).
            if tag.keepsSpace { out.append(0x0a) }
            for child in children { child.write(into: &out) }
            out.append(contentsOf: [UInt8(ascii: "<"), UInt8(ascii: "/")])
            HTML.put(tag.name, into: &out)
            out.append(UInt8(ascii: ">"))
        }
    }

    static func put(_ text: StaticString, into out: inout [UInt8]) {
        out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Escapes for both element content and quoted attributes; other control characters than white space
    /// and NUL, which HTML has no way to write, become U+FFFD.
    static func escape(_ text: String, into out: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): put("&amp;", into: &out)
            case UInt8(ascii: "<"): put("&lt;", into: &out)
            case UInt8(ascii: ">"): put("&gt;", into: &out)
            case UInt8(ascii: "\""): put("&quot;", into: &out)
            case UInt8(ascii: "'"): put("&#39;", into: &out)
            case 0x00...0x08, 0x0b, 0x0c, 0x0e...0x1f, 0x7f: out.append(contentsOf: [0xef, 0xbf, 0xbd])
            default: out.append(byte)
            }
        }
    }
}
