/// A request as its handler sees it: the head is complete, the body is still on its way.
public struct Request: Sendable {
    /// Case-sensitive (RFC 9110, 9.1); never CONNECT from a server.
    public let method: String
    /// The target as it stood in the request line (RFC 9112, 3.2).
    public let target: String
    /// Raw, still percent-encoded; always begins with `/`, or is `*` for `OPTIONS *`.
    public let path: String
    /// What follows the first `?`, still encoded; `nil` without a question mark.
    public let query: String?
    public let headers: Headers
    /// Read at most once, by one reader at a time; not reading is what slows the peer down.
    public let body: RequestBody
    /// The client's numeric address, without a port: the peer's, or what a trusted proxy tells.
    public let remote: String
    /// Whether the client's way here is encrypted: to this server, or to a trusted proxy that says so.
    public let isTLS: Bool
    /// Whom the client has proven to be in the handshake of TLS, where it was asked.
    public let certificate: ClientCertificate?
    /// The protocol that the client asks to go over to in lower case, `websocket` say, when it may
    /// (RFC 9110, 7.8, and RFC 8441, whose CONNECT is told as GET here).
    public let upgrade: String?
    /// Whether it came over HTTP/2, among others.
    public let isMultiplexed: Bool

    /// Splits the target into path and query; an absolute target keeps only those two.
    public init(
        method: String, target: String, headers: Headers = Headers(), body: RequestBody = .empty,
        remote: String = "127.0.0.1", isTLS: Bool = false, upgrade: String? = nil,
        isMultiplexed: Bool = false, certificate: ClientCertificate? = nil
    ) {
        let (path, query) = Request.split(target)
        self.method = method
        self.target = target
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.remote = remote
        self.isTLS = isTLS
        self.upgrade = upgrade
        self.isMultiplexed = isMultiplexed
        self.certificate = certificate
    }

    /// Path and query of a target in origin, absolute or asterisk form.
    static func split(_ target: String) -> (path: String, query: String?) {
        if target.utf8.first == UInt8(ascii: "/"), !target.utf8.contains(UInt8(ascii: "?")) {
            return (target, nil)
        }
        var rest = Substring(target)
        if target.utf8.first != UInt8(ascii: "/"), let slashes = rest.afterScheme {
            let ends: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
            rest = slashes.utf8.firstIndex(where: ends).map { slashes[$0...] } ?? ""
        }
        guard let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) else {
            return (rest.isEmpty ? "/" : String(rest), nil)
        }
        let path = rest[..<mark]
        return (path.isEmpty ? "/" : String(path), String(rest[rest.utf8.index(after: mark)...]))
    }
}

extension Substring {
    /// The authority and what follows, when this is `http://…` or `https://…`.
    var afterScheme: Substring? {
        for scheme in ["http://", "https://"] where utf8.count >= scheme.utf8.count {
            let end = utf8.index(startIndex, offsetBy: scheme.utf8.count)
            if sameName(self[..<end], scheme) { return self[end...] }
        }
        return nil
    }
}
