import CommandLine
import Faults
import FoundationEssentials
import Rego
import RegoBuiltIns
import RegoSyntax
import Values

/// `plumb policy`: Rego policies in files, without a server.
func policy(_ raw: [String], _ environment: [String: String]) async -> Int32 {
    var arguments = Arguments(raw)
    let terminal = Terminal(isJSON: arguments.flag("json"), environment: environment)
    let run = PolicyCommand(terminal: terminal, environment: environment)
    do throws(Fault) {
        switch arguments.next() {
        case "fmt": return try run.format(&arguments)
        case "check": return try run.check(&arguments)
        case "test": return try run.test(&arguments)
        case "eval": return try run.evaluate(&arguments, explains: false)
        case "explain": return try run.evaluate(&arguments, explains: true)
        default:
            throw PolicySources.usage(
                "plumb policy fmt FILES [--write|--check] | check PATHS [--strict] | test PATHS [--coverage] | "
                    + "eval QUERY PATHS [--input FILE] [--profile] [--partial [--unknowns input.a,data.b]] | "
                    + "explain QUERY PATHS [--input FILE]")
        }
    } catch {
        for problem in error.problems where !terminal.isJSON { terminal.note(problem.message) }
        return refuse(error, terminal)
    }
}

/// The verbs over Rego in files.
struct PolicyCommand {
    let terminal: Terminal
    let environment: [String: String]

    private func reading(_ arguments: inout Arguments) -> ParserOptions {
        var options = ParserOptions()
        options.isVersion1 = !arguments.flag("v0-compatible")
        return options
    }

    private func words(_ arguments: inout Arguments) throws(Fault) -> [String] {
        var words: [String] = []
        while let word = arguments.next() { words.append(word) }
        try arguments.finish()
        return words
    }

