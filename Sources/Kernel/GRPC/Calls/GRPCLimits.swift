/// What a connection bears.
public struct GRPCLimits: Sendable {
    /// Bytes of one message, either way; a longer one ends its call with RESOURCE_EXHAUSTED.
    public var message = 64 << 20
    /// Calls that the peer may have open at a time.
    public var concurrentCalls = 256
    /// Bytes of received messages that may wait for a slow reader before the peer is held back.
    public var waiting = 4 << 20
    /// Bytes of sent messages that may wait for a slow peer before the sender is held back.
    public var outgoing = 1 << 20
    /// After so much silence a ping goes out; nil for none.
    public var keepalive: Duration?
    /// How long a ping's answer may take; then the connection is given up.
    public var keepaliveTimeout = Duration.seconds(20)

    public init() {}
}
