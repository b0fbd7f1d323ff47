import ProviderProtocol
import Testing
import Values

/// What the module's page shows, to the line.
@Suite("The page of ProviderProtocol") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let type = try CtyType(json: ["object", ["name": "string", "ports": ["set", "number"]]])
        func value(_ json: JSON) throws -> CtyValue {
            let bytes = try CtyValue.messagePack(of: JSONDocument(parsing: json.bytes()).root, type: type)
            return try CtyValue(messagePack: bytes, type: type)
        }
        let recorded = try value(["name": "web", "ports": [80, 443]])
        let found = try value(["name": "shop", "ports": [443, 80]])
        let paths = CtyValue.differences(recorded, found).map(\.path)
        #expect(paths == ["name"])
    }
}
