import Diagrams
import Testing

/// What the module's page shows, to the line.
@Suite("The page of Diagrams") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let layout = TopologyLayout(
            [
                .init(id: "vpc", group: "network", label: "main"),
                .init(id: "web", group: "server", label: "web"),
            ], needs: [("web", "vpc")])
        let drawing = layout.svg(title: "The shop")
        #expect(layout.boxes.count == 2 && drawing.hasPrefix("<svg"))
    }
}
