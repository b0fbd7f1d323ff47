import Faults
import Values

/// What exists in cloud accounts: looked for, listed, and how much of it is in code.
enum InventoryVerbs {
    static let discover: Commands.Verb = { (arguments, session) async throws(Fault) in
        let provider = arguments.value("provider")
        let region = arguments.value("region")
        let types = arguments.values("types").flatMap { $0.split(separator: ",").map(String.init) }
        guard let connection = arguments.value("connection") ?? arguments.next() else {
            throw .usage("Say which cloud connection; `plumb tenants list-connections` names them.")
        }
        try arguments.finish()
        var request: JSON = [
            "connection": .string(connection), "types": .array(types.map(JSON.string)),
            "provider": .string(
                try await Self.provider(of: connection, session) ?? provider ?? "aws"),
        ]
        if let region { request["region"] = .string(region) }
        let ticket = try await session.connection.send("POST", "/api/v1/discoveries", body: request)
        let id = ticket["id"]?.stringValue ?? ""
        session.terminal.note("Looking through \(connection); the look is \(id)")
        let report = try await ended(id, ticket["job"]?.stringValue ?? "", session)
        if session.terminal.isJSON {
            session.terminal.json(report)
        } else {
            tell(report, session.terminal)
        }
        if report["status"] == "failed" {
            throw Fault(
                .unavailable, "cli.not_looked", report["failure"]?.stringValue ?? "The look failed.")
        }
        return 0
    }

    /// The connection's own; a look through another cloud would only be refused.
    private static func provider(
        of connection: String, _ session: Commands.Session
    ) async throws(Fault) -> String? {
        let all = try await session.connection.send("GET", "/api/v1/connections")["items"]?.arrayValue ?? []
        return all.first { $0["slug"]?.stringValue == connection }?["provider"]?.stringValue
    }

    /// Says every few seconds how it gets on, until it has ended.
    private static func ended(
        _ id: String, _ job: String, _ session: Commands.Session
    ) async throws(Fault) -> JSON {
        let start = ContinuousClock.now
        var told = 0
        while start.duration(to: .now) < .seconds(3600) {
            let report = try await session.connection.send("GET", "/api/v1/discoveries/\(id)")
            if report["status"]?.stringValue != "running" { return report }
            let seconds = Int(start.duration(to: .now).components.seconds)
            if seconds >= told + 5 {
                told = seconds
                let now = try await session.connection.send("GET", "/api/v1/jobs/\(job)")["progress"]
                let stage = now?["stage"]?.stringValue ?? "still looking"
                let total = now?["total"]?.intValue ?? 0
                let part = total > 0 ? " \(now?["done"]?.intValue ?? 0) of \(total)" : ""
                session.terminal.note("  \(stage)\(part), after \(seconds) s")
            }
            try await faulting("cli.poll") { try await Task.sleep(for: .milliseconds(250)) }
        }
        throw Fault(.deadlineExceeded, "cli.too_long", "It takes more than an hour; look again later.")
    }

    private static func tell(_ report: JSON, _ terminal: Terminal) {
        let listings = report["listings"]?.arrayValue ?? []
        let found = listings.filter { ($0["found"]?.intValue ?? 0) > 0 }
        if !found.isEmpty {
            terminal.table(
                ["type", "place", "found"],
                found.map { one in
                    [
                        one["type"]?.stringValue ?? "", one["region"]?.stringValue ?? "",
                        String(one["found"]?.intValue ?? 0),
                    ]
                })
        }
        let refused = listings.filter { $0["outcome"] != "listed" }
        for one in refused {
            terminal.print(
                terminal.paint("? ", .yellow)
                    + "\(one["type"]?.stringValue ?? "") in \(one["region"]?.stringValue ?? ""): "
                    + "\(one["outcome"]?.stringValue ?? "")"
                    + (one["reason"]?.stringValue.map { ", \($0)" } ?? ""))
        }
        let places = report["account"]?.stringValue ?? "the account"
        terminal.print(
            "\(report["found"]?.intValue ?? 0) assets in \(places); "
                + "\(refused.count) of \(listings.count) lists were not read.")
    }

    static let list: Commands.Verb = { (arguments, session) async throws(Fault) in
        var query: [(String, String)] = []
        for name in ["provider", "type", "region", "workspace", "filter"] {
            guard let value = arguments.value(name) else { continue }
            query.append((name, name == "workspace" ? try await PlaceVerbs.id(of: value, session) : value))
        }
        if arguments.flag("unmanaged") { query.append(("managed", "false")) }
        if arguments.flag("managed") { query.append(("managed", "true")) }
        try arguments.finish()
        var assets: [JSON] = []
        var cursor: String?
        repeat {
            let fields = query + [("limit", "200")] + (cursor.map { [("cursor", $0)] } ?? [])
            let text = fields.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
            let page = try await session.connection.send("GET", "/api/v1/assets?" + text)
            assets += page["items"]?.arrayValue ?? []
            cursor = page["next"]?.stringValue
        } while cursor != nil
        if session.terminal.isJSON {
            session.terminal.json(["items": .array(assets)])
            return 0
        }
        guard !assets.isEmpty else {
            session.terminal.print("No asset. Look first: plumb inventory discover <connection>")
            return 0
        }
        session.terminal.table(
            ["type", "name", "region", "in code", "import id"],
            assets.map { one in
                [
                    one["type"]?.stringValue ?? "", one["name"]?.stringValue ?? "",
                    one["region"]?.stringValue ?? "", one["address"]?.stringValue ?? "no",
                    one["importID"]?.stringValue ?? "",
                ]
            })
        return 0
    }

    static let coverage: Commands.Verb = { (arguments, session) async throws(Fault) in
        var query: [String] = []
        for name in ["provider", "region"] {
            if let value = arguments.value(name) { query.append("\(name)=\(escaped(value))") }
        }
        try arguments.finish()
        let answer = try await session.connection.send(
            "GET", "/api/v1/coverage?" + query.joined(separator: "&"))
        if session.terminal.isJSON {
            session.terminal.json(answer)
            return 0
        }
        session.terminal.table(
            ["type", "assets", "in code", "share"],
            (answer["types"]?.arrayValue ?? []).map { one in
                [
                    one["type"]?.stringValue ?? "", String(one["assets"]?.intValue ?? 0),
                    String(one["managed"]?.intValue ?? 0), bar(one["percent"]?.intValue ?? 0),
                ]
            })
        session.terminal.print(
            "\(answer["percent"]?.intValue ?? 0)% of what exists is in code: "
                + "\(answer["managed"]?.intValue ?? 0) of \(answer["assets"]?.intValue ?? 0) assets.")
        return 0
    }

    private static func bar(_ percent: Int) -> String {
        let full = percent / 5
        return String(repeating: "█", count: full) + String(repeating: "░", count: 20 - full) + " \(percent)%"
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e:
                String(Unicode.Scalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
