import Synchronization
import Testing

@testable import HTTP

@Suite("Records of answers", .timeLimit(.minutes(1)))
struct AnswerRecordTests {
    private final class Book: Sendable {
        let records = Mutex<[AnswerRecord]>([])

        func has(_ count: Int) async throws -> [AnswerRecord] {
            for _ in 0..<1000 {
                let all = records.withLock { $0 }
                if all.count >= count { return all }
                try await Task.sleep(for: .milliseconds(5))
            }
            return records.withLock { $0 }
        }
    }

    private func answer(_ request: Request) -> Response {
        switch request.path {
        case "/stream": Response(body: .stream(length: nil) { try await $0.write([1, 2, 3]) })
        case "/broken":
            Response(
                body: .stream(length: nil) { writer in
                    try await writer.write([1])
                    throw CancellationError()
                })
        default: Response(status: 404, headers: ["Trace-Id": "t1"], body: .bytes([1, 2, 3, 4, 5]))
        }
    }

    @Test("tell what was asked, and what became of it, once, over both versions of HTTP")
    func records() async throws {
        let book = Book()
        var configuration = ServerConfiguration(loops: 1)
        configuration.speaksPlainHTTP2 = true
        configuration.onAnswer = { record in book.records.withLock { $0.append(record) } }
        let server = Server(configuration) { [self] in answer($0) }
        let port = try server.start()
        let paths = ["/a?secret=1", "/stream", "/broken"]
        for path in paths {
            _ = try? await say("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", to: port)
        }
        _ = try await book.has(3)
        _ = try await say("NONSENSE\r\n\r\n", to: port)
        _ = try await book.has(4)
        let statuses = try await blocking {
            Result {
                let socket = try FrameSocket(port: port)
                return paths.enumerated().map { index, path in
                    let id = Int32(index * 2 + 1)
                    socket.ask(id, asking("GET", path))
                    return socket.answer(id).status
                }
            }
        }.get()
        // Over HTTP/2 the reset overtakes the head.
        #expect(statuses == [404, 200, 0])
        let records = try await book.has(7)
        await server.drain(within: .zero)
        #expect(records.count == 7)
        for base in [0, 4] {
            #expect(records[base].request?.target == "/a?secret=1" && records[base].status == 404)
            #expect(
                records[base].bytes == 5 && records[base].isWhole && records[base].headers["Trace-Id"] == "t1"
            )
            #expect(records[base + 1].bytes == 3 && records[base + 1].isWhole)
            #expect(records[base + 2].bytes == 1 && !records[base + 2].isWhole)
            #expect(records[base].remote == "127.0.0.1" && records[base].duration > .zero)
        }
        #expect(records[3].request == nil && records[3].status == 400)
    }
}
