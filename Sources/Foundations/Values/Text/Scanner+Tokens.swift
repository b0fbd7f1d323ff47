extension Scanner {
    /// An object member's name and the colon after it.
    @inline(__always)
    mutating func name(into tape: inout TapeBuilder) throws(Malformed) {
        guard current == UInt8(ascii: "\"") else { throw Malformed(.name, position) }
        try string(into: &tape)
        skipSpace()
        guard current == UInt8(ascii: ":") else { throw Malformed(.colon, position) }
        position &+= 1
        skipSpace()
    }

    @inline(__always)
    mutating func literal(
        _ token: Token, _ letters: UInt32, skipping: Int, into tape: inout TapeBuilder
    ) throws(Malformed) {
        let start = position
        guard start &+ skipping &+ 4 <= end,
            base.loadUnaligned(fromByteOffset: start &+ skipping, as: UInt32.self) == letters
        else { throw Malformed(.literal, start) }
        position &+= skipping &+ 4
        tape.scalar(token, start, position &- start)
    }

    @inline(__always)
    private mutating func digits() {
        while current &- 0x30 < 10 { position &+= 1 }
    }

    @inline(__always)
    mutating func number(into tape: inout TapeBuilder) throws(Malformed) {
        let start = position
        if current == UInt8(ascii: "-") { position &+= 1 }
        let first = current
        guard first &- 0x30 < 10 else {
            throw Malformed(wordStarts(at: start) ? .literal : position == start ? .value : .number, start)
        }
        position &+= 1
        if first != UInt8(ascii: "0") {
            digits()
        } else if current &- 0x30 < 10 {
            throw Malformed(.number, start)
        }
        if current == UInt8(ascii: ".") {
            position &+= 1
            guard current &- 0x30 < 10 else { throw Malformed(.number, start) }
            digits()
        }
        if current | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position &+= 1 }
            guard current &- 0x30 < 10 else { throw Malformed(.number, start) }
            digits()
        }
        guard position &- start <= Tape.lengthLimit else { throw Malformed(.size, start) }
        tape.scalar(.number, start, position &- start)
    }

    /// A letter: somebody forgot quotes or wrote Python's `None`.
    private func wordStarts(at index: Int) -> Bool {
        index < end && (byte(index) | 0x20) &- UInt8(ascii: "a") < 26
    }

    /// The string whose opening quote is at the position.
    @inline(__always)
    mutating func string(into tape: inout TapeBuilder) throws(Malformed) {
        position &+= 1
        let start = position
        var escaped = false
        var seen: UInt64 = 0
        while true {
            while position &+ 8 <= end {
                let word = word(position)
                let stops = stopBits(word)
                if stops == 0 {
                    seen |= word
                    position &+= 8
                    continue
                }
                let length = stops.trailingZeroBitCount & ~7
                seen |= word & ((1 << UInt64(length)) &- 1)
                position &+= length >> 3
                break
            }
            guard position < end else { throw Malformed(.string, start &- 1) }
            let next = byte(position)
            if next == UInt8(ascii: "\"") { break }
            if next == UInt8(ascii: "\\") {
                escaped = true
                try escape()
            } else if next < 0x20 {
                throw Malformed(.control, position)
            } else {
                seen |= UInt64(next)
                position &+= 1
            }
        }
        let length = position &- start
        guard length <= Tape.lengthLimit else { throw Malformed(.size, start) }
        if seen & 0x8080_8080_8080_8080 != 0,
            let bad = invalidUTF8(in: UnsafeRawBufferPointer(start: base + start, count: length))
        {
            throw Malformed(.utf8, start &+ bad)
        }
        position &+= 1
        tape.scalar(.string, start, length, escaped: escaped)
    }

    /// The escape whose backslash is at the position; a surrogate must have its partner.
    @inline(never)
    private mutating func escape() throws(Malformed) {
        guard position &+ 1 < end else { throw Malformed(.string, position) }
        switch byte(position &+ 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position &+= 2
        case UInt8(ascii: "u"):
            let unit = try codeUnit()
            guard unit & 0xf800 == 0xd800 else { return }
            let start = position &- 6
            guard unit < 0xdc00, position &+ 6 <= end, byte(position) == UInt8(ascii: "\\"),
                byte(position &+ 1) == UInt8(ascii: "u"), try codeUnit() & 0xfc00 == 0xdc00
            else { throw Malformed(.surrogate, start) }
        default: throw Malformed(.escape, position)
        }
    }

    /// The four hexadecimal digits after `\u`.
    private mutating func codeUnit() throws(Malformed) -> UInt32 {
        guard position &+ 6 <= end else { throw Malformed(.escape, position) }
        var unit: UInt32 = 0
        for index in position &+ 2..<position &+ 6 {
            guard let digit = hexDigit(byte(index)) else { throw Malformed(.escape, position) }
            unit = unit << 4 | digit
        }
        position &+= 6
        return unit
    }
}

/// The value of one hexadecimal digit.
func hexDigit(_ byte: UInt8) -> UInt32? {
    if byte &- 0x30 < 10 { return UInt32(byte &- 0x30) }
    let letter = (byte | 0x20) &- UInt8(ascii: "a")
    return letter < 6 ? UInt32(letter) + 10 : nil
}

/// The high bit of every byte in which a string's plain run may stop: quote, backslash, control. Bits
/// above the first may be set wrongly by a borrow; the lowest is exact.
@inline(__always)
func stopBits(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ 0x2222_2222_2222_2222
    let backslash = word ^ 0x5c5c_5c5c_5c5c_5c5c
    let control = (word &- 0x2020_2020_2020_2020) & ~word
    return (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | control) & 0x8080_8080_8080_8080
}