    /// What a policy may know of the world here: the time and the environment's variables, no network.
    private var surroundings: EvaluationOptions {
        var options = EvaluationOptions()
        options.surroundings = Surroundings(
            now: Int(Date().timeIntervalSince1970 * 1e9), environment: environment,
            timeZone: { name in
                guard !name.contains("..") else { return nil }
                return FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name).map(Array.init)
            })
        return options
    }

    /// Exit code 3 when `--check` finds a file that would change.
    func format(_ arguments: inout Arguments) throws(Fault) -> Int32 {
        let options = reading(&arguments)
        let (writes, checks) = (arguments.flag("write"), arguments.flag("check"))
        let files = try words(&arguments)
        if files.isEmpty { throw PolicySources.usage("Say which files.") }
        var changed = 0
        for file in files {
            let bytes = try PolicySources.read(file)
            let text: String
            do throws(Problems) {
                text = Formatter.format(try Module(parsing: bytes, file: file, options: options))
            } catch {
                throw PolicySources.refused(error.all)
            }
            let isSame = Array(text.utf8) == bytes
            if !isSame { changed += 1 }
            if checks {
                if !isSame { terminal.print(file) }
            } else if writes {
                guard isSame || FileManager.default.createFile(atPath: file, contents: Data(text.utf8)) else {
                    throw Fault(.unavailable, "cli.not_written", "\(file) can't be written.")
                }
                if !isSame { terminal.print(file) }
            } else {
                terminal.print(text.hasSuffix("\n") ? String(text.dropLast()) : text)
            }
        }
        return checks && changed > 0 ? 3 : 0
    }

    func check(_ arguments: inout Arguments) throws(Fault) -> Int32 {
        let options = reading(&arguments)
        var compiling = CompilerOptions()
        compiling.isStrict = arguments.flag("strict")
        let sources = try PolicySources(try words(&arguments), options)
        _ = try sources.compile(compiling)
        if !terminal.isJSON { terminal.print("\(sources.modules.count) modules are right.") }
        return 0
    }

    /// Exit code 3 when a test fails.
    func test(_ arguments: inout Arguments) throws(Fault) -> Int32 {
        let options = reading(&arguments)
        var compiling = CompilerOptions()
        compiling.printing = true
        let isCovering = arguments.flag("coverage")
        compiling.isTraced = isCovering
        let policy = try PolicySources(try words(&arguments), options).compile(compiling)
        let (outcomes, coverage): ([TestOutcome], [FileCoverage])
        do throws(Problems) {
            (outcomes, coverage) = try policy.runTestsCovering(options: surroundings)
        } catch {
            throw PolicySources.refused(error.all)
        }
        var failed = 0
        for outcome in outcomes {
            let (word, colour): (String, Terminal.Colour)
            switch outcome.verdict {
            case .passed: (word, colour) = ("pass", .green)
            case .skipped: (word, colour) = ("skip", .yellow)
            case .failed: (word, colour) = ("FAIL", .red)
            case .error(let text): (word, colour) = ("FAIL " + text, .red)
            }
            if colour == .red { failed += 1 }
            if !terminal.isJSON {
                terminal.print(
                    "\(terminal.paint(word, colour))  \(outcome.name)  \(outcome.file):\(outcome.row)")
                for note in outcome.notes { terminal.print("      \(note.text)") }
            }
        }
        let rules = isCovering ? coverage.filter { !$0.isTest } : []
        if terminal.isJSON {
            terminal.json(report(outcomes, rules, failed))
        } else {
            for one in rules {
                let missed =
                    one.missed.isEmpty
                    ? "" : "  not row " + one.missed.map(String.init).joined(separator: ", ")
                terminal.print("\(Int(one.share * 100)) %  \(one.file)\(missed)")
            }
            terminal.print("\(outcomes.count - failed) of \(outcomes.count) tests pass.")
        }
        return failed == 0 ? 0 : 3
    }

    private func report(_ outcomes: [TestOutcome], _ coverage: [FileCoverage], _ failed: Int) -> JSON {
        [
            "tests": .array(
                outcomes.map { outcome in
                    [
                        "name": .string(outcome.name), "file": .string(outcome.file),
                        "row": JSON(outcome.row), "verdict": .string("\(outcome.verdict)"),
                    ]
                }), "failed": JSON(failed),
            "coverage": .array(
                coverage.map { one in
                    [
                        "file": .string(one.file), "covered": .array(one.covered.map { JSON($0) }),
                        "missed": .array(one.missed.map { JSON($0) }),
                    ]
                }),
        ]
    }

    /// Exit code 6 when the query is undefined.
    func evaluate(_ arguments: inout Arguments, explains: Bool) throws(Fault) -> Int32 {
        let options = reading(&arguments)
        let input = arguments.value("input")
        let isProfiled = arguments.flag("profile")
        let (isPartial, unknowns) = (arguments.flag("partial"), arguments.value("unknowns"))
        var rest = try words(&arguments)
        guard !rest.isEmpty else {
            throw PolicySources.usage("Say which query, such as data.terraform.deny.")
        }
        let text = rest.removeFirst()
        var compiling = CompilerOptions()
        compiling.isTraced = explains || isProfiled
        compiling.printing = true
        let policy = try PolicySources(rest, options).compile(compiling)
        let about: Input
        if let input {
            about = .document(try JSONDocument(parsing: try PolicySources.read(input)))
        } else {
            about = .none
        }
        if isPartial || unknowns != nil {
            return try evaluatePartially(text, policy, about, unknowns: unknowns ?? "input", options)
        }
        let query: Query
        do throws(Problems) { query = try Self.query(text, policy, options) } catch {
            throw PolicySources.refused(error.all)
        }
        let settings = surroundings
        do throws(EvaluationFault) {
            let answers: [JSON]
            if explains || isProfiled {
                let begin = ContinuousClock.now
                let (found, explanation) = try query.explain(about, options: settings, limit: 1_000_000) {
                    let spent = (ContinuousClock.now - begin).components
                    return Int(spent.seconds) * 1_000_000_000 + Int(spent.attoseconds / 1_000_000_000)
                }
                answers = found
                if explains { show(explanation) }
                if isProfiled { showCosts(explanation) }
            } else {
                answers = try query.evaluate(about, options: settings)
            }
            for note in settings.surroundings.notes {
                terminal.note("\(note.file):\(note.row): \(note.text)")
            }
            // A query of several expressions answers with its variables.
            let results = answers.map { $0["result"] ?? $0 }
            guard !results.isEmpty else {
                terminal.isJSON ? terminal.json([]) : terminal.print("undefined")
                return 6
            }
            for result in results { terminal.print(result.pretty()) }
            return 0
        } catch {
            throw Fault(.invalid, "policy.not_evaluated", error.text)
        }
    }

    /// Prints what is left of a query while parts of its input or data are unknown, as Rego. Exit code 6 when
    /// nothing unknown could make it hold.
    private func evaluatePartially(
        _ text: String, _ policy: Policy, _ about: Input, unknowns: String, _ options: ParserOptions
    ) throws(Fault) -> Int32 {
        let (query, answer): (PartialQuery, PartialAnswer)
        let paths = unknowns.split(separator: ",").map(String.init)
        do throws(Problems) { query = try policy.partialQuery(text, unknowns: paths, options: options) } catch
        {
            throw PolicySources.refused(error.all)
        }
        do throws(EvaluationFault) { answer = try query.evaluate(about, options: surroundings) } catch {
            throw Fault(.invalid, "policy.not_evaluated", error.text)
        }
        if terminal.isJSON {
            terminal.json(answer.json)
        } else if answer.isNever {
            terminal.print("undefined")
        } else {
            for (number, one) in answer.queries.enumerated() {
                terminal.print(
                    "# Query \(number + 1)\n\(one.isEmpty ? "true" : one.joined(separator: "\n"))\n")
            }
            for (number, module) in answer.support.enumerated() {
                terminal.print("# Support module \(number + 1)\n\(module.text)")
            }
        }
        return answer.isNever ? 6 : 0
    }

    /// The query; what a single term is gets the name `result`.
    private static func query(
        _ text: String, _ policy: Policy, _ options: ParserOptions
    ) throws(Problems) -> Query {
        let body = try Expression.query(text, options: options)
        if body.count == 1, !body[0].isNegated, body[0].with.isEmpty {
            switch body[0].kind {
            case .term: return try policy.query("result = " + text, options: options)
            case .call(let terms) where terms[0].variable != "eq" && terms[0].variable != "assign":
                return try policy.query("result = " + text, options: options)
            default: break
            }
        }
        return try policy.query(text, options: options)
    }

    /// What each row cost, the dearest first.
    private func showCosts(_ explanation: Explanation) {
        for cost in explanation.profile.prefix(25) {
            let place = cost.file.isEmpty ? "the query" : "\(cost.file):\(cost.row)"
            terminal.note("\(cost.nanoseconds / 1000) µs  \(cost.evaluations) times  \(place)")
        }
    }

    private func show(_ explanation: Explanation) {
        for step in explanation.steps {
            let mark = terminal.paint(step.held ? "✓" : "✗", step.held ? .green : .red)
            let indent = String(repeating: "  ", count: step.depth)
            let values = step.values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
            let rule = step.rule.isEmpty ? "" : " \(step.rule)"
            let place = step.file.isEmpty ? "the query" : "\(step.file):\(step.row)"
            terminal.note(
                "\(indent)\(mark) \(place)\(rule)"
                    + (values.isEmpty ? "" : "  " + terminal.paint(values.joined(separator: ", "), .grey)))
        }
        if explanation.isCut { terminal.note("… and more") }
    }
}
