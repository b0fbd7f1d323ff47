import Crypto
import Synchronization

/// What a provider made of records, in the shape of its schema: the same record is the same again, and a
/// watch asks for each of them every second.
final class UpgradedRecords: Sendable {
    /// Bytes of values that are kept; beyond that all are let go.
    private static let room = 4 << 20

    private struct Kept {
        var values: [[UInt8]: [UInt8]] = [:]
        var size = 0
    }

    private let kept = Mutex(Kept())

    /// By all that the provider is told: a digest, so that records of any size cost the same.
    static func key(_ resource: RecordedResource) -> [UInt8] {
        var stream = SHA256Stream()
        let head = Array("\(resource.type) \(resource.schemaVersion) ".utf8)
        head.withUnsafeBytes { stream.update($0) }
        resource.attributes.rawBytes.withUnsafeBytes { stream.update($0) }
        return stream.value()
    }

    func value(_ key: [UInt8]) -> [UInt8]? { kept.withLock { $0.values[key] } }

    func keep(_ value: [UInt8], _ key: [UInt8]) {
        kept.withLock { kept in
            if kept.size + value.count > Self.room { kept = Kept() }
            guard value.count <= Self.room, kept.values.updateValue(value, forKey: key) == nil else { return }
            kept.size += value.count + key.count
        }
    }
}
