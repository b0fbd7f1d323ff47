import Bus
import Faults
import Foundation
import HTTP
import Host
import House
import KernelTesting
import Telemetry
import Testing
import Values

/// A whole house in a scratch directory behind a real server, in either topology.
final class TestHouse: Sendable {
    let scratch: Scratch
    let house: House
    let front: FrontOfHouse
    let server: Server
    let address: String
    let client: Client

    init(_ topology: Topology = .oneProcess, scratch: Scratch = Scratch(), settings: [String: String] = [:])
        async throws
    {
        self.scratch = scratch
        // The server's own certificate is its authority, where it has one.
        client = Client(ClientConfiguration(caBundle: settings["tls-certificate"]))
        var flags = [
            "data": scratch.file("data"), "port": "0", "address-rate": "0", "credential-rate": "0",
            "outgoing-allow": "127.0.0.0/8,::1",
        ]
        flags.merge(settings) { _, given in given }
        let environment = ProcessInfo.processInfo.environment
        let configuration = try Configuration(ServerSettings.all, environment: [:], flags: flags)
        let nodes = topology.nodes(for: House.contexts)
        let log = Log(level: .error)
        house = try await House(
            configuration, log: log, environment: environment, faces: nodes.faces, nodes: nodes.contexts)
        front = FrontOfHouse(house)
        let (server, address) = try front.serve()
        self.server = server
        self.address = address
        try await house.start(at: address)
    }

    func stop() async {
        await server.drain(within: .seconds(5))
        await house.stop()
        await front.close()
    }

    struct Answer: Sendable {
        let status: Int
        let headers: Headers
        let bytes: [UInt8]

        var json: JSON { (try? JSON(parsing: bytes)) ?? .null }
        subscript(key: String) -> JSON? { json[key] }
        func text(_ key: String) -> String { json[key]?.stringValue ?? "" }
    }

    func send(
        _ method: String, _ path: String, _ body: JSON? = nil, as token: String? = nil, bytes: [UInt8]? = nil,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        var fields = Headers(headers)
        if let token { fields.set("Authorization", "Bearer \(token)") }
        if body != nil { fields.set("Content-Type", "application/json") }
        let content = body?.bytes() ?? bytes
        let response = try await client.send(
            ClientRequest(
                method: method, url: address + path, headers: fields,
                body: content.map { .bytes($0) } ?? .none,
                deadline: .seconds(120), maxBody: 64 << 20))
        return Answer(status: response.status, headers: response.headers, bytes: response.body)
    }

    /// The first administrator's token.
    func setUp() async throws -> String {
        let code = try #require(house.setUpCode)
        let answer = try await send(
            "POST", "/api/v1/setup",
            [
                "code": .string(code), "tenant": "acme", "email": "ada@example.com",
                "password": "correct horse battery",
            ])
        try #require(answer.status == 201, "\(answer.json)")
        return try #require(answer["session"]?["secret"]?.stringValue)
    }

    /// A user with a role on the whole tenant, signed in.
    func user(_ role: String?, _ email: String, by admin: String, tenant: String? = nil) async throws
        -> String
    {
        var body: JSON = [
            "email": .string(email), "name": .string(email), "password": "correct horse battery",
        ]
        if let role { body["role"] = .string(role) }
        let headers = tenant.map { [("Plumb-Tenant", $0)] } ?? []
        let made = try await send("POST", "/api/v1/users", body, as: admin, headers: headers)
        try #require(made.status == 201, "\(made.json)")
        let session = try await send(
            "POST", "/api/v1/auth/login",
            [
                "email": .string(email), "password": "correct horse battery",
            ])
        return try #require(session["secret"]?.stringValue)
    }

    /// A project and a workspace in it.
    func workspace(
        _ token: String, project: String = "shop", slug: String = "dev", _ more: JSON = [:]
    ) async throws -> String {
        var projectID = try await send("GET", "/api/v1/projects?slug=\(project)", as: token)["items"]?[0]?[
            "id"]
        if projectID == nil {
            projectID = try await send("POST", "/api/v1/projects", ["slug": .string(project)], as: token)[
                "id"]
        }
        var body = more
        body["project"] = projectID
        body["slug"] = .string(slug)
        let made = try await send("POST", "/api/v1/workspaces", body, as: token)
        try #require(made.status == 201, "\(made.json)")
        return made.text("id")
    }

    /// Asks until the run has the status, or any final one, for at most ten minutes.
    func wait(for run: String, _ wanted: String, as token: String) async throws -> Answer {
        let end = ContinuousClock.now + .seconds(600)
        while true {
            let answer = try await send("GET", "/api/v1/deployments/\(run)", as: token)
            try #require(answer.status == 200 && !run.isEmpty, "\(answer.json)")
            let status = answer.text("status")
            if status == wanted || ["completed", "failed", "cancelled"].contains(status) { return answer }
            try #require(ContinuousClock.now < end, "the run is still \(status)")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    func upload(_ files: [String: String], as token: String) async throws -> JSON {
        let answer = try await send("POST", "/api/v1/configurations", as: token, bytes: tar(files))
        try #require(answer.status == 201, "\(answer.json)")
        return try #require(answer["configuration"])
    }
}

/// A plain ustar archive.
func tar(_ files: [String: String]) -> [UInt8] {
    var out: [UInt8] = []
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ at: Int) { for (i, b) in text.utf8.enumerated() { block[at + i] = b } }
        put(name, 0)
        put("0000644", 100)
        put("0000000", 108)
        put("0000000", 116)
        put(String(format: "%011o", text.utf8.count), 124)
        put("00000000000", 136)
        put("        ", 148)
        put("0", 156)
        put("ustar\u{0}00", 257)
        put(String(format: "%06o", block.reduce(0) { $0 + Int($1) }) + "\u{0} ", 148)
        out += block + Array(text.utf8) + [UInt8](repeating: 0, count: (512 - text.utf8.count % 512) % 512)
    }
    return out + [UInt8](repeating: 0, count: 1024)
}

/// The Terraform CLI of this machine, where there is one.
let terraform: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .flatMap { ["\($0)/terraform", "\($0)/tofu"] }.first { FileManager.default.isExecutableFile(atPath: $0) }
