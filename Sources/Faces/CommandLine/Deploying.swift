import Faults
import HTTP
import Values

/// Runs: started, watched, decided about.
enum Deploying {
    static let deploy: Commands.Verb = { (arguments, session) async throws(Fault) in
        try await start(&arguments, session, isDestroy: false)
    }

    static let destroy: Commands.Verb = { (arguments, session) async throws(Fault) in
        try await start(&arguments, session, isDestroy: true)
    }

    private static func start(
        _ arguments: inout Arguments, _ session: Commands.Session, isDestroy: Bool
    ) async throws(Fault) -> Int32 {
        var (reference, directory) = (arguments.next(), arguments.next())
        // `plumb deploy ./infra --workspace w` and `plumb deploy w ./infra` alike.
        if let named = arguments.value("workspace") { (reference, directory) = (named, reference) }
        guard let reference else { throw .usage("Say in which workspace: plumb deploy PROJECT/NAME.") }
        let (blueprint, version) = (arguments.value("blueprint"), arguments.value("version"))
        var variables = JSON.Object()
        for pair in arguments.values("var") {
            guard let (key, value) = splitPair(pair) else { throw .usage("--var takes name=value.") }
            variables[key] = value
        }
        let isPlanOnly = arguments.flag("plan-only")
        let approves = arguments.flag("auto-approve")
        let waits = !arguments.flag("no-wait")
        try arguments.finish()
        var body: JSON = ["workspace": .string(try await PlaceVerbs.id(of: reference, session))]
        if let directory {
            let archive = try DirectoryArchive.pack(directory)
            session.terminal.note("Uploading \(archive.files) files from \(directory)")
            body["configuration"] = try await upload(archive, session)
        }
        if let blueprint { body["blueprint"] = .string(try await BlueprintVerbs.id(of: blueprint, session)) }
        if let version { body["version"] = .string(version) }
        if !variables.isEmpty { body["variables"] = .object(variables) }
        if isDestroy { body["destroy"] = true }
        if isPlanOnly { body["planOnly"] = true }
        let ticket = try await session.connection.send("POST", "/api/v1/deployments", body: body)
        return try await watch(ticket["id"]?.stringValue ?? "", session, approves: approves, waits: waits)
    }

    static func upload(
        _ archive: DirectoryArchive, _ session: Commands.Session
    ) async throws(Fault) -> JSON {
        let answer = try await session.connection.send(
            "POST", "/api/v1/configurations", bytes: archive.bytes)
        return answer["configuration"] ?? .null
    }

    /// Shows the log until the run ends or waits for a decision; asks for it when somebody is there. A run
    /// that is stopped by the decision `overridden` is about to go on.
    static func watch(
        _ run: String, _ session: Commands.Session, approves: Bool, waits: Bool = true,
        overridden: JSON? = nil
    ) async throws(Fault) -> Int32 {
        session.terminal.note("Run \(run)")
        if !waits {
            if session.terminal.isJSON { session.terminal.json(["id": .string(run)]) }
            return 0
        }
        var hasShownPlan = false
        var cursor = ""
        while true {
            cursor = try await follow(run, from: cursor, session)
            let now = try await session.connection.send("GET", "/api/v1/deployments/\(run)")
            let status = now["status"]?.stringValue ?? ""
            if !hasShownPlan, now["plan"].map({ !$0.isNull }) == true {
                hasShownPlan = true
                let plan = try await session.connection.send("GET", "/api/v1/deployments/\(run)/plan")
                if !session.terminal.isJSON { PlanText(terminal: session.terminal).show(plan) }
            }
            if status == "awaitingOverride" {
                guard let overridden, decision(now) == overridden else { return stopped(now, run, session) }
                try await faulting("cli.poll") { try await Task.sleep(for: .milliseconds(100)) }
                continue
            }
            if overridden != nil, ["queued", "validating", "planning", "applying"].contains(status) {
                continue
            }
            guard status == "awaitingApproval" else { return finish(now, session) }
            guard now["approval"].map(\.isNull) ?? true else { continue }
            if approves {
                _ = try await session.connection.send("POST", "/api/v1/deployments/\(run)/approve", body: [:])
            } else if let answer = session.terminal.ask("Apply this plan? [yes/no]") {
                let verb = answer == "yes" ? "approve" : "reject"
                _ = try await session.connection.send("POST", "/api/v1/deployments/\(run)/\(verb)", body: [:])
            } else {
                session.terminal.print("The run awaits approval: plumb approve \(run)")
                if session.terminal.isJSON { session.terminal.json(now) }
                return 0
            }
        }
    }

