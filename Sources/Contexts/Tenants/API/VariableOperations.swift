import Bus
import Faults
import Schemas
import Vocabulary

/// A workspace's variable; a sensitive one's value is sealed and never read back.
@Schema
public struct Variable: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable, CaseIterable, Described { case terraform, environment }

    public let name: String
    public let kind: Kind
    /// Absent for sensitive variables.
    public let value: String?
    public let isSensitive: Bool
    /// True when the value is an expression of Terraform's language rather than text.
    public let isExpression: Bool
    public let updated: Timestamp
}

/// Sets a workspace's variable.
@Operation
public struct PutVariable: Operation {
    public typealias Output = Variable
    public static let contract = Contract.command(
        "tenants.put-variable", .put("/api/v1/workspaces/{workspace}/variables/{name}"),
        needs: .permission("tenants:write"))
    public let workspace: WorkspaceID
    public let name: String
    public let value: String
    public var kind: Variable.Kind = .terraform
    public var sensitive: Bool = false
    public var expression: Bool = false
    public var subject: Subject { .workspace(workspace) }
}

/// A workspace's variables, in order of their names.
@Operation
public struct ListVariables: Operation {
    public typealias Output = Page<Variable>
    public static let contract = Contract.query(
        "tenants.list-variables", .get("/api/v1/workspaces/{workspace}/variables"),
        needs: .permission("tenants:read"))
    public let workspace: WorkspaceID
    public var subject: Subject { .workspace(workspace) }
}

/// Removes a workspace's variable.
@Operation
public struct DeleteVariable: Operation {
    public typealias Output = Nothing
    public static let contract = Contract.command(
        "tenants.delete-variable", .delete("/api/v1/workspaces/{workspace}/variables/{name}"),
        needs: .permission("tenants:write"))
    public let workspace: WorkspaceID
    public let name: String
    public var kind: Variable.Kind = .terraform
    public var subject: Subject { .workspace(workspace) }
}

/// What a run of a workspace needs, secrets in clear. For other contexts only; each reading is audited.
@Operation
public struct OpenRunSettings: Operation {
    public typealias Output = RunSettings
    public static let contract = Contract.command(
        "tenants.open-run-settings", nil, needs: .contexts, revealsSecret: true)
    public let workspace: WorkspaceID
    /// What the credentials are for; a cloud that is asked by web identity is told.
    public var phase: RunPhase = .scan
    /// The run's id, which such a cloud is told too.
    public var run: String?
    /// True for who puts the token of web identity into a file of the run's, rather than the credentials that
    /// it is exchanged for into the environment.
    public var takesFile: Bool = false
    public var subject: Subject { .workspace(workspace) }
}

/// What is done with credentials.
public enum RunPhase: String, Codable, Sendable, CaseIterable, Described { case plan, apply, scan, test }

/// Signs another token for a run whose cloud connection goes by web identity. For other contexts only.
@Operation
public struct RenewRunToken: Operation {
    public typealias Output = RunIdentity
    public static let contract = Contract.command(
        "tenants.renew-run-token", nil, needs: .contexts, revealsSecret: true)
    public let workspace: WorkspaceID
    public let phase: RunPhase
    public let run: String
    /// Seconds until it ends.
    public let seconds: Int
    public var subject: Subject { .workspace(workspace) }
}

/// The token of a run, to be kept in a file that only the run reads.
@Schema
public struct RunIdentity: Codable, Sendable {
    public let token: String
}

@Schema
public struct RunSettings: Codable, Sendable {
    public let tenant: Tenant
    public let workspace: Workspace
    public let variables: [OpenVariable]
    /// Environment variables of the cloud connection.
    public let credentials: [String: String]
    /// What must never be shown: values of sensitive variables and credentials.
    public let secrets: [String]
    /// The environment variable that wants the path of a file with the run's token, where there is to be one.
    public var tokenFile: String?
}

@Schema
public struct OpenVariable: Codable, Sendable {
    public let name: String
    public let kind: Variable.Kind
    public let value: String
    public let isSensitive: Bool
    public let isExpression: Bool
}
