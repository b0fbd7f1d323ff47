import Bus
import Crypto
import Faults
import FrontDoor
import HTTP
import Objects
import StatesAPI
import Values
import Vocabulary

/// Terraform's HTTP state backend under `/state/{workspace}`, for the unmodified CLI.
///
/// Basic auth carries a token as the password, or a run's own short-lived token.
public struct StateBackend: Sendable {
    private let entrance: Entrance
    private let objects: any ObjectStore

    public init(entrance: Entrance, objects: any ObjectStore) {
        self.entrance = entrance
        self.objects = objects
    }

    /// Answers, or returns nil when the path is not the backend's.
    public func respond(_ request: Request, trace: TraceContext) async -> Response? {
        let prefix = "/state/"
        guard request.path.hasPrefix(prefix) else { return nil }
        do throws(Fault) {
            let visit = try await entrance.admit(request, trace: trace)
            guard visit.scope.principal.kind != .anonymous else { throw .notSignedIn }
            guard let workspace = WorkspaceID(String(request.path.dropFirst(prefix.count))) else {
                throw Fault(
                    .missing, "states.no_workspace",
                    "The address ends in a workspace's id: /state/<workspace>. `plumb workspace list` shows them."
                )
            }
            return try await answer(request, workspace, visit.scope)
        } catch {
            return refusal(error, trace)
        }
    }

    private func answer(
        _ request: Request, _ workspace: WorkspaceID, _ scope: Scope
    ) async throws(Fault) -> Response {
        switch request.method {
        case "GET", "HEAD": return try await fetch(workspace, scope)
        case "POST", "PUT":
            let content = try await objects.put(pieces: request.body, tenant: try scope.tenant.text)
            let parameters = try request.parameters()
            _ = try await scope.call(
                StoreState(
                    workspace: workspace, content: content, md5: request.headers["Content-MD5"],
                    lock: parameters["ID"]))
            return Response(status: 200)
        case "LOCK":
            let body = try await request.body.collect(upTo: 64 << 10)
            _ = try await scope.call(LockState(workspace: workspace, info: try JSON(parsing: body)))
            return Response(status: 200)
        case "UNLOCK":
            let body = try await request.body.collect(upTo: 64 << 10)
            let id = body.isEmpty ? nil : try JSON(parsing: body)["ID"]?.stringValue
            _ = try await scope.call(UnlockState(workspace: workspace, id: id))
            return Response(status: 200)
        case "DELETE":
            let lock = try request.parameters()["ID"]
            _ = try await scope.call(DeleteState(workspace: workspace, lock: lock))
            return Response(status: 200)
        default:
            var response = Response.problem(
                Fault(
                    .unsupported, "http.method", "The state backend takes GET, POST, DELETE, LOCK and UNLOCK."
                ))
            response.headers.set("Allow", "GET, HEAD, POST, DELETE, LOCK, UNLOCK")
            return response
        }
    }

    private func fetch(_ workspace: WorkspaceID, _ scope: Scope) async throws(Fault) -> Response {
        let fetched = try await scope.call(FetchState(workspace: workspace))
        guard let content = fetched.content, let md5 = fetched.md5 else { return Response(status: 204) }
        let bytes = try await objects.get(content, tenant: try scope.tenant.text)
        return Response(
            headers: [
                "Content-Type": "application/json", "Cache-Control": "no-store",
                "Content-MD5": ([UInt8](hex: md5) ?? []).base64,
            ], body: .bytes(bytes))
    }

    /// A held lock is told as the holder's own JSON, which is what Terraform shows.
    private func refusal(_ fault: Fault, _ trace: TraceContext) -> Response {
        if fault.kind == .locked, let holder = fault.details {
            return Response(
                status: 423, headers: ["Content-Type": "application/json"], body: .bytes(Array(holder.utf8)))
        }
        return .problem(fault, trace: trace.traceID)
    }
}
