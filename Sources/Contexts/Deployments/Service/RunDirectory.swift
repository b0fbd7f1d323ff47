import Faults
import FoundationEssentials
import Glibc
import Vocabulary

/// A run's own directory: its configuration, its providers, its plan. Private to the server's user, and
/// gone when the run has ended.
struct RunDirectory: Sendable {
    let path: String

    init(_ settings: DeploymentsService.Settings, _ run: DeploymentID) {
        path = settings.directory + "/" + run.text
    }

    func make() throws(Fault) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault(
                .unavailable, "deployments.no_directory",
                "The run's directory can't be made. Is the disk full?",
                note: String(describing: error))
        }
    }

    func remove() {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // It was never made, or the next start removes it.
        }
    }

    /// Removes one file; what is not there is no matter.
    func remove(_ name: String) { unlink(path + "/" + name) }

    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

    func read(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path + "/" + name).map { Array($0) }
    }

    /// Waits for a Terraform that an earlier life of the server left behind, and kills it when it does not
    /// end by itself in time to save its state.
    func waitForLeftovers(within span: Duration) async {
        let end = ContinuousClock.now + span
        while !processes().isEmpty, ContinuousClock.now < end {
            do {
                try await Task.sleep(for: .milliseconds(200))
            } catch {
                break
            }
        }
        for pid in processes() { kill(pid, SIGKILL) }
    }

    /// The processes whose working directory this is.
    private func processes() -> [pid_t] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else { return [] }
        return names.compactMap { pid_t($0) }.filter { pid in
            var buffer = [CChar](repeating: 0, count: 4096)
            let count = readlink("/proc/\(pid)/cwd", &buffer, buffer.count - 1)
            guard count > 0 else { return false }
            let target = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            return target == path
        }
    }
}
