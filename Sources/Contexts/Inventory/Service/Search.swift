import AWSProtocol
import Faults
import InventoryAPI

/// Goes through all listings of an account's regions, a few at a time.
struct Search: Sendable {
    private static let parallel = 8

    let caller: CloudCaller
    let account: String
    let regions: [String]
    let calls: [ListCall]

    /// One type in one region, and what came of it.
    struct Found: Sendable {
        let listing: Listing
        let resources: [ListedResource]

        func kept(of account: String) -> FoundAssets {
            FoundAssets(
                listing: listing, account: account, provider: "aws",
                assets: resources.map { FoundAsset($0, in: listing.region) }, covered: .only(listing.type),
                types: [], region: listing.region)
        }
    }

    private struct Task: Sendable {
        let call: ListCall
        let region: String
    }

    /// By type and region; a listing that fails leaves the others alone. `told` hears how many listings are
    /// done, and of how many.
    func run(telling told: @Sendable (Int, Int) -> Void) async throws(Fault) -> [Found] {
        var tasks: [Task] = []
        for (index, region) in regions.enumerated() {
            for call in calls where index == 0 || !call.service.isGlobal {
                tasks.append(Task(call: call, region: region))
            }
        }
        let all = tasks
        return try await faulting("inventory.search") {
            try await withThrowingTaskGroup(of: Found.self) { group in
                var waiting = all[...]
                var done: [Found] = []
                for _ in 0..<Self.parallel {
                    guard let next = waiting.popFirst() else { break }
                    group.addTask { try await one(next) }
                }
                while let found = try await group.next() {
                    done.append(found)
                    told(done.count, all.count)
                    if let next = waiting.popFirst() { group.addTask { try await one(next) } }
                }
                return done.sorted {
                    ($0.listing.type, $0.listing.region) < ($1.listing.type, $1.listing.region)
                }
            }
        }
    }

    private func one(_ task: Task) async throws -> Found {
        let region = task.call.service.isGlobal ? "global" : task.region
        do {
            let (resources, throttled) = try await caller.list(
                task.call, in: ListedPage.Place(region: task.region, account: account))
            return Found(
                listing: Listing(
                    type: task.call.type, region: region, outcome: .listed, found: resources.count,
                    throttled: throttled, reason: nil), resources: resources)
        } catch let refusal as CloudCaller.Refusal {
            return Found(
                listing: Listing(
                    type: task.call.type, region: region, outcome: refusal.outcome, found: 0,
                    throttled: refusal.throttled, reason: refusal.reason), resources: [])
        }
    }
}
