import Bus
import Faults
import MonitoringAPI
import Telemetry
import Vocabulary

/// Tells load balancers and people how the process is doing.
public final class MonitoringService: Sendable {
    private let node: Node
    private let health: Health
    private let version: String
    private let started: Timestamp

    public init(node: Node, health: Health, version: String) {
        self.node = node
        self.health = health
        self.version = version
        started = node.clock.now
    }

    public func register() {
        node.handle(CheckHealth.self) { [version, started] (_, _) async throws(Fault) in
            HealthReport(status: "ok", version: version, started: started)
        }
        node.handle(CheckReadiness.self) { [health] (_, _) async throws(Fault) in
            let conditions = await health.conditions()
            return ReadinessReport(
                isReady: conditions.allSatisfy(\.condition.isWell),
                dependencies: conditions.map {
                    Dependency(name: $0.name, isWell: $0.condition.isWell, note: $0.condition.note)
                })
        }
    }
}
