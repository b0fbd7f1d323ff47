/// What one server lets its clients take; every wait and every buffer has a bound here.
public struct Limits: Sendable {
    /// Bytes of request line and fields together; beyond it 431.
    public var head = 64 << 10
    /// Field lines; beyond it 431.
    public var headerCount = 100
    /// Bytes of content; beyond it 413, or a `tooLarge` fault when a chunked body grows past it.
    public var body = 64 << 20
    /// Open connections; beyond it a plain 503 and the end.
    public var connections = 10_000
    /// Open connections from one address.
    public var connectionsPerAddress = 1_000
    /// From the first byte of a request, or from accepting, to the end of its head; absolute.
    public var headDeadline = Duration.seconds(10)
    /// From the end of the head to the end of the body; absolute, so a drip cannot stretch it.
    public var bodyDeadline = Duration.seconds(900)
    /// Within each such time in which a handler waits for its body, so many bytes a second have to come.
    public var bodyStall = Duration.seconds(20)
    public var bodyRate = 240
    /// Between two requests.
    public var idle = Duration.seconds(60)
    /// Within each such time in which a response waits for its peer, that has to take so many bytes a second.
    public var writeStall = Duration.seconds(60)
    public var writeRate = 240
    /// Requests at a time on one connection of HTTP/2, those included that their client has given up.
    public var concurrentStreams = 128
    /// Streams that a client may reset in one go, and then each second; beyond it its connection ends
    /// (CVE-2023-44487).
    public var resets = (burst: 200, perSecond: 20)
    /// Frames without a request's work (PING, SETTINGS, empty DATA …) in one go, and then each second.
    public var idleFrames = (burst: 1_000, perSecond: 100)
    /// After so many requests the connection is closed, so that load spreads again.
    public var requestsPerConnection = 10_000

    public init() {}
}
