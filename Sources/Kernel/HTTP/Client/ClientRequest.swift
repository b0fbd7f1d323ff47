/// One request to make.
public struct ClientRequest: Sendable {
    /// Sent as it is; POST, PUT and PATCH without a body say a length of zero.
    public var method: String
    /// Absolute, `http` or `https`, percent-encoded.
    public var url: String
    /// Content-Length, Transfer-Encoding and User-Agent are the client's own, unless User-Agent is given.
    public var headers: Headers
    public var body: ClientBody
    /// From the call to the last byte of the response, redirects included.
    public var deadline: Duration
    /// A longer response body faults with `tooLarge`.
    public var maxBody: Int
    /// At most five, within http and https; credentials in fields stay with the first host.
    public var followRedirects: Bool
    /// Whether making it twice is as making it once; nil leaves that to the method.
    public var isIdempotent: Bool?
    /// Lets an earlier answer stand in while the host can't be reached.
    public var stale: Stale?

    /// An earlier answer is found by a key that nothing else shares, and no older than `age`.
    public struct Stale: Sendable {
        public var key: String
        public var age: Duration

        public init(key: String, age: Duration) { (self.key, self.age) = (key, age) }
    }

    public init(
        method: String = "GET", url: String, headers: Headers = Headers(), body: ClientBody = .none,
        deadline: Duration = .seconds(30), maxBody: Int = 16 << 20, followRedirects: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.deadline = deadline
        self.maxBody = maxBody
        self.followRedirects = followRedirects
    }
}

/// What a request carries.
public enum ClientBody: Sendable {
    case none
    case bytes([UInt8])
    /// The file at this path, read while it is sent; its length is taken at the start.
    case file(String)
}
