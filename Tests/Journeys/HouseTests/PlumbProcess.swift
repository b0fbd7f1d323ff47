import Faults
import Foundation
import Glibc
import HTTP
import Host
import KernelTesting
import Synchronization
import Testing
import Values

/// The real `plumb serve`, as a process that can be killed and started again at the same address.
final class PlumbProcess: Sendable {
    let scratch = Scratch()
    let port: Int
    var address: String { "http://127.0.0.1:\(port)" }
    private let life = Mutex<Life?>(nil)

    struct Life: Sendable {
        let child: Child
        let client: Client
    }

    /// The program beside this test bundle.
    static let program: String? = {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        // The runner of Swift Testing may live elsewhere; the bundle is then its argument.
        let places =
            [own]
            + ProcessInfo.processInfo.arguments
            .filter { $0.hasSuffix(".xctest") }
            .map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        return places.map { $0.appendingPathComponent("plumb").path }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    init() throws {
        // Chosen once, so that clients' addresses stay valid through every life.
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = LosingProxy.local(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(probe, raw, length) == 0 && getsockname(probe, raw, &length) == 0
            }
        }
        close(probe)
        try #require(bound)
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Starts a life and returns once it answers.
    func start() async throws {
        let program = try #require(Self.program, "plumb is not beside the tests")
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let said = Mutex<[UInt8]>([])
        let command = Child.Command(
            program,
            [
                "serve", "--data", scratch.file("data"), "--port", String(port), "--address-rate", "0",
                "--credential-rate", "0", "--log-level", "error", "--outgoing-allow", "127.0.0.0/8",
            ],
            environment: ["PATH": path, "HOME": scratch.path], directory: scratch.path)
        let child = try await Child.start(command) { _, bytes in said.withLock { $0 += bytes } }
        life.withLock { $0 = Life(child: child, client: Client()) }
        let isUp = try await eventually {
            do {
                return try await self.send("GET", "/healthz").status == 200
            } catch {
                return false
            }
        }
        try #require(isUp, "plumb did not start: \(String(decoding: said.withLock { $0 }, as: UTF8.self))")
    }

    func kill() async {
        guard let life = life.withLock({ $0 }) else { return }
        life.child.signal(SIGKILL)
        _ = await life.child.wait()
    }

    func send(
        _ method: String, _ path: String, _ body: JSON? = nil, as token: String? = nil, bytes: [UInt8]? = nil
    ) async throws -> TestHouse.Answer {
        let client = try #require(life.withLock { $0 }).client
        var fields = Headers([])
        if let token { fields.set("Authorization", "Bearer \(token)") }
        if body != nil { fields.set("Content-Type", "application/json") }
        let content = body?.bytes() ?? bytes
        let response = try await client.send(
            ClientRequest(
                method: method, url: address + path, headers: fields,
                body: content.map { .bytes($0) } ?? .none,
                deadline: .seconds(60), maxBody: 64 << 20))
        return .init(status: response.status, headers: response.headers, bytes: response.body)
    }

    /// The first administrator's API token.
    func setUp() async throws -> String {
        let code = try String(contentsOfFile: scratch.file("data/setup-code"), encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let answer = try await send(
            "POST", "/api/v1/setup",
            [
                "code": .string(code), "tenant": "acme", "email": "ada@example.com",
                "password": "correct horse battery",
            ])
        let session = try #require(answer["session"]?["secret"]?.stringValue, "\(answer.json)")
        let made = try await send("POST", "/api/v1/tokens", ["label": "crash"], as: session)
        return try #require(made["secret"]?.stringValue)
    }
}
