import Synchronization

/// Good answers that may be given again while their server can't be reached.
final class StaleAnswers: Sendable {
    private static let ceiling = 256
    /// A longer body is not kept.
    private static let longest = 1 << 20

    private struct Kept {
        let response: ClientResponse
        let at: ContinuousClock.Instant
    }

    private let answers = Mutex<[String: Kept]>([:])

    func keep(_ response: ClientResponse, _ key: String, at now: ContinuousClock.Instant) {
        guard response.body.count <= Self.longest else { return }
        answers.withLock { answers in
            if answers[key] == nil, answers.count >= Self.ceiling {
                answers.min { $0.value.at < $1.value.at }.map { answers[$0.key] = nil }
            }
            answers[key] = Kept(response: response, at: now)
        }
    }

    /// Nil when there is none so young; with its age otherwise.
    func find(_ key: String, within age: Duration, at now: ContinuousClock.Instant) -> ClientResponse? {
        guard let kept = answers.withLock({ $0[key] }), now - kept.at <= age else { return nil }
        var response = kept.response
        response.staleFor = now - kept.at
        return response
    }
}
