import Testing
import Vocabulary

@testable import Dashboard

@Suite("The markup")
struct RenderingTests {
    @Test("escapes text and attributes, and drops what HTML cannot tell")
    func escapes() {
        let hostile = "<b a=\"x\" b='y'>&\u{0}\u{1b}\n"
        let piece = span(.title(hostile), text: hostile)
        let escaped = "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;\u{fffd}\u{fffd}\n"
        #expect(piece.rendered == "<span title=\"\(escaped)\">\(escaped)</span>")
    }

    @Test("keeps the first line of preformatted text, and closes no void element")
    func shapes() {
        #expect(pre(text: "\na").rendered == "<pre>\n\na</pre>")
        #expect(input(.required, .when(false, .checked)).rendered == "<input required>")
    }

    @Test("encodes the parts of addresses")
    func links() {
        #expect(Link("a b", "../x", query: [("q", "1&2"), ("none", nil)]).text == "/a%20b/..%2Fx?q=1%262")
    }

    @Test(
        "takes only paths of its own from outside",
        arguments: [
            ("/workspaces?x=1", true), ("/", true), ("//evil.example", false), ("/\\evil.example", false),
            ("https://evil.example", false), ("javascript:alert(1)", false), ("/a\nb", false), ("", false),
        ])
    func localLinks(text: String, isLocal: Bool) {
        #expect((Link(local: text) != nil) == isLocal)
    }

    @Test(
        "tells times as people do",
        arguments: [
            (2, "now"), (40, "40 s ago"), (200, "3 min ago"), (-7300, "in 2 h"), (90_000, "1 day ago"),
            (86_400 * 31, "2026-12-15"),
        ])
    func times(seconds: Int64, words: String) {
        let now = Timestamp("2027-01-15T08:00:00Z")!
        #expect(relative(Timestamp(milliseconds: now.milliseconds - seconds * 1000), now: now) == words)
    }

    @Test("lays documents within strings out, and shows what is not JSON as it is")
    func values() {
        #expect(valueText(#""{\"a\":1}""#) == "{\n  \"a\": 1\n}")
        #expect(valueText("[1,2]") == "[1,2]")
        #expect(valueText("\"t3.micro\"") == "\"t3.micro\"")
        #expect(valueText("not json") == "not json")
    }
}
