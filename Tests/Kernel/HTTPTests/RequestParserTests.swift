import Testing

@testable import HTTP

/// What a parser made of some bytes, with the content put together.
struct Trace: Equatable {
    var events: [String] = []
    var refusal: Refusal?
    var content: [UInt8] = []
    var largestCarry = 0

    /// Feeds `bytes` in the pieces that `cuts` make of them.
    init(_ bytes: [UInt8], limits: Limits = Limits(), cuts: [Int] = []) {
        var parser = RequestParser(limits: limits)
        var start = 0
        for end in cuts + [bytes.count] {
            feed(Array(bytes[start..<end]), &parser)
            start = end
            if refusal != nil { return }
        }
    }

    private mutating func feed(_ piece: [UInt8], _ parser: inout RequestParser) {
        var position = 0
        while true {
            let event = parser.next(piece.span, &position)
            largestCarry = max(largestCarry, parser.carry.count)
            switch event {
            case .more: return
            case .head:
                let head = parser.takeHead()
                let fields = head.headers.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
                let flags = "\(head.isCurrent) \(head.framing) \(head.keepsAlive) \(head.awaitsContinue)"
                events.append("\(head.method) \(head.target) \(flags) \(fields)")
            case .body(let range): content += piece[range]
            case .end: events.append("end after \(content.count)")
            case .refused(let refused):
                refusal = refused
                return
            }
        }
    }

    static func == (one: Trace, other: Trace) -> Bool {
        one.events == other.events && one.refusal == other.refusal && one.content == other.content
    }
}

@Suite("RequestParser")
struct RequestParserTests {
    static let head = "POST / HTTP/1.1\r\nHost: a\r\n"

