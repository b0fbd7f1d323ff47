/// Where and how a server listens.
public struct ServerConfiguration: Sendable {
    /// Certificate and key in PEM files, read at the start and by `Server.reloadTLS`.
    public struct TLS: Sendable {
        /// Leaf first, then the intermediates.
        public var chain: String
        public var key: String
        /// TLS 1.3 is the least unless this is set.
        public var allowsTLS12: Bool
        /// Asks clients for certificates; `nil` asks for none.
        public var clients: Clients?

        /// Whose certificates clients may prove themselves with (RFC 8446, 4.3.2).
        public struct Clients: Sendable {
            /// A PEM file.
            public var authorities: String
            /// Whether a client without a certificate is refused; one with a wrong certificate always is.
            public var isRequired: Bool

            public init(authorities: String, isRequired: Bool) {
                self.authorities = authorities
                self.isRequired = isRequired
            }
        }

        public init(chain: String, key: String, allowsTLS12: Bool = false) {
            self.chain = chain
            self.key = key
            self.allowsTLS12 = allowsTLS12
        }
    }

    /// A numeric address or a name that resolves to one.
    public var host: String
    /// 0 lets the system choose; `Server.start` tells what it chose.
    public var port: Int
    /// `nil` serves plain HTTP.
    public var tls: TLS?
    /// Offers HTTP/2 over TLS (RFC 9113, 3.2).
    public var speaksHTTP2 = true
    /// Takes HTTP/2 without TLS from clients that begin with it (RFC 9113, 3.3).
    public var speaksPlainHTTP2 = false
    public var proxies = ProxyTrust()
    /// Hears of every answer when it is out, or broken off; on a loop's thread, so it must not block.
    public var onAnswer: (@Sendable (AnswerRecord) -> Void)?
    public var limits: Limits
    /// Event loops, each a thread of its own; `nil` is one for each core.
    public var loops: Int?

    public init(
        host: String = "127.0.0.1", port: Int = 0, tls: TLS? = nil, limits: Limits = Limits(),
        loops: Int? = nil
    ) {
        self.host = host
        self.port = port
        self.tls = tls
        self.limits = limits
        self.loops = loops
    }
}
