import Synchronization

/// What the loops of one server share.
final class Service: Sendable {
    /// The limits' times in milliseconds.
    struct Deadlines: Sendable {
        let head, body, idle, stall: Int64
    }

    let limits: Limits
    let deadlines: Deadlines
    let handler: @Sendable (Request) async -> Response
    let tls: TLSContext?
    let speaksPlainHTTP2: Bool
    let admission: Admission
    private let draining = Atomic<Bool>(false)

    init(
        _ configuration: ServerConfiguration, _ tls: TLSContext?,
        _ handler: @escaping @Sendable (Request) async -> Response
    ) {
        limits = configuration.limits
        speaksPlainHTTP2 = configuration.speaksPlainHTTP2 && tls == nil
        deadlines = Deadlines(
            head: limits.headDeadline.milliseconds, body: limits.bodyDeadline.milliseconds,
            idle: limits.idle.milliseconds, stall: limits.writeStall.milliseconds)
        self.handler = handler
        self.tls = tls
        admission = Admission(limits)
    }

    /// From now on every response says that its connection ends.
    func beginDraining() { draining.store(true, ordering: .relaxed) }

    var isDraining: Bool { draining.load(ordering: .relaxed) }
}
