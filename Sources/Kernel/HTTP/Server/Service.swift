import Synchronization

/// What the loops of one server share.
final class Service: Sendable {
    /// The limits' times in milliseconds.
    struct Deadlines: Sendable {
        let head, body, bodyStall, idle, stall: Int64
    }

    let limits: Limits
    let deadlines: Deadlines
    let handler: @Sendable (Request) async -> Response
    let tls: TLSIdentity?
    let proxies: ProxyTrust
    let hasProxies: Bool
    let onAnswer: (@Sendable (AnswerRecord) -> Void)?
    let asksForCertificates: Bool
    let speaksPlainHTTP2: Bool
    let admission: Admission
    /// The least that has to come of a body, or be taken of an answer, in its time; never nothing.
    let leastReceived, leastTaken: Int
    private let draining = Atomic<Bool>(false)

    init(
        _ configuration: ServerConfiguration, _ tls: TLSIdentity?,
        _ handler: @escaping @Sendable (Request) async -> Response
    ) {
        limits = configuration.limits
        proxies = configuration.proxies
        hasProxies = !configuration.proxies.networks.isEmpty
        onAnswer = configuration.onAnswer
        asksForCertificates = configuration.tls?.clients != nil
        speaksPlainHTTP2 = configuration.speaksPlainHTTP2 && tls == nil
        deadlines = Deadlines(
            head: limits.headDeadline.milliseconds, body: limits.bodyDeadline.milliseconds,
            bodyStall: limits.bodyStall.milliseconds, idle: limits.idle.milliseconds,
            stall: limits.writeStall.milliseconds)
        self.handler = handler
        self.tls = tls
        admission = Admission(limits)
        leastReceived = max(1, limits.bodyRate * Int(clamping: deadlines.bodyStall) / 1000)
        leastTaken = max(1, limits.writeRate * Int(clamping: deadlines.stall) / 1000)
    }

    /// Opens when draining begins, for streams that would never end by themselves.
    let ending = Gate()

    /// From now on every response says that its connection ends.
    func beginDraining() {
        draining.store(true, ordering: .relaxed)
        ending.open()
    }

    var isDraining: Bool { draining.load(ordering: .relaxed) }
}
