/// When a call is made again: only where making it twice is as making it once, with pauses that spread
/// callers out, and for so small a part of all calls that a host in trouble is not pushed further into it.
public struct RetryPolicy: Sendable {
    /// How often a request is sent at most.
    public var attempts = 3
    /// The longest pause before the second; each further one may be twice as long.
    public var pause: Duration = .milliseconds(100)
    public var longestPause: Duration = .seconds(5)
    /// Again for each so many calls, and ten before that counts.
    public var callsForOne = 5

    public init() {}

    /// Methods whose repetition changes nothing more (RFC 9110, 9.2.2).
    static let idempotent: Set = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]

    /// A status by which a server says that the same request may succeed in a moment.
    static let transient: Set = [408, 429, 500, 502, 503, 504]

    /// Full jitter: anything up to the pause of this attempt. `random` is from 0 to 1; `told` what the server
    /// asked for, which is obeyed up to a minute.
    func pause(after attempt: Int, told: Int?, random: Double) -> Duration {
        if let told, told >= 0, told <= 60 { return .seconds(told) }
        let doubled = pause.milliseconds << Int64(min(attempt - 1, 20))
        return .milliseconds(Int64(Double(min(doubled, longestPause.milliseconds)) * random))
    }
}
