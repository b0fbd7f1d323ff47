import Crypto
import Faults
import FoundationEssentials
import Glibc
import TerraformCLI

/// A provider's program on this machine, as a mirror holds it.
struct ProviderBinary: Sendable, Hashable {
    /// `registry.terraform.io/hashicorp/aws`.
    let source: String
    let version: String
    let path: String
    /// SHA-256 of the program.
    let digest: String

    /// The program of `version`, or of the newest one that a mirror has. `hashes` are those of a lock file;
    /// one of its `h1:` must fit where it has some.
    ///
    /// Faults: `providers.not_here`, `providers.wrong_checksum`.
    static func find(
        _ source: String, version: String?, hashes: [String] = [], in mirrors: [ProviderMirror]
    ) throws(Fault) -> ProviderBinary {
        for mirror in mirrors {
            let home = mirror.path + "/" + source
            let versions = list(home).filter { version == nil || $0 == version }.sorted(by: isOlder)
            for one in versions.reversed() {
                let folder = "\(home)/\(one)/\(platform)"
                guard let name = list(folder).first(where: { $0.hasPrefix("terraform-provider-") }) else {
                    continue
                }
                let path = folder + "/" + name
                guard let digest = digest(of: path) else { continue }
                try check(hashes, folder, source)
                return ProviderBinary(
                    source: source, version: one, path: path, digest: digest.hex)
            }
        }
        throw Fault(
            .missing, "providers.not_here",
            "The provider \(source)\(version.map { " " + $0 } ?? "") is in no mirror of this machine "
                + "(for \(platform)). Put it there, or name a mirror in PLUMB_PROVIDER_MIRROR.")
    }

    /// The versions of a provider that mirrors have for this machine, oldest first.
    static func versions(of source: String, in mirrors: [ProviderMirror]) -> [String] {
        let all = mirrors.flatMap { mirror in
            list(mirror.path + "/" + source).filter {
                !list("\(mirror.path)/\(source)/\($0)/\(platform)").isEmpty
            }
        }
        return Set(all).sorted(by: isOlder)
    }

    #if arch(arm64)
    static let platform = "linux_arm64"
    #else
    static let platform = "linux_amd64"
    #endif

    /// Terraform's `h1:` of a folder: SHA-256 over a line of digest and name for each file, in the names'
    /// order (golang.org/x/mod/sumdb/dirhash, Hash1).
    static func h1(of folder: String) -> String {
        var lines = ""
        for name in list(folder).sorted() {
            guard let digest = digest(of: folder + "/" + name) else { continue }
            lines += "\(digest.hex)  \(name)\n"
        }
        return "h1:" + Digest.sha256(lines.utf8).base64
    }

    private static func check(_ hashes: [String], _ folder: String, _ source: String) throws(Fault) {
        let wanted = hashes.filter { $0.hasPrefix("h1:") }
        guard !wanted.isEmpty, !wanted.contains(h1(of: folder)) else { return }
        throw Fault(
            .precondition, "providers.wrong_checksum",
            "The program of \(source) is not the one whose checksum the lock file has. Take it from its release, or "
                + "run `terraform providers lock` if the lock file is out of date.")
    }

    /// SHA-256, read piece by piece: programs have hundreds of megabytes. Nil for what can't be read.
    private static func digest(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var stream = SHA256Stream()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count == 0 { return stream.value() }
            if count < 0 {
                if errno == EINTR { continue }
                return nil
            }
            buffer.withUnsafeBytes { stream.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    private static func list(_ folder: String) -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
            // A mirror need not have this provider.
            return []
        }
    }

    /// By numbers, part for part; a pre-release before its release.
    static func isOlder(_ one: String, _ other: String) -> Bool {
        func parts(_ text: String) -> (numbers: [Int], isRelease: Bool) {
            let halves = text.split(separator: "-", maxSplits: 1)
            let numbers = (halves.first ?? "").split(separator: ".").map { Int($0) ?? 0 }
            return (numbers, halves.count == 1)
        }
        let (a, b) = (parts(one), parts(other))
        if a.numbers != b.numbers { return a.numbers.lexicographicallyPrecedes(b.numbers) }
        if a.isRelease != b.isRelease { return !a.isRelease }
        return one < other
    }
}
