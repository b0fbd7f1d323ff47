import APIDocuments
import Bus
import ClientCode
import Faults
import FoundationEssentials
import Values

/// The command line: a verb for each main flow, and every operation by its own name.
public struct Commands: Sendable {
    let offered: [Offered]
    let environment: [String: String]
    let version: String
    /// The server's settings, for completion.
    let settings: [(name: String, help: String)]
    /// Where commands are typed.
    let directory: String

    public init(
        _ offered: [Offered], settings: [(name: String, help: String)] = [], environment: [String: String],
        version: String, directory: String = FileManager.default.currentDirectoryPath
    ) {
        self.offered = offered.filter { $0.contract.route != nil }
        self.settings = settings
        self.environment = environment
        self.version = version
        self.directory = directory
    }

    /// A session of one command with everything that its verbs use.
    struct Session: Sendable {
        let terminal: Terminal
        let connection: Connection
        let offered: [Offered]
        let environment: [String: String]
        let directory: String
    }

    typealias Verb = @Sendable (inout Arguments, Session) async throws(Fault) -> Int32

    /// Runs one command; the exit code is 0, 2 for “there are differences”, or the fault's own.
    public func run(_ raw: [String]) async -> Int32 {
        if raw.first == "__complete" { return await complete(Array(raw.dropFirst().drop { $0 == "--" })) }
        var arguments = Arguments(raw)
        let operation = arguments.words.count < 2 ? nil : operation(arguments.words[0], arguments.words[1])
        let format = Self.format(&arguments, operation)
        let terminal = Terminal(format ?? .table, environment: environment)
        do throws(Fault) {
            guard format != nil else { throw .usage("--output takes table, json or yaml.") }
            if raw == ["--version"] || raw == ["version"] {
                terminal.print("plumb \(version)")
                return 0
            }
            let word = arguments.next()
            guard let word, word != "help", !arguments.flag("help") else {
                let topic = (word == "help" ? [] : [word].compactMap { $0 }) + arguments.words
                return try Help(offered: offered, terminal: terminal).show(
                    topic.isEmpty ? nil : topic.joined(separator: " "))
            }
            if let made = try itself(word, &arguments, terminal) { return made }
            let project = try ProjectFile.find(from: directory)
            if operation == nil { Self.fill(&arguments, word, from: project) }
            let session = Session(
                terminal: terminal, connection: connection(&arguments, operation, project), offered: offered,
                environment: environment, directory: directory)
            guard Self.option("watch", &arguments, operation) else {
                return try await run(word, operation, arguments, session)
            }
            return try await watch(word, operation, arguments, session)
        } catch {
            tell(error, terminal)
            return error.code == "cli.usage" ? 1 : error.kind.exitCode
        }
    }

    private func operation(_ context: String, _ name: String) -> Offered? {
        offered.first { $0.contract.name == "\(context).\(name)" }
    }

    private func run(
        _ word: String, _ operation: Offered?, _ given: Arguments, _ session: Session
    ) async throws(Fault) -> Int32 {
        var arguments = given
        if let next = arguments.words.first, let flow = Self.flows["\(word) \(next)"] {
            _ = arguments.next()
            return try await flow(&arguments, session)
        }
        if let verb = Self.verbs[word], operation == nil { return try await verb(&arguments, session) }
        return try await Generated(session).run(word, &arguments)
    }

    /// What needs no server: nil for everything else.
    private func itself(
        _ word: String, _ arguments: inout Arguments, _ terminal: Terminal
    ) throws(Fault) -> Int32? {
        switch word {
        case "completion":
            guard let shell = arguments.next(), let script = ShellScripts.script(for: shell) else {
                throw .usage("plumb completion bash, zsh or fish.")
            }
            try arguments.finish()
            terminal.print(String(script.dropLast()))
        case "api":
            let language = arguments.next()
            let file = language == "changes" ? arguments.next() : nil
            try arguments.finish()
            switch language {
            case "openapi": terminal.print(OpenAPIDocument(offered, version: version).json.pretty())
            case "changes": try tellChanges(since: file, terminal)
            case "python": terminal.print(String(PythonClient(offered, version: version).text.dropLast()))
            case "typescript":
                terminal.print(String(TypeScriptClient(offered, version: version).text.dropLast()))
            default: throw .usage("plumb api python, typescript, openapi or changes.")
            }
        case "man":
            try arguments.finish()
            terminal.print(String(ManualPage(offered: offered, version: version).text().dropLast()))
        default: return nil
        }
        return 0
    }

