import Telemetry
import Testing

/// What the module's page shows, to the line.
@Suite("The page of Telemetry") struct DocumentedExampleTests {
    @Test("shows what runs") func example() throws {
        let metrics = Metrics()
        metrics.count("plans_total", "Plans that were made.", [("outcome", "changed")])
        metrics.observe("plan_seconds", "How long plans took.", seconds: 0.3)
        let text = metrics.text()
        #expect(text.contains("plans_total{outcome=\"changed\"} 1\n"))
        #expect(text.contains("plan_seconds_count 1\n"))
    }
}
