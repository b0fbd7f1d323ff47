import Bus
import Faults
import FrontDoor
import HTTP
import Objects

/// The face for people: pages rendered here, forms that work without JavaScript, and a little
/// JavaScript that keeps what is shown up to date.
public struct Dashboard: Sendable {
    private let entrance: Entrance
    private let version: String
    private let assets: Assets
    private let objects: (any ObjectStore)?

    /// `version` is shown at the foot of every page; without `objects` no directory can be uploaded.
    public init(entrance: Entrance, version: String, objects: (any ObjectStore)? = nil) {
        self.entrance = entrance
        self.objects = objects
        self.version = version
        assets = Assets()
    }

    /// Answers, or returns nil when the path is none of the dashboard's.
    ///
    /// Faults become pages; a request without a valid session is sent to `/sign-in`.
    public func respond(_ request: Request, trace: TraceContext) async -> Response? {
        if let asset = assets.respond(request) { return asset }
        let match = Routes.match(method: request.method, path: request.path)
        switch match {
        case .none: return nil
        case .nothingHere:
            return await refused(request, trace, .noSuchPage)
        case .otherMethods(let methods):
            var response = await refused(request, trace, .wrongMethod(methods))
            response.status = 405
            response.headers.set("Allow", methods.joined(separator: ", "))
            return response
        case .open(let handler):
            return await answer(request.withoutCookie, trace, PathParts([]), isOpen: true, handler)
        case .found(let parts, let handler):
            return await answer(request, trace, parts, isOpen: false, handler)
        }
    }

    private func answer(
        _ request: Request, _ trace: TraceContext, _ parts: PathParts, isOpen: Bool, _ handler: Routes.Handler
    ) async -> Response {
        do throws(Fault) {
            try request.refuseForeignForm()
            let visitor = try await visitor(request, trace)
            guard isOpen || visitor.isSignedIn else { throw .notSignedIn }
            return try await handler(visitor, parts)
        } catch {
            return await refused(request, trace, error)
        }
    }

    private func visitor(_ request: Request, _ trace: TraceContext) async throws(Fault) -> Visitor {
        let visit = try await entrance.admit(request, trace: trace)
        return Visitor(
            request: request, visit: visit, query: try request.parameters(), version: version, assets: assets,
            objects: objects, now: entrance.node.clock.now)
    }

    /// The fault as a page, in the frame of whoever asks where they can be known.
    private func refused(_ request: Request, _ trace: TraceContext, _ fault: Fault) async -> Response {
        if fault.kind == .unauthenticated { return .toSignIn(from: request) }
        let sheet = FaultPage(fault: fault, trace: trace.traceID).sheet
        let reading = Request(
            method: "GET", target: request.target, headers: request.headers, remote: request.remote,
            isTLS: request.isTLS)
        var response: Response
        do throws(Fault) {
            let visitor = try await visitor(reading, trace)
            guard visitor.isSignedIn || fault.kind != .missing else { return .toSignIn(from: request) }
            response = await visitor.show(sheet)
        } catch {
            response = sheet.response(assets: assets)
        }
        response.status = fault.kind.httpStatus
        if let seconds = fault.retryAfter { response.headers.set("Retry-After", String(seconds)) }
        return response
    }
}
