/// An address of four or sixteen bytes.
struct IPAddress: Hashable, Comparable {
    var bytes: [UInt8]

    var isV4: Bool { bytes.count == 4 }
    var bits: Int { bytes.count * 8 }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Dotted decimals without leading zeros, or the forms of RFC 4291, section 2.2.
    init?(_ text: some StringProtocol) {
        if let four = Self.four(text) {
            bytes = four
            return
        }
        var groups: [[UInt16]] = [[]]
        var parts = String(text).split(separator: ":", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count >= 3, parts.count <= 9 else { return nil }
        if parts[0].isEmpty {
            guard parts[1].isEmpty else { return nil }
            parts.removeFirst()
        }
        if parts[parts.count - 1].isEmpty {
            guard parts.count >= 2, parts[parts.count - 2].isEmpty else { return nil }
            parts.removeLast()
        }
        for (place, part) in parts.enumerated() {
            if part.isEmpty {
                guard groups.count == 1 else { return nil }
                groups.append([])
            } else if place == parts.count - 1, part.contains("."), let four = Self.four(part) {
                let words = four.map { UInt16($0) }
                groups[groups.count - 1] += [words[0] << 8 | words[1], words[2] << 8 | words[3]]
            } else {
                guard part.utf8.count <= 4, !part.hasPrefix("+"), !part.hasPrefix("-"),
                    let value = UInt16(part, radix: 16)
                else { return nil }
                groups[groups.count - 1].append(value)
            }
        }
        let count = groups.reduce(0) { $0 + $1.count }
        var words = groups[0]
        if groups.count == 2 {
            guard count < 8 else { return nil }
            words += Array(repeating: 0, count: 8 - count) + groups[1]
        }
        guard words.count == 8 else { return nil }
        bytes = []
        for word in words {
            bytes += [UInt8(truncatingIfNeeded: word >> 8), UInt8(truncatingIfNeeded: word)]
        }
    }

    private static func four(_ text: some StringProtocol) -> [UInt8]? {
        let parts = String(text).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard !part.isEmpty, part.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
                part.utf8.count == 1 || !part.hasPrefix("0"),
                let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    static func < (left: IPAddress, right: IPAddress) -> Bool {
        left.bytes.count != right.bytes.count
            ? left.bytes.count < right.bytes.count : left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The next address; nil after the last.
    var next: IPAddress? {
        var copy = bytes
        for place in copy.indices.reversed() {
            copy[place] &+= 1
            if copy[place] != 0 { return IPAddress(copy) }
        }
        return nil
    }

    var text: String {
        if isV4 { return bytes.map(String.init).joined(separator: ".") }
        let words: [UInt16] = (0..<8).map { place in
            UInt16(bytes[place * 2]) << 8 | UInt16(bytes[place * 2 + 1])
        }
        // The longest run of zeros, of two at least, is left out (RFC 5952).
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, words[end] == 0 { end += 1 }
            if end - start > best.count, end - start >= 2 { best = start..<end }
            start = max(end, start + 1)
        }
        func hex(_ range: Range<Int>) -> String {
            words[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        return best.isEmpty ? hex(0..<8) : hex(0..<best.lowerBound) + "::" + hex(best.upperBound..<8)
    }
}

/// Addresses with a common prefix.
struct AddressBlock: Hashable {
    let first: IPAddress
    let prefix: Int

    init(_ address: IPAddress, prefix: Int) {
        var bytes = address.bytes
        for bit in prefix..<address.bits { bytes[bit / 8] &= ~(0x80 >> UInt8(bit % 8)) }
        first = IPAddress(bytes)
        self.prefix = prefix
    }

    /// `10.0.0.0/8`; an address beyond the prefix is cut.
    init?(_ text: some StringProtocol) {
        let parts = String(text).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(parts[0]), !parts[1].hasPrefix("+"),
            let prefix = Int(parts[1]),
            prefix >= 0, prefix <= address.bits, String(prefix) == parts[1]
        else { return nil }
        self.init(address, prefix: prefix)
    }

    var last: IPAddress {
        var bytes = first.bytes
        for bit in prefix..<first.bits { bytes[bit / 8] |= 0x80 >> UInt8(bit % 8) }
        return IPAddress(bytes)
    }

    func contains(_ address: IPAddress) -> Bool {
        address.bits == first.bits && AddressBlock(address, prefix: prefix).first == first
    }

    func contains(_ other: AddressBlock) -> Bool { other.prefix >= prefix && contains(other.first) }

    var text: String { first.text + "/\(prefix)" }
}
