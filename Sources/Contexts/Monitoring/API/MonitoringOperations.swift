import Bus
import Faults
import Schemas
import Vocabulary

/// Tells that the process is alive, its version, and since when.
@Operation
public struct CheckHealth: Operation {
    public typealias Output = HealthReport
    public static let contract = Contract.query(
        "monitoring.health", .get("/healthz"), needs: .open("load balancers ask it without a credential"))
}

@Schema
public struct HealthReport: Codable, Sendable {
    /// Always `ok`: a process that can't say so does not answer.
    public let status: String
    public let version: String
    public let started: Timestamp
}

/// Tells whether the process can do its work, with the condition of each thing it depends on. Answers
/// 503 when it can't.
@Operation
public struct CheckReadiness: Operation {
    public typealias Output = ReadinessReport
    public static let contract = Contract.query(
        "monitoring.readiness", .get("/readyz"), needs: .open("load balancers ask it without a credential"))
}

@Schema
public struct ReadinessReport: Codable, Sendable {
    public let isReady: Bool
    public let dependencies: [Dependency]
}

@Schema
public struct Dependency: Codable, Sendable {
    public let name: String
    public let isWell: Bool
    public let note: String
}

/// Everything that `Monitoring` can be asked.
public enum MonitoringOperations {
    public static let offered: [Offered] = [.operation(CheckHealth.self), .operation(CheckReadiness.self)]
}