    /// Follows the log behind `cursor`; returns when the run ends or awaits approval.
    private static func follow(
        _ run: String, from cursor: String, _ session: Commands.Session
    ) async throws(Fault) -> String {
        let last = Cursor(cursor)
        let query = cursor.isEmpty ? "" : "?after=\(cursor)"
        do throws(Fault) {
            try await session.connection.events("/api/v1/deployments/\(run)/events\(query)") {
                (id, event) async throws(Fault) in
                last.text = id
                let text = event["text"]?.stringValue ?? ""
                if event["kind"]?.stringValue == "status" {
                    session.terminal.note(session.terminal.paintNote("── \(words[text] ?? text)", .blue))
                    if words[text] != nil { throw Fault(.cancelled, "cli.pause", "") }
                } else {
                    session.terminal.note("   \(text)")
                }
            }
        } catch {
            if error.code != "cli.pause" { throw error }
        }
        return last.text
    }

    private static func decision(_ run: JSON) -> JSON? {
        run["gates"]?.arrayValue?.first { $0["gate"] == "policy" }?["verdict"]?["decision"]
    }

    /// The stations at which a run waits for somebody.
    private static let words = [
        "awaitingApproval": "awaiting approval", "awaitingOverride": "stopped by policy",
    ]

    /// Tells what stands against the run, and how it may go on all the same.
    private static func stopped(_ now: JSON, _ run: String, _ session: Commands.Session) -> Int32 {
        let terminal = session.terminal
        if terminal.isJSON {
            terminal.json(now)
            return 0
        }
        GateText(terminal: terminal).show(now)
        terminal.print("The run breaks soft-mandatory policies: plumb override \(run) --reason WHY")
        return 0
    }

    /// The newest event's id, across the callbacks of one stream.
    private final class Cursor: @unchecked Sendable {
        // Written by the one task that reads the stream.
        var text: String
        init(_ text: String) { self.text = text }
    }

    private static func finish(_ run: JSON, _ session: Commands.Session) -> Int32 {
        let terminal = session.terminal
        let status = run["status"]?.stringValue ?? ""
        if terminal.isJSON {
            terminal.json(run)
            return status == "completed" ? 0 : status == "cancelled" ? 9 : 3
        }
        GateText(terminal: terminal).show(run)
        if let failure = run["failure"], !failure.isNull {
            terminal.print(
                terminal.paint("The run \(status): ", .red) + (failure["message"]?.stringValue ?? ""))
            for diagnostic in failure["diagnostics"]?.arrayValue ?? [] {
                terminal.print("  \(diagnostic["summary"]?.stringValue ?? "")")
                let detail = diagnostic["detail"]?.stringValue ?? ""
                for line in detail.split(separator: "\n") { terminal.print("    \(line)") }
            }
            if let condition = failure["condition"]?.stringValue { terminal.print("  \(condition)") }
        } else {
            terminal.print(terminal.paint("The run \(status).", status == "completed" ? .green : .red))
        }
        for (name, value) in run["outputs"]?.objectValue ?? [:] {
            terminal.print("  \(name) = \(value.stringValue ?? value.text)")
        }
        return status == "completed" ? 0 : status == "cancelled" ? 9 : 3
    }

    // MARK: - Deciding and looking

    static let approve: Commands.Verb = decide("approve")
    static let reject: Commands.Verb = decide("reject")
    static let cancel: Commands.Verb = decide("cancel")

