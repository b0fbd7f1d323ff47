extension Parser {
    /// The text that a literal part of a template stands for: escapes, doubled markers.
    mutating func decode(_ span: Span, isQuoted: Bool) -> String {
        var needsWork = false
        for index in span.start..<span.end {
            let byte = bytes[index]
            if byte == 0x5c && isQuoted || byte == 0x24 || byte == 0x25 {
                needsWork = true
                break
            }
        }
        if !needsWork { return String(decoding: bytes[span.start..<span.end], as: UTF8.self) }
        var out: [UInt8] = []
        out.reserveCapacity(span.end - span.start)
        var index = span.start
        while index < span.end {
            let byte = bytes[index]
            if byte == 0x24 || byte == 0x25, index + 2 < span.end, bytes[index + 1] == byte,
                bytes[index + 2] == UInt8(ascii: "{")
            {
                out.append(byte)
                out.append(UInt8(ascii: "{"))
                index += 3
            } else if byte == 0x5c, isQuoted {
                index = escape(at: index, end: span.end, into: &out)
            } else {
                out.append(byte)
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func escape(at index: Int, end: Int, into out: inout [UInt8]) -> Int {
        guard index + 1 < end else {
            fail(
                "Invalid escape sequence",
                "Backslash must be followed by an escape sequence selector "
                    + "character.", Span(index, index + 1))
            return index + 1
        }
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d, UInt8(ascii: "t"): 0x09,
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5c,
        ]
        let selector = bytes[index + 1]
        if let byte = simple[selector] {
            out.append(byte)
            return index + 2
        }
        guard selector == UInt8(ascii: "u") || selector == UInt8(ascii: "U") else {
            var length = 1
            if let scalar = Lexer.scalar(in: bytes, at: index + 1) { length = scalar.length }
            fail(
                "Invalid escape sequence",
                "The symbol \"\(source.text(Span(index + 1, index + 1 + length)))\" is not a valid escape "
                    + "sequence selector.", Span(index, index + 1 + length))
            out.append(contentsOf: bytes[(index + 1)..<(index + 1 + length)])
            return index + 1 + length
        }
        let wanted = selector == UInt8(ascii: "u") ? 4 : 8
        var value: UInt32 = 0
        var count = 0
        while count < wanted, index + 2 + count < end,
            let digit = hexDigit(bytes[index + 2 + count])
        {
            value = value &<< 4 | UInt32(digit)
            count += 1
        }
        guard count == wanted else {
            fail(
                "Invalid escape sequence",
                "The \\\(Character(Unicode.Scalar(selector))) escape sequence must be followed by "
                    + "\(wanted == 4 ? "four" : "eight") hexadecimal digits.",
                Span(index, min(end, index + 2 + count)))
            return index + 2 + count
        }
        // A lone surrogate is no character, but it is not refused either: the replacement stands for it.
        let scalar = Unicode.Scalar(value) ?? (value < 0x110000 ? "\u{fffd}" : nil)
        guard let scalar else {
            fail(
                "Invalid escape sequence", "This is not the number of a Unicode character.",
                Span(index, index + 2 + count))
            return index + 2 + count
        }
        out.append(contentsOf: Array(String(Character(scalar)).utf8))
        return index + 2 + count
    }

    private func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
