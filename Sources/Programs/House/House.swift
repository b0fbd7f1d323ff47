import Audit
import AuditAPI
import Blueprints
import BlueprintsAPI
import Bus
import Crypto
import Deployments
import DeploymentsAPI
import Drift
import DriftAPI
import Faults
import FoundationEssentials
import Generation
import GenerationAPI
import HTTP
import Host
import Identity
import IdentityAPI
import Inventory
import InventoryAPI
import Ledgers
import Monitoring
import MonitoringAPI
import Objects
import Policies
import PoliciesAPI
import Providers
import ProvidersAPI
import Remediation
import RemediationAPI
import Sagas
import States
import StatesAPI
import Store
import Synchronization
import Telemetry
import Tenants
import TenantsAPI
import TerraformCLI
import Vocabulary

/// All contexts over one embedded store, on as many nodes as it is given.
public final class House: Sendable {
    public static let version = "0.1.0"

    /// Every operation of the house, for the faces.
    public static let offered: [Offered] =
        MonitoringOperations.offered + IdentityOperations.offered + TenantsOperations.offered
        + AuditOperations.offered + StatesOperations.offered + BlueprintsOperations.offered
        + GenerationOperations.offered + ProvidersOperations.offered + DeploymentsOperations.offered
        + DriftOperationList.offered + RemediationOperationList.offered + PoliciesOperations.offered
        + InventoryOperationList.offered + JobOperations.offered

    /// The contexts, each of which can have a node of its own.
    public static let contexts = [
        "monitoring", "identity", "tenants", "audit", "states", "blueprints", "generation", "providers",
        "deployments", "drift", "remediation", "policies", "inventory",
    ]

    public let configuration: Configuration
    public let faces: Node
    public let objects: FileObjects
    public let metrics = Metrics()
    public let log: Log
    public let setUpCode: String?
    public let data: String
    let database: Database
    let health = Health()
    let certificate: OwnCertificate
    private let sagas: [Sagas]
    private let ledgers: [Ledger]
    private let identity: IdentityService
    private let deployments: DeploymentsService
    private let providers: ProvidersService
    private let policies: PoliciesService
    private let states: StatesService
    private let drift: DriftService
    private let passwords: Passwords
    private let address: Address
    private let lock: DirectoryLock
    private let loops = Mutex<[Task<Void, Never>]>([])
    private let hasStarted = Atomic<Bool>(false)

    /// True once what an earlier life left is taken up; before that nothing new may begin.
    var isOpen: Bool { hasStarted.load(ordering: .acquiring) }

    /// Where this server turned out to listen.
    final class Address: Sendable {
        private let text = Mutex("")
        var value: String {
            get { text.withLock { $0 } }
            set { text.withLock { $0 = newValue } }
        }
    }

    /// Opens the data directory. `nodes` gives the faces' node and one for each context; the same one for
    /// a single process. Faults: a wrong master key, a store of a newer version, a directory that can't
    /// be written.
    public init(
        _ configuration: Configuration, log: Log, environment: [String: String], faces: Node,
        nodes: [String: Node]
    ) async throws(Fault) {
        self.configuration = configuration
        self.log = log
        self.faces = faces
        data = configuration.text("data")
        if FileManager.default.fileExists(atPath: data + "/" + Backup.unfinished) {
            throw Fault(
                .precondition, "backup.unfinished",
                "A restore into \(data) has not ended. Run `plumb backup restore` again: it goes on where it was."
            )
        }
        try Self.makeDirectories(data)
        lock = try DirectoryLock(data)
        let keys = try MasterKeys.load(configuration, data: data)
        objects = try FileObjects(data + "/objects", ring: keys)
        let database = try await Database.open(data + "/plumb.db")
        self.database = database
        passwords = try Passwords()
        let address = Address()
        self.address = address
        let home = { (context: String) in nodes[context] ?? faces }
        let open = { (context: String, migrations: [Migration]) async throws(Fault) -> Ledger in
            let room = try await database.room(context, migrations: migrations)
            return Ledger(context: context, room: room, node: home(context), log: log)
        }
        let tools = ToolchainFinder(
            configured: configuration.textIfAny("terraform"), environment: environment)
        let audit = AuditService(ledger: try await open("audit", AuditService.migrations))
        let tenantsLedger = try await open("tenants", TenantsService.migrations)
        let outgoing = try Outgoing(configuration)
        let tenants = TenantsService(
            ledger: tenantsLedger, keys: keys, client: outgoing.client(repeating: true),
            addresses: outgoing.addresses)
        let identityLedger = try await open("identity", IdentityService.migrations)
        identity = IdentityService(
            ledger: identityLedger, keys: keys, passwords: passwords,
            rules: PasswordRules(
                least: configuration.integer("password-length"),
                breached: try configuration.textIfAny("breached-passwords").map { path throws(Fault) in
                    try BreachList(path)
                }),
            issuing: Issuing(
                issuer: { configuration.textIfAny("url") ?? address.value },
                keySpan: .seconds(86_400 * max(1, configuration.integer("signing-key-days"))),
                lead: .seconds(max(0, configuration.integer("signing-key-lead")))))
        let statesLedger = try await open("states", StatesService.migrations)
        states = StatesService(ledger: statesLedger, objects: objects)
        let blueprintsLedger = try await open("blueprints", BlueprintsService.migrations)
        let blueprints = BlueprintsService(ledger: blueprintsLedger, objects: objects)
        let deploymentsLedger = try await open("deployments", DeploymentsService.migrations)
        let certificate = try OwnCertificate(configuration.textIfAny("tls-certificate"))
        self.certificate = certificate
        deployments = DeploymentsService(
            ledger: deploymentsLedger, objects: objects, tools: tools,
            settings: .init(
                directory: Self.absolute(data) + "/runs",
                address: { configuration.textIfAny("url") ?? address.value },
                certificates: { certificate.text },
                parallel: max(1, configuration.integer("parallel-runs"))))
        providers = ProvidersService(
            node: home("providers"), tools: tools, objects: objects,
            directory: Self.absolute(data) + "/providers", memory: configuration.integer("provider-memory"))
        let driftLedger = try await open("drift", DriftService.migrations)
        drift = DriftService(ledger: driftLedger)
        let remediationLedger = try await open("remediation", RemediationService.migrations)
        let remediation = RemediationService(ledger: remediationLedger)
        let policiesLedger = try await open("policies", PoliciesService.migrations)
        let inventoryLedger = try await open("inventory", InventoryService.migrations)
        let inventory = InventoryService(
            ledger: inventoryLedger, client: outgoing.client(repeating: false))
        policies = PoliciesService(
            ledger: policiesLedger, objects: objects,
            bounds: .init(
                time: .seconds(max(1, configuration.integer("policy-seconds"))),
                memory: max(16 << 20, configuration.integer("policy-memory"))))
        ledgers = [
            tenantsLedger, identityLedger, statesLedger, blueprintsLedger, deploymentsLedger, driftLedger,
            remediationLedger, policiesLedger, inventoryLedger,
        ]
        sagas = [deployments.sagas, drift.sagas, remediation.sagas, policies.sagas, inventory.sagas]
        setUpCode = try await identity.awaitsSetUp() ? identity.setUpCode : nil

        audit.register()
        tenants.register()
        identity.register()
        states.register()
        blueprints.register()
        deployments.register()
        drift.register()
        remediation.register()
        policies.register()
        inventory.register()
        providers.register()
        GenerationService(node: home("generation"), tools: tools, directory: Self.absolute(data) + "/checks")
            .register()
        MonitoringService(node: home("monitoring"), health: health, version: Self.version).register()
        let telemetry = CallTelemetry(metrics: metrics, log: log)
        var all = [faces]
        for node in nodes.values where !all.contains(where: { $0 === node }) { all.append(node) }
        for node in all {
            node.observe { telemetry.observe($0) }
            Self.audit(on: node, log)
        }
        watch(tools)
    }

