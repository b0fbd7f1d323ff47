import Bus
import Faults
import FrontDoor
import HTTP
import Objects
import TenantsAPI
import Vocabulary

/// Somebody who asks for a page: the request, the scope of its calls, and the moment it is rendered for.
struct Visitor: Sendable {
    let request: Request
    let visit: Entrance.Visit
    let query: Parameters
    let version: String
    let assets: Assets
    /// Where uploads are put; nil where this process takes none.
    let objects: (any ObjectStore)?
    let now: Timestamp

    var scope: Scope { visit.scope }
    var isSignedIn: Bool { scope.principal.kind != .anonymous }

    /// The same work under an idempotency key, so that a form sent twice does its work once.
    func scope(once key: String?) -> Scope {
        guard let key, (8...64).contains(key.utf8.count) else { return scope }
        return scope.node.scope(
            for: scope.principal, tenant: scope.tenantIfAny, trace: scope.trace, remote: scope.remote,
            deadline: scope.deadline, idempotencyKey: key)
    }

    /// True when the visitor holds the permission at the workspace; the door has the last word.
    func may(_ permission: String, in workspace: Workspace) -> Bool {
        guard let tenant = scope.tenantIfAny else { return false }
        let location = Location(tenant: tenant, project: workspace.project, workspace: workspace.id)
        return scope.principal.may(Permission(permission), at: location, knowing: workspace.attributes)
    }

    /// True when the visitor holds the permission on all of the tenant, under no condition.
    func mayOnTenant(_ permission: String) -> Bool {
        scope.tenantIfAny.map {
            scope.principal.may(Permission(permission), at: Location(tenant: $0))
        } ?? false
    }

    func mayAnywhere(_ permission: String) -> Bool { scope.principal.mayAnywhere(Permission(permission)) }

    /// The page in the visitor's frame.
    func show(_ sheet: Sheet) async -> Response {
        guard isSignedIn else { return sheet.response(assets: assets) }
        var tenant: String?
        if let id = scope.tenantIfAny, case .ready(let found) = await load(GetTenant(tenant: id)) {
            tenant = found.name
        }
        let frame = Frame(
            person: scope.principal.name, tenant: tenant, version: version, current: sheet.area,
            sought: request.path == "/search" ? query["q"] ?? "" : "")
        return sheet.response(assets: assets, frame: frame)
    }

    /// Asks for one part of a page; what is refused takes the place of that part and not of the page.
    func load<O: Operation>(_ operation: O) async -> Loaded<O.Output> {
        do throws(Fault) {
            return .ready(try await scope.call(operation))
        } catch {
            return .refused(error)
        }
    }
}

/// A part of a page, or why there is none.
enum Loaded<Value: Sendable>: Sendable {
    case ready(Value)
    case refused(Fault)

    var value: Value? {
        if case .ready(let value) = self { return value }
        return nil
    }

    func map<Other>(_ transform: (Value) -> Other) -> Loaded<Other> {
        switch self {
        case .ready(let value): .ready(transform(value))
        case .refused(let fault): .refused(fault)
        }
    }
}
