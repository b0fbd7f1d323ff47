import AWSProtocol
import Bus
import Crypto
import Faults
import IdentityAPI
import Ledgers
import Schemas
import Store
import TenantsAPI
import Values
import Vocabulary

/// A connection's credentials, in the environment in which Terraform's providers find them.
struct OpenedCredentials: Sendable {
    var environment: [String: String]
    /// What of it is secret.
    var secrets: [String]
    let accounts: [String]
    /// The variable that wants a file with the run's token.
    var tokenFile: String?
}

extension TenantsService {
    /// `bearer` is told to a cloud that is asked by web identity; `takesFile` leaves asking to the provider.
    func credentials(
        of id: ConnectionID, _ bearer: Bearer, takesFile: Bool = false, _ scope: Scope
    ) async throws(Fault) -> OpenedCredentials {
        let row = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM tenants_connections WHERE tenant = :tenant AND id = :id",
                ["id": .text(id.text)])
        }
        guard let row else { throw .missing("connection") }
        let connection = try Connection(row: row)
        // Looked at anew each time: what a name leads to may have changed since it was put in.
        if let endpoint = connection.endpoint { try await addresses.check(endpoint) }
        let opened = try keys.open(
            Envelope(bytes: try row.bytes("sealed")),
            authenticating: Self.seal(try scope.tenant, connection.slug))
        let credentials = try JSONCoding.decode(Credentials.self, from: opened)
        var out = OpenedCredentials(
            environment: credentials.environment(of: connection),
            secrets: [credentials.secretKey, credentials.sessionToken].compactMap { $0 }.filter {
                !$0.isEmpty
            },
            accounts: credentials.accounts ?? [])
        guard let role = connection.role else { return out }
        if connection.webIdentity, takesFile {
            out.environment["AWS_ROLE_ARN"] = role
            out.environment["AWS_ROLE_SESSION_NAME"] = TokenService.sessionName("plumb-\(connection.slug)")
            // Of the address of everything, the provider makes no use while it asks for credentials.
            out.environment["AWS_ENDPOINT_URL_STS"] = connection.endpoint
            out.tokenFile = "AWS_WEB_IDENTITY_TOKEN_FILE"
            return out
        }
        let given = try await session(
            of: role, connection, credentials.externalID, out.environment, bearer, scope)
        out.environment.merge(given.environment) { $1 }
        out.secrets += given.secrets
        return out
    }

    /// What the role gives, in place of what it is assumed with.
    private func session(
        of role: String, _ connection: Connection, _ externalID: String?, _ environment: [String: String],
        _ bearer: Bearer, _ scope: Scope
    ) async throws(Fault) -> (environment: [String: String], secrets: [String]) {
        let tenant = try await tenant(try scope.tenant)
        // A role may trust one workspace and not another: what one was given is not another's.
        let subject = connection.webIdentity ? bearer.subject(of: tenant) : ""
        let key = "\(connection.id)#\(connection.revision)#\(subject)"
        var session = roles.session(key, at: now)
        if session == nil {
            let asking = TokenServiceClient(client: client)
            let made =
                if connection.webIdentity {
                    try await asking.session(
                        of: role, connection,
                        token: try await token(for: connection, bearer, tenant, seconds: 300, scope),
                        session: "plumb-\(connection.slug)", at: now)
                } else {
                    try await asking.session(
                        of: role, connection, externalID: externalID, session: "plumb-\(connection.slug)",
                        environment, at: now)
                }
            roles.keep(made, key, at: now)
            session = made
        }
        guard let given = session?.credentials, let token = given.sessionToken else {
            return (environment, [])
        }
        return (
            [
                "AWS_ACCESS_KEY_ID": given.accessKey, "AWS_SECRET_ACCESS_KEY": given.secretKey,
                "AWS_SESSION_TOKEN": token,
            ], [given.secretKey, token]
        )
    }

    private func token(
        for connection: Connection, _ bearer: Bearer, _ tenant: Tenant, seconds: Int, _ scope: Scope
    ) async throws(Fault) -> String {
        try await scope.call(
            IssueIdentityToken(
                bearer: bearer.subject(of: tenant), audience: connection.audience ?? Self.usualAudience,
                seconds: seconds, claims: bearer.claims(in: tenant))
        ).token
    }

    /// A token for the file of a run that is under way.
    func renew(_ request: RenewRunToken, _ scope: Scope) async throws(Fault) -> RunIdentity {
        let workspace = try await workspace(request.workspace, scope)
        let id = workspace.settings.connection
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM tenants_connections WHERE tenant = :tenant AND id = :id",
                ["id": SQLValue(id?.text)]
            ).map(Connection.init(row:))
        }
        guard let connection = found, connection.webIdentity else {
            throw Fault(
                .conflict, "tenants.no_web_identity",
                "The workspace's cloud connection does not go by web identity any more.")
        }
        return RunIdentity(
            token: try await token(
                for: connection, .workspace(workspace, request.phase, run: request.run),
                try await tenant(try scope.tenant), seconds: request.seconds, scope))
    }

    /// What is wrong with a connection that is to have no keys, or that is told of tokens though it has some.
    static func problems(ofWebIdentity request: PutConnection) -> [Fault.Problem] {
        guard request.webIdentity else {
            return request.audience == nil
                ? [] : [.init("/audience", "goes with web identity, which is not asked for")]
        }
        var problems: [Fault.Problem] = []
        if request.provider != .aws { problems.append(.init("/webIdentity", "is for AWS's roles only")) }
        if request.role == nil { problems.append(.init("/role", "is missing: web identity assumes a role")) }
        for (name, value) in [
            ("accessKey", request.accessKey), ("secretKey", request.secretKey),
            ("sessionToken", request.sessionToken ?? ""), ("externalID", request.externalID ?? ""),
        ]
        where !value.isEmpty {
            problems.append(.init("/" + name, "nothing was expected beside web identity"))
        }
        if request.audience?.isEmpty == true { problems.append(.init("/audience", "is empty")) }
        return problems
    }
}

extension TenantsService.Credentials {
    /// As Terraform's providers and the clouds' own tools look for it.
    fileprivate func environment(of connection: Connection) -> [String: String] {
        var out: [String: String]
        switch connection.provider {
        case .aws:
            out = [
                "AWS_REGION": connection.region, "AWS_DEFAULT_REGION": connection.region,
                "AWS_EC2_METADATA_DISABLED": "true",
            ]
            if !connection.webIdentity {
                out["AWS_ACCESS_KEY_ID"] = accessKey
                out["AWS_SECRET_ACCESS_KEY"] = secretKey
                out["AWS_SESSION_TOKEN"] = sessionToken
            }
            out["AWS_ENDPOINT_URL"] = connection.endpoint
        case .azure:
            out = ["ARM_CLIENT_ID": accessKey, "ARM_CLIENT_SECRET": secretKey]
            out["ARM_TENANT_ID"] = directory
            out["ARM_SUBSCRIPTION_ID"] = accounts?.first
        case .google:
            out = ["GOOGLE_CREDENTIALS": secretKey, "GOOGLE_REGION": connection.region]
            out["GOOGLE_PROJECT"] = accounts?.first
        }
        return out
    }
}
