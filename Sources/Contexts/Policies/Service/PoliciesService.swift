import Bus
import DeploymentsAPI
import Faults
import Guardrails
import Ledgers
import Objects
import PoliciesAPI
import Sagas
import Store
import Threads
import Values
import Vocabulary

/// The guardrails: packs of policies, where they are bound, what they decided, and who answers for
/// exceptions.
public final class PoliciesService: Sendable {
    public static let context = "policies"
    public static let calls = ["tenants", "deployments", "states"]

    /// The bounds of one evaluation.
    public struct Bounds: Sendable {
        public var time: Duration
        public var memory: Int

        public init(time: Duration = .seconds(10), memory: Int = 512 << 20) {
            self.time = time
            self.memory = memory
        }
    }

    let ledger: Ledger
    let objects: any ObjectStore
    let bounds: Bounds
    let builtIn = BuiltInPacks()
    let compiled = CompiledPacks()
    /// Where rules are evaluated: it takes what time it takes, off the cooperative pool.
    let workers = Workers(
        name: "policies", threads: 2, capacity: 64,
        busy: Fault(
            .exhausted, "policies.busy", "Too many evaluations wait already. Try again soon.", retryAfter: 5))
    public let sagas: Sagas

    public init(ledger: Ledger, objects: any ObjectStore, bounds: Bounds = Bounds()) {
        self.ledger = ledger
        self.objects = objects
        self.bounds = bounds
        sagas = Sagas(ledger)
    }

    var now: Timestamp { ledger.node.clock.now }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls)
        // Whoever answers for a gate does so in the gate's name.
        ledger.node.allow("gate", toCall: ["tenants"])
        registerPacks()
        registerBindings()
        registerEvaluating()
        registerDecisions()
        registerReplays()
        registerWaivers()
        registerOverrides()
        ledger.node.handle(JudgePlan.self, as: "gate.policy") { [self] (request, scope) async throws(Fault) in
            try await judge(request, scope)
        }
        for (kind, table) in [
            ("decision", "decisions"), ("waiver", "waivers"), ("policybinding", "bindings"),
        ] {
            locate(kind, in: table)
        }
    }

    /// Ends the threads of evaluations.
    public func stop() async { await workers.close() }

    private func locate(_ kind: String, in table: String) {
        ledger.node.locate(kind) { [self] (id, tenant) async throws(Fault) in
            try await ledger.room.read(.of(tenant.text)) { query in
                try query.first(
                    "SELECT project, workspace FROM policies_\(table) WHERE tenant = :tenant AND id = :id",
                    ["id": .text(id)]
                ).map { row in
                    Location(
                        tenant: tenant, project: try row.text(ifPresent: "project").flatMap { ProjectID($0) },
                        workspace: try row.text(ifPresent: "workspace").flatMap { WorkspaceID($0) })
                }
            }
        }
    }
}

extension Row {
    func time(_ column: String) throws(Fault) -> Timestamp {
        Timestamp(milliseconds: try int64(column))
    }

    func time(ifPresent column: String) throws(Fault) -> Timestamp? {
        try int64(ifPresent: column).map { Timestamp(milliseconds: $0) }
    }

    /// A typed id. Faults: `store.column` for what is none.
    func id<Kind>(_ column: String, _: Identifier<Kind>.Type = Identifier<Kind>.self) throws(Fault)
        -> Identifier<Kind>
    {
        guard let id = Identifier<Kind>(try text(column)) else { throw .damaged }
        return id
    }

    func slug(_ column: String) throws(Fault) -> Slug {
        guard let slug = Slug(try text(column)) else { throw .damaged }
        return slug
    }

    /// A column of JSON text as a value.
    func decoded<T: Decodable>(_ column: String, _: T.Type = T.self) throws(Fault) -> T {
        try JSONCoding.decode(T.self, from: Array(try text(column).utf8))
    }
}

extension SQLValue {
    init(_ time: Timestamp?) { self = time.map { .integer($0.milliseconds) } ?? .null }

    /// The JSON text of a value.
    init(json value: some Encodable) throws(Fault) {
        self = .text(String(decoding: try JSONCoding.encode(value), as: UTF8.self))
    }
}

extension Fault {
    static let damaged = Fault(.broken, "store.column", "A stored row is damaged.")
    static let noPack = Fault(.missing, "policies.no_pack", "There is no such pack.")
}
