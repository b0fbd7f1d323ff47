/// What a WebSocket lets its client do.
public struct WebSocketLimits: Sendable {
    /// Bytes of one message, however fragmented; beyond it the close code is 1009.
    public var message = 1 << 20
    /// Between two pings of the server.
    public var pingEvery = Duration.seconds(20)
    /// From a ping to the pong; time in which nobody receives here is not counted.
    public var pongWithin = Duration.seconds(20)
    /// From a close of the server to the client's.
    public var closeWithin = Duration.seconds(5)
    /// Pings, pongs and empty frames in one go, and then each second; beyond it the close code is 1008.
    public var idleFrames = (burst: 100, perSecond: 10)

    public init() {}
}
