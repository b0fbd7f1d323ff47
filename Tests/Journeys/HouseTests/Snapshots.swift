import Foundation
import Testing

/// Pictures of what faces show, kept beside the tests, so that a change of a face is a visible difference. To
/// take new ones on purpose: `PLUMB_RECORD=1 swift test --filter 'SnapshotTests|CommandLineTests'`.
enum Snapshots {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("snapshots")

    static let isRecording = ProcessInfo.processInfo.environment["PLUMB_RECORD"] != nil

    static func hold(_ name: String, _ text: String) throws {
        let file = folder.appendingPathComponent(name)
        if isRecording {
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        let difference = text.split(separator: "\n").difference(from: kept.split(separator: "\n"))
        #expect(kept == text, "\(name) changed: \(difference.prefix(10))")
    }
}
