import Glibc
import HTTP
import Synchronization

// The kernel's server alone, for Benchmarks/front.py and Benchmarks/sanitize.py: a fixed answer at every address,
// at /events a log that everybody follows, whose lines tell when they were written, at /echo the request's
// content, and at /talk a WebSocket that says back what it hears.
//
//     front-serving PORT [CERTIFICATE KEY]

/// Five lines a second for every follower.
final class Feed: Sendable {
    private let followers = Mutex<[Int: AsyncStream<ServerSentEvent>.Continuation]>([:])
    private let last = Atomic<Int>(0)

    func follow() -> AsyncStream<ServerSentEvent> {
        let (stream, feed) = AsyncStream.makeStream(
            of: ServerSentEvent.self, bufferingPolicy: .bufferingNewest(100))
        let id = last.add(1, ordering: .relaxed).newValue
        followers.withLock { $0[id] = feed }
        feed.onTermination = { [weak self] _ in self?.followers.withLock { $0[id] = nil } }
        return stream
    }

    func run() async throws {
        var number = 0
        while true {
            try await Task.sleep(for: .milliseconds(200))
            number += 1
            let event = ServerSentEvent(id: String(number), data: String(nanoseconds()))
            for feed in followers.withLock({ Array($0.values) }) { feed.yield(event) }
        }
    }
}

/// The monotonic clock that Python's `time.monotonic_ns` reads too.
func nanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

let arguments = CommandLine.arguments
guard arguments.count == 2 || arguments.count == 4, let port = Int(arguments[1]) else {
    print("front-serving PORT [CERTIFICATE KEY]")
    exit(2)
}
var configuration = ServerConfiguration(port: port)
if arguments.count == 4 { configuration.tls = .init(chain: arguments[2], key: arguments[3]) }
configuration.limits.connections = 20_000
configuration.limits.connectionsPerAddress = 20_000
configuration.limits.requestsPerConnection = 100_000_000
let text = Array(String(repeating: "a fixed answer, as long as nginx's own page\n", count: 14).utf8)
let feed = Feed()
let server = Server(configuration) { request in
    switch request.path {
    case "/events": .events(feed.follow())
    case "/echo":
        Response(
            headers: ["Content-Type": "text/plain"],
            body: .stream(length: nil) { writer in
                for try await chunk in request.body { try await writer.write(chunk) }
            })
    case "/talk":
        .webSocket(request) { socket in
            while let message = try await socket.receive() { try await socket.send(message) }
        }
    default: Response(headers: ["Content-Type": "text/html"], body: .bytes(text))
    }
}
try server.start()
try await feed.run()
