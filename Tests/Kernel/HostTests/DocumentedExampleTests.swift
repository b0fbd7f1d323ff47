import Host
import Testing

/// What the module's page shows, to the line.
@Suite("The page of Host") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let settings = [
            Setting("port", .integer, byDefault: "8080", "Where to listen."),
            Setting("data", .text, byDefault: "data", "Where everything is kept."),
        ]
        let read = try Configuration(
            settings, file: nil, environment: ["PLUMB_PORT": "9000"], flags: ["data": "/srv/plumb"])
        let (port, data) = (read.integer("port"), read.text("data"))
        #expect(port == 9000 && data == "/srv/plumb" && read.origin("port") == .environment)
    }
}
