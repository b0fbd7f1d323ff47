import Assets
import Bus
import Crypto
import Faults
import HTTP
import Ledgers
import Schemas
import Store
import TenantsAPI
import Values
import Vocabulary

extension TenantsService {
    /// What is sealed of a connection.
    struct Credentials: Codable, Sendable {
        let accessKey: String
        let secretKey: String
        let sessionToken: String?
        var directory: String?
        var accounts: [String]?
        var externalID: String?
    }

    /// For whom AWS's token service takes tokens, unless a role's owner says otherwise.
    static let usualAudience = "sts.amazonaws.com"

    func registerConnections() {
        ledger.handle(PutConnection.self) { [self] (request, scope) async throws(Fault) in
            try await put(request, scope)
        }
        ledger.handle(ListConnections.self) { [self] (_, scope) async throws(Fault) in
            let items = try await ledger.read(scope) { query in
                try query.rows("SELECT * FROM tenants_connections WHERE tenant = :tenant ORDER BY slug")
                    .map(Connection.init(row:))
            }
            return Page(items: items, next: nil)
        }
        ledger.handle(TestConnection.self) { [self] (request, scope) async throws(Fault) in
            let connection = try await connection(request.slug, scope)
            let opened: OpenedCredentials
            do throws(Fault) {
                opened = try await credentials(of: connection.id, .connection(connection, .test), scope)
            } catch {
                guard error.code == "tenants.cloud_refuses" || error.code == "tenants.cloud_unreachable"
                else {
                    throw error
                }
                return ConnectionVerdict(works: false, note: error.message)
            }
            return connection.provider == .aws
                ? await TokenServiceClient(client: client).identity(connection, opened.environment, at: now)
                : await CloudIdentity(client: client).ask(connection, opened.environment, at: now)
        }
        ledger.handle(OpenConnection.self) { [self] (request, scope) async throws(Fault) in
            let connection = try await connection(request.slug, scope)
            let opened = try await credentials(
                of: connection.id, .connection(connection, request.phase), scope)
            return OpenedConnection(
                connection: connection, credentials: opened.environment, accounts: opened.accounts)
        }
        ledger.handle(DeleteConnection.self) { [self] (request, scope) async throws(Fault) in
            let connection = try await connection(request.slug, scope)
            return try await ledger.write(scope) { entry in
                let used =
                    try entry.first(
                        "SELECT count(*) AS n FROM tenants_workspaces WHERE tenant = :tenant AND "
                            + "json_extract(settings, '$.connection') = :id",
                        ["id": .text(connection.id.text)]
                    )?.int("n") ?? 0
                guard used == 0 else {
                    throw Fault(
                        .conflict, "tenants.in_use",
                        "\(used) workspaces use this connection. Give them another one first.")
                }
                try entry.run(
                    "DELETE FROM tenants_connections WHERE tenant = :tenant AND id = :id",
                    ["id": .text(connection.id.text)])
                try entry.audit("connection/\(connection.id)", before: try JSONCoding.json(of: connection))
                return Nothing()
            }
        }
    }

