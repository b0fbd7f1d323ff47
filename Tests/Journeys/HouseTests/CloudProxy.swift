import HTTP
import Synchronization

/// Stands between a provider and the simulated AWS: what it does not answer itself is passed on. For what
/// the simulator lacks, and for clouds that refuse.
final class CloudProxy: Sendable {
    typealias Answering = @Sendable (_ call: String, _ body: String) -> Response?

    let address: String
    private let server: Server
    private let answering: Mutex<Answering>

    /// `answering` gets the call's name as the protocol tells it (`LookupEvents`, `DescribeVpcs`; the path
    /// for REST) and the body.
    init(before simulator: String, _ answering: @escaping Answering = { _, _ in nil }) throws {
        let own = Mutex(answering)
        self.answering = own
        let client = Client()
        let box = Box()
        server = Server { request in
            let body = (try? await request.body.collect(upTo: 1 << 20)) ?? []
            let text = String(decoding: body, as: UTF8.self)
            if let answer = box.proxy?.answer(Self.call(request, text), text) { return answer }
            var sent = ClientRequest(
                method: request.method, url: simulator + request.target,
                body: body.isEmpty ? .none : .bytes(body))
            for (name, value) in request.headers
            where !["host", "content-length", "transfer-encoding", "connection"].contains(name.lowercased()) {
                sent.headers.set(name, value)
            }
            guard let answer = try? await client.send(sent) else { return Response(status: 502) }
            var headers = Headers()
            for (name, value) in answer.headers
            where !["content-length", "transfer-encoding", "connection", "date"].contains(name.lowercased()) {
                headers.set(name, value)
            }
            return Response(status: answer.status, headers: headers, body: .bytes(answer.body))
        }
        address = "http://127.0.0.1:\(try server.start())"
        box.proxy = self
    }

    /// Other answers from now on.
    func answer(_ answering: @escaping Answering) { self.answering.withLock { $0 = answering } }

    func stop() async { await server.drain(within: .seconds(1)) }

    private func answer(_ call: String, _ body: String) -> Response? {
        answering.withLock { $0 }(call, body)
    }

    private static func call(_ request: Request, _ body: String) -> String {
        if let target = request.headers["X-Amz-Target"] {
            return String(target.split(separator: ".").last ?? "")
        }
        if body.hasPrefix("Action=") {
            return String(body.dropFirst("Action=".count).prefix { $0 != "&" })
        }
        return request.target
    }

    /// The proxy is known once its server has been made.
    private final class Box: Sendable {
        private let held = Mutex<CloudProxy?>(nil)
        var proxy: CloudProxy? {
            get { held.withLock { $0 } }
            set { held.withLock { $0 = newValue } }
        }
    }
}
