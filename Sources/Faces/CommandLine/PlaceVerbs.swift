import Faults
import HTTP
import Values

/// Projects and workspaces, by the names that people give them.
enum PlaceVerbs {
    static let project: Commands.Verb = { (arguments, session) async throws(Fault) in
        switch arguments.next() ?? "list" {
        case "list":
            try arguments.finish()
            let answer = try await session.connection.send("GET", "/api/v1/projects?limit=200")
            if session.terminal.isJSON {
                session.terminal.json(answer)
            } else {
                session.terminal.table(["project", "name", "id"], rows(answer, ["slug", "name", "id"]))
            }
        case "create":
            guard let slug = arguments.next() else { throw .usage("Say the project's name.") }
            try arguments.finish()
            let answer = try await session.connection.send(
                "POST", "/api/v1/projects", body: ["slug": .string(slug)])
            session.terminal.isJSON
                ? session.terminal.json(answer) : session.terminal.print("Project \(slug) is made.")
        case let word: throw .usage("“project \(word)” is none; create or list.")
        }
        return 0
    }

    static let workspace: Commands.Verb = { (arguments, session) async throws(Fault) in
        let word = arguments.next() ?? "list"
        switch word {
        case "list":
            try arguments.finish()
            let answer = try await session.connection.send("GET", "/api/v1/workspaces?limit=200")
            if session.terminal.isJSON {
                session.terminal.json(answer)
            } else {
                let table = (answer["items"]?.arrayValue ?? []).map { item in
                    [name(of: item), item["environment"]?.stringValue ?? "", item["id"]?.stringValue ?? ""]
                }
                session.terminal.table(["workspace", "environment", "id"], table)
            }
        case "create": try await create(&arguments, session)
        case "show":
            guard let reference = arguments.next() else { throw .usage("Say which workspace.") }
            try arguments.finish()
            Generated(session).show(try await find(reference, session))
        case "set": try await set(&arguments, session)
        default: throw .usage("“workspace \(word)” is none; create, list, show or set.")
        }
        return 0
    }

    private static func create(_ arguments: inout Arguments, _ session: Commands.Session) async throws(Fault)
    {
        guard let reference = arguments.next(), let slash = reference.firstIndex(of: "/") else {
            throw .usage("Say the workspace as PROJECT/NAME.")
        }
        let (project, slug) = (
            String(reference[..<slash]), String(reference[reference.index(after: slash)...])
        )
        var body: JSON = ["slug": .string(slug)]
        body["project"] = .string(try await projectID(project, session))
        if let environment = arguments.value("environment") { body["environment"] = .string(environment) }
        let settings = try await settings(&arguments, session)
        if !settings.isEmpty { body["settings"] = .object(settings) }
        try arguments.finish()
        let answer = try await session.connection.send("POST", "/api/v1/workspaces", body: body)
        if session.terminal.isJSON {
            session.terminal.json(answer)
        } else {
            session.terminal.print("Workspace \(reference) is made: \(answer["id"]?.stringValue ?? "")")
        }
    }

    private static func set(_ arguments: inout Arguments, _ session: Commands.Session) async throws(Fault) {
        guard let reference = arguments.next() else { throw .usage("Say which workspace.") }
        let workspace = try await find(reference, session)
        var merged = workspace["settings"]?.objectValue ?? [:]
        var labels = merged["labels"]?.objectValue ?? [:]
        for (key, value) in try await settings(&arguments, session) {
            // A label that is given is added to the others.
            for (name, text) in value.objectValue ?? [:] where key == "labels" { labels[name] = text }
            merged[key] = key == "labels" ? .object(labels) : value
        }
        var body: JSON = ["settings": .object(merged)]
        if let owner = arguments.value("owner") { body["owner"] = try await person(owner, session) }
        if let environment = arguments.value("environment") { body["environment"] = .string(environment) }
        try arguments.finish()
        let answer = try await session.connection.send(
            "PATCH", "/api/v1/workspaces/\(workspace["id"]?.stringValue ?? "")", body: body)
        session.terminal.isJSON
            ? session.terminal.json(answer) : session.terminal.print("\(reference) is set.")
    }

