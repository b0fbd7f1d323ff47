import Faults
import FoundationEssentials
import Values

/// `plumb init`: asks what a directory is about, and writes it down.
enum Initializing {
    static let run: Commands.Verb = { (arguments, session) async throws(Fault) in
        let terminal = session.terminal
        let (workspace, environment) = (arguments.value("workspace"), arguments.value("environment"))
        let (isForced, mayMake) = (arguments.flag("force"), arguments.flag("yes"))
        try arguments.finish()
        let path = session.directory + "/" + ProjectFile.name
        if FileManager.default.fileExists(atPath: path), !isForced {
            throw Fault(.conflict, "cli.project_there", "\(path) is there already; --force writes over it.")
        }
        let me = try await session.connection.send("GET", "/api/v1/auth/permissions")
        terminal.note("\(me["name"]?.stringValue ?? "You") at \(session.connection.url)")
        let known = try await names(session)
        if workspace == nil, !known.isEmpty { terminal.note("Workspaces: " + known.joined(separator: ", ")) }
        let reference = try (workspace ?? terminal.ask("Workspace (PROJECT/NAME):"))
            .orUsage("--workspace PROJECT/NAME is missing.")
        if !known.contains(reference) {
            try await make(reference, environment, mayMake: mayMake, session)
        }
        let file = ProjectFile(
            directory: session.directory, server: session.connection.url, workspace: reference)
        guard FileManager.default.createFile(atPath: path, contents: Data(file.text.utf8)) else {
            throw Fault(.unavailable, "cli.not_kept", "\(path) can't be written.")
        }
        if terminal.isJSON {
            terminal.json([
                "file": .string(path), "server": .string(session.connection.url),
                "workspace": .string(reference),
            ])
        } else {
            terminal.print("\(ProjectFile.name) is written. Commands here are about \(reference):")
            terminal.print("  plumb deploy --plan-only   what would be done with the files here")
            terminal.print("  plumb deploy               plan, and with your approval apply")
            terminal.print("  plumb scan                 what changed behind Terraform's back")
        }
        return 0
    }

    private static func names(_ session: Commands.Session) async throws(Fault) -> [String] {
        let answer = try await session.connection.send("GET", "/api/v1/workspaces?limit=200")
        return (answer["items"]?.arrayValue ?? []).map(PlaceVerbs.name(of:)).sorted()
    }

    /// The workspace, and its project where that is not there either.
    private static func make(
        _ reference: String, _ environment: String?, mayMake: Bool, _ session: Commands.Session
    ) async throws(Fault) {
        let parts = reference.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
            throw .usage("Say the workspace as PROJECT/NAME.")
        }
        func agree(to what: String) throws(Fault) {
            if mayMake { return }
            let answer = session.terminal.ask("There is no \(what). Make it? [y/N]")
            guard let answer, ["y", "yes"].contains(answer.lowercased()) else {
                throw Fault(
                    .missing, "cli.not_made", "There is no \(what). With --yes it is made.")
            }
        }
        let projects = try await session.connection.send("GET", "/api/v1/projects?slug=\(parts[0])")
        var project = projects["items"]?[0]?["id"]?.stringValue
        if project == nil {
            try agree(to: "project \(parts[0])")
            project = try await session.connection.send(
                "POST", "/api/v1/projects", body: ["slug": .string(parts[0])])["id"]?.stringValue
        }
        try agree(to: "workspace \(reference)")
        let purpose = environment ?? session.terminal.ask("Environment (development, staging, production):")
        var body: JSON = ["slug": .string(parts[1]), "project": .string(project ?? "")]
        if let purpose, !purpose.isEmpty { body["environment"] = .string(purpose) }
        _ = try await session.connection.send("POST", "/api/v1/workspaces", body: body)
        session.terminal.note("The workspace \(reference) is made.")
    }
}
