/// Which proxies stand before a server, and how they tell whom they speak for.
public struct ProxyTrust: Sendable {
    /// The one field that the proxies write; any other of them comes from who knows whom.
    public enum Field: String, Sendable, CaseIterable {
        /// `X-Forwarded-For` and `X-Forwarded-Proto`.
        case xForwardedFor = "x-forwarded-for"
        /// RFC 7239.
        case forwarded
        case none
    }

    /// From where proxies connect; nobody else is believed.
    public var networks: [AddressRange]
    public var field: Field
    /// Their connections begin with a PROXY header, version 1 or 2, before TLS.
    public var speakProxyProtocol: Bool

    public init(
        networks: [AddressRange] = [], field: Field = .xForwardedFor, speakProxyProtocol: Bool = false
    ) {
        self.networks = networks
        self.field = field
        self.speakProxyProtocol = speakProxyProtocol
    }

    func isProxy(_ address: String) -> Bool { networks.contains { $0.contains(address) } }

    /// The client behind `peer` and whether its way is encrypted, `nil` where nobody says.
    ///
    /// From the right each name is believed as long as whoever wrote it is a proxy of ours; the first that is
    /// none is the client, whatever stands before it.
    func client(behind peer: String, _ headers: Headers) -> (address: String, isTLS: Bool?) {
        guard field != .none, isProxy(peer) else { return (peer, nil) }
        let hops = field == .forwarded ? Self.forwarded(headers) : Self.plain(headers)
        var client: (address: String, isTLS: Bool?) = (peer, nil)
        for hop in hops.reversed() {
            // A hop that names nobody ends what can be known.
            guard let address = hop.address else { break }
            client = (address, hop.isTLS ?? client.isTLS)
            if !isProxy(address) { break }
        }
        return client
    }

    private typealias Hop = (address: String?, isTLS: Bool?)

    private static func plain(_ headers: Headers) -> [Hop] {
        let schemes = headers.list("X-Forwarded-Proto")
        let names = headers.list("X-Forwarded-For")
        return names.enumerated().map { index, name in
            // One scheme for all, or one a hop.
            let scheme = schemes.count == names.count ? schemes[index] : schemes.last
            return (address(name), scheme.map { sameName($0, "https") })
        }
    }

    private static func forwarded(_ headers: Headers) -> [Hop] {
        headers.list("Forwarded").map { element in
            var hop: Hop = (nil, nil)
            for pair in element.utf8.split(separator: UInt8(ascii: ";")) {
                let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1)
                guard halves.count == 2 else { continue }
                let name = Substring(halves[0]).trimmingBlanks
                var value = Substring(halves[1]).trimmingBlanks
                if value.utf8.count >= 2, value.utf8.first == UInt8(ascii: "\""),
                    value.utf8.last == UInt8(ascii: "\"")
                {
                    value = Substring(value.utf8.dropFirst().dropLast())
                }
                if sameName(name, "for") { hop.address = address(value) }
                if sameName(name, "proto") { hop.isTLS = sameName(value, "https") }
            }
            return hop
        }
    }

    /// The address of `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1` or `[2001:db8::1]:80`, as we write it.
    private static func address(_ text: Substring) -> String? {
        var text = text
        if text.utf8.first == UInt8(ascii: "[") {
            guard let end = text.utf8.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            text = text[text.utf8.index(after: text.startIndex)..<end]
        } else if text.utf8.filter({ $0 == UInt8(ascii: ":") }).count == 1,
            let colon = text.utf8.firstIndex(of: UInt8(ascii: ":"))
        {
            text = text[..<colon]
        }
        return AddressRange.bytes(of: String(text)).map { AddressRange.text(of: $0) }
    }
}