    static let override: Commands.Verb = { (arguments, session) async throws(Fault) in
        guard let run = arguments.next() else { throw .usage("Say which run.") }
        guard let reason = arguments.value("reason") else { throw .usage("Say why: --reason TEXT.") }
        let (waits, approves) = (arguments.flag("wait"), arguments.flag("auto-approve"))
        try arguments.finish()
        let before = try await session.connection.send(
            "GET", "/api/v1/deployments/\(PercentCoding.encode(run))")
        let answer = try await session.connection.send(
            "POST", "/api/v1/waivers/overrides",
            body: ["deployment": .string(run), "reason": .string(reason)])
        if waits || approves {
            return try await watch(run, session, approves: approves, overridden: decision(before) ?? .null)
        }
        session.terminal.isJSON
            ? session.terminal.json(answer) : session.terminal.print("Overridden; the run goes on.")
        return 0
    }

    private static func decide(_ verb: String) -> Commands.Verb {
        { (arguments, session) async throws(Fault) in
            guard let run = arguments.next() else { throw .usage("Say which run.") }
            var body: JSON = [:]
            if let comment = arguments.value("comment") { body["comment"] = .string(comment) }
            let follows = arguments.flag("wait")
            try arguments.finish()
            let answer = try await session.connection.send(
                "POST", "/api/v1/deployments/\(PercentCoding.encode(run))/\(verb)", body: body)
            if follows { return try await watch(run, session, approves: false) }
            session.terminal.isJSON
                ? session.terminal.json(answer)
                : session.terminal.print("Done; the run is \(answer["status"]?.stringValue ?? "").")
            return 0
        }
    }

    static let rollBack: Commands.Verb = { (arguments, session) async throws(Fault) in
        guard let run = arguments.next() else { throw .usage("Say to which run's configuration.") }
        let approves = arguments.flag("auto-approve")
        try arguments.finish()
        let ticket = try await session.connection.send(
            "POST", "/api/v1/deployments/\(PercentCoding.encode(run))/rollback", body: [:])
        return try await watch(ticket["id"]?.stringValue ?? "", session, approves: approves)
    }

    static let logs: Commands.Verb = { (arguments, session) async throws(Fault) in
        guard let run = arguments.next() else { throw .usage("Say which run.") }
        try arguments.finish()
        let terminal = session.terminal
        try await session.connection.events("/api/v1/deployments/\(PercentCoding.encode(run))/events") {
            (_, event) async throws(Fault) in
            if terminal.isJSON {
                terminal.print(event.text)
            } else {
                let isStatus = event["kind"]?.stringValue == "status"
                terminal.print((isStatus ? "── " : "   ") + (event["text"]?.stringValue ?? ""))
            }
        }
        return 0
    }

    static let plan: Commands.Verb = { (arguments, session) async throws(Fault) in
        guard let run = arguments.next() else { throw .usage("Say which run.") }
        try arguments.finish()
        let answer = try await session.connection.send(
            "GET", "/api/v1/deployments/\(PercentCoding.encode(run))/plan")
        session.terminal.isJSON
            ? session.terminal.json(answer) : PlanText(terminal: session.terminal).show(answer)
        return 0
    }

    static let runs: Commands.Verb = { (arguments, session) async throws(Fault) in
        var path = "/api/v1/deployments?limit=\(arguments.value("limit") ?? "20")"
        if let reference = arguments.next() {
            path += "&workspace=\(try await PlaceVerbs.id(of: reference, session))"
        }
        try arguments.finish()
        let answer = try await session.connection.send("GET", path)
        if session.terminal.isJSON {
            session.terminal.json(answer)
            return 0
        }
        let rows = (answer["items"]?.arrayValue ?? []).map { run -> [String] in
            let source = run["source"]
            let what =
                source?["blueprintName"]?.stringValue.map { name in
                    name + "@" + (source?["version"]?.stringValue ?? "")
                } ?? "configuration"
            let kind =
                run["isDestroy"]?.boolValue == true
                ? " (destroy)" : run["isPlanOnly"]?.boolValue == true ? " (plan)" : ""
            return [
                run["id"]?.stringValue ?? "", run["status"]?.stringValue ?? "", what + kind,
                run["author"]?.stringValue ?? "", run["created"]?.stringValue ?? "",
            ]
        }
        session.terminal.table(["run", "status", "what", "author", "created"], rows)
        return 0
    }
}
