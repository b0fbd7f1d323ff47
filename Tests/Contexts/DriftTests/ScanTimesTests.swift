import Testing
import Vocabulary

@testable import Drift

/// When a repeating scan is due.
@Suite("Times of scans")
struct ScanTimesTests {
    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    private func next(_ every: Int, _ at: String?, created: String, last: String?) throws -> String {
        let times = try #require(ScanTimes.read(every: every, at: at).times)
        return times.next(created: try time(created), last: try last.map { try time($0) }).description
    }

    @Test("without a time of day, at once and then after so long")
    func intervals() throws {
        let made = "2026-05-01T10:00:00.000Z"
        #expect(try next(600, nil, created: made, last: nil) == made)
        #expect(
            try next(600, nil, created: made, last: "2026-05-01T10:00:01.500Z") == "2026-05-01T10:10:01.500Z")
    }

    @Test(
        "at a time of day, today if it is still to come, and then each so many days",
        arguments: [
            ("2026-05-01T01:00:00Z", nil, 1, "2026-05-01T02:30:00.000Z"),
            ("2026-05-01T02:30:00Z", nil, 1, "2026-05-02T02:30:00.000Z"),
            ("2026-05-01T10:00:00Z", nil, 7, "2026-05-02T02:30:00.000Z"),
            ("2026-05-01T10:00:00Z", "2026-05-02T02:30:00.020Z", 1, "2026-05-03T02:30:00.000Z"),
            ("2026-05-01T10:00:00Z", "2026-05-02T02:30:00.020Z", 7, "2026-05-09T02:30:00.000Z"),
            // Made up for in the afternoon: the next is at its time again.
            ("2026-05-01T10:00:00Z", "2026-05-02T16:00:00Z", 1, "2026-05-03T02:30:00.000Z"),
            // Made up for shortly before its time.
            ("2026-05-01T10:00:00Z", "2026-05-03T02:00:00Z", 1, "2026-05-03T02:30:00.000Z"),
        ] as [(String, String?, Int, String)])
    func timesOfDay(_ created: String, _ last: String?, _ days: Int, _ due: String) throws {
        #expect(try next(days * 86_400, "02:30", created: created, last: last) == due)
    }

    @Test(
        "what can't be is told by field",
        arguments: [
            (299, nil, "/every"), (3_000_000, nil, "/every"), (86_400, "2:30", "/at"),
            (86_400, "24:00", "/at"),
            (86_400, "02:60", "/at"), (86_400, "noon", "/at"), (3600, "02:30", "/every"),
        ] as [(Int, String?, String)])
    func wrong(_ every: Int, _ at: String?, _ field: String) {
        let read = ScanTimes.read(every: every, at: at)
        #expect(read.times == nil && read.problems.map(\.field) == [field])
    }
}
