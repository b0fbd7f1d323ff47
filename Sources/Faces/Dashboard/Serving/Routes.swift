import Faults
import HTTP

/// The dashboard's addresses. Literal segments win over `*`, which stands for one segment.
enum Routes {
    typealias Handler = @Sendable (Visitor, PathParts) async throws(Fault) -> Response

    enum Match {
        /// The path is none of the dashboard's.
        case none
        /// It is, but there is no page.
        case nothingHere
        case otherMethods([String])
        /// For people who are not signed in; a session is not looked at.
        case open(Handler)
        case found(PathParts, Handler)
    }

    struct Entry {
        let method: String
        let pattern: [String]
        let isOpen: Bool
        let handler: Handler
    }

    static func match(method: String, path: String) -> Match {
        guard path.utf8.first == UInt8(ascii: "/") else { return .none }
        var segments = path.split(separator: "/").map(String.init)
        if path == "/" { segments = [] }
        guard segments.isEmpty || roots.contains(segments[0]) else { return .none }
        let wanted = method == "HEAD" ? "GET" : method
        let fitting = table.compactMap { entry in
            PathParts(segments, matching: entry.pattern).map { (entry, $0) }
        }.sorted { $0.1.captured.count < $1.1.captured.count }
        guard let least = fitting.first?.1.captured.count else { return .nothingHere }
        let best = fitting.filter { $0.1.captured.count == least }
        guard let (entry, parts) = best.first(where: { $0.0.method == wanted }) else {
            return .otherMethods(best.map(\.0.method).sorted())
        }
        return entry.isOpen ? .open(entry.handler) : .found(parts, entry.handler)
    }

    private static let roots = Set(table.compactMap { $0.pattern.first })

    static func entry(
        _ method: String, _ pattern: String, isOpen: Bool = false, _ handler: @escaping Handler
    ) -> Entry {
        Entry(
            method: method, pattern: pattern.split(separator: "/").map(String.init), isOpen: isOpen,
            handler: handler)
    }

    static let table: [Entry] =
        entrancePages + workspacePages + runPages + policyPages + otherPages
        + settingsPages + workspaceSettingsPages

    private static let entrancePages: [Entry] = [
        entry("GET", "/sign-in", isOpen: true) { (visitor, _) async throws(Fault) in
            try await visitor.signInPage()
        },
        entry("POST", "/sign-in", isOpen: true) { (visitor, _) async throws(Fault) in
            try await visitor.signIn()
        },
        entry("GET", "/set-up", isOpen: true) { (visitor, _) async throws(Fault) in visitor.setUpPage() },
        entry("POST", "/set-up", isOpen: true) { (visitor, _) async throws(Fault) in try await visitor.setUp()
        },
        entry("GET", "/recover", isOpen: true) { (visitor, _) async throws(Fault) in visitor.recoveryPage() },
        entry("POST", "/recover", isOpen: true) { (visitor, _) async throws(Fault) in
            try await visitor.recover()
        },
        entry("POST", "/sign-out") { (visitor, _) async throws(Fault) in try await visitor.signOut() },
        entry("GET", "/search") { (visitor, _) async throws(Fault) in try await visitor.search() },
        entry("GET", "/") { (visitor, _) async throws(Fault) in try await visitor.overview() },
    ]

    private static let workspacePages: [Entry] = [
        entry("GET", "/workspaces") { (visitor, _) async throws(Fault) in try await visitor.workspaces() },
        entry("GET", "/workspaces/*") { (visitor, path) async throws(Fault) in
            try await visitor.workspace(try path.workspace)
        },
        entry("GET", "/workspaces/*/topology") { (visitor, path) async throws(Fault) in
            try await visitor.topology(try path.workspace)
        },
        entry("POST", "/workspaces/*/watch") { (visitor, path) async throws(Fault) in
            try await visitor.watch(try path.workspace)
        },
        entry("GET", "/workspaces/*/deploy") { (visitor, path) async throws(Fault) in
            try await visitor.deployForm(try path.workspace)
        },
        entry("POST", "/workspaces/*/deploy") { (visitor, path) async throws(Fault) in
            try await visitor.deploy(try path.workspace)
        },
        entry("POST", "/workspaces/*/upload") { (visitor, path) async throws(Fault) in
            try await visitor.uploadConfiguration(try path.workspace)
        },
        entry("POST", "/workspaces/*/plan") { (visitor, path) async throws(Fault) in
            try await visitor.plan(try path.workspace, destroy: false)
        },
        entry("POST", "/workspaces/*/plan-destroy") { (visitor, path) async throws(Fault) in
            try await visitor.plan(try path.workspace, destroy: true)
        },
        entry("POST", "/workspaces/*/scan") { (visitor, path) async throws(Fault) in
            try await visitor.scan(try path.workspace)
        },
        entry("POST", "/workspaces/*/break-lock") { (visitor, path) async throws(Fault) in
            try await visitor.breakLock(try path.workspace)
        },
        entry("GET", "/workspaces/*/state") { (visitor, path) async throws(Fault) in
            try await visitor.state(try path.workspace)
        },
        entry("GET", "/workspaces/*/state/diff") { (visitor, path) async throws(Fault) in
            try await visitor.stateDifference(try path.workspace)
        },
    ]