    /// The record of changes, or what is different from an older document in a file.
    private func tellChanges(since file: String?, _ terminal: Terminal) throws(Fault) {
        guard let file else { return terminal.print(APIChangelog.recorded.text) }
        let old: JSON
        do { old = try JSON(parsing: try readFile(file)) } catch {
            throw .usage("\(file) is not a document of the API: \(error.message)")
        }
        guard old["openapi"] != nil else {
            throw .usage("\(file) is not a document of the API. Take one from /openapi.json.")
        }
        let now = OpenAPIDocument(offered, version: version).json
        let changes = APIComparison(from: old, to: now).changes
        terminal.print(
            changes.isEmpty ? "Nothing has changed." : changes.map(\.description).joined(separator: "\n"))
    }

    // MARK: - What every command understands

    /// `--name` as an option of every command, and not as the operation's field of that name.
    private static func option(_ name: String, _ arguments: inout Arguments, _ operation: Offered?) -> Bool {
        operation?.request.fields.contains { $0.name == name } != true && arguments.flag(name)
    }

    /// Nil for a format that is none.
    private static func format(_ arguments: inout Arguments, _ operation: Offered?) -> Terminal.Format? {
        let isJSON = option("json", &arguments, operation)
        guard operation?.request.fields.contains(where: { $0.name == "output" }) != true,
            arguments.flag("output")
        else { return isJSON ? .json : .table }
        return arguments.value("output").flatMap { Terminal.Format(rawValue: $0) }
    }

    /// Where a verb wants a workspace and none is typed, it is the project's.
    private static func fill(_ arguments: inout Arguments, _ word: String, from project: ProjectFile?) {
        guard let project, let workspace = project.workspace,
            let entry = VerbEntry.all.first(where: { $0.spellings.contains([word]) }),
            entry.takes.first == .workspace, arguments.value("workspace") == nil,
            arguments.value("project") == nil, !arguments.flag("all")
        else { return }
        let first = arguments.words.first
        if case .oneOf(let inner)? = entry.takes.dropFirst().first, let first, inner.contains(first) {
            arguments.insert([workspace])
        } else if entry.takes.dropFirst().first == .directory, let first,
            first.hasPrefix(".") || first.hasPrefix("/")
        {
            arguments.insert([workspace])
        } else if first == nil {
            let takesDirectory = word == "deploy" && arguments.value("blueprint") == nil
            arguments.insert(takesDirectory ? [workspace, project.directory] : [workspace])
        }
    }

    /// The server: `--url`, else PLUMB_URL, else the project's, else what `plumb login` kept, else this
    /// machine's usual port. Where an operation has a field of such a name, the option is the field's.
    private func connection(
        _ arguments: inout Arguments, _ operation: Offered?, _ project: ProjectFile?,
        deadline: Duration = .seconds(300)
    ) -> Connection {
        func given(_ name: String) -> String? {
            let isField = operation?.request.fields.contains { $0.name == name } == true
            return isField ? nil : arguments.value(name)
        }
        let kept = Credentials(environment).read()
        let url =
            given("url") ?? environment["PLUMB_URL"] ?? project?.server ?? kept?.url
            ?? "http://127.0.0.1:8420"
        // A kept token belongs to the server that gave it.
        let keptToken = kept?.url == url ? kept?.token : nil
        return Connection(
            url: url, token: given("token") ?? environment["PLUMB_TOKEN"] ?? keptToken,
            caBundle: environment["PLUMB_CA"], deadline: deadline)
    }

