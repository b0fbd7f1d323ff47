/// Why a request is refused before any handler sees it; the connection ends with the answer.
struct Refusal: Error, Sendable, Equatable {
    let status: Int
    let reason: String

    init(_ status: Int, _ reason: String) {
        self.status = status
        self.reason = reason
    }

    /// 400: the message can be read in more than one way, or in none.
    static func malformed(_ reason: String) -> Refusal { Refusal(400, reason) }
}
