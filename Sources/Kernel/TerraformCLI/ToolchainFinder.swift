import Faults
import Synchronization

/// Finds the Terraform CLI when it is first needed and remembers it; a server starts without one.
public final class ToolchainFinder: Sendable {
    private let configured: String?
    private let environment: [String: String]
    private let known = Mutex<Toolchain?>(nil)

    public init(configured: String?, environment: [String: String]) {
        self.configured = configured
        self.environment = environment
    }

    /// Faults: `terraform.missing`, with what to install.
    public func find() async throws(Fault) -> Toolchain {
        if let found = known.withLock({ $0 }) { return found }
        let found = try await Toolchain.find(configured: configured, environment: environment)
        known.withLock { $0 = found }
        return found
    }
}
