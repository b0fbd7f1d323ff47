import Faults
import Testing

@testable import HTTP

@Suite("Headers, targets and parameters")
struct MessageTests {
    @Test("finds fields without case, in order, and replaces in place")
    func headers() {
        var headers: Headers = ["A": "1", "b": "2", "a": "3"]
        #expect(headers["a"] == "1" && headers.all("A") == ["1", "3"] && headers["c"] == nil)
        headers.set("A", "4")
        headers.add("C", "5")
        #expect(headers.map { "\($0.name)\($0.value)" } == ["A4", "b2", "C5"])
        headers["B"] = nil
        headers["d"] = "6"
        #expect(headers.map { "\($0.name)\($0.value)" } == ["A4", "C5", "d6"])
        #expect(!sameName("[", "{") && !sameName("@", "`") && sameName("aZ-1", "Az-1"))
    }

    @Test(
        "splits a target of every form",
        arguments: [
            ("/a/b?c=d?e", "/a/b", "c=d?e"), ("/", "/", nil), ("/?", "/", ""), ("*", "*", nil),
            ("http://h:1/x?y", "/x", "y"), ("https://h", "/", nil), ("http://h?q", "/", "q"),
            ("//a/b", "//a/b", nil),
        ] as [(String, String, String?)])
    func targets(target: String, path: String, query: String?) {
        let request = Request(method: "GET", target: target)
        #expect(request.path == path && request.query == query && request.target == target)
    }

    @Test(
        "decodes percent escapes, and refuses broken ones",
        arguments: [
            ("a%20b", "a b"), ("%C3%A4", "ä"), ("a+b", "a+b"), ("%2F", "/"), ("", ""), ("%", nil),
            ("%4", nil),
            ("%4g", nil), ("%FF", nil), ("%C3", nil),
        ] as [(String, String?)])
    func percent(encoded: String, decoded: String?) {
        #expect(PercentCoding.decode(encoded) == decoded)
    }

    @Test("encodes what it decodes")
    func percentRoundTrip() {
        let text = "a/b c~ä&=+%\0"
        #expect(PercentCoding.encode(text) == "a%2Fb%20c~%C3%A4%26%3D%2B%25%00")
        #expect(PercentCoding.decode(PercentCoding.encode(text)) == text)
    }

    @Test("parses queries and forms")
    func parameters() throws {
        let query = try Request(method: "GET", target: "/?a=1&b=x+y%26&a=&&c&=d&e=f=g").parameters()
        #expect(query["a"] == "1" && query.all("a") == ["1", ""] && query["b"] == "x y&" && query["c"] == "")
        #expect(query[""] == "d" && query["e"] == "f=g" && query["z"] == nil)
        #expect(try Parameters(query: nil).isEmpty)
        #expect(try Parameters(form: Array("p=%31".utf8))["p"] == "1")
        #expect(throws: Fault.self) { try Parameters(form: Array("p=%3".utf8)) }
        #expect(throws: Fault.self) { try Parameters(query: String(repeating: "a&", count: 1001)) }
    }

    @Test("writes dates as RFC 9110 wants them")
    func dates() {
        #expect(httpDate(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(httpDate(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }
}
