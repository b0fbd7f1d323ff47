/// What became of one request, for who keeps records.
public struct AnswerRecord: Sendable {
    /// `nil` for a message that was no request.
    public let request: Request?
    public let status: Int
    /// As the handler gave them.
    public let headers: Headers
    /// Of content, before it was compressed or framed.
    public let bytes: Int
    /// Without the content's end the answer was broken off.
    public let isWhole: Bool
    /// From the request's head to the answer's end being handed to the socket.
    public let duration: Duration
    /// The peer's address, or that of the client that a proxy has named.
    public let remote: String
}
