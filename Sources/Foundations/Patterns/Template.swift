/// What a match is replaced by: bytes and groups in turn.
struct Template {
    private enum Part {
        case bytes([UInt8])
        case group(Int)
    }

    private var parts: [Part] = []

    init(_ text: String, names: [String?]) {
        let bytes = Array(text.utf8)
        var literal: [UInt8] = []
        var at = 0
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "$"), at + 1 < bytes.count else {
                literal.append(bytes[at])
                at += 1
                continue
            }
            if bytes[at + 1] == UInt8(ascii: "$") {
                literal.append(UInt8(ascii: "$"))
                at += 2
                continue
            }
            guard let (name, next) = Self.name(bytes, at + 1) else {
                literal.append(bytes[at])
                at += 1
                continue
            }
            at = next
            if !literal.isEmpty { parts.append(.bytes(literal)) }
            literal = []
            if let number = Self.number(name) {
                if number < names.count { parts.append(.group(number)) }
            } else if let group = names.lastIndex(of: name) {
                parts.append(.group(group))
            }
        }
        if !literal.isEmpty { parts.append(.bytes(literal)) }
    }

    func expand(_ spans: [Int64], _ text: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
        for part in parts {
            switch part {
            case .bytes(let bytes): out.append(contentsOf: bytes)
            case .group(let group) where spans[2 * group] >= 0:
                out.append(contentsOf: text[Int(spans[2 * group])..<Int(spans[2 * group + 1])])
            case .group: break
            }
        }
    }

    /// A name or number behind a dollar sign, with or without braces, and where it ends.
    private static func name(_ bytes: [UInt8], _ start: Int) -> (String, Int)? {
        let isBraced = bytes[start] == UInt8(ascii: "{")
        let from = isBraced ? start + 1 : start
        let end = bytes[from...].firstIndex { !isWord($0) } ?? bytes.count
        guard end > from else { return nil }
        if isBraced, end == bytes.count || bytes[end] != UInt8(ascii: "}") { return nil }
        return (String(decoding: bytes[from..<end], as: UTF8.self), isBraced ? end + 1 : end)
    }

    private static func number(_ name: String) -> Int? {
        guard name.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        // A number with a leading zero is a name (Go's rule), as is one that no expression can have.
        guard name.utf8.count == 1 || name.utf8.first != 48 else { return nil }
        return Int(name).flatMap { $0 < 100_000_000 ? $0 : nil }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: byte >= 0x80
        }
    }
}