    private static func audit(on node: Node, _ log: Log) {
        node.audit { (entry, node) async throws(Fault) in
            let scope = node.scope(as: AuditService.context, tenant: entry.tenant)
            _ = try await shielded { () async throws(Fault) in try await scope.call(AppendAudit(entry: entry))
            }
        } lost: { entry, fault in
            log.error(
                "an audit entry could not be kept",
                ["action": entry.action, "reason": fault.note ?? fault.message])
        }
    }

    /// Takes up jobs that were left, and starts the loops that deliver what contexts have told.
    /// `address` is where Terraform reaches this server.
    public func start(at address: String) async throws(Fault) {
        self.address.value = address
        try await deployments.holdPlaces()
        for one in sagas { try await one.resume() }
        try await drift.start()
        hasStarted.store(true, ordering: .releasing)
        // Owned here; cancelled and awaited by `stop`.
        let states = states
        loops.withLock { loops in
            loops =
                ledgers.map { ledger in Task { await ledger.relay() } } + [Task { await states.catchUp() }]
        }
    }

    /// Stops runs gracefully, delivers what is left, and closes the store.
    public func stop() async {
        await drift.stop()
        for one in sagas { await one.stop() }
        let running = loops.withLock { loops in
            defer { loops = [] }
            return loops
        }
        for task in running { task.cancel() }
        for task in running { await task.value }
        await providers.stop()
        await policies.stop()
        await passwords.close()
        await identity.close()
        await objects.close()
        await database.close()
        lock.release()
    }

    private func watch(_ tools: ToolchainFinder) {
        let (objects, ledger) = (objects, ledgers[0])
        health.watch("store") {
            do throws(Fault) {
                _ = try await ledger.readAcross(reason: "looking whether the store answers") {
                    try $0.first("SELECT 1") != nil
                }
                return .init(isWell: true, note: "answers")
            } catch {
                return .init(isWell: false, note: error.message)
            }
        }
        health.watch("objects") {
            do throws(Fault) {
                _ = try await objects.list(tenant: "platform", after: nil, limit: 1)
                return .init(isWell: true, note: "answers")
            } catch {
                return .init(isWell: false, note: error.message)
            }
        }
        health.watch("terraform") {
            do throws(Fault) {
                let found = try await tools.find()
                return .init(
                    isWell: true, note: "\(found.isOpenTofu ? "OpenTofu" : "Terraform") \(found.version)")
            } catch {
                return .init(isWell: false, note: error.message)
            }
        }
    }

    private static func makeDirectories(_ data: String) throws(Fault) {
        do {
            for path in [
                data, data + "/objects", data + "/runs", data + "/providers/schemas", data + "/checks",
            ] {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
        } catch {
            throw Fault(
                .unavailable, "host.no_data", "The data directory \(data) can't be made or written to.",
                note: String(describing: error))
        }
    }

    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
