extension Lexer {
    /// Opens a heredoc when its introduction is complete: `<<` or `<<-`, a name, the line's end.
    mutating func heredoc() -> Bool {
        var start = place + 2
        if start < bytes.count, bytes[start] == UInt8(ascii: "-") { start += 1 }
        guard start < bytes.count else { return false }
        let first = bytes[start]
        var length = 1
        if first >= 0x80 {
            guard let scalar = Self.scalar(in: bytes, at: start), scalar.value.properties.isIDStart else {
                return false
            }
            length = scalar.length
        } else if !(first | 0x20 >= 0x61 && first | 0x20 <= 0x7a || first == 0x5f) {
            return false
        }
        let end = start + Self.identifierLength(bytes, from: start, after: length)
        var next = end
        if next < bytes.count, bytes[next] == 0x0d { next += 1 }
        guard next < bytes.count, bytes[next] == 0x0a else { return false }
        emit(.openHeredoc, next + 1 - place)
        frames.append(Frame(form: .heredoc, marker: Span(start, end)))
        isInTemplate = true
        return true
    }

    mutating func template() {
        switch frames[frames.count - 1].form {
        case .quoted: quoted()
        case .heredoc: literalLine(isHeredoc: true)
        case .bare: literalLine(isHeredoc: false)
        }
    }

    /// The length of what opens a sequence here, with its `~`; nil when nothing does.
    private mutating func opensSequence(at index: Int) -> Bool {
        index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{")
    }

    private mutating func openSequence() {
        let kind: TokenKind = bytes[place] == UInt8(ascii: "$") ? .interpolation : .control
        emit(kind, at(2) == UInt8(ascii: "~") ? 3 : 2)
        isInTemplate = false
        frames[frames.count - 1].braces = 0
        frames[frames.count - 1].isLineStart = false
    }

    private mutating func flush(_ kind: TokenKind, to end: Int) {
        if end > place { emit(kind, end - place) }
    }

    /// How many bytes a `$` or `%` at `index` takes as text; 0 when it opens a sequence.
    private mutating func literalLength(at index: Int) -> Int {
        if opensSequence(at: index) { return 0 }
        let isDoubled = index + 2 < bytes.count && bytes[index + 1] == bytes[index]
        return isDoubled && bytes[index + 2] == UInt8(ascii: "{") ? 3 : 1
    }

    private mutating func quoted() {
        var end = place
        while end < bytes.count {
            let byte = bytes[end]
            switch byte {
            case UInt8(ascii: "\""):
                flush(.quotedLiteral, to: end)
                emit(.closeQuote, 1)
                frames.removeLast()
                isInTemplate = false
                return
            case UInt8(ascii: "$"), UInt8(ascii: "%"):
                let length = literalLength(at: end)
                if length == 0 {
                    flush(.quotedLiteral, to: end)
                    return openSequence()
                }
                end += length
            case UInt8(ascii: "\\"):
                end += 1
                if end < bytes.count, bytes[end] != 0x0a, bytes[end] != 0x0d, bytes[end] < 0x80 { end += 1 }
            case 0x0a, 0x0d:
                if byte == 0x0d, end + 1 >= bytes.count || bytes[end + 1] != 0x0a {
                    end += 1
                    continue
                }
                flush(.quotedLiteral, to: end)
                return emit(.quotedNewline, byte == 0x0d ? 2 : 1)
            case 0x80...:
                guard let scalar = Self.scalar(in: bytes, at: end) else {
                    flush(.quotedLiteral, to: end)
                    return emit(.badUTF8, 1)
                }
                end += scalar.length
            default: end += 1
            }
        }
        flush(.quotedLiteral, to: end)
    }

    /// Text up to a line's end or a sequence; in a heredoc also the line that ends it.
    private mutating func literalLine(isHeredoc: Bool) {
        var end = place
        while end < bytes.count {
            let byte = bytes[end]
            if byte == 0x0a {
                if isHeredoc, endHeredoc(lineEnd: end) { return }
                flush(.stringLiteral, to: end + 1)
                frames[frames.count - 1].isLineStart = true
                return
            }
            if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%") {
                let length = literalLength(at: end)
                if length == 0 {
                    flush(.stringLiteral, to: end)
                    return openSequence()
                }
                end += length
            } else if byte >= 0x80 {
                guard let scalar = Self.scalar(in: bytes, at: end) else {
                    flush(.stringLiteral, to: end)
                    return emit(.badUTF8, 1)
                }
                end += scalar.length
            } else {
                end += 1
            }
        }
        flush(.stringLiteral, to: end)
    }

    private mutating func endHeredoc(lineEnd: Int) -> Bool {
        let frame = frames[frames.count - 1]
        guard frame.isLineStart else { return false }
        var start = place
        var end = lineEnd
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        guard end - start == frame.marker.end - frame.marker.start else { return false }
        for offset in 0..<(end - start) where bytes[start + offset] != bytes[frame.marker.start + offset] {
            return false
        }
        let hasReturn = lineEnd > place && bytes[lineEnd - 1] == 0x0d
        emit(.closeHeredoc, lineEnd - (hasReturn ? 1 : 0) - place)
        emit(.newline, hasReturn ? 2 : 1)
        frames.removeLast()
        isInTemplate = false
        return true
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }

    /// The scalar that is encoded at `index`, nil when the bytes there are no UTF-8.
    static func scalar(
        in bytes: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> (value: Unicode.Scalar, length: Int)? {
        let lead = bytes[index]
        let length =
            lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
        guard length > 0, index + length <= bytes.count else { return nil }
        if length == 1 { return (Unicode.Scalar(lead), 1) }
        var value = UInt32(lead) & (0x7f >> UInt32(length))
        for offset in 1..<length {
            let byte = bytes[index + offset]
            guard byte & 0xc0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3f)
        }
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }
}
