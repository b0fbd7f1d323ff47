/// How a client behaves towards every host.
public struct ClientConfiguration: Sendable {
    public var userAgent: String
    /// Further requests to the same host wait for a connection; the wait counts against their deadline.
    public var maxConnectionsPerHost: Int
    /// Idle connections kept for later, over all hosts.
    public var maxIdleConnections: Int
    /// For name, connection and TLS handshake together.
    public var connectTimeout: Duration
    /// A PEM file of trusted roots; `nil` trusts what the system trusts.
    public var caBundle: String?
    /// `http://host:port`; `nil` connects directly, whatever the environment says.
    public var proxy: String?
    /// For calls to addresses that users gave. With a proxy it is the proxy's address that is looked at.
    public var addressGuard: AddressGuard?
    /// Leaves hosts alone that fail; nil calls them always.
    public var breaker: CircuitBreaker.Policy?
    /// Makes calls again that may be; nil never does.
    public var retries: RetryPolicy?

    public init(
        userAgent: String = "plumb", maxConnectionsPerHost: Int = 16, maxIdleConnections: Int = 64,
        connectTimeout: Duration = .seconds(10), caBundle: String? = nil, proxy: String? = nil
    ) {
        self.userAgent = userAgent
        self.maxConnectionsPerHost = maxConnectionsPerHost
        self.maxIdleConnections = maxIdleConnections
        self.connectTimeout = connectTimeout
        self.caBundle = caBundle
        self.proxy = proxy
    }
}
