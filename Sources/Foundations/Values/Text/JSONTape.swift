/// A parsed document's tokens in place, for readers that build values of their own: a container's members
/// follow it, and `next` passes over all that is in one. Nothing is retained: it is valid as long as the
/// document.
///
/// Unchecked: the words and bytes are only read.
public struct JSONTape: @unchecked Sendable {
    /// The kinds in the order in which the tape numbers them.
    public enum Kind: UInt64, Sendable {
        case null, `false`, `true`, number, string, array, object
    }

    let words: UnsafePointer<UInt64>
    let bytes: UnsafeRawPointer

    @inline(__always)
    public func kind(_ index: Int) -> Kind {
        // The scanner writes no other.
        Kind(rawValue: words[index] >> 61).unsafelyUnwrapped
    }

    /// A scalar's length in bytes, or the number of elements or members, repeated names included.
    @inline(__always)
    public func length(_ index: Int) -> Int { Int(words[index] >> 32) & Tape.lengthLimit }

    /// The index after the value and all that is in it. A container's first element is two after it.
    @inline(__always)
    public func next(_ index: Int) -> Int {
        words[index] >> 61 >= Kind.array.rawValue ? Int(words[index] & Tape.offsetMask) : index &+ 1
    }

    @inline(__always)
    public func isEscaped(_ index: Int) -> Bool { words[index] & (1 << 60) != 0 }

    /// A scalar's bytes as they are written; a string's without its quotes.
    @inline(__always)
    public func raw(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: bytes + Int(words[index] & Tape.offsetMask), count: length(index))
    }

    /// A string's text with its escapes resolved.
    public func text(_ index: Int) -> String {
        isEscaped(index) ? unescaped(raw(index)) : String(decoding: raw(index), as: UTF8.self)
    }

    /// A number that is written as an integer of at most 18 digits.
    @inline(__always)
    public func smallInt(_ index: Int) -> Int? {
        let digits = raw(index)
        guard digits.count <= 19 else { return nil }
        let isNegative = digits[0] == UInt8(ascii: "-")
        var place = isNegative ? 1 : 0
        guard digits.count - place <= 18 else { return nil }
        var value = 0
        while place < digits.count {
            let digit = digits[place] &- 0x30
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
            place &+= 1
        }
        return isNegative ? -value : value
    }
}

extension JSONDocument {
    /// Valid as long as this document is kept: the bytes are never changed, and so never moved.
    public var rawTape: JSONTape {
        JSONTape(
            words: UnsafePointer(tape.words),
            bytes: tape.bytes.withUnsafeBytes { $0.baseAddress ?? UnsafeRawPointer(tape.words) })
    }
}
