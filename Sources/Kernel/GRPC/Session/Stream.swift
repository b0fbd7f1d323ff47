/// What a session keeps of one HTTP/2 stream; stays on the session's thread.
final class Stream {
    let call: GRPCCall?
    /// The headers of the request, until its call is made.
    var path = ""
    var contentType = ""
    var timeout: String?
    var metadata: [String: String] = [:]
    /// The answer's.
    var httpStatus = 0
    var status: Int?
    var statusText = ""
    /// What ended the call from here.
    var own: GRPCStatus?

    /// Bytes of a message that has not come whole.
    var partial: [UInt8] = []
    /// Bytes of the peer's that it was not given back, since nobody reads.
    var withheld = 0

    var outgoing: [UInt8] = []
    var position = 0
    /// Nothing more will be queued; on a server, `trailers` go at the end.
    var isFinished = false
    var trailers: [(String, String)]?
    var isParked = false
    var hasAnswered = false
    var deadline: ContinuousClock.Instant?
    var task: Task<Void, Never>?

    /// Bytes of messages within `outgoing`, to be told as sent when it is empty.
    var unsent = 0

    init(_ call: GRPCCall?) { self.call = call }
}
