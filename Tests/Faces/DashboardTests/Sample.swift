import Bus
import Faults
import IdentityAPI
import Synchronization
import Values
import Vocabulary

/// A house in miniature behind one node: every operation that the dashboard asks has an answer of samples.
final class Sample: Sendable {
    /// What stands in every free text; hostile in the tests of escaping.
    let spice: String
    let now: Timestamp
    let isEmpty: Bool
    let node: Node
    /// The commands that came through, in order.
    let heard = Mutex<[any Exchange]>([])
    /// The keys under which they came.
    let keys = Mutex<[String?]>([])
    /// Runs that have ended meanwhile.
    let ended = Mutex<Set<DeploymentID>>([])

    let tenant: TenantID = fixed(1)
    let shop: ProjectID = fixed(2)
    let staging: WorkspaceID = fixed(0x11)
    let production: WorkspaceID = fixed(0x12)
    let development: WorkspaceID = fixed(0x13)
    let fresh: WorkspaceID = fixed(0x14)
    let user: UserID = fixed(0x21)
    let grace: UserID = fixed(0x22)
    /// Somebody who is shut out.
    let left: UserID = fixed(0x23)
    let webShop: BlueprintID = fixed(0x31)
    let draft: BlueprintID = fixed(0x32)

    static let adminSecret = "plumbs_admin"
    static let viewerSecret = "plumbs_viewer"
    static let strangerSecret = "plumbs_stranger"

    /// So many workspaces there are, instead of the usual few.
    let many: Int

    init(spice: String = "", now: Timestamp = .now, isEmpty: Bool = false, many: Int = 0) {
        self.spice = spice
        self.now = now
        self.isEmpty = isEmpty
        self.many = many
        node = Node(clock: WallClock { now })
        answerIdentity()
        answerTenants()
        answerStates()
        answerBlueprints()
        answerDeployments()
        answerDrift()
        answerPolicies()
        answerInventory()
        answerRest()
        let places: [(String, Set<String>)] = [
            ("workspace", Set([staging, production, development, fresh].map(\.text))),
            ("deployment", Set(Sample.Run.allCases.map { $0.id.text })),
            ("decision", Set([stoppedDecision, brokenDecision].map(\.text))),
            ("project", [shop.text]), ("waiver", [waiver.text]), ("policybinding", [binding.text]),
            ("asset", Set(assets.map(\.id.text))),
            ("analysis", Set([driftedScan, cleanScan, runningScan, failedScan].map(\.text))),
        ]
        for (kind, known) in places {
            node.locate(kind) { [tenant, shop] (id, asked) async throws(Fault) in
                guard asked == tenant, known.contains(id) else { return nil }
                return Location(
                    tenant: tenant, project: shop, workspace: kind == "workspace" ? WorkspaceID(id) : nil)
            }
        }
    }

    func ago(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: now.milliseconds - seconds * 1000) }

    func text(_ plain: String) -> String { spice.isEmpty ? plain : plain + spice }

    /// Answers a command, and remembers it.
    func command<E: Exchange>(_: E.Type, _ answer: @escaping @Sendable (E) throws(Fault) -> E.Answer) {
        node.handle(E.self) { [self] (request, scope) async throws(Fault) in
            heard.withLock { $0.append(request) }
            keys.withLock { $0.append(scope.idempotencyKey) }
            return try answer(request)
        }
    }

    func query<E: Exchange>(_: E.Type, _ answer: @escaping @Sendable (E) throws(Fault) -> E.Answer) {
        node.handle(E.self) { (request, _) async throws(Fault) in try answer(request) }
    }

    func last<E: Exchange>(_: E.Type) -> E? { heard.withLock { $0.last as? E } }

    func page<Item>(_ items: [Item]) -> Page<Item> { Page(items: isEmpty ? [] : items, next: nil) }
}

/// The same identifier in every run.
func fixed<Kind>(_ number: UInt64) -> Identifier<Kind> {
    Identifier(UUIDv7(high: 0x0198_0000_0000_7000, low: 0x8000_0000_0000_0000 | number))
}

extension Fault {
    static func unknown(_ what: String) -> Fault {
        Fault(.missing, "bus.missing", "There is no such \(what), or it is not yours to see.")
    }
}
