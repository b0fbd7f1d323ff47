import Testing
import Vocabulary

@Suite("Identifiers and names")
struct IdentifierTests {
    @Test("identifiers are ordered as they were made, within a millisecond too, and read back")
    func order() {
        let moment = Timestamp(milliseconds: 1_800_000_000_000)
        let made = (0..<10_000).map { _ in UUIDv7.next(at: moment) }
        #expect(made == made.sorted() && Set(made).count == made.count)
        #expect(made.allSatisfy { UUIDv7($0.text) == $0 })
        let text = Array(made[0].text)
        #expect(text[14] == "7" && "89ab".contains(text[19]))
    }

    @Test("any bits are written as the standard wants it, and read from either case")
    func text() {
        var numbers = Seeded(41)
        func digits(_ word: UInt64) -> String {
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        for _ in 0..<1000 {
            let id = UUIDv7(
                high: numbers.next() >> (numbers.next() % 64), low: numbers.next() >> (numbers.next() % 64))
            let all = Array(digits(id.high) + digits(id.low))
            let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(all[$0]) }
            #expect(id.text == parts.joined(separator: "-"))
            #expect(UUIDv7(id.text) == id && UUIDv7(id.text.uppercased()) == id)
        }
    }

    @Test(
        "what is not a UUID is refused",
        arguments: [
            "", "x", String(repeating: "0", count: 36), "00000000-0000-7000-8000-00000000000g",
            "0000000-00000-7000-8000-000000000000", "00000000-0000-7000-8000-0000000000é",
            "00000000-0000-7000-8000-0000000000000", "00000000-0000-7000-8000-00000000000-",
        ])
    func malformed(text: String) { #expect(WorkspaceID(text) == nil) }

    @Test("slugs are lower-case, short and without outer dashes")
    func slugs() {
        #expect(Slug("web-1") != nil)
        for bad in ["", "-a", "a-", "A", "a_b", "é", String(repeating: "a", count: 64)] {
            #expect(Slug(bad) == nil)
        }
    }

    @Test("versions are ordered by precedence")
    func versions() throws {
        let texts = [
            "0.9.9", "1.0.0-1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0", "2.0.0",
        ]
        let versions = try texts.map { try #require(Version($0)) }
        #expect(versions.shuffled().sorted() == versions)
        #expect(versions.map(\.description) == texts)
        for bad in ["1", "1.0", "01.0.0", "1.0.0-", "1.0.0-01", "v1.0.0", "1.0.0+", "1.0.0-a..b"] {
            #expect(Version(bad) == nil)
        }
    }
}
