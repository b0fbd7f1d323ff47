import Faults
import FoundationEssentials
import HTTP
import Values

/// Blueprints from files to published versions.
enum BlueprintVerbs {
    static let run: Commands.Verb = { (arguments, session) async throws(Fault) in
        let terminal = session.terminal
        let connection = session.connection
        switch arguments.next() ?? "list" {
        case "list":
            try arguments.finish()
            let answer = try await connection.send("GET", "/api/v1/blueprints?limit=200")
            terminal.isJSON
                ? terminal.json(answer)
                : terminal.table(
                    ["blueprint", "latest", "description"],
                    PlaceVerbs.rows(answer, ["slug", "latest", "description"]))
        case "import":
            let file = try file(&arguments)
            let answer = try await connection.send(
                "POST", "/api/v1/blueprints/import", bytes: try readFile(file))
            terminal.isJSON
                ? terminal.json(answer)
                : terminal.print("Blueprint \(answer["slug"]?.stringValue ?? "") has the draft of \(file).")
        case "validate":
            let file = try file(&arguments)
            let text = String(decoding: try readFile(file), as: UTF8.self)
            let answer = try await connection.send(
                "POST", "/api/v1/blueprints/validate", body: ["text": .string(text)])
            if terminal.isJSON { terminal.json(answer) }
            if answer["isValid"]?.boolValue == true {
                if !terminal.isJSON { terminal.print("\(file) is right.") }
                return 0
            }
            for problem in answer["problems"]?.arrayValue ?? [] where !terminal.isJSON {
                let place = problem["line"]?.intValue.map { ":\($0)" } ?? ""
                terminal.print(
                    "\(file)\(place): \(problem["path"]?.stringValue ?? "") \(problem["message"]?.stringValue ?? "")"
                )
            }
            return 3
        case "publish":
            guard let name = arguments.next(), let version = arguments.next() else {
                throw .usage("Say what: plumb blueprint publish NAME VERSION.")
            }
            var body: JSON = ["version": .string(version)]
            if let notes = arguments.value("notes") { body["notes"] = .string(notes) }
            try arguments.finish()
            let answer = try await connection.send(
                "POST", "/api/v1/blueprints/\(try await id(of: name, session))/versions", body: body)
            terminal.isJSON ? terminal.json(answer) : terminal.print("\(name) \(version) is published.")
        case "render": try await render(&arguments, session)
        case "export":
            guard let name = arguments.next() else { throw .usage("Say which blueprint.") }
            let version = arguments.value("version").map { "?version=\($0)" } ?? ""
            try arguments.finish()
            let answer = try await connection.send(
                "GET", "/api/v1/blueprints/\(try await id(of: name, session))/export\(version)")
            terminal.print(answer["text"]?.stringValue ?? "")
        case let word: throw .usage("“blueprint \(word)” is none.")
        }
        return 0
    }

    private static func render(_ arguments: inout Arguments, _ session: Commands.Session) async throws(Fault)
    {
        guard let name = arguments.next() else { throw .usage("Say which blueprint.") }
        var body: JSON = [:]
        if let version = arguments.value("version") { body["version"] = .string(version) }
        try arguments.finish()
        let answer = try await session.connection.send(
            "POST", "/api/v1/blueprints/\(try await id(of: name, session))/render", body: body)
        if session.terminal.isJSON {
            session.terminal.json(answer)
            return
        }
        for file in answer["files"]?.arrayValue ?? [] {
            session.terminal.print(session.terminal.paint("# \(file["path"]?.stringValue ?? "")", .grey))
            session.terminal.print(file["text"]?.stringValue ?? "")
        }
    }

    private static func file(_ arguments: inout Arguments) throws(Fault) -> String {
        guard let file = arguments.next() else { throw .usage("Say which file.") }
        try arguments.finish()
        return file
    }

    static func id(of name: String, _ session: Commands.Session) async throws(Fault) -> String {
        if name.count == 36, name.split(separator: "-").count == 5 { return name }
        let answer = try await session.connection.send(
            "GET", "/api/v1/blueprints?slug=\(PercentCoding.encode(name))")
        guard let id = answer["items"]?[0]?["id"]?.stringValue else {
            throw Fault(
                .missing, "cli.no_blueprint",
                "There is no blueprint \(name). `plumb blueprint list` shows them.")
        }
        return id
    }
}
