/// What a record of one answer is made of, while the answer is under way; kept where somebody wants records.
///
/// A reference, so that an exchange without one carries a word. It stays on its connection's loop.
final class AnswerTally {
    private let began = ContinuousClock.now
    private var status = 499
    private var headers = Headers()
    private var bytes = 0

    func begins(_ plan: ResponsePlan) {
        status = plan.status
        headers = plan.headers
    }

    func sends(_ count: Int) { bytes += count }

    /// Tells the one who wants records; a request that got no answer has the status 499.
    func ends(_ request: Request?, _ remote: String, for service: Service, isWhole: Bool) {
        service.onAnswer?(
            AnswerRecord(
                request: request, status: status, headers: headers, bytes: bytes, isWhole: isWhole,
                duration: began.duration(to: .now), remote: request?.remote ?? remote))
    }
}
