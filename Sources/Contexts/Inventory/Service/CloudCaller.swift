import AWSProtocol
import Faults
import HTTP
import InventoryAPI
import Synchronization
import TenantsAPI
import Vocabulary

/// Makes list calls with a connection's credentials, page by page, and again where that may help.
struct CloudCaller: Sendable {
    private static let attempts = 5
    private static let longestPause = 5000

    let client: Client
    let clock: WallClock
    private let endpoint: String?
    /// Tells this connection's answers from others'.
    private let connection: String
    private let credentials: AWSSignature.Credentials

    init(client: Client, clock: WallClock, opened: OpenedConnection) {
        (self.client, self.clock, endpoint) = (client, clock, opened.connection.endpoint)
        connection = opened.connection.id.text
        credentials = AWSSignature.Credentials(
            accessKey: opened.credentials["AWS_ACCESS_KEY_ID"] ?? "",
            secretKey: opened.credentials["AWS_SECRET_ACCESS_KEY"] ?? "",
            sessionToken: opened.credentials["AWS_SESSION_TOKEN"])
    }

    /// Why a listing came to nothing.
    struct Refusal: Error {
        let outcome: Listing.Outcome
        let reason: String
        let throttled: Int
    }

    /// All pages; while the cloud can't be reached, those that it answered within `goodFor`.
    func list(
        _ call: ListCall, in place: ListedPage.Place, goodFor: Duration? = nil
    ) async throws -> (resources: [ListedResource], throttled: Int) {
        var (found, throttled, token) = ([ListedResource](), 0, String?.none)
        repeat {
            let stale = goodFor.map { age in
                ClientRequest.Stale(key: "\(connection)/\(call.operation)/\(token ?? "")", age: age)
            }
            let page = try await asking(
                try call.request(after: token), call.service, place.region, &throttled, stale
            ) { try call.page($0, in: place) }
            found += page.resources
            // A service that answers a token with the same one would be asked for ever.
            token = page.next == token ? nil : page.next
        } while token != nil
        return (found, throttled)
    }

    /// The trail's events of one lookup, all pages up to a bound.
    func events(_ lookup: TrailLookup, in region: String) async throws -> [TrailEvent] {
        var (found, throttled, token) = ([TrailEvent](), 0, String?.none)
        for _ in 0..<Self.attempts {
            let page = try await asking(
                try lookup.request(after: token), TrailLookup.service, region, &throttled
            ) { try lookup.page($0) }
            found += page.events
            token = page.next == token ? nil : page.next
            if token == nil { break }
        }
        return found
    }

    private func asking<T>(
        _ request: AWSRequest, _ service: ListedService, _ region: String, _ throttled: inout Int,
        _ stale: ClientRequest.Stale? = nil, _ read: (AWSAnswer) throws -> T
    ) async throws -> T {
        var attempt = 1
        while true {
            do {
                return try read(try await send(request, service, region, stale))
            } catch {
                if error is CancellationError || (error as? Fault)?.kind == .cancelled { throw error }
                let refused = error as? AWSError
                if refused?.isThrottling == true { throttled += 1 }
                let isWorthIt = refused?.isTransient ?? (error is Fault)
                guard isWorthIt, attempt < Self.attempts else { throw Self.refusal(error, throttled) }
                // Full jitter: those who were refused together do not come back together.
                let longest = min(Self.longestPause, 100 << attempt)
                try await Task.sleep(for: .milliseconds(Int.random(in: longest / 10...longest)))
                attempt += 1
            }
        }
    }

    private static func refusal(_ error: any Error, _ throttled: Int) -> Refusal {
        if let error = error as? AWSError {
            let outcome: Listing.Outcome =
                error.isThrottling
                ? .throttled : error.isDenied || error.isExpired ? .denied : .refused
            return Refusal(outcome: outcome, reason: error.description, throttled: throttled)
        }
        if let fault = error as? Fault {
            return Refusal(outcome: .unreachable, reason: fault.message, throttled: throttled)
        }
        return Refusal(outcome: .refused, reason: "\(error)", throttled: throttled)
    }

    private func send(
        _ request: AWSRequest, _ service: ListedService, _ region: String, _ stale: ClientRequest.Stale?
    ) async throws -> AWSAnswer {
        let signed = try request.signed(
            by: credentials, for: service, in: region, endpoint: endpoint, at: clock.now.description)
        var sent = ClientRequest(
            method: request.method, url: signed.url,
            body: request.method == "GET" ? .none : .bytes(request.body), deadline: .seconds(30))
        sent.stale = stale
        for (name, value) in signed.headers { sent.headers.set(name, value) }
        let answer = try await client.send(sent)
        return AWSAnswer(
            status: answer.status, headers: answer.headers.map { (name: $0.name, value: $0.value) },
            body: answer.body)
    }
}