    static let refused: [(String, Refusal)] = [
        ("\(head)Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", .repeatedLength),
        ("\(head)Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", .repeatedLength),
        ("\(head)Content-Length: 3, 3\r\n\r\nabc", .length),
        ("\(head)Content-Length: +3\r\n\r\nabc", .length),
        ("\(head)Content-Length: -3\r\n\r\nabc", .length),
        ("\(head)Content-Length: 0x3\r\n\r\nabc", .length),
        ("\(head)Content-Length:\r\n\r\n", .length),
        ("\(head)Content-Length: 1 2\r\n\r\n", .length),
        ("\(head)Content-Length: 9999999999999999999\r\n\r\n", .length),
        ("\(head)Content-Length: 999999999999\r\n\r\n", .bodyTooLarge),
        ("\(head)Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", .lengthAndCoding),
        ("\(head)Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", .lengthAndCoding),
        ("\(head)Transfer-Encoding: xchunked\r\n\r\n", .coding),
        ("\(head)Transfer-Encoding: gzip, chunked\r\n\r\n", .coding),
        ("\(head)Transfer-Encoding: chunked, identity\r\n\r\n", .coding),
        ("\(head)Transfer-Encoding: chunked,\r\n\r\n", .coding),
        ("\(head)Transfer-Encoding: identity\r\n\r\n", .coding),
        ("\(head)Transfer-Encoding:\r\n\r\n", .coding),
        ("\(head)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", .coding),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .codingInOldVersion),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n5x\r\nhello\r\n0\r\n\r\n", .chunkSize),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n 5\r\nhello\r\n0\r\n\r\n", .chunkSize),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n5 \r\nhello\r\n0\r\n\r\n", .chunkSize),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n", .chunkSize),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n", .chunkSize),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n\r\nhello\r\n", .chunkSize),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n1000000000000005\r\nhello\r\n", .chunkSize),
        ("\(head)Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n", .bodyTooLarge),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n5;a\u{1}\r\nhello\r\n", .chunkExtension),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n5;a\nhello\r\n", .bareLineFeed),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n", .bareLineFeed),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n", .chunkEnd),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\n", .chunkEnd),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\r\n", .chunkEnd),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n0\r\nA : b\r\n\r\n", .trailer),
        ("\(head)Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\n\r\n", .bareLineFeed),
        ("\(head)A: b\n\r\n", .bareLineFeed),
        ("GET / HTTP/1.1\nHost: a\n\n", .bareLineFeed),
        ("\(head)A: b\rc\r\n\r\n", .field),
        ("\(head)A: b\r\r\n\r\n", .field),
        ("\(head)A: b\r\n c\r\n\r\n", .field),
        ("\(head)A: b\r\n\tc\r\n\r\n", .field),
        ("\(head)A : b\r\n\r\n", .field),
        ("\(head): b\r\n\r\n", .field),
        ("\(head)A\r\n\r\n", .field),
        ("\(head)A: b\0c\r\n\r\n", .field),
        ("\(head)A\0: b\r\n\r\n", .field),
        ("\(head)A: b\u{7F}\r\n\r\n", .field),
        ("\(head)Ä: b\r\n\r\n", .field),
        ("GET / HTTP/1.1\r\n\r\n", .missingHost),
        ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .field),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", .repeatedHost),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", .host),
        ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .host),
        ("GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", .host),
        ("\r\n\r\nGET / HTTP/1.1\r\n", .emptyLines),
        (" GET / HTTP/1.1\r\n", .method),
        ("GET\r\n", .method),
        ("G(T / HTTP/1.1\r\n", .method),
        ("GET  / HTTP/1.1\r\n", .target),
        ("GET / /a HTTP/1.1\r\n", .version),
        ("GET / HTTP/1.1 \r\n", .version),
        ("GET /\r\n", .target),
        ("GET /a#b HTTP/1.1\r\n", .target),
        ("GET a HTTP/1.1\r\n", .target),
        ("GET * HTTP/1.1\r\n", .target),
        ("GET http:/// HTTP/1.1\r\n", .target),
        ("GET /\u{1} HTTP/1.1\r\n", .target),
        ("GET / http/1.1\r\n", .version),
        ("GET / HTTP/11\r\n", .version),
        ("GET / HTTP/1.1x\r\n", .version),
        ("GET / HTTP/1.2\r\n", .unknownVersion),
        ("GET / HTTP/2.0\r\n", .unknownVersion),
        ("GET / HTTP/0.9\r\n", .unknownVersion),
        ("PRI * HTTP/2.0\r\n\r\n", .unknownVersion),
        ("CONNECT a:1 HTTP/1.1\r\n", .proxy),
        ("\(head)Expect: more\r\nContent-Length: 1\r\n\r\n", .expectation),
        ("\(head)Expect: 100-continue, more\r\n\r\n", .expectation),
    ]

    @Test("refuses what can be read in two ways", arguments: refused)
    func refusals(text: String, refusal: Refusal) {
        let trace = Trace(Array(text.utf8))
        #expect(trace.refusal == refusal, "\(text.debugDescription)")
    }

    static let accepted: [(String, [String], String)] = [
        (
            "GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n", ["GET /a?b true none true false Host=a", "end after 0"],
            ""
        ),
        (
            "\r\nGET / HTTP/1.0\r\nA: \t b c \t\r\n\r\n",
            ["GET / false none false false A=b c", "end after 0"], ""
        ),
        (
            "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
            ["GET / false none true false Connection=Keep-Alive", "end after 0"], ""
        ),
        (
            "GET / HTTP/1.1\r\nhost:\r\nConnection: x, Close\r\n\r\n",
            ["GET / true none false false host=&Connection=x, Close", "end after 0"], ""
        ),
        (
            "PUT / HTTP/1.1\r\nHost: [::1]:80\r\nContent-Length: 003\r\nExpect: 100-Continue\r\n\r\nabc",
            [
                "PUT / true length(3) true true Host=[::1]:80&Content-Length=003&Expect=100-Continue",
                "end after 3",
            ], "abc"
        ),
        (
            "\(head)Transfer-Encoding: Chunked\r\n\r\n5;a=\"b\"\r\nhello\r\n00A\r\n0123456789\r\n"
                + "0\r\nT: u\r\n\r\n",
            ["POST / true chunked true false Host=a&Transfer-Encoding=Chunked", "end after 15"],
            "hello0123456789"
        ),
        (
            "GET http://b:1/x HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
            [
                "GET http://b:1/x true none true false Host=b:1", "end after 0",
                "OPTIONS * true none true false Host=a", "end after 0",
            ], ""
        ),
    ]

    @Test("reads what is well formed", arguments: accepted)
    func acceptance(text: String, events: [String], content: String) {
        let trace = Trace(Array(text.utf8))
        #expect(trace.refusal == nil)
        #expect(trace.events == events)
        #expect(trace.content == Array(content.utf8))
    }

    @Test("holds heads, fields and chunk framing to their bounds")
    func bounds() {
        let long = [UInt8](repeating: 0x61, count: 1 << 20)
        let line = Trace(Array("GET /".utf8) + long)
        #expect(line.refusal == .headTooLarge && line.largestCarry <= 65537)
        let field = Trace(Array("\(Self.head)A: ".utf8) + long)
        #expect(field.refusal == .headTooLarge)
        let many = Self.head + String(repeating: "A: b\r\n", count: 100) + "\r\n"
        #expect(Trace(Array(many.utf8)).refusal == .tooManyFields)
        let chunked = "\(Self.head)Transfer-Encoding: chunked\r\n\r\n"
        #expect(Trace(Array("\(chunked)5;".utf8) + long).refusal == .chunkOverhead)
        let wasteful = String(repeating: "1;" + String(repeating: "e", count: 500) + "\r\nx\r\n", count: 100)
        #expect(Trace(Array((chunked + wasteful).utf8)).refusal == .chunkOverhead)
        let thrifty = String(repeating: "1\r\nx\r\n", count: 100_000) + "0\r\n\r\n"
        #expect(Trace(Array((chunked + thrifty).utf8)).content.count == 100_000)
        let trailers = "0\r\n" + String(repeating: "A: b\r\n", count: 33)
        #expect(Trace(Array((chunked + trailers).utf8)).refusal == .trailer)
    }

    @Test("counts a head of exactly the limit in and one byte more out")
    func exactLimit() {
        var limits = Limits()
        let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        limits.head = text.utf8.count
        #expect(Trace(Array(text.utf8), limits: limits).events.count == 2)
        limits.head -= 1
        #expect(Trace(Array(text.utf8), limits: limits).refusal == .headTooLarge)
    }

    @Test("means the same however reads split the bytes")
    func everySplit() {
        for (text, _, _) in Self.accepted { checkEverySplit(text) }
        for (text, _) in Self.refused { checkEverySplit(text) }
    }

    private func checkEverySplit(_ text: String) {
        let bytes = Array(text.utf8)
        let whole = Trace(bytes)
        #expect(Trace(bytes, cuts: Array(0..<bytes.count)) == whole, "\(text.debugDescription) byte by byte")
        for cut in 0..<bytes.count where Trace(bytes, cuts: [cut]) != whole {
            Issue.record("\(text.debugDescription) cut at \(cut)")
        }
    }
}
