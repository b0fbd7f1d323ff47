import Telemetry
import Testing
import Vocabulary

@Suite("Metrics and logs")
struct MetricsTests {
    @Test("counters, gauges and histograms read as Prometheus expects")
    func text() {
        let metrics = Metrics()
        metrics.count("a_total", "Things.", [("kind", "x\"y\n")])
        metrics.count("a_total", "Things.", [("kind", "x\"y\n")], by: 2)
        metrics.set("b", "Level.", to: 0.5)
        metrics.observe("c_seconds", "Time.", seconds: 0.02)
        metrics.observe("c_seconds", "Time.", seconds: 1000)
        let text = metrics.text()
        #expect(text.contains("# TYPE a_total counter\na_total{kind=\"x\\\"y\\n\"} 3\n"))
        #expect(text.contains("# HELP b Level.\n# TYPE b gauge\nb 0.5\n"))
        #expect(text.contains("c_seconds_bucket{le=\"0.01\"} 0\nc_seconds_bucket{le=\"0.025\"} 1\n"))
        #expect(text.contains("c_seconds_bucket{le=\"+Inf\"} 2\nc_seconds_sum 1000.02\nc_seconds_count 2\n"))
    }

    @Test("labels without end do not grow without end")
    func bound() {
        let metrics = Metrics()
        for index in 0..<5000 { metrics.count("x_total", "X.", [("id", String(index))]) }
        #expect(metrics.text().split(separator: "\n").count < 2100)
        #expect(metrics.text().contains("x_total{series=\"other\"} 3000"))
    }

    @Test("a log line stays one line, and the level holds")
    func log() {
        final class Lines: @unchecked Sendable { var all: [String] = [] }
        let lines = Lines()
        let log = Log(level: .info, format: .json) { lines.all.append(String(decoding: $0, as: UTF8.self)) }
        log.debug("no")
        log.info("a\nb", ["k": "v\"w"])
        #expect(lines.all.count == 1 && lines.all[0].contains(#""message":"a\nb","k":"v\"w""#))
        #expect(lines.all[0].hasSuffix("}\n") && lines.all[0].split(separator: "\n").count == 1)
    }
}
