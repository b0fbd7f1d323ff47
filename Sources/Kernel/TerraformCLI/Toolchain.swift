import Faults
import FoundationEssentials
import Host
import Synchronization
import Values

/// The Terraform CLI of this machine: which binary, which version, where its providers come from.
public struct Toolchain: Sendable {
    public let binary: String
    /// Such as `1.11.4`.
    public let version: String
    public let isOpenTofu: Bool
    /// Directories with unpacked or packed providers that are preferred to the registry.
    public let mirrors: [ProviderMirror]
    /// The CLI configuration that runs use, when the operator has one of their own.
    public let configurationFile: String?

    /// Looks for `terraform`, then `tofu`: the configured path, else the PATH. Faults: `terraform.missing`
    /// with what to install.
    public static func find(
        configured: String? = nil, environment: [String: String]
    ) async throws(Fault) -> Toolchain {
        let candidates: [String]
        if let configured, !configured.isEmpty {
            candidates = [configured]
        } else {
            let directories = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
            candidates = ["terraform", "tofu"].flatMap { name in directories.map { $0 + "/" + name } }
        }
        guard let binary = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0) })
        else {
            throw Fault(
                .unavailable, "terraform.missing",
                "Neither terraform nor tofu is on the server's PATH. Install Terraform 1.5 or later, or OpenTofu, "
                    + "or set PLUMB_TERRAFORM to its path.")
        }
        let (version, isOpenTofu) = try await askVersion(binary)
        let found = ProviderMirror.find(environment: environment)
        let own = found.isEmpty ? operatorConfiguration(environment) : nil
        return Toolchain(
            binary: binary, version: version, isOpenTofu: isOpenTofu, mirrors: own == nil ? found : [],
            configurationFile: own)
    }

    public init(
        binary: String, version: String, isOpenTofu: Bool, mirrors: [ProviderMirror],
        configurationFile: String?
    ) {
        self.binary = binary
        self.version = version
        self.isOpenTofu = isOpenTofu
        self.mirrors = mirrors
        self.configurationFile = configurationFile
    }

    private static func askVersion(_ binary: String) async throws(Fault) -> (String, Bool) {
        let output = Gathered()
        let child = try await Child.start(
            .init(binary, ["version", "-json"], environment: ["CHECKPOINT_DISABLE": "1"], directory: "/")
        ) { source, bytes in if source == .output { output.append(bytes) } }
        let exit = await child.wait()
        guard exit.isSuccess, let answer = try? JSON(parsing: output.bytes),
            let version = answer["terraform_version"]?.stringValue
        else {
            throw Fault(
                .unavailable, "terraform.unusable",
                "\(binary) does not answer `version -json`; it is not a Terraform CLI that Plumb can use.")
        }
        return (version, binary.hasSuffix("tofu"))
    }

    /// `TF_CLI_CONFIG_FILE`, or `.terraformrc` in the home directory.
    static func operatorConfiguration(_ environment: [String: String]) -> String? {
        let candidates = [
            environment["TF_CLI_CONFIG_FILE"], environment["HOME"].map { $0 + "/.terraformrc" },
        ]
        return candidates.compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
    }
}

/// Bytes that arrive on another thread.
final class Gathered: Sendable {
    private let box = Mutex<[UInt8]>([])
    func append(_ more: [UInt8]) { box.withLock { $0 += more } }
    var bytes: [UInt8] { box.withLock { $0 } }
}
