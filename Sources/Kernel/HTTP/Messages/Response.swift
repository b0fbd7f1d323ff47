import Faults

/// What a handler answers; framing, Date, Server and Connection are the server's own business.
public struct Response: Sendable {
    /// 200 to 599; anything else is sent as 500.
    public var status: Int
    /// `Connection: close` is heeded; a field that cannot be sent safely turns the response into a 500.
    public var headers: Headers
    public var body: ResponseBody

    public init(status: Int = 200, headers: Headers = Headers(), body: ResponseBody = .none) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// The content of a response.
public enum ResponseBody: Sendable {
    case none
    case bytes([UInt8])
    /// Produced while it is sent; with a `length` exactly so many bytes must be written, without one
    /// the content goes out chunked. An error thrown here cuts the connection, so that no client
    /// takes the part for the whole. Not run for HEAD.
    case stream(length: Int?, @Sendable (ResponseWriter) async throws -> Void)
    /// Speaks something else from here on: the closure reads what the peer sends and writes back, and its
    /// end is the connection's, or the stream's over HTTP/2. The status is 101, or 200 over HTTP/2.
    case upgrade(@Sendable (RequestBody, ResponseWriter) async throws -> Void)
}

extension Response {
    /// The whole content as bytes, streams run to their end; faults with `tooLarge` beyond `limit`.
    public func content(upTo limit: Int = 64 << 20) async throws -> [UInt8] {
        switch body {
        case .none, .upgrade: return []
        case .bytes(let bytes): return bytes
        case .stream(_, let produce):
            let sink = MemorySink(limit: limit)
            try await produce(ResponseWriter(sink))
            return sink.bytes
        }
    }
}