    /// The same again every two seconds, until it is interrupted or fails.
    private func watch(
        _ word: String, _ operation: Offered?, _ arguments: Arguments, _ session: Session
    ) async throws(Fault) -> Int32 {
        let reads =
            operation.map { $0.contract.effect == .query } ?? Self.readers.contains(word)
            || Self.readers.contains("\(word) \(arguments.words.first ?? "")")
        guard reads else { throw .usage("--watch is for what only reads; `\(word)` changes something.") }
        while true {
            session.terminal.clear()
            let code = try await run(word, operation, arguments, session)
            // Answers for programs follow each other; nobody looks at exit codes meanwhile.
            guard code == 0 || code == 2 else { return code }
            try await faulting("cli.watch") { try await Task.sleep(for: .seconds(2)) }
        }
    }

    /// Verbs that change nothing.
    static let readers: Set = [
        "status", "whoami", "runs", "plan", "project list", "workspace list", "workspace show",
        "blueprint list", "inventory list", "inventory coverage", "policy packs",
    ]

    // MARK: - Completion

    /// What may come next after these words, the last of which is being typed; nobody waits long for it.
    public func candidates(_ words: [String]) async -> [(word: String, help: String)]? {
        guard case .candidates(let found) = await completion().answer(words) else { return nil }
        return found.map { ($0.word, $0.help) }
    }

    private func completion() -> Completion {
        var none = Arguments([])
        var project: ProjectFile?
        do throws(Fault) { project = try ProjectFile.find(from: directory) } catch {
            // A command itself will tell what is wrong with it.
        }
        let names = ServerNames(connection: connection(&none, nil, project, deadline: .seconds(2)))
        return Completion(
            offered: offered, settings: settings, lookUp: names.candidates(_:),
            lookUpField: names.candidates(field:))
    }

    private func complete(_ words: [String]) async -> Int32 {
        let terminal = Terminal(.table, environment: environment)
        switch await completion().answer(words.isEmpty ? [""] : words) {
        case .files: terminal.print(":files")
        case .directories: terminal.print(":directories")
        case .candidates(let found):
            for one in found { terminal.print(one.help.isEmpty ? one.word : "\(one.word)\t\(one.help)") }
        }
        return 0
    }

    private func tell(_ fault: Fault, _ terminal: Terminal) {
        if terminal.isJSON {
            let problems = fault.problems.map {
                ["path": .string($0.path), "message": .string($0.message)] as JSON
            }
            terminal.json([
                "error": [
                    "code": .string(fault.code.rawValue), "message": .string(fault.message),
                    "problems": .array(problems),
                ]
            ])
            return
        }
        terminal.note(terminal.paintNote("plumb: ", .red) + fault.message)
        for problem in fault.problems {
            terminal.note("  " + (problem.path.isEmpty ? "" : problem.path + ": ") + problem.message)
        }
        if fault.kind == .unauthenticated {
            terminal.note("  Sign in with `plumb login`, or set PLUMB_TOKEN.")
        }
        if fault.code == "http.unreachable" {
            terminal.note("  Start a server with `plumb serve`, or name one with --url or PLUMB_URL.")
        }
    }

    /// Of two words; before an operation of that name, which stays to be had by its route.
    static let flows: [String: Verb] = [
        "inventory discover": InventoryVerbs.discover, "inventory list": InventoryVerbs.list,
        "inventory coverage": InventoryVerbs.coverage,
    ]

    static let verbs: [String: Verb] = [
        "setup": Entering.setUp, "login": Entering.login, "logout": Entering.logout,
        "whoami": Entering.whoAmI,
        "status": Entering.status,
        "deploy": Deploying.deploy, "destroy": Deploying.destroy, "approve": Deploying.approve,
        "override": Deploying.override, "policy": PolicyVerbs.run,
        "reject": Deploying.reject, "cancel": Deploying.cancel, "rollback": Deploying.rollBack,
        "logs": Deploying.logs, "plan": Deploying.plan, "runs": Deploying.runs,
        "state": StateVerbs.run, "drift": DriftVerbs.scan, "scan": DriftVerbs.scan, "fix": DriftVerbs.fix,
        "adopt": DriftVerbs.adopt, "watch": DriftVerbs.watch,
        "blueprint": BlueprintVerbs.run, "workspace": PlaceVerbs.workspace, "project": PlaceVerbs.project,
        "signing-key": KeyVerbs.run,
        "demo": Demonstration.run, "init": Initializing.run,
    ]
}
