import Assets
import Faults
import HTTP
import InventoryAPI
import Values
import Vocabulary

/// Reads lists of Azure's and Google's REST interfaces with a token, page by page, and again where that may
/// help.
struct RESTCaller: Sendable {
    private static let attempts = 5
    /// Of one pause, whatever the cloud asks for.
    private static let longestPause = Duration.seconds(60)
    /// Of one list; Azure's pages have up to 1,000 entries, Google's 500.
    private static let pages = 10_000

    let client: Client
    /// `https://management.azure.com`, without a slash at the end.
    let base: String
    let token: String

    /// What came of a list: all of it, or as much as came before it was refused.
    struct Answer: Sendable {
        var assets: [CloudAsset] = []
        var outcome = Listing.Outcome.listed
        var throttled = 0
        var reason: String?
    }

    /// `next` makes the address of the page that an answer leads to, nil after the last one.
    func list(
        _ first: String, page: @Sendable (JSON) -> AssetPage, next: @Sendable (String) -> String
    ) async throws -> Answer {
        var answer = Answer()
        var address: String? = first
        var seen: Set<String> = []
        while let now = address {
            // A cloud that leads in a circle would be asked for ever, one that leads elsewhere would be
            // shown the token.
            guard seen.insert(now).inserted, seen.count <= Self.pages else { return answer }
            guard now.hasPrefix(base + "/") else {
                return answer.ended(.refused, "The next page is at another address: \(now)")
            }
            switch try await get(now, &answer) {
            case .failure(let refusal): return answer.ended(refusal.outcome, refusal.reason)
            case .success(let json):
                let one = page(json)
                answer.assets += one.assets
                address = one.next.map(next)
            }
        }
        return answer
    }

    private struct Refusal: Error {
        let outcome: Listing.Outcome
        let reason: String
    }

    private func get(_ address: String, _ answer: inout Answer) async throws -> Result<JSON, Refusal> {
        var attempt = 1
        while true {
            var request = ClientRequest(url: address, deadline: .seconds(60), maxBody: 64 << 20)
            request.headers.set("Authorization", "Bearer " + token)
            request.headers.set("Accept", "application/json")
            let refusal: Refusal
            var pause = Duration.milliseconds(100 << attempt)
            do throws(Fault) {
                let response = try await client.send(request)
                let json = try? JSON(parsing: response.body)
                if response.status == 200 {
                    if let json, json.objectValue != nil { return .success(json) }
                    return .failure(Refusal(outcome: .refused, reason: "The answer is no JSON."))
                }
                if response.status == 429 { answer.throttled += 1 }
                let said = json?["error"]?["message"]?.stringValue ?? "status \(response.status)"
                refusal = Refusal(outcome: Self.outcome(response.status), reason: said)
                guard response.status == 429 || response.status >= 500 else { return .failure(refusal) }
                if let asked = response.headers["Retry-After"].flatMap({ Int($0) }) {
                    pause = min(Self.longestPause, .seconds(max(0, asked)))
                }
            } catch {
                if error.kind == .cancelled { throw error }
                refusal = Refusal(outcome: .unreachable, reason: error.message)
            }
            guard attempt < Self.attempts else { return .failure(refusal) }
            // Those who were refused together do not come back together.
            try await Task.sleep(for: pause + .milliseconds(Int.random(in: 0...100)))
            attempt += 1
        }
    }

    private static func outcome(_ status: Int) -> Listing.Outcome {
        switch status {
        case 401, 403: .denied
        case 429: .throttled
        case 500...: .unreachable
        default: .refused
        }
    }
}

extension RESTCaller.Answer {
    fileprivate func ended(_ outcome: Listing.Outcome, _ reason: String) -> Self {
        var out = self
        (out.outcome, out.reason) = (outcome, reason)
        return out
    }
}