    /// `--connection NAME`, `--gate policy`, `--gate none`, `--auto-apply true`, `--label team=payments`.
    private static func settings(
        _ arguments: inout Arguments, _ session: Commands.Session
    ) async throws(Fault) -> JSON.Object {
        var settings = JSON.Object()
        if let name = arguments.value("connection") {
            let answer = try await session.connection.send("GET", "/api/v1/connections")
            let found = (answer["items"]?.arrayValue ?? []).first { $0["slug"]?.stringValue == name }
            guard let id = found?["id"] else { throw .usage("There is no cloud connection “\(name)”.") }
            settings["connection"] = id
        }
        let gates = arguments.values("gate")
        if !gates.isEmpty { settings["gates"] = .array(gates.filter { $0 != "none" }.map(JSON.string)) }
        if let automatic = arguments.value("auto-apply") {
            settings["autoApply"] = .bool(automatic == "true")
        }
        let labels = arguments.values("label")
        if !labels.isEmpty {
            var pairs = JSON.Object()
            for label in labels {
                guard let equals = label.firstIndex(of: "="), equals != label.startIndex else {
                    throw .usage("--label takes NAME=VALUE.")
                }
                pairs[String(label[..<equals])] = .string(String(label[label.index(after: equals)...]))
            }
            settings["labels"] = .object(pairs)
        }
        return settings
    }

    /// A person by e-mail address or id.
    private static func person(_ text: String, _ session: Commands.Session) async throws(Fault) -> JSON {
        guard text.contains("@") else { return .string(text) }
        var cursor: String?
        repeat {
            let more = cursor.map { "&cursor=" + PercentCoding.encode($0) } ?? ""
            let answer = try await session.connection.send("GET", "/api/v1/users?limit=200" + more)
            let found = (answer["items"]?.arrayValue ?? []).first { $0["email"]?.stringValue == text }
            if let id = found?["id"] { return id }
            cursor = answer["next"]?.stringValue
        } while cursor != nil
        throw .usage("There is nobody with the address \(text).")
    }

    // MARK: - Finding

    /// A workspace by PROJECT/NAME, by NAME when it is the only one, or by its id.
    static func find(_ reference: String, _ session: Commands.Session) async throws(Fault) -> JSON {
        let parts = reference.split(separator: "/").map(String.init)
        if reference.count == 36, parts.count == 1, reference.split(separator: "-").count == 5 {
            return try await session.connection.send(
                "GET", "/api/v1/workspaces/\(PercentCoding.encode(reference))")
        }
        guard let slug = parts.last, parts.count <= 2 else {
            throw .usage("“\(reference)” is not PROJECT/NAME.")
        }
        let answer = try await session.connection.send(
            "GET", "/api/v1/workspaces?limit=200&slug=\(PercentCoding.encode(slug))")
        let found = (answer["items"]?.arrayValue ?? []).filter {
            parts.count == 1 || $0["projectSlug"]?.stringValue == parts[0]
        }
        if found.count > 1 {
            throw .usage("There are several: \(found.map(name(of:)).joined(separator: ", ")). Say which.")
        }
        guard let workspace = found.first else {
            throw Fault(
                .missing, "cli.no_workspace",
                "There is no workspace \(reference). `plumb workspace list` shows them.")
        }
        return workspace
    }

    static func id(of reference: String, _ session: Commands.Session) async throws(Fault) -> String {
        try await find(reference, session)["id"]?.stringValue ?? ""
    }

    static func name(of workspace: JSON) -> String {
        "\(workspace["projectSlug"]?.stringValue ?? "")/\(workspace["slug"]?.stringValue ?? "")"
    }

    static func projectID(_ slug: String, _ session: Commands.Session) async throws(Fault) -> String {
        let answer = try await session.connection.send(
            "GET", "/api/v1/projects?slug=\(PercentCoding.encode(slug))")
        guard let id = answer["items"]?[0]?["id"]?.stringValue else {
            throw Fault(
                .missing, "cli.no_project",
                "There is no project \(slug). Make it with `plumb project create \(slug)`.")
        }
        return id
    }

    static func rows(_ answer: JSON, _ keys: [String]) -> [[String]] {
        (answer["items"]?.arrayValue ?? []).map { item in
            keys.map { item[$0].map { $0.stringValue ?? $0.text } ?? "" }
        }
    }
}
