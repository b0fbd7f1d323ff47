import Schemas
import Synchronization

/// How each thing that the process depends on is doing, asked when somebody wants to know.
public final class Health: Sendable {
    public typealias Probe = @Sendable () async -> Condition

    @Schema
    public struct Condition: Codable, Sendable, Equatable {
        public let isWell: Bool
        /// Why not, or what was seen.
        public let note: String
    }

    private let probes = Mutex<[(String, Probe)]>([])

    public init() {}

    public func watch(_ name: String, _ probe: @escaping Probe) {
        probes.withLock { $0.append((name, probe)) }
    }

    /// All conditions, probed one after the other.
    public func conditions() async -> [(name: String, condition: Condition)] {
        var out: [(name: String, condition: Condition)] = []
        for (name, probe) in probes.withLock({ $0 }) { out.append((name, await probe())) }
        return out
    }
}
