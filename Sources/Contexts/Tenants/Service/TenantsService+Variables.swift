import Bus
import Crypto
import Faults
import Ledgers
import Schemas
import Store
import TenantsAPI
import Values
import Vocabulary

extension TenantsService {
    /// A larger value belongs in a file.
    static let variableCeiling = 64 << 10

    func registerVariables() {
        ledger.handle(PutVariable.self) { [self] (request, scope) async throws(Fault) in
            try await put(request, scope)
        }
        ledger.handle(ListVariables.self) { [self] (request, scope) async throws(Fault) in
            let items = try await ledger.read(scope) { query in
                try query.rows(
                    "SELECT * FROM tenants_variables WHERE tenant = :tenant AND workspace = :workspace ORDER BY name, kind",
                    ["workspace": .text(request.workspace.text)]
                ).map(Variable.init(row:))
            }
            return Page(items: items, next: nil)
        }
        ledger.handle(DeleteVariable.self) { [self] (request, scope) async throws(Fault) in
            try await ledger.write(scope) { entry in
                let count = try entry.run(
                    "DELETE FROM tenants_variables WHERE tenant = :tenant AND workspace = :workspace "
                        + "AND kind = :kind AND name = :name",
                    [
                        "workspace": .text(request.workspace.text), "kind": .text(request.kind.rawValue),
                        "name": .text(request.name),
                    ])
                guard count == 1 else { throw Fault.missing("variable") }
                try entry.audit(.workspace(request.workspace), before: ["variable": .string(request.name)])
                return Nothing()
            }
        }
        ledger.handle(OpenRunSettings.self) { [self] (request, scope) async throws(Fault) in
            try await open(request, scope)
        }
        ledger.handle(RenewRunToken.self) { [self] (request, scope) async throws(Fault) in
            try await renew(request, scope)
        }
    }

    private func put(_ request: PutVariable, _ scope: Scope) async throws(Fault) -> Variable {
        var problems: [Fault.Problem] = []
        let isName = request.name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
                || $0 == 0x5f
                || $0 == 0x2d && request.kind == .terraform
        }
        if !isName || request.name.isEmpty || request.name.utf8.count > 128 {
            problems.append(.init("/name", "letters, digits and underscores were expected"))
        }
        if request.value.utf8.count > Self.variableCeiling {
            problems.append(.init("/value", "at most 64 KiB were expected"))
        }
        let reserved =
            ["TF_HTTP_", "TF_CLI_", "LD_"].contains { request.name.hasPrefix($0) } || request.name == "PATH"
        if request.kind == .environment, reserved {
            problems.append(.init("/name", "this environment variable is set by Plumb"))
        }
        guard problems.isEmpty else {
            throw Fault(.invalid, "tenants.bad_variable", "The variable is not right.", problems: problems)
        }
        let sealed =
            request.sensitive
            ? try keys.seal(
                Array(request.value.utf8), authenticating: Self.seal(request.workspace, request.name)
            ).bytes
            : nil
        let now = now
        return try await ledger.write(scope) { entry in
            let row = try entry.first(
                "INSERT INTO tenants_variables (workspace, kind, name, tenant, value, sealed, expression, updated) "
                    + "VALUES (:workspace, :kind, :name, :tenant, :value, :sealed, :expression, :now) "
                    + "ON CONFLICT (workspace, kind, name) DO UPDATE SET value = :value, sealed = :sealed, "
                    + "expression = :expression, updated = :now RETURNING *",
                [
                    "workspace": .text(request.workspace.text), "kind": .text(request.kind.rawValue),
                    "name": .text(request.name), "value": SQLValue(request.sensitive ? nil : request.value),
                    "sealed": SQLValue(sealed), "expression": SQLValue(request.expression),
                    "now": .integer(now.milliseconds),
                ])
            guard let row else { throw Fault.missing("workspace") }
            let variable = try Variable(row: row)
            try entry.audit(.workspace(request.workspace), after: try JSONCoding.json(of: variable))
            return variable
        }
    }

    /// Binds a sealed value to its place, so that it can't be moved to another.
    static func seal(_ workspace: WorkspaceID, _ name: String) -> [UInt8] {
        Array("variable/\(workspace)/\(name)".utf8)
    }

    private func open(_ request: OpenRunSettings, _ scope: Scope) async throws(Fault) -> RunSettings {
        let id = request.workspace
        let workspace = try await workspace(id, scope)
        let keys = keys
        let rows = try await ledger.read(scope) { query in
            try query.rows(
                "SELECT * FROM tenants_variables WHERE tenant = :tenant AND workspace = :workspace ORDER BY name",
                ["workspace": .text(id.text)])
        }
        var secrets: [String] = []
        var variables: [OpenVariable] = []
        for row in rows {
            let name = try row.text("name")
            var value = try row.text(ifPresent: "value") ?? ""
            let sealed = try row.bytes(ifPresent: "sealed")
            if let sealed {
                let opened = try keys.open(Envelope(bytes: sealed), authenticating: Self.seal(id, name))
                value = String(decoding: opened, as: UTF8.self)
                secrets.append(value)
            }
            variables.append(
                OpenVariable(
                    name: name, kind: Variable.Kind(rawValue: try row.text("kind")) ?? .terraform,
                    value: value,
                    isSensitive: sealed != nil, isExpression: try row.bool("expression")))
        }
        var credentials: [String: String] = [:]
        var tokenFile: String?
        if let connection = workspace.settings.connection {
            let opened = try await self.credentials(
                of: connection, .workspace(workspace, request.phase, run: request.run),
                takesFile: request.takesFile, scope)
            credentials = opened.environment
            tokenFile = opened.tokenFile
            secrets += opened.secrets
        }
        return RunSettings(
            tenant: try await tenant(try scope.tenant), workspace: workspace, variables: variables,
            credentials: credentials, secrets: secrets, tokenFile: tokenFile)
    }
}

extension Variable {
    init(row: Row) throws(Fault) {
        self.init(
            name: try row.text("name"), kind: Variable.Kind(rawValue: try row.text("kind")) ?? .terraform,
            value: try row.text(ifPresent: "value"), isSensitive: try row.bytes(ifPresent: "sealed") != nil,
            isExpression: try row.bool("expression"), updated: try row.time("updated"))
    }
}
