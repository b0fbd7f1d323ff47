import Faults
import Synchronization

/// Stops calls to a host that fails most of them, and lets one through now and then to see whether it is well
/// again.
///
/// Failures are counted in a rolling window of ten parts. Time is passed in, so that every state can be
/// tested.
public final class CircuitBreaker: Sendable {
    public struct Policy: Sendable {
        /// What is older is forgotten.
        public var window: Duration = .seconds(30)
        /// Fewer calls in a window tell nothing.
        public var leastCalls = 10
        /// The part of failed calls at which it opens.
        public var failures = 0.5
        /// How long nothing is let through; then one call is.
        public var rest: Duration = .seconds(10)

        public init() {}
    }

    /// What a call that was let through has to tell its end by.
    public struct Pass: Sendable {
        let isProbe: Bool
    }

    private struct Part {
        var number: Int64 = .min
        var calls = 0
        var failures = 0
    }

    private enum State {
        case closed
        case open(until: ContinuousClock.Instant)
        case probing(since: ContinuousClock.Instant)
    }

    private struct Host {
        var state = State.closed
        var parts = [Part](repeating: Part(), count: 10)
        var used: ContinuousClock.Instant
    }

    /// Hosts beyond this make room by forgetting the one that was called longest ago.
    private static let ceiling = 1000

    private let policy: Policy
    private let start = ContinuousClock.now
    private let hosts = Mutex<[String: Host]>([:])

    public init(_ policy: Policy = Policy()) { self.policy = policy }

    /// Lets a call through, or faults with `unavailable`, code `http.circuit_open`, and when to come again.
    public func enter(_ name: String, at now: ContinuousClock.Instant = .now) throws(Fault) -> Pass {
        let wait = hosts.withLock { hosts -> Duration? in
            if hosts[name] == nil, hosts.count >= Self.ceiling {
                hosts.min { $0.value.used < $1.value.used }.map { hosts[$0.key] = nil }
            }
            var host = hosts[name] ?? Host(used: now)
            host.used = now
            defer { hosts[name] = host }
            switch host.state {
            case .closed: return nil
            case .open(let until) where now < until: return until - now
            // A probe that never told its end does not close the way for ever.
            case .probing(let since) where now < since + policy.rest: return since + policy.rest - now
            case .open, .probing:
                host.state = .probing(since: now)
                return .zero
            }
        }
        guard let wait else { return Pass(isProbe: false) }
        if wait == .zero { return Pass(isProbe: true) }
        throw Fault(
            .unavailable, "http.circuit_open",
            "\(name) failed most of the last calls, and is left alone for a while.",
            retryAfter: max(1, Int(wait.components.seconds)))
    }

    /// Tells how a call ended that was let through.
    public func leave(
        _ name: String, _ pass: Pass, failed: Bool, at now: ContinuousClock.Instant = .now
    ) {
        hosts.withLock { hosts in
            var host = hosts[name] ?? Host(used: now)
            defer { hosts[name] = host }
            if pass.isProbe {
                host.state = failed ? .open(until: now + policy.rest) : .closed
                host.parts = [Part](repeating: Part(), count: 10)
                return
            }
            guard case .closed = host.state else { return }
            let number = number(of: now)
            let place = Int(((number % 10) + 10) % 10)
            if host.parts[place].number != number { host.parts[place] = Part(number: number) }
            host.parts[place].calls += 1
            if failed { host.parts[place].failures += 1 }
            let live = host.parts.filter { $0.number > number - 10 }
            let (calls, failures) = (live.reduce(0) { $0 + $1.calls }, live.reduce(0) { $0 + $1.failures })
            if calls >= policy.leastCalls, Double(failures) >= policy.failures * Double(calls) {
                host.state = .open(until: now + policy.rest)
            }
        }
    }

    private func number(of now: ContinuousClock.Instant) -> Int64 {
        (now - start).milliseconds / max(1, policy.window.milliseconds / 10)
    }
}
