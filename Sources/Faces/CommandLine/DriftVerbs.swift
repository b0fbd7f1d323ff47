import Faults
import HTTP
import Values

/// Drift: looked for, shown, put right.
enum DriftVerbs {
    static let scan: Commands.Verb = { (arguments, session) async throws(Fault) in
        var body: JSON = [:]
        if let project = arguments.value("project") {
            body["project"] = .string(try await PlaceVerbs.projectID(project, session))
        } else if arguments.flag("all") {
            body["discover"] = .bool(arguments.flag("discover"))
        } else {
            guard let reference = arguments.next() else {
                throw .usage("Say which workspace, or --project NAME, or --all.")
            }
            body["workspace"] = .string(try await PlaceVerbs.id(of: reference, session))
        }
        try arguments.finish()
        let report = try await look(body, session)
        show(report, session.terminal)
        let counts = (report["findings"]?.arrayValue ?? []).contains { ($0["suppression"] ?? .null) == .null }
        return counts ? 2 : 0
    }

    static let fix: Commands.Verb = { (arguments, session) async throws(Fault) in
        guard let reference = arguments.next() else { throw .usage("Say which workspace, or which report.") }
        let isDry = arguments.flag("dry-run")
        let strategy = arguments.value("strategy") ?? "revert"
        let reason = arguments.value("reason")
        let approves = arguments.flag("auto-approve")
        let isDirect = arguments.flag("direct")
        let target = arguments.value("workspace")
        let findings = arguments.values("finding")
        try arguments.finish()
        let analysis = try await newest(reference, session)
        var body: JSON = [
            "analysis": .string(analysis), "strategy": .string(strategy), "dryRun": .bool(isDry),
            "findings": .array(findings.map { .string($0) }), "direct": .bool(isDirect),
            "reason": reason.map { .string($0) } ?? .null,
        ]
        if let target { body["workspace"] = .string(try await PlaceVerbs.id(of: target, session)) }
        let ticket = try await session.connection.send("POST", "/api/v1/remediate", body: body)
        if isDirect || !["revert", "accept"].contains(strategy) {
            return try await told(ticket["id"]?.stringValue ?? "", session)
        }
        let run = try await deployment(of: ticket["id"]?.stringValue ?? "", session)
        return try await Deploying.watch(run, session, approves: approves)
    }

    static let adopt: Commands.Verb = { (arguments, session) async throws(Fault) in
        guard let reference = arguments.next() else {
            throw .usage("Say into which workspace, and what: TYPE=ID, or the ids of assets.")
        }
        let workspace = try await PlaceVerbs.id(of: reference, session)
        let isDry = arguments.flag("dry-run")
        let (reason, type) = (arguments.value("reason"), arguments.value("all-of"))
        var (objects, assets) = ([JSON](), [JSON]())
        while let word = arguments.next() {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2 {
                objects.append(["type": .string(parts[0]), "id": .string(parts[1])])
            } else {
                assets.append(.string(word))
            }
        }
        try arguments.finish()
        if let type {
            let list = try await session.connection.send(
                "GET", "/api/v1/assets?managed=false&ignored=false&limit=200&type=\(type)")
            assets += (list["items"]?.arrayValue ?? []).compactMap { $0["id"] }
        }
        guard !objects.isEmpty || !assets.isEmpty else {
            throw .usage(
                type == nil
                    ? "Say what to adopt: TYPE=ID, the ids of assets, or --all-of TYPE."
                    : "The inventory knows nothing unmanaged of it. Look first: plumb inventory discover"
            )
        }
        let ticket = try await session.connection.send(
            "POST", "/api/v1/adopt",
            body: [
                "workspace": .string(workspace), "objects": .array(objects), "assets": .array(assets),
                "dryRun": .bool(isDry), "reason": reason.map { .string($0) } ?? .null,
            ])
        session.terminal.note("Reading, writing and planning \(objects.count + assets.count) objects")
        return try await told(ticket["id"]?.stringValue ?? "", session)
    }

    static let watch: Commands.Verb = { (arguments, session) async throws(Fault) in
        guard let reference = arguments.next() else { throw .usage("Say which workspace.") }
        let workspace = try await PlaceVerbs.id(of: reference, session)
        let (isOff, every) = (arguments.flag("off"), arguments.value("every") ?? "60")
        try arguments.finish()
        let path = "/api/v1/workspaces/\(workspace)/watch"
        if isOff {
            _ = try await session.connection.send("DELETE", path)
            session.terminal.print("\(reference) is not watched any more.")
            return 0
        }
        guard let seconds = Int(every) else { throw .usage("--every takes seconds.") }
        let watch = try await session.connection.send("PUT", path, body: ["every": .init(seconds)])
        if session.terminal.isJSON {
            session.terminal.json(watch)
        } else {
            session.terminal.print(
                "\(reference) is looked at every \(seconds) seconds; what changes stands in: plumb drift findings"
            )
        }
        return 0
    }