    private func put(_ request: PutConnection, _ scope: Scope) async throws(Fault) -> Connection {
        var problems: [Fault.Problem] = []
        if request.region.isEmpty { problems.append(.init("/region", "is missing")) }
        if request.accessKey.isEmpty, request.provider != .google, !request.webIdentity {
            problems.append(.init("/accessKey", "is missing"))
        }
        problems += Self.problems(ofWebIdentity: request)
        if request.provider == .azure, request.directory?.isEmpty != false {
            problems.append(.init("/directory", "the id of Azure's directory is missing"))
        }
        var hint = request.accessKey
        if request.provider == .google, !request.secretKey.isEmpty {
            do throws(Fault) { hint = try ServiceAccount(request.secretKey).email } catch {
                problems.append(.init("/secretKey", error.message))
            }
        }
        let shown = hint
        if request.secretKey.isEmpty, !request.webIdentity {
            problems.append(.init("/secretKey", "is missing"))
        }
        problems += Self.problems(ofRole: request)
        if let endpoint = request.endpoint, !endpoint.hasPrefix("http://"), !endpoint.hasPrefix("https://") {
            problems.append(.init("/endpoint", "an http or https address was expected"))
        }
        if let endpoint = request.endpoint, let why = try await refusal(of: endpoint) {
            problems.append(.init("/endpoint", why))
        }
        guard problems.isEmpty else {
            throw Fault(
                .invalid, "tenants.bad_connection", "The connection is not right.", problems: problems)
        }
        let tenant = try scope.tenant
        let credentials = Credentials(
            accessKey: request.accessKey, secretKey: request.secretKey, sessionToken: request.sessionToken,
            directory: request.directory, accounts: request.accounts, externalID: request.externalID)
        let sealed = try keys.seal(
            try JSONCoding.encode(credentials), authenticating: Self.seal(tenant, request.slug)
        ).bytes
        let now = now
        let audience = request.webIdentity ? request.audience ?? Self.usualAudience : nil
        return try await ledger.write(scope) { entry in
            let row = try entry.first(
                "INSERT INTO tenants_connections (id, tenant, slug, provider, region, endpoint, hint, role, sealed, "
                    + "audience, updated) VALUES (:id, :tenant, :slug, :provider, :region, :endpoint, :hint, "
                    + ":role, :sealed, :audience, :now) "
                    + "ON CONFLICT (tenant, slug) DO UPDATE SET provider = :provider, region = :region, "
                    + "endpoint = :endpoint, hint = :hint, role = :role, sealed = :sealed, "
                    + "audience = :audience, updated = :now, "
                    + "revision = revision + 1 RETURNING *",
                [
                    "id": .text(ConnectionID.next().text), "slug": .text(request.slug.text),
                    "provider": .text(request.provider.rawValue), "region": .text(request.region),
                    "endpoint": SQLValue(request.endpoint),
                    "hint": .text(shown.isEmpty ? "" : String(shown.prefix(4)) + "…"),
                    "audience": SQLValue(audience),
                    "role": SQLValue(request.role), "sealed": .blob(sealed),
                    "now": .integer(now.milliseconds),
                ])
            guard let row else { throw Fault.missing("connection") }
            let connection = try Connection(row: row)
            try entry.audit("connection/\(connection.id)", after: try JSONCoding.json(of: connection))
            return connection
        }
    }

    private static func problems(ofRole request: PutConnection) -> [Fault.Problem] {
        guard let role = request.role else {
            return request.externalID == nil
                ? [] : [.init("/externalID", "goes with a role, and none is given")]
        }
        guard request.provider == .aws else {
            return [.init("/role", "only AWS's roles can be assumed")]
        }
        guard !role.hasPrefix("arn:") || !role.contains(":role/") else { return [] }
        return [.init("/role", "a role's ARN was expected: arn:aws:iam::ACCOUNT:role/NAME")]
    }

    /// Why an endpoint may not be called; a name that is not known yet may be so later.
    private func refusal(of endpoint: String) async throws(Fault) -> String? {
        do throws(Fault) {
            try await addresses.check(endpoint)
            return nil
        } catch {
            if error.kind == .cancelled { throw error }
            return error.code == "http.address_refused" ? error.message : nil
        }
    }

    static func seal(_ tenant: TenantID, _ slug: Slug) -> [UInt8] {
        Array("connection/\(tenant)/\(slug)".utf8)
    }

    private func connection(_ slug: Slug, _ scope: Scope) async throws(Fault) -> Connection {
        let found = try await ledger.read(scope) { query in
            try query.first(
                "SELECT * FROM tenants_connections WHERE tenant = :tenant AND slug = :slug",
                ["slug": .text(slug.text)]
            ).map(Connection.init(row:))
        }
        guard let found else { throw .missing("connection") }
        return found
    }
}

extension Connection {
    init(row: Row) throws(Fault) {
        self.init(
            id: try row.id("id"), slug: try row.slug("slug"),
            provider: Connection.Provider(rawValue: try row.text("provider")) ?? .aws,
            region: try row.text("region"),
            endpoint: try row.text(ifPresent: "endpoint"), accessKeyHint: try row.text("hint"),
            role: try row.text(ifPresent: "role"), updated: try row.time("updated"),
            revision: try row.int("revision"), webIdentity: try row.text(ifPresent: "audience") != nil,
            audience: try row.text(ifPresent: "audience"))
    }
}
