import Testing
import Vocabulary

@Suite("Timestamp")
struct TimestampTests {
    @Test(
        "prints RFC 3339 and reads it back",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_767_225_599_999, "2025-12-31T23:59:59.999Z"),
            (-2_208_988_800_000, "1900-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func text(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test("a year that RFC 3339 cannot tell is told all the same")
    func years() {
        let first = Timestamp(milliseconds: -62_167_219_200_000)
        #expect(first.description == "0000-01-01T00:00:00.000Z")
        let last = Timestamp(milliseconds: 253_402_300_799_999)
        #expect(last.description == "9999-12-31T23:59:59.999Z")
        #expect((last + .milliseconds(1)).description == "10000-01-01T00:00:00.000Z")
        #expect(Timestamp(milliseconds: first.milliseconds - 1).description == "00-1-12-31T23:59:59.999Z")
    }

    @Test("honours offsets and cuts decimals off")
    func offsets() {
        #expect(Timestamp("2025-06-01T02:00:00+02:00") == Timestamp("2025-06-01T00:00:00Z"))
        #expect(Timestamp("2025-06-01T00:00:00.123987654-00:30")?.description == "2025-06-01T00:30:00.123Z")
    }

    @Test(
        "refuses what is not a time",
        arguments: [
            "", "2025-02-30T00:00:00Z", "2025-13-01T00:00:00Z", "2025-01-01 00:00", "2025-01-01T00:00:00",
            "2025-01-01T24:00:00Z", "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00+0200",
            "yyyy-01-01T00:00:00Z",
        ])
    func refusals(text: String) { #expect(Timestamp(text) == nil) }

    @Test("every day of 400 years survives the round trip")
    func calendar() {
        for day in stride(from: Int64(-73_000), through: 73_000, by: 1) {
            let time = Timestamp(milliseconds: day * 86_400_000)
            #expect(Timestamp(time.description) == time)
        }
    }
}
