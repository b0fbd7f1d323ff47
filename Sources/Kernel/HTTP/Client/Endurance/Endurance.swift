import Faults

/// What a client does about hosts that fail: leaves them alone for a while, calls again what may be, and
/// falls back on an earlier answer where a request allows it.
final class Endurance: Sendable {
    private let breaker: CircuitBreaker?
    private let retries: RetryPolicy?
    private let budget: RetryBudget
    private let stale = StaleAnswers()

    init(_ configuration: ClientConfiguration) {
        breaker = configuration.breaker.map { CircuitBreaker($0) }
        retries = configuration.retries
        budget = RetryBudget(callsForOne: configuration.retries?.callsForOne ?? 5)
    }

    /// `call` makes the request once; what it faults with and answers decides what comes next.
    func send(
        _ request: ClientRequest, _ call: (ClientRequest) async throws(Fault) -> ClientResponse
    ) async throws(Fault) -> ClientResponse {
        let host = request.authority
        let end = ContinuousClock.now + request.deadline
        do throws(Fault) {
            let response = try await repeated(request, host, until: end, call)
            if let stale = request.stale {
                if response.status == 200 {
                    self.stale.keep(response, stale.key, at: .now)
                } else if RetryPolicy.transient.contains(response.status), let kept = kept(stale) {
                    return kept
                }
            }
            return response
        } catch {
            guard [.unavailable, .deadlineExceeded].contains(error.kind), let stale = request.stale,
                let kept = kept(stale)
            else { throw error }
            return kept
        }
    }

    private func kept(_ stale: ClientRequest.Stale) -> ClientResponse? {
        self.stale.find(stale.key, within: stale.age, at: .now)
    }

    private func repeated(
        _ request: ClientRequest, _ host: String, until end: ContinuousClock.Instant,
        _ call: (ClientRequest) async throws(Fault) -> ClientResponse
    ) async throws(Fault) -> ClientResponse {
        budget.called(host)
        var (attempt, request) = (1, request)
        while true {
            let result = await once(request, host, call)
            guard let retries, attempt < retries.attempts, Self.isWorthIt(result),
                request.isRepeatable, budget.take(host)
            else { return try result.get() }
            var told: Int?
            if case .success(let response) = result {
                told = response.headers["Retry-After"].flatMap { Int($0) }
            }
            if case .failure(let fault) = result { told = fault.retryAfter }
            let pause = retries.pause(after: attempt, told: told, random: .random(in: 0...1))
            // An answer that would come too late is not waited for.
            guard ContinuousClock.now + pause < end else { return try result.get() }
            do { try await Task.sleep(for: pause) } catch { throw .transferCancelled }
            request.deadline = end - .now
            attempt += 1
        }
    }

    private func once(
        _ request: ClientRequest, _ host: String,
        _ call: (ClientRequest) async throws(Fault) -> ClientResponse
    ) async -> Result<ClientResponse, Fault> {
        do throws(Fault) {
            guard let breaker else { return .success(try await call(request)) }
            let pass = try breaker.enter(host)
            do throws(Fault) {
                let response = try await call(request)
                breaker.leave(host, pass, failed: response.status >= 500)
                return .success(response)
            } catch {
                // That somebody gave up tells nothing about the host.
                breaker.leave(host, pass, failed: [.unavailable, .deadlineExceeded].contains(error.kind))
                throw error
            }
        } catch {
            return .failure(error)
        }
    }

    private static func isWorthIt(_ result: Result<ClientResponse, Fault>) -> Bool {
        switch result {
        case .success(let response): RetryPolicy.transient.contains(response.status)
        case .failure(let fault): fault.kind == .unavailable && fault.code != "http.circuit_open"
        }
    }
}

extension ClientRequest {
    /// Host and port, by which hosts are told apart.
    fileprivate var authority: String {
        let host = Substring(url).authority.map { String($0) } ?? ""
        return host.split(separator: "@").last.map { $0.lowercased() } ?? ""
    }

    /// Whether making it twice is as making it once: the method says so, or the caller.
    fileprivate var isRepeatable: Bool { isIdempotent ?? RetryPolicy.idempotent.contains(method) }
}
