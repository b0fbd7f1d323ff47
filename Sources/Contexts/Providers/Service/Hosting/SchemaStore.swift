import Faults
import FoundationEssentials
import Glibc
import ProviderProtocol
import Synchronization

/// Providers' schemas on disk, by the program's digest: asking for one costs a second, reading one
/// milliseconds.
final class SchemaStore: Sendable {
    private let directory: String
    private let known = Mutex<[String: ProviderSchema]>([:])

    init(_ directory: String) { self.directory = directory }

    /// The kept schema; nil when there is none, or it can't be read any more.
    func find(_ binary: ProviderBinary, _ version: ProtocolVersion) -> ProviderSchema? {
        if let schema = known.withLock({ $0[binary.digest] }) { return schema }
        guard let content = FileManager.default.contents(atPath: file(binary, version)) else { return nil }
        do throws(ProviderMessageError) {
            let schema = try ProviderSchema(Array(content), version, read: reading(file(binary, version)))
            known.withLock { $0[binary.digest] = schema }
            return schema
        } catch {
            // Damaged: the provider is asked again, and the file written anew.
            return nil
        }
    }

    /// Faults: `providers.not_cached`.
    func keep(
        _ answer: [UInt8], _ binary: ProviderBinary, _ version: ProtocolVersion
    ) throws(Fault) {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // Beside its place first, so that no reader meets a half.
            let beside = file(binary, version) + ".\(UInt32.random(in: 0...(.max)))"
            try Data(answer).write(to: URL(filePath: beside))
            try FileManager.default.moveOver(beside, file(binary, version))
        } catch {
            throw Fault(
                .unavailable, "providers.not_cached", "The schema cache can't be written to.",
                note: String(describing: error))
        }
    }

    /// Types are decoded one by one as they are asked for: the file need not be in memory.
    private func reading(
        _ path: String
    ) -> @Sendable (Range<Int>) throws(ProviderMessageError) -> [UInt8] {
        { (span) throws(ProviderMessageError) in
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            defer { if descriptor >= 0 { close(descriptor) } }
            var bytes = [UInt8](repeating: 0, count: span.count)
            var done = 0
            while descriptor >= 0, done < span.count {
                let count = bytes.withUnsafeMutableBytes {
                    pread(
                        descriptor, $0.baseAddress.map { $0 + done }, span.count - done,
                        off_t(span.lowerBound + done))
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                done += count
            }
            guard done == span.count else {
                throw ProviderMessageError("the kept schema can't be read any more: scan again")
            }
            return bytes
        }
    }

    private func file(_ binary: ProviderBinary, _ version: ProtocolVersion) -> String {
        "\(directory)/\(binary.digest)-\(version.rawValue).schema"
    }
}

extension FileManager {
    /// Moves a file to a place that another may have, in one step.
    fileprivate func moveOver(_ from: String, _ to: String) throws {
        do { try moveItem(atPath: from, toPath: to) } catch {
            // Somebody else was first with the same content.
            try removeItem(atPath: from)
            guard fileExists(atPath: to) else { throw error }
        }
    }
}
