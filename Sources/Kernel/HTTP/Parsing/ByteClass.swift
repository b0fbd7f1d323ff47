/// Classes of bytes in a message head, as bit sets over ASCII.
struct ByteClass: Sendable {
    private let low: UInt64
    private let high: UInt64

    init(_ characters: StaticString) {
        var (low, high): (UInt64, UInt64) = (0, 0)
        for offset in 0..<characters.utf8CodeUnitCount {
            let byte = characters.utf8Start[offset]
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
        }
        self.low = low
        self.high = high
    }

    @inline(__always) func contains(_ byte: UInt8) -> Bool {
        if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
        return byte < 128 && high >> UInt64(byte & 63) & 1 == 1
    }

    /// `tchar` of RFC 9110, 5.6.2.
    static let token = ByteClass(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// `uri-host [ ":" port ]` of RFC 9110, 7.2, without telling its parts apart.
    static let host = ByteClass(
        "-._~!$&'()*+,;=%:[]0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

/// A byte that may stand in a field value: visible, space, tab or beyond ASCII (RFC 9110, 5.5).
@inline(__always) func isFieldByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 ? byte != 0x7F : byte == 0x09
}
