import Faults
import Values

/// The main job in a workspace of its own, with resources that Terraform has built in, so that neither a
/// cloud nor a provider is needed. `make demo` walks it on a simulated AWS instead.
enum Demonstration {
    static let run: Commands.Verb = { (arguments, session) async throws(Fault) in
        let reference = arguments.value("workspace") ?? "demo/playground"
        try arguments.finish()
        try await prepare(reference, session)
        let terminal = session.terminal

        say("1. A first configuration is planned, approved and applied", terminal)
        let first = try await deploy(reference, ["queue": "orders"], session)
        say("2. Its state", terminal)
        try await verb(StateVerbs.run, [reference], session)
        say("3. A second resource, and one that changes", terminal)
        _ = try await deploy(reference, ["queue": "orders and returns", "archive": "2 years"], session)
        say("4. What the two states differ in", terminal)
        try await verb(StateVerbs.run, [reference, "diff"], session)
        say("5. A look for changes behind Terraform's back", terminal)
        try await verb(DriftVerbs.scan, [reference], session)
        say("6. Back to the first configuration", terminal)
        try await verb(Deploying.rollBack, [first, "--auto-approve"], session)
        say("7. What destroying it would do, which is not done", terminal)
        try await verb(Deploying.destroy, [reference, "--plan-only"], session)
        terminal.print("\nDone. All of it can be seen at \(session.connection.url)")
        return 0
    }

    /// The project and the workspace, made unless they are there.
    private static func prepare(_ reference: String, _ session: Commands.Session) async throws(Fault) {
        let parts = reference.split(separator: "/").map(String.init)
        guard parts.count == 2 else { throw .usage("Say the workspace as PROJECT/NAME.") }
        do throws(Fault) {
            _ = try await PlaceVerbs.id(of: reference, session)
            return
        } catch {
            guard error.kind == .missing else { throw error }
        }
        do throws(Fault) {
            try await verb(PlaceVerbs.project, ["create", parts[0]], session)
        } catch {
            // A project that is there already is as good.
            guard error.kind == .conflict else { throw error }
        }
        try await verb(PlaceVerbs.workspace, ["create", reference], session)
    }

    /// A run of the configuration to its end; its id.
    private static func deploy(
        _ reference: String, _ resources: KeyValuePairs<String, String>, _ session: Commands.Session
    ) async throws(Fault) -> String {
        let text = resources.map { name, input in
            "resource \"terraform_data\" \"\(name)\" {\n  input = \"\(input)\"\n}\n"
        }.joined(separator: "\n")
        session.terminal.print(text)
        let archive = try DirectoryArchive.pack([(path: "main.tf", content: Array(text.utf8))])
        let body: JSON = [
            "workspace": .string(try await PlaceVerbs.id(of: reference, session)),
            "configuration": try await Deploying.upload(archive, session),
        ]
        let ticket = try await session.connection.send("POST", "/api/v1/deployments", body: body)
        let run = ticket["id"]?.stringValue ?? ""
        let code = try await Deploying.watch(run, session, approves: true)
        guard code == 0 else { throw ended(code) }
        return run
    }

    private static func verb(
        _ verb: Commands.Verb, _ words: [String], _ session: Commands.Session
    ) async throws(Fault) {
        session.terminal.note("  $ plumb " + words.joined(separator: " "))
        var arguments = Arguments(words)
        let code = try await verb(&arguments, session)
        guard code == 0 else { throw ended(code) }
    }

    private static func ended(_ code: Int32) -> Fault {
        Fault(.precondition, "cli.demo", "The demonstration ended there, with exit code \(code).")
    }

    private static func say(_ title: String, _ terminal: Terminal) {
        terminal.print("\n" + terminal.paint(title, .bold))
    }
}
