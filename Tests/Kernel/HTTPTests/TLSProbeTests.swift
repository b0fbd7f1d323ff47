import Testing

@testable import HTTP

/// The same wrong messages as in the clear, through TLS, where reads are cut at other places.
@Suite("Probes over TLS", .timeLimit(.minutes(1)))
struct TLSProbeTests {
    /// What the server says to `bytes`, after the handshake.
    private func say(_ bytes: [UInt8], alpn: String, _ port: Int, in path: String) async throws -> [UInt8] {
        #expect(write(bytes, to: "\(path)/said"))
        // Standard input stays open, so that the end is the server's.
        let code = try await run(
            "(cat \(path)/said; sleep 5) | timeout 4 openssl s_client -quiet -alpn \(alpn) "
                + "-connect 127.0.0.1:\(port) 2>/dev/null > \(path)/heard; true")
        #expect(code == 0)
        return read("\(path)/heard")
    }

    private func withTLS(_ body: (Int, String) async throws -> Void) async throws {
        try await withScratch { path in
            let made = try await run(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=a "
                    + "-keyout \(path)/key.pem -out \(path)/cert.pem")
            try #require(made == 0)
            var limits = Limits()
            limits.headDeadline = .milliseconds(800)
            let tls = ServerConfiguration.TLS(chain: "\(path)/cert.pem", key: "\(path)/key.pem")
            try await withServer(limits, tls: tls, handler: echo) { port, _ in try await body(port, path) }
        }
    }

    private static let head = "POST / HTTP/1.1\r\nHost: a\r\n"

    @Test(
        "refuse what could hide a second request, and never answer that",
        arguments: [
            ("\(head)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("\(head)Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n", 400),
            ("\(head)Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400),
            ("\(head)X: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("\(head)X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            ("\(head)Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n", 400),
            ("\(head)Expect: 100-continue, gold\r\nContent-Length: 1\r\n\r\n", 417),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: ", 408),
        ])
    func smuggling(text: String, status: Int) async throws {
        try await withTLS { port, path in
            let rest = status == 408 ? "" : "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
            let heard = try await say(Array((text + rest).utf8), alpn: "http/1.1", port, in: path)
            let answer = String(decoding: heard, as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) ") && !answer.contains("smuggled"))
        }
    }

    private static let wrong: [([UInt8], UInt8)] = [
        (Frame(.data, 1, 1, [1]).encoded, 1), (Frame(.headers, 5, 2, literals(asking())).encoded, 1),
        (Frame(.window, 0, 0, number(0x7FFF_FFFF)).encoded, 3), (Frame(.ping, 0, 0, [1]).encoded, 6),
        (Frame(.headers, 5, 1, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]).encoded, 9),
        (Frame(.headers, 1, 1, literals(asking())).encoded, 11),
        ((0..<2000).flatMap { _ in Frame(.settings).encoded }, 11),
    ]

    @Test("end a connection of HTTP/2 with the code of what is wrong", arguments: wrong.indices)
    func frames(index: Int) async throws {
        let (bytes, code) = Self.wrong[index]
        try await withTLS { port, path in
            let heard = try await say(
                HTTP2Session.preface + Frame(.settings).encoded + bytes, alpn: "h2", port, in: path)
            var (at, codes): (Int, [UInt8]) = (0, [])
            while at + 9 <= heard.count {
                let length = Int(heard[at]) << 16 | Int(heard[at + 1]) << 8 | Int(heard[at + 2])
                if heard[at + 3] == Frame.Kind.goAway.rawValue, at + 17 <= heard.count {
                    codes.append(heard[at + 16])
                }
                at += 9 + length
            }
            #expect(codes.last == code)
        }
    }

    @Test("refuse the fields of HTTP/1's framing over HTTP/2 on the way down to no one")
    func downgrade() async throws {
        try await withTLS { port, path in
            let fields = asking("POST", "/", [("transfer-encoding", "chunked"), ("content-length", "5")])
            let heard = try await say(
                HTTP2Session.preface + Frame(.settings).encoded
                    + Frame(.headers, 4, 1, literals(fields)).encoded
                    + Frame(.data, 1, 1, Array("0\r\n\r\n".utf8)).encoded, alpn: "h2", port, in: path)
            // RST_STREAM of stream 1 with PROTOCOL_ERROR, and no HEADERS.
            let reset = Frame(.reset, 0, 1, number(1)).encoded
            #expect(heard.contains(subsequence: reset) && !heard.contains(subsequence: Array("POST".utf8)))
        }
    }
}