    /// What a remediation without a run of its own came to.
    private static func told(_ id: String, _ session: Commands.Session) async throws(Fault) -> Int32 {
        let record = try await poll { () async throws(Fault) in
            let record = try await session.connection.send("GET", "/api/v1/remediate/\(id)")
            return record["status"]?.stringValue == "running" ? nil : record
        }
        let terminal = session.terminal
        if terminal.isJSON {
            terminal.json(record)
        } else {
            for file in record["patch"]?.arrayValue ?? [] {
                terminal.print(file["diff"]?.stringValue ?? "")
            }
            for step in record["steps"]?.arrayValue ?? [] {
                let outcome = step["outcome"]?.stringValue ?? ""
                let (sign, colour): (String, Terminal.Colour) =
                    outcome == "done" ? ("✓ ", .green) : outcome == "unknown" ? ("? ", .red) : ("- ", .yellow)
                let note = step["note"]?.stringValue.map { "  \($0)" } ?? ""
                terminal.print(terminal.paint(sign, colour) + (step["address"]?.stringValue ?? "") + note)
            }
        }
        if let failure = record["failure"]?.stringValue {
            throw Fault(.unavailable, "cli.not_fixed", failure)
        }
        return 0
    }

    private static func look(_ body: JSON, _ session: Commands.Session) async throws(Fault) -> JSON {
        let ticket = try await session.connection.send("POST", "/api/v1/analyze", body: body)
        let id = ticket["id"]?.stringValue ?? ""
        session.terminal.note("Scanning; report \(id)")
        return try await poll {
            () async throws(Fault) in
            let report = try await session.connection.send("GET", "/api/v1/analysis/\(id)")
            if report["status"]?.stringValue == "failed" {
                throw Fault(
                    .unavailable, "drift.not_scanned", report["failure"]?.stringValue ?? "The scan failed.")
            }
            return report["status"]?.stringValue == "completed" ? report : nil
        }
    }

    private static func newest(_ reference: String, _ session: Commands.Session) async throws(Fault) -> String
    {
        let workspace: String
        do throws(Fault) {
            workspace = try await PlaceVerbs.id(of: reference, session)
        } catch {
            // No workspace of that name: it is a report's id. Everything else is the user's to know.
            guard error.kind == .missing else { throw error }
            return reference
        }
        let list = try await session.connection.send("GET", "/api/v1/analysis?workspace=\(workspace)&limit=1")
        guard let analysis = list["items"]?[0]?["id"]?.stringValue else {
            throw Fault(
                .missing, "cli.no_report", "There is no report yet. Look first: plumb drift \(reference)")
        }
        return analysis
    }

    private static func deployment(of id: String, _ session: Commands.Session) async throws(Fault) -> String {
        try await poll { () async throws(Fault) in
            let history = try await session.connection.send("GET", "/api/v1/remediate/history?limit=50")
            let record = (history["items"]?.arrayValue ?? []).first { $0["id"]?.stringValue == id }
            if record?["status"]?.stringValue == "failed", record?["deployment"]?.stringValue == nil {
                throw Fault(.unavailable, "cli.not_fixed", record?["failure"]?.stringValue ?? "It failed.")
            }
            return record?["deployment"]?.stringValue
        }
    }

    /// Asks again and again, up to half an hour, until there is an answer.
    private static func poll<T>(_ ask: () async throws(Fault) -> T?) async throws(Fault) -> T {
        let end = ContinuousClock.now + .seconds(1800)
        while ContinuousClock.now < end {
            if let found = try await ask() { return found }
            try await faulting("cli.poll") { try await Task.sleep(for: .milliseconds(250)) }
        }
        throw Fault(.deadlineExceeded, "cli.too_long", "It takes too long; look again later.")
    }

    private static func counted(_ count: Int) -> String { count == 1 ? "1 resource" : "\(count) resources" }

    private static func show(_ report: JSON, _ terminal: Terminal) {
        if terminal.isJSON {
            terminal.json(report)
            return
        }
        let findings = report["findings"]?.arrayValue ?? []
        if findings.isEmpty {
            terminal.print(
                terminal.paint("No drift", .green) + " in \(counted(report["resources"]?.intValue ?? 0)).")
            return
        }
        let titles = (report["causes"]?.arrayValue ?? []).map { cause in
            (cause["id"]?.stringValue ?? "", cause["title"]?.stringValue ?? "")
        }
        for (id, title) in titles.isEmpty ? [("", "")] : titles {
            if titles.count > 1 { terminal.print(terminal.paint(title, .bold)) }
            for finding in findings where id.isEmpty || finding["cause"]?.stringValue == id {
                tell(finding, terminal)
            }
        }
        let drifted = findings.count { $0["kind"] != "notChecked" && ($0["suppression"] ?? .null) == .null }
        terminal.print(
            "\(drifted) of \(counted(report["resources"]?.intValue ?? 0)) drifted. Put right with: plumb fix"
        )
    }

    private static func tell(_ finding: JSON, _ terminal: Terminal) {
        let (sign, colour, words): (String, Terminal.Colour, String) =
            switch finding["kind"]?.stringValue {
            case "missing": ("- ", .red, " is gone")
            case "unmanaged": ("+ ", .yellow, " is in no state")
            case "notChecked": ("? ", .yellow, " was not checked: \(finding["reason"]?.stringValue ?? "")")
            default: ("~ ", .yellow, "")
            }
        let severity = finding["risk"]?["severity"]?.stringValue.map { "  [\($0)]" } ?? ""
        let known = (finding["suppression"] ?? .null) == .null ? "" : "  (ignored by a rule)"
        terminal.print(
            terminal.paint(sign, colour) + (finding["address"]?.stringValue ?? "") + words + severity + known)
        for attribute in finding["attributes"]?.arrayValue ?? [] {
            terminal.print(
                "    \(attribute["path"]?.stringValue ?? ""): recorded \(attribute["recorded"]?.stringValue ?? "nothing"), "
                    + "found \(attribute["found"]?.stringValue ?? "nothing")")
        }
    }
}
