/// The fields of one request over HTTP/2 as they come, and what is wrong with them (RFC 9113, 8.2 and 8.3).
///
/// nghttp2 has refused by then what breaks the framing of the request: names in capitals, fields that belong
/// to a connection, pseudo-fields that are missing, repeated or late, and lengths that contradict each other.
struct HTTP2Head {
    var limits = Limits()
    var method = ""
    var path = ""
    var headers = Headers()
    /// What `Content-Length` says.
    var length: Int?
    /// The protocol that an extended CONNECT asks for (RFC 8441).
    var upgrade: String?
    var awaitsContinue = false
    /// Bytes of names and values, each field with the 32 that RFC 9113, 6.5.2 adds.
    private(set) var size = 0
    private(set) var refusal: Refusal?
    private var authority: String?
    private var host: String?
    private var cookie: String?

    mutating func add(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        size += name.count + value.count + 32
        guard refusal == nil else { return }
        if size > limits.head { return refuse(.headTooLarge) }
        let text = String(decoding: value, as: UTF8.self)
        if name.first == UInt8(ascii: ":") { return addPseudo(name, text) }
        if headers.count >= limits.headerCount { return refuse(.tooManyFields) }
        if headers.count == 0 { headers = .roomy() }
        switch name.count {
        case 4 where name.elementsEqual("host".utf8):
            if host != nil { return refuse(.repeatedHost) }
            host = text
            return
        case 6 where name.elementsEqual("cookie".utf8):
            // One field may have been cut into several for compression (RFC 9113, 8.2.3).
            cookie = cookie.map { "\($0); \(text)" } ?? text
            return
        case 6 where name.elementsEqual("expect".utf8):
            guard sameName(text, "100-continue") else { return refuse(.expectation) }
            awaitsContinue = true
        case 14 where name.elementsEqual("content-length".utf8): length = Int(text)
        default: break
        }
        headers.add(String(decoding: name, as: UTF8.self), text)
    }

    private mutating func addPseudo(_ name: UnsafeBufferPointer<UInt8>, _ value: String) {
        if name.elementsEqual(":method".utf8) {
            method = value
        } else if name.elementsEqual(":path".utf8) {
            path = value
        } else if name.elementsEqual(":authority".utf8) {
            authority = value
        } else if name.elementsEqual(":protocol".utf8) {
            upgrade = value
        }
    }

    private mutating func refuse(_ refusal: Refusal) {
        self.refusal = self.refusal ?? refusal
    }

    /// Settles what only the whole can tell.
    mutating func finish(hasContent: Bool) {
        awaitsContinue = awaitsContinue && hasContent
        if let cookie { headers.add("cookie", cookie) }
        if method == "CONNECT" {
            if upgrade == nil || upgrade != "websocket" { refuse(.proxy) }
        } else if method.utf8.count > 32 || !method.utf8.allSatisfy(isTokenByte) {
            refuse(.method)
        }
        checkPath()
        checkHost()
        if let length, length > limits.body { refuse(.bodyTooLarge) }
    }

    private mutating func checkPath() {
        if path == "*", method == "OPTIONS" { return }
        let isGood = path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
        if path.utf8.first != UInt8(ascii: "/") || !isGood { refuse(.target) }
    }

    /// A request has one authority, by whichever name (RFC 9113, 8.3.1).
    private mutating func checkHost() {
        guard let named = authority ?? host else { return refuse(.missingHost) }
        if let authority, let host, !sameName(authority, host) { return refuse(.authority) }
        if named.utf8.isEmpty || !named.utf8.allSatisfy(isHostByte) { return refuse(.host) }
        headers.set("host", named)
    }
}
