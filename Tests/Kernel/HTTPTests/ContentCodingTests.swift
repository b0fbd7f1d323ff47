import Glibc
import Testing

@testable import HTTP

@Suite("Content coding", .timeLimit(.minutes(1)))
struct ContentCodingTests {
    private static let text = Array(String(repeating: "a line of text\n", count: 20_000).utf8)

    private func get(_ accept: String, _ response: Response) async throws -> RawResponse {
        try await withServer(handler: { _ in response }) { port, _ in
            let socket = try RawSocket(port: port)
            let answer = try await blocking { () -> RawResponse? in
                socket.send("GET / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: \(accept)\r\n\r\n")
                return try? socket.readResponse()
            }
            return try #require(answer)
        }
    }

    private func inflated(_ bytes: [UInt8]) async throws -> [UInt8] {
        try await withScratch { path in
            #expect(write(bytes, to: "\(path)/a.gz"))
            let code = try await run("gzip -d \(path)/a.gz")
            #expect(code == 0)
            return read("\(path)/a")
        }
    }

    @Test("compresses text, whole or streamed, for those who accept it")
    func compression() async throws {
        let text = Self.text
        let whole = Response(headers: ["Content-Type": "text/plain; charset=utf-8"], body: .bytes(text))
        let answer = try await get("br;q=0.4, gzip;q=0.5", whole)
        #expect(answer.has("Content-Encoding: gzip") && answer.has("Vary: Accept-Encoding"))
        #expect(answer.body.count < text.count / 10 && answer.has("Content-Length: \(answer.body.count)"))
        #expect(try await inflated(answer.body) == text)
        let stream = Response(
            headers: ["Content-Type": "application/problem+json"],
            body: .stream(length: text.count) { writer in
                for start in stride(from: 0, to: text.count, by: 7000) {
                    try await writer.write(Array(text[start..<min(start + 7000, text.count)]))
                    writer.flush()
                }
            })
        let streamed = try await get("gzip", stream)
        #expect(streamed.has("Content-Encoding: gzip") && streamed.has("Transfer-Encoding: chunked"))
        #expect(try await inflated(streamed.body) == text)
    }

    @Test(
        "leaves alone what is small, coded, not text, or not wanted",
        arguments: [
            ("gzip", "text/plain", 1023, true), ("gzip", "image/png", 9000, false),
            ("gzip;q=0", "text/html", 9000, true), ("identity", "image/svg+xml", 9000, true),
            ("*, gzip;q=0.0, br;q=0", "application/json", 9000, true),
            ("gzip;q=0.5, identity", "text/css", 9000, true), ("br;q=1.5, gzip;q=x", "text/css", 9000, true),
            ("", "text/css", 9000, true),
        ])
    func untouched(accept: String, type: String, size: Int, varies: Bool) async throws {
        let bytes = [UInt8](repeating: 0x61, count: size)
        let answer = try await get(accept, Response(headers: ["Content-Type": type], body: .bytes(bytes)))
        #expect(!answer.head.contains("Content-Encoding") && answer.body == bytes)
        #expect(answer.has("Vary: Accept-Encoding") == varies)
    }

    @Test("gives the compressed form a tag of its own, and understands it when it comes back")
    func tags() async throws {
        let headers: Headers = ["Content-Type": "text/css", "ETag": "\"v1\""]
        try await withServer(handler: { request in
            let matches = request.headers["If-None-Match"] == "\"v1\""
            return Response(
                status: matches ? 304 : 200, headers: headers, body: matches ? .none : .bytes(Self.text))
        }) { port, _ in
            let ask = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            let first = try await say("\(ask)Accept-Encoding: gzip\r\n\r\n", to: port)
            #expect(first.contains("ETag: \"v1-gzip\"\r\n"))
            let again = try await say("\(ask)If-None-Match: \"v1-gzip\"\r\n\r\n", to: port)
            #expect(again.hasPrefix("HTTP/1.1 304"))
            let plain = try await say("\(ask)\r\n", to: port)
            #expect(plain.contains("ETag: \"v1\"\r\n"))
        }
    }

    @Test(
        "prefers what the client prefers, and brotli of two that it takes the same",
        arguments: [
            ("gzip, deflate, br", "br"), ("br;q=0.8, gzip;q=0.9", "gzip"), ("gzip;q=0.001, br;q=0", "gzip"),
            ("*", "br"), ("*;q=0.5, gzip", "gzip"), ("BR", "br"), ("identity;q=0.5, gzip;q=0.7", "gzip"),
            ("br;level=4;q=0.3, gzip;q=0.2", "br"), ("x-gzip", "gzip"),
        ])
    func preference(accept: String, coding: String) async throws {
        let response = Response(
            headers: ["Content-Type": "text/css", "ETag": "\"v\""], body: .bytes(Self.text))
        let answer = try await get(accept, response)
        #expect(answer.has("Content-Encoding: \(coding)"))
        #expect(answer.has("ETag: \"v-\(coding)\""))
    }

    @Test("compresses with brotli what a client of others reads back, whole or streamed")
    func brotli() async throws {
        let text = Self.text
        try await withServer(handler: { request in
            guard request.path == "/stream" else {
                return Response(headers: ["Content-Type": "text/plain"], body: .bytes(text))
            }
            return Response(
                headers: ["Content-Type": "text/plain"],
                body: .stream(length: nil) { writer in
                    for start in stride(from: 0, to: text.count, by: 7000) {
                        try await writer.write(Array(text[start..<min(start + 7000, text.count)]))
                        writer.flush()
                    }
                })
        }) { port, _ in
            for path in ["whole", "stream"] {
                try await withScratch { scratch in
                    let command =
                        "curl -sf --compressed -H 'Accept-Encoding: br' -D \(scratch)/head -o \(scratch)/body "
                        + "http://127.0.0.1:\(port)/\(path)"
                    let code = try await run(command)
                    #expect(code == 0)
                    #expect(read("\(scratch)/body") == text)
                    let head = String(decoding: read("\(scratch)/head"), as: UTF8.self)
                    #expect(head.contains("Content-Encoding: br\r\n"))
                }
            }
        }
    }

    @Test("tells HEAD the length that GET would have")
    func head() async throws {
        let response = Response(headers: ["Content-Type": "text/plain"], body: .bytes(Self.text))
        let length = try await get("gzip", response).body.count
        try await withServer(handler: { _ in response }) { port, _ in
            let ask = "HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: gzip\r\n\r\n"
            let answer = try await say(ask, to: port)
            #expect(answer.contains("Content-Length: \(length)\r\n") && answer.hasSuffix("\r\n\r\n"))
        }
    }
}

func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
}

func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&part, 1, part.count, file), count > 0 { all += part[..<count] }
    return all
}
