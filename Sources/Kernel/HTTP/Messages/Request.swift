/// A request as its handler sees it: the head is complete, the body is still on its way.
public struct Request: Sendable {
    // One reference, since a request is handed from one to the next on its whole way.
    private let parts: Parts

    private final class Parts: Sendable {
        let method, target, path: String
        let query: String?
        let headers: Headers
        let body: RequestBody
        let remote: String
        let isTLS, isMultiplexed: Bool
        let certificate: ClientCertificate?
        let upgrade: String?

        init(
            method: String, target: String, headers: Headers, body: RequestBody, remote: String,
            isTLS: Bool, upgrade: String?, isMultiplexed: Bool, certificate: ClientCertificate?
        ) {
            (path, query) = Request.split(target)
            (self.method, self.target, self.headers, self.body) = (method, target, headers, body)
            (self.remote, self.isTLS, self.upgrade) = (remote, isTLS, upgrade)
            (self.isMultiplexed, self.certificate) = (isMultiplexed, certificate)
        }
    }

    /// Splits the target into path and query; an absolute target keeps only those two.
    public init(
        method: String, target: String, headers: Headers = Headers(), body: RequestBody = .empty,
        remote: String = "127.0.0.1", isTLS: Bool = false, upgrade: String? = nil,
        isMultiplexed: Bool = false, certificate: ClientCertificate? = nil
    ) {
        parts = Parts(
            method: method, target: target, headers: headers, body: body, remote: remote, isTLS: isTLS,
            upgrade: upgrade, isMultiplexed: isMultiplexed, certificate: certificate)
    }

    /// Case-sensitive (RFC 9110, 9.1); never CONNECT from a server.
    public var method: String { parts.method }
    /// The target as it stood in the request line (RFC 9112, 3.2).
    public var target: String { parts.target }
    /// Raw, still percent-encoded; always begins with `/`, or is `*` for `OPTIONS *`.
    public var path: String { parts.path }
    /// What follows the first `?`, still encoded; `nil` without a question mark.
    public var query: String? { parts.query }
    public var headers: Headers { parts.headers }
    /// Read at most once, by one reader at a time; not reading is what slows the peer down.
    public var body: RequestBody { parts.body }
    /// The client's numeric address, without a port: the peer's, or what a trusted proxy tells.
    public var remote: String { parts.remote }
    /// Whether the client's way here is encrypted: to this server, or to a trusted proxy that says so.
    public var isTLS: Bool { parts.isTLS }
    /// Whom the client has proven to be in the handshake of TLS, where it was asked.
    public var certificate: ClientCertificate? { parts.certificate }
    /// The protocol that the client asks to go over to in lower case, `websocket` say, when it may
    /// (RFC 9110, 7.8, and RFC 8441, whose CONNECT is told as GET here).
    public var upgrade: String? { parts.upgrade }
    /// Whether it came over HTTP/2, among others.
    public var isMultiplexed: Bool { parts.isMultiplexed }

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
