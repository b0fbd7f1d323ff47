/// The parts of an address that endpoint rules ask for (RFC 3986, section 3).
struct WebAddress {
    let scheme: String
    let authority: String
    /// Empty, or with a slash before.
    let path: String

    /// Nil for what is no address of the web, and for one with a query or a fragment.
    init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        scheme = String(text[..<mark.lowerBound])
        let rest = text[mark.upperBound...]
        guard ["http", "https"].contains(scheme), !rest.contains("?"), !rest.contains("#") else { return nil }
        authority = String(rest.prefix { $0 != "/" })
        guard !authority.isEmpty else { return nil }
        path = String(rest.dropFirst(authority.count))
    }

    /// The path, with a slash at its end that something can follow.
    var pathWithSlash: String { path.hasSuffix("/") ? path : path + "/" }

    /// True where a number stands for the host, before which no label can stand.
    var isNumeric: Bool {
        if authority.hasPrefix("[") { return true }
        let labels = authority.prefix { $0 != ":" }.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count == 4 && labels.allSatisfy { UInt8($0) != nil }
    }
}
