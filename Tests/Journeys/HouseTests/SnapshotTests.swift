import Bus
import Foundation
import Gateway
import House
import Schemas
import Testing
import Values

/// What faces show of the operations, held so that a change of it is a visible difference. To take a new
/// picture on purpose: `PLUMB_RECORD=1 swift test --filter SnapshotTests`.
@Suite("Snapshots")
struct SnapshotTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .appendingPathComponent("snapshots")

    private func hold(_ name: String, _ text: String) throws {
        let file = Self.folder.appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["PLUMB_RECORD"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let kept = try String(contentsOf: file, encoding: .utf8)
        let difference = text.split(separator: "\n").difference(from: kept.split(separator: "\n"))
        #expect(kept == text, "\(name) changed: \(difference.prefix(10))")
    }

    @Test("the table of operations: name, shape, route, access")
    func operations() throws {
        let rows = House.offered.sorted { $0.contract.name < $1.contract.name }.map { offered in
            let contract = offered.contract
            let route = contract.route?.description ?? "-"
            return "\(contract.name)  \(contract.shape.rawValue) \(contract.effect.rawValue)  \(route)  "
                + "\(contract.access)"
        }
        try hold("operations.txt", rows.joined(separator: "\n") + "\n")
    }

    @Test("the OpenAPI document")
    func openAPI() throws {
        let document = OpenAPIDocument(House.offered, version: "snapshot").json
        #expect(document["openapi"] == "3.1.0")
        try hold("openapi.json", document.pretty() + "\n")
    }
}
