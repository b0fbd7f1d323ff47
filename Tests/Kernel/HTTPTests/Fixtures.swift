import Faults
import Glibc
import Synchronization
import Testing

@testable import HTTP

/// Starts a server for the time of `body`, on one loop and a port of its own.
func withServer<T>(
    _ limits: Limits = Limits(), tls: ServerConfiguration.TLS? = nil, loops: Int = 1,
    plainHTTP2: Bool = false,
    handler: @escaping @Sendable (Request) async -> Response,
    _ body: (_ port: Int, _ server: Server) async throws -> T
) async throws -> T {
    var configuration = ServerConfiguration(tls: tls, limits: limits, loops: loops)
    configuration.speaksPlainHTTP2 = plainHTTP2
    let server = Server(configuration, handler: handler)
    let port = try server.start()
    do {
        let result = try await body(port, server)
        await server.drain(within: .zero)
        return result
    } catch {
        await server.drain(within: .zero)
        throw error
    }
}

/// Sends raw bytes and reads until the server ends the connection.
func say(_ text: String, to port: Int) async throws -> String {
    let socket = try RawSocket(port: port)
    let answer = try await blocking {
        socket.send(text)
        return socket.readToEnd()
    }
    return String(decoding: try #require(answer, "the server keeps the connection"), as: UTF8.self)
}

/// Answers what it was asked: method, path and the body's text.
@Sendable func echo(_ request: Request) async -> Response {
    do {
        let body = try await request.body.collect(upTo: 1 << 20)
        let text = "\(request.method) \(request.path) \(String(decoding: body, as: UTF8.self))"
        return Response(headers: ["Content-Type": "application/octet-stream"], body: .bytes(Array(text.utf8)))
    } catch {
        return Response(status: error.kind.httpStatus, body: .bytes(Array(error.code.rawValue.utf8)))
    }
}

/// Holds what one side of a test tells the other.
final class Slot<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)
    private let gate = Gate()

    func fill(_ value: Value) {
        self.value.withLock { $0 = value }
        gate.open()
    }

    /// Waits for the value.
    func take() async throws -> Value {
        await gate.pass()
        return try #require(value.withLock { $0 })
    }
}

/// Runs a command of the system; the exit code.
func run(_ command: String) async throws -> Int32 {
    try await blocking {
        let status = system("(\(command)) >/dev/null 2>&1 </dev/null")
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    }
}

/// A scratch directory, removed after `body`.
func withScratch<T>(_ body: (String) async throws -> T) async throws -> T {
    var template = Array("/tmp/http-tests-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template).map { String(cString: $0) })
    do {
        let result = try await body(path)
        _ = try await run("rm -rf \(path)")
        return result
    } catch {
        _ = try await run("rm -rf \(path)")
        throw error
    }
}
