import APIDocuments
import Foundation
import Testing
import Values

/// Renews what the program carries of its own API: the changes since the last snapshot, and examples.
enum APIRecord {
    private static let folder = Snapshots.folder.deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Faces/APIDocuments")

    /// What is different from the snapshot becomes the newest entry.
    static func renew(to document: JSON) throws {
        let old = try JSON(
            parsing: [UInt8](Data(contentsOf: Snapshots.folder.appendingPathComponent("openapi.json"))))
        let changes = APIComparison(from: old, to: document).changes
        guard !changes.isEmpty else { return }
        let day = Date.now.formatted(.iso8601.year().month().day())
        let entry = APIChangelog.Entry(date: day, changes: changes)
        try write(
            "RecordedChanges", [entry.line] + RecordedChanges.text.split(separator: "\n").map(String.init))
    }

    /// Puts the lines into the literal of a source file.
    static func write(_ name: String, _ lines: [String]) throws {
        let file = folder.appendingPathComponent(name + ".swift")
        let source = try String(contentsOf: file, encoding: .utf8)
        let mark = "###\"\"\"\n"
        let head = try #require(source.range(of: mark))
        let body = lines.map { "        \($0)\n" }.joined()
        try (source[..<head.upperBound] + body + "        \"\"\"###\n}\n").write(
            to: file, atomically: true, encoding: .utf8)
    }

    /// The same in every run: ids become examples' ids, and what is secret is left out.
    static func settled(_ examples: [RequestExample]) -> [String] {
        var ids: [Substring: String] = [:]
        let lines = examples.sorted { $0.operation < $1.operation }.map(\.line)
        let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-f]{32}\b/
        let secret = /"(secret|code|password|secretKey|accessKey)":"[^"]*"/
        return lines.map { line in
            line.replacing(pattern) { match in
                let known = ids[match.output]
                let id = known ?? "01990000-0000-7000-8000-" + String(format: "%012d", ids.count + 1)
                ids[match.output] = id
                return id
            }.replacing(secret) { "\"\($0.output.1)\":\"…\"" }
        }
    }
}
