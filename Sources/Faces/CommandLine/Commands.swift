import Bus
import Faults
import Values

/// The command line: a verb for each main flow, and every operation by its own name.
public struct Commands: Sendable {
    let offered: [Offered]
    let environment: [String: String]
    let version: String

    public init(_ offered: [Offered], environment: [String: String], version: String) {
        self.offered = offered.filter { $0.contract.route != nil }
        self.environment = environment
        self.version = version
    }

    /// A session of one command with everything that its verbs use.
    struct Session: Sendable {
        let terminal: Terminal
        let connection: Connection
        let offered: [Offered]
        let environment: [String: String]
    }

    typealias Verb = @Sendable (inout Arguments, Session) async throws(Fault) -> Int32

    /// Runs one command; the exit code is 0, 2 for “there are differences”, or the fault's own.
    public func run(_ raw: [String]) async -> Int32 {
        var arguments = Arguments(raw)
        let terminal = Terminal(isJSON: arguments.flag("json"), environment: environment)
        do throws(Fault) {
            if raw == ["--version"] || raw == ["version"] {
                terminal.print("plumb \(version)")
                return 0
            }
            let word = arguments.next()
            guard let word, word != "help", !arguments.flag("help") else {
                let topic = word == "help" ? arguments.next() : word
                return try Help(offered: offered, terminal: terminal).show(topic)
            }
            let operation = arguments.words.first.flatMap { next in
                offered.first { $0.contract.name == "\(word).\(next)" }
            }
            let session = Session(
                terminal: terminal, connection: connection(&arguments, operation), offered: offered,
                environment: environment)
            if let next = arguments.words.first, let flow = Self.flows["\(word) \(next)"] {
                _ = arguments.next()
                return try await flow(&arguments, session)
            }
            if let verb = Self.verbs[word], operation == nil { return try await verb(&arguments, session) }
            return try await Generated(session).run(word, &arguments)
        } catch {
            tell(error, terminal)
            return error.code == "cli.usage" ? 1 : error.kind.exitCode
        }
    }

    /// The server: `--url`, else PLUMB_URL, else what `plumb login` kept, else this machine's usual port.
    /// Where an operation has a field of such a name, the option is the field's.
    private func connection(_ arguments: inout Arguments, _ operation: Offered?) -> Connection {
        func given(_ name: String) -> String? {
            let isField = operation?.request.fields.contains { $0.name == name } == true
            return isField ? nil : arguments.value(name)
        }
        let kept = Credentials(environment).read()
        let url = given("url") ?? environment["PLUMB_URL"] ?? kept?.url ?? "http://127.0.0.1:8420"
        // A kept token belongs to the server that gave it.
        let keptToken = kept?.url == url ? kept?.token : nil
        return Connection(
            url: url, token: given("token") ?? environment["PLUMB_TOKEN"] ?? keptToken,
            caBundle: environment["PLUMB_CA"])
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
        terminal.note(terminal.paint("plumb: ", .red) + fault.message)
        for problem in fault.problems {
            terminal.note("  " + (problem.path.isEmpty ? "" : problem.path + ": ") + problem.message)
        }
        if fault.kind == .unauthenticated {
            terminal.note("  Sign in with `plumb login`, or set PLUMB_TOKEN.")
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
        "demo": Demonstration.run,
    ]
}