    private static let runPages: [Entry] = [
        entry("GET", "/deployments") { (visitor, _) async throws(Fault) in try await visitor.deployments() },
        entry("GET", "/deployments/*") { (visitor, path) async throws(Fault) in
            try await visitor.deployment(try path.deployment)
        },
        entry("POST", "/deployments/*/approve") { (visitor, path) async throws(Fault) in
            try await visitor.decide(try path.deployment, isApproval: true)
        },
        entry("POST", "/deployments/*/reject") { (visitor, path) async throws(Fault) in
            try await visitor.decide(try path.deployment, isApproval: false)
        },
        entry("POST", "/deployments/*/override") { (visitor, path) async throws(Fault) in
            try await visitor.override(try path.deployment)
        },
        entry("POST", "/deployments/*/cancel") { (visitor, path) async throws(Fault) in
            try await visitor.cancel(try path.deployment)
        },
        entry("POST", "/deployments/*/rollback") { (visitor, path) async throws(Fault) in
            try await visitor.rollBack(try path.deployment)
        },
        entry("GET", "/drift") { (visitor, _) async throws(Fault) in try await visitor.drift() },
        entry("GET", "/drift/*") { (visitor, path) async throws(Fault) in
            try await visitor.analysis(try path.analysis)
        },
        entry("POST", "/drift/*/revert") { (visitor, path) async throws(Fault) in
            try await visitor.revert(try path.analysis)
        },
    ]

    private static let policyPages: [Entry] = [
        entry("GET", "/policies") { (visitor, _) async throws(Fault) in try await visitor.policies() },
        entry("GET", "/policies/packs/*") { (visitor, path) async throws(Fault) in
            try await visitor.pack(try path.pack)
        },
        entry("POST", "/policies/packs/*/bind") { (visitor, path) async throws(Fault) in
            try await visitor.bind(try path.pack)
        },
        entry("POST", "/policies/packs/*/unbind") { (visitor, path) async throws(Fault) in
            try await visitor.unbind(try path.pack)
        },
        entry("GET", "/policies/decisions") { (visitor, _) async throws(Fault) in
            try await visitor.decisions()
        },
        entry("GET", "/policies/decisions/*") { (visitor, path) async throws(Fault) in
            try await visitor.decision(try path.decision)
        },
        entry("GET", "/policies/waivers") { (visitor, _) async throws(Fault) in
            try await visitor.waivers()
        },
        entry("POST", "/policies/waivers") { (visitor, _) async throws(Fault) in
            try await visitor.grantWaiver()
        },
        entry("POST", "/policies/waivers/*/end") { (visitor, path) async throws(Fault) in
            try await visitor.endWaiver(try path.waiver)
        },
    ]

    private static let otherPages: [Entry] = [
        entry("GET", "/inventory") { (visitor, _) async throws(Fault) in try await visitor.inventory() },
        entry("GET", "/inventory/*") { (visitor, path) async throws(Fault) in
            try await visitor.asset(try path.asset)
        },
        entry("POST", "/inventory/discover") { (visitor, _) async throws(Fault) in
            try await visitor.discover()
        },
        entry("GET", "/blueprints/new") { (visitor, _) async throws(Fault) in
            try await visitor.newBlueprint()
        },
        entry("POST", "/blueprints/new") { (visitor, _) async throws(Fault) in
            try await visitor.workOnBlueprint(nil)
        },
        entry("POST", "/blueprints/upload") { (visitor, _) async throws(Fault) in
            try await visitor.uploadBlueprint()
        },
        entry("GET", "/blueprints/*/edit") { (visitor, path) async throws(Fault) in
            try await visitor.editBlueprint(try path.blueprint)
        },
        entry("POST", "/blueprints/*/edit") { (visitor, path) async throws(Fault) in
            try await visitor.workOnBlueprint(try path.blueprint)
        },
        entry("POST", "/blueprints/*/publish") { (visitor, path) async throws(Fault) in
            try await visitor.publishBlueprint(try path.blueprint)
        },
        entry("GET", "/blueprints") { (visitor, _) async throws(Fault) in try await visitor.blueprints() },
        entry("GET", "/blueprints/*") { (visitor, path) async throws(Fault) in
            try await visitor.blueprint(try path.blueprint)
        },
        entry("GET", "/audit") { (visitor, _) async throws(Fault) in try await visitor.audit() },
    ]
}
