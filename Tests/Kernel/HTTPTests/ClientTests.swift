import Faults
import Glibc
import Synchronization
import Testing

@testable import HTTP

/// Listens and hands every accepted connection to a script, for peers that no proper server would be.
func withPeer<T>(
    _ script: @escaping @Sendable (RawSocket) -> Void,
    _ body: (_ port: Int, _ accepted: Counter) async throws -> T
) async throws -> T {
    let (listener, port) = try openListener(host: "127.0.0.1", port: 0)
    let accepted = Counter()
    _ = fcntl(listener, F_SETFL, 0)
    try startThread(name: "peer") {
        while true {
            let fd = accept(listener, nil, nil)
            if fd < 0 { return }
            accepted.count()
            try? startThread(name: "script") { script(RawSocket(fd: fd)) }
        }
    }
    defer {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
    return try await body(port, accepted)
}

final class Counter: Sendable {
    private let number = Atomic<Int>(0)

    func count(_ more: Int = 1) { number.add(more, ordering: .relaxed) }
    var value: Int { number.load(ordering: .relaxed) }
}

@Suite("Client", .timeLimit(.minutes(1)))
struct ClientTests {
    @Test(
        "sends what it is given and returns status, fields and body",
        arguments: [
            "GET", "POST", "PUT", "PATCH", "DELETE", "LOCK",
        ])
    func roundTrip(method: String) async throws {
        try await withServer(handler: { request in
            var answer = await echo(request)
            answer.status = 201
            answer.headers.add("X-Agent", request.headers["User-Agent"] ?? "")
            answer.headers.add("X-Mine", request.headers.all("X-Mine").joined(separator: "+"))
            answer.headers.add("X-Type", request.headers["Content-Type"] ?? "none")
            return answer
        }) { port, _ in
            let client = Client(ClientConfiguration(userAgent: "tester"))
            let body = method == "GET" ? ClientBody.none : .bytes(Array("text".utf8))
            let request = ClientRequest(
                method: method, url: "http://127.0.0.1:\(port)/a%20b?c",
                headers: Headers([("X-Mine", "1"), ("X-Mine", "2"), ("X-Empty", "")]), body: body)
            let answer = try await client.send(request)
            #expect(answer.status == 201 && answer.headers["x-agent"] == "tester")
            #expect(answer.headers["X-Mine"] == "1+2" && answer.headers["X-Type"] == "none")
            let text = method == "GET" ? "" : "text"
            #expect(String(decoding: answer.body, as: UTF8.self) == "\(method) /a%20b \(text)")
        }
    }

    @Test("asks HEAD without waiting for content, and sends a file")
    func headAndFile() async throws {
        try await withServer(handler: echo) { port, _ in
            let url = "http://127.0.0.1:\(port)/"
            let head = try await Client().send(ClientRequest(method: "HEAD", url: url))
            #expect(head.status == 200 && head.body == [] && head.headers["Content-Length"] == "7")
            try await withScratch { path in
                #expect(write(Array("from a file".utf8), to: "\(path)/f"))
                let put = ClientRequest(method: "PUT", url: url, body: .file("\(path)/f"))
                let answer = try await Client().send(put)
                #expect(answer.body == Array("PUT / from a file".utf8))
            }
            let missing = ClientRequest(method: "PUT", url: url, body: .file("/nowhere/f"))
            let fault = await #expect(throws: Fault.self) { try await Client().send(missing) }
            #expect(fault?.code == "http.no_file")
        }
    }

    @Test("uses a connection again, and holds to its number of connections")
    func pooling() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        try await withPeer { socket in
            while socket.read(until: "\r\n\r\n") != nil { socket.send(answer) }
        } _: { port, accepted in
            let request = ClientRequest(url: "http://127.0.0.1:\(port)/")
            let one = Client()
            for _ in 0..<20 { #expect(try await one.send(request).body == Array("ok".utf8)) }
            #expect(accepted.value == 1)
            let few = Client(ClientConfiguration(maxConnectionsPerHost: 3))
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<50 { group.addTask { try await few.send(request).status } }
                for try await status in group { #expect(status == 200) }
            }
            #expect(accepted.value <= 4)
        }
    }

    @Test(
        "faults when the answer does not come whole in time",
        arguments: [
            "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
        ])
    func deadline(start: String) async throws {
        try await withPeer { socket in
            socket.send(start)
            _ = socket.readToEnd()
        } _: { port, _ in
            let request = ClientRequest(url: "http://127.0.0.1:\(port)/", deadline: .milliseconds(150))
            let fault = await #expect(throws: Fault.self) { try await Client().send(request) }
            #expect(fault?.kind == .deadlineExceeded && fault?.code == "http.deadline")
        }
    }

    @Test("counts the wait for a free connection against the deadline")
    func queuedDeadline() async throws {
        try await withPeer {
            _ = $0.readToEnd()
        } _: { port, _ in
            let client = Client(ClientConfiguration(maxConnectionsPerHost: 1))
            let request = ClientRequest(url: "http://127.0.0.1:\(port)/", deadline: .milliseconds(150))
            await withTaskGroup(of: Fault.Kind?.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        do throws(Fault) { _ = try await client.send(request) } catch { return error.kind }
                        return nil
                    }
                }
                for await kind in group { #expect(kind == .deadlineExceeded) }
            }
        }
    }

    @Test("faults with what keeps it from an answer")
    func unreachable() async throws {
        let (listener, port) = try openListener(host: "127.0.0.1", port: 0)
        close(listener)
        let cases: [(String, String)] = [
            ("http://127.0.0.1:\(port)/", "http.unreachable"),
            ("http://nowhere.invalid/", "http.unreachable"),
            ("ftp://127.0.0.1/", "http.bad_url"), ("file:///etc/hosts", "http.bad_url"),
            ("http://a b/", "http.bad_url"), ("", "http.bad_url"),
        ]
        for (url, code) in cases {
            let fault = await #expect(throws: Fault.self) { try await Client().send(ClientRequest(url: url)) }
            #expect(fault?.code.rawValue == code, "\(url)")
        }
        for answer in ["", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", "SSH-2.0-x\r\n"] {
            try await withPeer { socket in
                _ = socket.read(until: "\r\n\r\n")
                socket.send(answer)
            } _: { port, _ in
                let request = ClientRequest(url: "http://127.0.0.1:\(port)/")
                let fault = await #expect(throws: Fault.self) { try await Client().send(request) }
                #expect(fault?.code == "http.unreachable", "\(answer.debugDescription)")
            }
        }
        let unsafe = ClientRequest(url: "http://127.0.0.1:\(port)/", headers: ["X": "a\r\nY: b"])
        let fault = await #expect(throws: Fault.self) { try await Client().send(unsafe) }
        #expect(fault?.code == "http.bad_header")
    }

    @Test("takes no more of a body than allowed")
    func cap() async throws {
        try await withServer(handler: { _ in Response(body: .bytes([UInt8](repeating: 0, count: 5000))) }) {
            port, _ in
            var request = ClientRequest(url: "http://127.0.0.1:\(port)/", maxBody: 5000)
            let whole = try await Client().send(request)
            #expect(whole.body.count == 5000)
            request.maxBody = 4999
            let fault = await #expect(throws: Fault.self) { try await Client().send(request) }
            #expect(fault?.kind == .tooLarge && fault?.code == "http.body_too_large")
        }
    }

    @Test("ends its transfer with its task")
    func cancellation() async throws {
        let (asked, ended) = (Gate(), Slot<Bool>())
        try await withPeer { socket in
            _ = socket.read(until: "\r\n\r\n")
            asked.open()
            ended.fill(socket.readToEnd() != nil)
        } _: { port, _ in
            let request = ClientRequest(url: "http://127.0.0.1:\(port)/")
            let task = Task { () -> Fault? in
                do throws(Fault) { _ = try await Client().send(request) } catch { return error }
                return nil
            }
            await asked.pass()
            task.cancel()
            #expect(await task.value?.kind == .cancelled)
            let hasEnded = try await ended.take()
            #expect(hasEnded)
        }
    }

    @Test("follows redirects only when told, and then not for ever")
    func redirects() async throws {
        try await withServer(handler: { request in
            switch request.path {
            case "/a": Response(status: 303, headers: ["Location": "/b"])
            case "/loop": Response(status: 302, headers: ["Location": "/loop"])
            default: await echo(request)
            }
        }) { port, _ in
            var request = ClientRequest(
                method: "POST", url: "http://127.0.0.1:\(port)/a", body: .bytes(Array("x".utf8)))
            let still = try await Client().send(request)
            #expect(still.status == 303 && still.headers["Location"] == "/b")
            request.followRedirects = true
            let followed = try await Client().send(request)
            #expect(followed.status == 200 && followed.body == Array("GET /b ".utf8))
            request.url = "http://127.0.0.1:\(port)/loop"
            await #expect(throws: Fault.self) { try await Client().send(request) }
        }
    }
}
