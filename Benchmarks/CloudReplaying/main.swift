import Glibc
import HTTP
import Synchronization

// Stands between a client and a simulated cloud: hands requests on, or records their answers, or gives the
// recorded answers back after a delay, so that the simulator's own cost does not hide what is measured.
// PUT /-/pass, /-/record and /-/replay/MILLISECONDS choose; GET /-/counts tells hits and misses. PUT /-/alter
// with two lines puts the second in the place of the first in every recorded answer: the cloud has changed.
guard CommandLine.arguments.count == 3, let port = Int(CommandLine.arguments[1]) else {
    print("usage: cloud-replaying PORT UPSTREAM")
    exit(1)
}

struct Tape {
    enum Mode { case pass, record, replay(Int) }

    var mode = Mode.pass
    var answers: [[UInt8]: ClientResponse] = [:]
    var hits = 0
    var misses = 0
}

let upstream = CommandLine.arguments[2]
let tape = Mutex(Tape())
let client = Client()

@Sendable func alter(_ body: [UInt8]) -> Response {
    let lines = body.split(separator: 10)
    guard lines.count == 2 else { return Response(status: 400) }
    tape.withLock { tape in
        for (key, answer) in tape.answers {
            let text = String(decoding: answer.body, as: UTF8.self)
            let (from, to) = (
                String(decoding: lines[0], as: UTF8.self), String(decoding: lines[1], as: UTF8.self)
            )
            guard text.contains(from) else { continue }
            tape.answers[key] = ClientResponse(
                status: answer.status, headers: answer.headers,
                body: Array(text.replacing(from, with: to).utf8))
        }
    }
    return Response()
}

@Sendable func control(_ request: Request) -> Response {
    let words = request.path.split(separator: "/").dropFirst().map(String.init)
    return tape.withLock { tape in
        switch words.first {
        case "pass": tape.mode = .pass
        case "record": tape.mode = .record
        case "replay":
            tape.mode = .replay(words.count > 1 ? Int(words[1]) ?? 0 : 0)
            (tape.hits, tape.misses) = (0, 0)
        default: return Response(body: .bytes(Array("\(tape.hits) \(tape.misses)\n".utf8)))
        }
        return Response()
    }
}

@Sendable func answer(_ request: Request) async throws -> Response {
    let body = try await request.body.collect(upTo: 64 << 20)
    if request.path == "/-/alter" { return alter(body) }
    if request.path.hasPrefix("/-/") { return control(request) }
    let key =
        Array("\(request.method) \(request.target) \(request.headers["x-amz-target"] ?? "")\n".utf8) + body
    let (mode, known) = tape.withLock { ($0.mode, $0.answers[key]) }
    if case .replay(let delay) = mode {
        if delay > 0 { try await Task.sleep(for: .milliseconds(delay)) }
        if let known {
            tape.withLock { $0.hits += 1 }
            return told(known)
        }
        tape.withLock { $0.misses += 1 }
    }
    let headers = kept(request.headers)
    let given = try await client.send(
        ClientRequest(
            method: request.method, url: upstream + request.target, headers: headers,
            body: body.isEmpty ? .none : .bytes(body), deadline: .seconds(60)))
    if case .record = mode { tape.withLock { $0.answers[key] = given } }
    return told(given)
}

@Sendable func told(_ given: ClientResponse) -> Response {
    Response(status: given.status, headers: kept(given.headers), body: .bytes(given.body))
}

/// Without what belongs to one connection.
@Sendable func kept(_ headers: Headers) -> Headers {
    let own = ["content-length", "transfer-encoding", "connection", "expect", "date", "server"]
    return Headers(headers.filter { !own.contains($0.0.lowercased()) }.map { ($0.0, $0.1) })
}

let server = Server(ServerConfiguration(port: port)) { request in
    do { return try await answer(request) } catch {
        return Response(status: 502, body: .bytes(Array("\(error)".utf8)))
    }
}
_ = try server.start()
while true { try await Task.sleep(for: .seconds(3600)) }
