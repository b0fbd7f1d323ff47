/// What a proxy says before everything else about the connection that it forwards (the PROXY protocol of
/// HAProxy, versions 1 and 2).
enum ProxyHeader: Equatable {
    /// More has to come.
    case more
    /// So many bytes long; the address is `nil` where the proxy speaks for itself or knows none.
    case header(length: Int, address: String?)
    case broken

    private static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10]
    /// With all that may follow an address in version 2; more is nobody's need.
    static let longest = 4096
    private static let longestLine = 107

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        let known = Self.signature
        if bytes.prefix(12).elementsEqual(known.prefix(bytes.count)) {
            self = bytes.count < 16 ? .more : Self.binary(bytes)
        } else if bytes.prefix(6).elementsEqual("PROXY ".utf8.prefix(bytes.count)) {
            self = Self.line(bytes)
        } else {
            self = .broken
        }
    }

    private static func binary(_ bytes: UnsafeBufferPointer<UInt8>) -> ProxyHeader {
        let (command, family) = (bytes[12], bytes[13])
        let length = Int(bytes[14]) << 8 | Int(bytes[15])
        guard command >> 4 == 2, command & 15 <= 1, 16 + length <= longest else { return .broken }
        guard bytes.count >= 16 + length else { return .more }
        // LOCAL: the proxy's own, a probe say.
        if command & 15 == 0 { return .header(length: 16 + length, address: nil) }
        switch family {
        case 0x11 where length >= 12:
            return .header(length: 16 + length, address: AddressRange.text(of: Array(bytes[16..<20])))
        case 0x21 where length >= 36:
            return .header(length: 16 + length, address: AddressRange.text(of: Array(bytes[16..<32])))
        case 0x11, 0x21: return .broken
        default: return .header(length: 16 + length, address: nil)
        }
    }

    /// `PROXY TCP4 source destination port port CRLF`.
    private static func line(_ bytes: UnsafeBufferPointer<UInt8>) -> ProxyHeader {
        guard let end = bytes.prefix(longestLine).firstIndex(of: 10) else {
            return bytes.count < longestLine ? .more : .broken
        }
        guard end > 0, bytes[end - 1] == 13 else { return .broken }
        let words = bytes[..<(end - 1)].split(separator: 32, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        if words.count >= 2, words[1] == "UNKNOWN" { return .header(length: end + 1, address: nil) }
        guard words.count == 6, words[1] == "TCP4" || words[1] == "TCP6",
            words[2].contains(":") == (words[1] == "TCP6"), let address = AddressRange.bytes(of: words[2]),
            AddressRange.bytes(of: words[3]) != nil, UInt16(words[4]) != nil, UInt16(words[5]) != nil
        else { return .broken }
        return .header(length: end + 1, address: AddressRange.text(of: address))
    }
}
