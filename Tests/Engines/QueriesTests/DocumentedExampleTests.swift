import Queries
import Testing
import Values

/// What the module's page shows, to the line.
@Suite("The page of Queries") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let query = try Query("servers[?state == 'on'].{name: name, port: ports[0]}")
        let shop: JSON = [
            "servers": [
                ["name": "web", "state": "on", "ports": [443, 80]],
                ["name": "old", "state": "off", "ports": []],
            ]
        ]
        let found = try query(shop)
        #expect(found == [["name": "web", "port": 443]])
    }
}
