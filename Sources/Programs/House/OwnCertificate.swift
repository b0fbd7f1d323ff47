import Faults
import FoundationEssentials
import Synchronization

/// The certificate that this server shows, in PEM, for the runs that have to trust it.
final class OwnCertificate: Sendable {
    private let path: String?
    private let held: Mutex<String?>

    /// Faults with `host.no_file` when there is a path and nothing to read at it.
    init(_ path: String?) throws(Fault) {
        self.path = path
        held = Mutex(try path.map { path throws(Fault) in try OwnCertificate.read(path) })
    }

    /// `nil` without TLS.
    var text: String? { held.withLock { $0 } }

    /// Reads the file again; a fault leaves what was read before.
    func renew() throws(Fault) {
        guard let path else { return }
        let text = try OwnCertificate.read(path)
        held.withLock { $0 = text }
    }

    private static func read(_ path: String) throws(Fault) -> String {
        guard let content = FileManager.default.contents(atPath: path) else {
            throw Fault(.invalid, "host.no_file", "\(path) can't be read.")
        }
        return String(decoding: content, as: UTF8.self)
    }
}
