/// Why a WebSocket ends (RFC 6455, 7.4, and IANA's registry of close codes).
public struct WebSocketCloseCode: Sendable, Equatable, RawRepresentable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The purpose is fulfilled.
    public static let normal = WebSocketCloseCode(rawValue: 1000)
    /// The server goes down.
    public static let goingAway = WebSocketCloseCode(rawValue: 1001)
    /// Messages of this kind are not taken.
    public static let unsupported = WebSocketCloseCode(rawValue: 1003)
    /// Something else that is not allowed here.
    public static let policy = WebSocketCloseCode(rawValue: 1008)
    /// The server failed.
    public static let broken = WebSocketCloseCode(rawValue: 1011)

    /// Whether the code may stand in a frame; some only tell what has happened.
    static func isSendable(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
