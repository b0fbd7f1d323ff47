import Glibc

/// A network of addresses, `10.0.0.0/8` or `fd00::/8`, or one address.
public struct AddressRange: Sendable, Equatable {
    /// Sixteen bytes; an IPv4 address as the one that maps it (RFC 4291, 2.5.5.2).
    private let bytes: [UInt8]
    private let prefix: Int

    /// `nil` for a text that is no address, or a length beyond it. Bits behind the prefix don't matter.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let bytes = AddressRange.bytes(of: String(Substring(parts[0]))) else {
            return nil
        }
        let isShort = !parts[0].contains(UInt8(ascii: ":"))
        var prefix = 128
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].count <= 3, parts[1].allSatisfy({ $0 &- 0x30 < 10 }) else {
                return nil
            }
            let told = parts[1].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
            guard told <= (isShort ? 32 : 128) else { return nil }
            prefix = told + (isShort ? 96 : 0)
        }
        self.bytes = bytes
        self.prefix = prefix
    }

    /// Whether a numeric address lies within; `false` for a text that is none.
    public func contains(_ address: String) -> Bool {
        guard let other = AddressRange.bytes(of: address) else { return false }
        for index in 0..<16 {
            let bits = min(8, prefix - index * 8)
            if bits <= 0 { return true }
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            if bytes[index] & mask != other[index] & mask { return false }
        }
        return true
    }

    /// `nil` for a text that is no numeric address.
    static func bytes(of address: String) -> [UInt8]? {
        var six = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET6, address, &six) == 1 { return six }
        var four = [UInt8](repeating: 0, count: 4)
        guard inet_pton(AF_INET, address, &four) == 1 else { return nil }
        return [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + four
    }

    /// An address as `Request.remote` has it: an IPv4 address stays short.
    static func text(of bytes: [UInt8]) -> String {
        let isMapped = bytes.count == 16 && bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        let own = isMapped ? Array(bytes.suffix(4)) : bytes
        var room = [CChar](repeating: 0, count: 48)
        guard inet_ntop(own.count == 4 ? AF_INET : AF_INET6, own, &room, 48) != nil else { return "" }
        return String(decoding: room.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
