import Faults

/// Keeps calls to addresses that users gave away from what only this machine and its network may reach: the
/// loopback, link-local addresses and the metadata services there, private networks, and what leads to them.
///
/// It is asked for each address that is about to be connected to, behind the resolution of names and behind
/// redirects, so that neither can lead around it.
public struct AddressGuard: Sendable {
    /// What an operator allows all the same.
    private let allowed: [AddressRange]

    public init(allowing allowed: [AddressRange] = []) { self.allowed = allowed }

    /// Special-purpose addresses that are not reachable globally (RFC 6890 and its registries), multicast,
    /// and what is reserved.
    private static let closed = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "100::/64", "2001:db8::/32",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    ].compactMap { AddressRange($0) }

    /// Whether a numeric address may not be connected to; true for a text that is none.
    public func refuses(_ address: String) -> Bool {
        guard let bytes = AddressRange.bytes(of: address) else { return true }
        let leadsTo = Self.leadsTo(bytes)
        let all = [address] + (leadsTo.map { [$0] } ?? [])
        // What an operator allows by the one or the other name is allowed.
        if allowed.contains(where: { range in all.contains { range.contains($0) } }) { return false }
        return Self.closed.contains { range in all.contains { range.contains($0) } }
    }

    /// The IPv4 address that an IPv6 one carries to a gateway: NAT64 (RFC 6052), 6to4 (RFC 3056).
    private static func leadsTo(_ bytes: [UInt8]) -> String? {
        let wellKnown: [UInt8] = [0, 0x64, 0xff, 0x9b] + [UInt8](repeating: 0, count: 8)
        if Array(bytes.prefix(12)) == wellKnown { return AddressRange.text(of: Array(bytes.suffix(4))) }
        if Array(bytes.prefix(2)) == [0x20, 0x02] { return AddressRange.text(of: Array(bytes[2..<6])) }
        return nil
    }

    static func refusal(_ host: String, _ address: String) -> Fault {
        Fault(
            .forbidden, "http.address_refused",
            "\(host) leads to \(address), which calls to given addresses may not reach. An operator allows it with "
                + "the setting outgoing-allow.")
    }
}
