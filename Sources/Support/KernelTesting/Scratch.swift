import FoundationEssentials

/// A directory of a test's own, gone when the test lets go of it.
public final class Scratch: Sendable {
    public let path: String

    public init() {
        let parent = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        var trimmed = parent
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        path = trimmed + "/plumb-" + UUID().uuidString.lowercased()
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            preconditionFailure("no scratch directory: \(error)")
        }
    }

    public func file(_ name: String) -> String { path + "/" + name }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            // The system's own cleaning takes what is left.
        }
    }
}
