import Bus
import Faults
import HTTP
import IdentityAPI
import Vocabulary

/// Lets requests of every face in: who asks, for which tenant, how often, in which trace.
public struct Entrance: Sendable {
    public let node: Node
    private let byAddress: RateLimiter
    private let byCredential: RateLimiter

    /// Rates are requests per second; 0 switches a limit off.
    public init(node: Node, addressRate: Double = 200, credentialRate: Double = 100) {
        self.node = node
        byAddress = RateLimiter(perSecond: addressRate, burst: addressRate * 5)
        byCredential = RateLimiter(perSecond: credentialRate, burst: credentialRate * 5)
    }

    /// A request with the scope that its operations run in.
    public struct Visit: Sendable {
        public let scope: Scope
        public let credential: Credential
        /// For a run's token: the one workspace whose state it opens.
        public let workspace: WorkspaceID?
    }

    /// The scope of a request. An invalid credential is refused even where none is needed.
    public func admit(_ request: Request, trace: TraceContext) async throws(Fault) -> Visit {
        try byAddress.take(request.remote)
        let credential = Credential(of: request.headers)
        let deadline = ContinuousClock.now + .seconds(60)
        let anonymous = node.scope(
            for: .anonymous, trace: trace, remote: request.remote, deadline: deadline)
        guard credential != .malformed else {
            throw Fault(
                .unauthenticated, "identity.malformed_credential",
                "The Authorization header is neither `Bearer <token>` nor `Basic …`.")
        }
        guard let secret = credential.secret else {
            return Visit(scope: anonymous, credential: credential, workspace: nil)
        }
        let known = try await anonymous.call(Authenticate(secret: secret))
        try byCredential.take(known.principal.id)
        if case .cookie = credential { try refuseForgery(request) }
        let scope = node.scope(
            for: known.principal, tenant: try tenant(request, known.principal), trace: trace,
            remote: request.remote, deadline: deadline, idempotencyKey: request.headers["Idempotency-Key"])
        return Visit(scope: scope, credential: credential, workspace: known.workspace)
    }

    /// A platform operator may act in another tenant by naming it.
    private func tenant(_ request: Request, _ principal: Principal) throws(Fault) -> TenantID? {
        guard let text = request.headers["Plumb-Tenant"] else { return principal.tenant }
        guard let tenant = TenantID(text) else {
            throw Fault(.invalid, "http.bad_tenant", "The Plumb-Tenant header is not a tenant's id.")
        }
        guard tenant == principal.tenant || principal.mayOnPlatform(Permission("tenants:operate")) else {
            throw Fault(.missing, "bus.missing", "There is no such tenant, or it is not yours to see.")
        }
        return tenant
    }

    /// A cookie travels with requests that other sites make; those must not change anything, and what a
    /// WebSocket tells could be read by the site that opened it.
    private func refuseForgery(_ request: Request) throws(Fault) {
        guard !["GET", "HEAD", "OPTIONS"].contains(request.method) || request.upgrade != nil else { return }
        let isOwn: Bool
        if let site = request.headers["Sec-Fetch-Site"] {
            isOwn = site == "same-origin" || site == "none"
        } else if let origin = request.headers["Origin"], let host = request.headers["Host"] {
            isOwn = origin == "http://\(host)" || origin == "https://\(host)"
        } else {
            isOwn = false
        }
        guard isOwn else {
            throw Fault(
                .forbidden, "http.cross_site",
                "This was asked for by another site. Use a token, or Plumb's own pages.")
        }
    }
}
