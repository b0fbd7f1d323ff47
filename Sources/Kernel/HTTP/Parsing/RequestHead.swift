/// Everything before a request's content (RFC 9112, 2 to 6).
struct RequestHead: Sendable {
    /// How the end of the content is known; there is always exactly one answer.
    enum Framing: Sendable, Equatable {
        case none
        case length(Int)
        case chunked
    }

    var method = ""
    var target = ""
    /// HTTP/1.1 rather than HTTP/1.0.
    var isCurrent = true
    var headers = Headers()
    var framing = Framing.none
    /// Whether the client lets the connection stay (RFC 9112, 9.3).
    var keepsAlive = true
    /// The client waits for `100 Continue` before it sends content (RFC 9110, 10.1.1).
    var awaitsContinue = false
    /// `Connection: upgrade` was among the fields.
    var offersUpgrade = false

    /// The one protocol that the client would go over to (RFC 9110, 7.8), in lower case; content, which would
    /// have to come first, and lists are not waited for.
    var upgrade: String? {
        guard offersUpgrade, isCurrent, framing == .none, method == "GET" else { return nil }
        let offered = headers.list("Upgrade")
        return offered.count == 1 ? offered[0].lowercased() : nil
    }
}
