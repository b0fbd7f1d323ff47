import Faults
import FoundationEssentials
import HTTP
import Values

/// The server that a command line speaks to, and the credential that it speaks with: from flags,
/// `PLUMB_URL` and `PLUMB_TOKEN`, or what `plumb login` has kept.
public struct Connection: Sendable {
    public let url: String
    public let token: String?
    private let client: Client
    private let deadline: Duration

    public init(url: String, token: String?, caBundle: String? = nil, deadline: Duration = .seconds(300)) {
        var url = url
        while url.hasSuffix("/") { url.removeLast() }
        self.url = url
        self.token = token
        self.deadline = deadline
        var configuration = ClientConfiguration()
        configuration.caBundle = caBundle
        configuration.userAgent = "plumb-cli"
        client = Client(configuration)
    }

    /// A JSON answer. Faults are the server's own, with its code and problems.
    public func send(
        _ method: String, _ path: String, body: JSON? = nil, bytes: [UInt8]? = nil,
        headers: [String: String] = [:]
    ) async throws(Fault) -> JSON {
        let response = try await client.send(request(method, path, body, bytes, headers))
        guard (200..<300).contains(response.status) else { throw Self.fault(response.status, response.body) }
        return response.body.isEmpty ? .null : try JSON(parsing: response.body)
    }

    /// The bytes of an answer, as they come.
    public func download(_ path: String) async throws(Fault) -> [UInt8] {
        let response = try await client.send(request("GET", path, nil, nil, [:]))
        guard (200..<300).contains(response.status) else { throw Self.fault(response.status, response.body) }
        return response.body
    }

    /// Server-sent events until the stream ends; `each` gets the id and the data.
    public func events(_ path: String, _ each: (String, JSON) async throws(Fault) -> Void) async throws(Fault)
    {
        var request = request("GET", path, nil, nil, ["Accept": "text/event-stream"])
        request.deadline = .seconds(86_400)
        let stream = try await client.stream(request)
        guard stream.status == 200 else {
            var body: [UInt8] = []
            while let chunk = try await stream.nextChunk() { body += chunk }
            throw Self.fault(stream.status, body)
        }
        var rest: [UInt8] = []
        var (id, data) = ("", "")
        while let chunk = try await stream.nextChunk() {
            rest += chunk
            while let end = rest.firstIndex(of: 0x0a) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest.removeSubrange(...end)
                if line.isEmpty {
                    if !data.isEmpty { try await each(id, try JSON(parsing: data)) }
                    data = ""
                } else if line.hasPrefix("id:") {
                    id = String(line.dropFirst(3).drop { $0 == " " })
                } else if line.hasPrefix("data:") {
                    data += line.dropFirst(5).drop { $0 == " " }
                }
            }
        }
    }

    private func request(
        _ method: String, _ path: String, _ body: JSON?, _ bytes: [UInt8]?, _ headers: [String: String]
    ) -> ClientRequest {
        var fields = Headers()
        if let token { fields.set("Authorization", "Bearer \(token)") }
        for (name, value) in headers { fields.set(name, value) }
        var content = ClientBody.none
        if let body {
            fields.set("Content-Type", "application/json")
            content = .bytes(body.bytes())
        } else if let bytes {
            fields.set("Content-Type", "application/octet-stream")
            content = .bytes(bytes)
        }
        return ClientRequest(
            method: method, url: url + path, headers: fields, body: content, deadline: deadline,
            maxBody: 512 << 20)
    }

    private static func fault(_ status: Int, _ body: [UInt8]) -> Fault {
        let kind = Fault.Kind.allCases.first { $0.httpStatus == status } ?? .broken
        guard let problem = try? JSON(parsing: body), let detail = problem["detail"]?.stringValue else {
            return Fault(
                kind, "cli.not_plumb",
                "The server answered with status \(status), and not as Plumb does. Is the address right?")
        }
        let problems = (problem["problems"]?.arrayValue ?? []).map { entry in
            Fault.Problem(entry["path"]?.stringValue ?? "", entry["message"]?.stringValue ?? "")
        }
        return Fault(
            kind, Fault.Code(rawValue: problem["code"]?.stringValue ?? "cli.unknown"), detail,
            problems: problems,
            details: problem["details"].map(\.text))
    }
}
