import Bus
import APIDocuments
import Gateway
import House
import Schemas
import Testing
import Values

/// What faces show of the operations.
@Suite("Snapshots")
struct SnapshotTests {
    @Test("the table of operations: name, shape, route, access")
    func operations() throws {
        let rows = House.offered.sorted { $0.contract.name < $1.contract.name }.map { offered in
            let contract = offered.contract
            let route = contract.route?.description ?? "-"
            return "\(contract.name)  \(contract.shape.rawValue) \(contract.effect.rawValue)  \(route)  "
                + "\(contract.access)"
        }
        try Snapshots.hold("operations.txt", rows.joined(separator: "\n") + "\n")
    }

    @Test("the OpenAPI document")
    func openAPI() throws {
        let document = OpenAPIDocument(House.offered, version: "snapshot").json
        #expect(document["openapi"] == "3.1.0")
        if Snapshots.isRecording { try APIRecord.renew(to: document) }
        try Snapshots.hold("openapi.json", document.pretty() + "\n")
    }
}
