import Faults
import Synchronization
import Testing

@testable import HTTP

/// Hosts that fail: left alone, asked again, and stood in for.
@Suite("Hosts that fail")
struct EnduranceTests {
    private static let start = ContinuousClock.now

    private static func policy() -> CircuitBreaker.Policy {
        var policy = CircuitBreaker.Policy()
        (policy.leastCalls, policy.window, policy.rest) = (4, .seconds(10), .seconds(5))
        return policy
    }

    @Test("after too many failures nothing is let through, then one call is, and its end decides")
    func breaker() throws {
        let breaker = CircuitBreaker(Self.policy())
        func call(_ seconds: Double, fails: Bool) throws(Fault) {
            let now = Self.start + .seconds(seconds)
            let pass = try breaker.enter("host", at: now)
            breaker.leave("host", pass, failed: fails, at: now)
        }
        for failed in [true, false, true] { try call(0, fails: failed) }
        try call(1, fails: true)
        let open = #expect(throws: Fault.self) { try call(2, fails: false) }
        #expect(open?.code == "http.circuit_open" && open?.retryAfter == 4)
        // Another host is another matter.
        _ = try breaker.enter("other", at: Self.start + .seconds(2))
        let probe = try breaker.enter("host", at: Self.start + .seconds(6.5))
        #expect(throws: Fault.self) { try call(7, fails: false) }
        breaker.leave("host", probe, failed: true, at: Self.start + .seconds(7))
        #expect(throws: Fault.self) { try call(11, fails: false) }
        try call(12.5, fails: false)
        for second in 13..<16 { try call(Double(second), fails: false) }
        // A single failure among what is new does not open it again.
        try call(16, fails: true)
        try call(16, fails: false)
    }

    @Test("failures that are longer ago than the window count no more")
    func rolling() throws {
        let breaker = CircuitBreaker(Self.policy())
        for second in [0.0, 0.5, 1.0] {
            let now = Self.start + .seconds(second)
            breaker.leave("host", try breaker.enter("host", at: now), failed: true, at: now)
        }
        let later = Self.start + .seconds(12)
        for _ in 0..<4 {
            breaker.leave("host", try breaker.enter("host", at: later), failed: false, at: later)
        }
        breaker.leave("host", try breaker.enter("host", at: later), failed: true, at: later)
        _ = try breaker.enter("host", at: later)
    }

    @Test("pauses grow, are spread, and obey the server for up to a minute")
    func pauses() {
        let policy = RetryPolicy()
        #expect(policy.pause(after: 1, told: nil, random: 1) == .milliseconds(100))
        #expect(policy.pause(after: 3, told: nil, random: 0.5) == .milliseconds(200))
        #expect(policy.pause(after: 30, told: nil, random: 1) == .seconds(5))
        #expect(policy.pause(after: 1, told: 7, random: 0) == .seconds(7))
        #expect(policy.pause(after: 1, told: 3600, random: 0) == .zero)
    }

    @Test("a budget is a part of the calls")
    func budget() {
        let budget = RetryBudget(callsForOne: 5)
        #expect((0..<20).filter { _ in budget.take("host") }.count == 10)
        for _ in 0..<10 { budget.called("host") }
        #expect((0..<20).filter { _ in budget.take("host") }.count == 2)
    }

    /// Answers with these statuses, one after the other, and the last one for ever.
    private static func server(_ statuses: [Int]) throws -> (Server, String, Asked) {
        let asked = Asked()
        let server = Server { _ in
            let count = asked.next()
            return Response(
                status: statuses[min(count, statuses.count - 1)], headers: ["Retry-After": "0"],
                body: .bytes(Array("answer \(count)".utf8)))
        }
        return (server, "http://127.0.0.1:\(try server.start())/", asked)
    }

    private final class Asked: Sendable {
        private let asked = Mutex(0)
        var count: Int { asked.withLock { $0 } }
        func next() -> Int {
            asked.withLock {
                $0 += 1
                return $0 - 1
            }
        }
    }

    private static func client(_ change: (inout ClientConfiguration) -> Void) -> Client {
        var configuration = ClientConfiguration()
        change(&configuration)
        return Client(configuration)
    }

    @Test("what may be repeated is, what may not is not")
    func repeats() async throws {
        let (server, url, asked) = try Self.server([503, 502, 200, 503, 200])
        let client = Self.client { $0.retries = RetryPolicy() }
        #expect(try await client.send(ClientRequest(url: url)).status == 200)
        #expect(asked.count == 3)
        #expect(try await client.send(ClientRequest(method: "POST", url: url)).status == 503)
        #expect(asked.count == 4)
        await server.drain(within: .seconds(1))
        // Without a server: as often, and then it is told.
        var gone = ClientRequest(method: "POST", url: url)
        gone.isIdempotent = true
        let request = gone
        let fault = await #expect(throws: Fault.self) { try await client.send(request) }
        #expect(fault?.code == "http.unreachable")
    }

    @Test("an earlier answer stands in while it is young, for who allows it")
    func stale() async throws {
        let (server, url, _) = try Self.server([200, 500, 500])
        let client = Self.client { _ in }
        var request = ClientRequest(url: url)
        request.stale = .init(key: "mine", age: .seconds(60))
        #expect(try await client.send(request).staleFor == nil)
        let again = try await client.send(request)
        #expect(again.status == 200 && again.body == Array("answer 0".utf8) && again.staleFor != nil)
        #expect(try await client.send(ClientRequest(url: url)).status == 500)
        await server.drain(within: .seconds(1))
        #expect(try await client.send(request).staleFor != nil)
        request.stale = .init(key: "another's", age: .seconds(60))
        let other = request
        await #expect(throws: Fault.self) { try await client.send(other) }
    }

    @Test("a host that fails is left alone by the client too")
    func leavesAlone() async throws {
        let (server, url, asked) = try Self.server([500])
        // However slow the machine is, all of it lies within one window.
        var policy = Self.policy()
        (policy.window, policy.rest) = (.seconds(3600), .seconds(3600))
        let patient = policy
        let client = Self.client { $0.breaker = patient }
        for _ in 0..<4 { #expect(try await client.send(ClientRequest(url: url)).status == 500) }
        let fault = await #expect(throws: Fault.self) { try await client.send(ClientRequest(url: url)) }
        #expect(fault?.code == "http.circuit_open" && asked.count == 4)
        await server.drain(within: .seconds(1))
    }
}
