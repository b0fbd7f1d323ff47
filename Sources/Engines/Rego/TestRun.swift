import RegoSyntax
import Values

/// What became of a rule whose name begins with `test_`.
public struct TestOutcome: Sendable {
    /// How a test ended. One whose name begins with `todo_test_` is left out.
    public enum Verdict: Sendable, Equatable { case passed, failed, skipped, error(String) }

    public let name: String
    public let file: String
    public let row: Int
    public let verdict: Verdict
    /// What it printed.
    public let notes: [Note]
}

extension Policy {
    /// Runs every test of the modules, in the order in which they are written. A test passes when its rule
    /// has a value other than `false`.
    public func runTests(options: EvaluationOptions = EvaluationOptions()) throws(Problems) -> [TestOutcome] {
        var ignored: [String: Explanation.Coverage] = [:]
        return try runTests(options, gathering: &ignored)
    }

    /// As `runTests`, with the rows of every module that tests looked at. The policy must be compiled with
    /// `isTraced`; otherwise none were.
    public func runTestsCovering(
        options: EvaluationOptions = EvaluationOptions()
    ) throws(Problems) -> (outcomes: [TestOutcome], coverage: [FileCoverage]) {
        var seen: [String: Explanation.Coverage] = [:]
        let outcomes = try runTests(options, gathering: &seen)
        return (outcomes, modules.map { FileCoverage($0, seen[$0.file]?.seen ?? []) })
    }

    private func runTests(
        _ options: EvaluationOptions, gathering coverage: inout [String: Explanation.Coverage]
    ) throws(Problems) -> [TestOutcome] {
        var outcomes: [TestOutcome] = []
        var seen: Set<String> = []
        for module in modules {
            for rule in module.rules {
                guard let name = rule.head.ref[0].variable, rule.head.arguments == nil,
                    name.hasPrefix("test_") || name.hasPrefix("todo_test_")
                else { continue }
                let path = module.package.path + [Term(.string(name))]
                let text = Term(.ref(path)).refText
                guard seen.insert(text).inserted else { continue }
                let query = try query(text + " = result")
                outcomes.append(
                    outcome(
                        of: query, text, module.file, Int(rule.location.row), name.hasPrefix("todo_"),
                        options,
                        &coverage))
            }
        }
        return outcomes
    }

    private func outcome(
        of query: Query, _ name: String, _ file: String, _ row: Int, _ isSkipped: Bool,
        _ options: EvaluationOptions, _ coverage: inout [String: Explanation.Coverage]
    ) -> TestOutcome {
        var verdict = TestOutcome.Verdict.skipped
        options.surroundings.notes = []
        if !isSkipped {
            do throws(EvaluationFault) {
                let answers: [JSON]
                if self.options.isTraced {
                    let (found, explanation) = try query.explain(.none, options: options, limit: 10_000_000)
                    for (file, rows) in explanation.coverage {
                        coverage[file, default: Explanation.Coverage()].seen.formUnion(rows.seen)
                        coverage[file, default: Explanation.Coverage()].held.formUnion(rows.held)
                    }
                    answers = found
                } else {
                    answers = try query.evaluate(.none, options: options)
                }
                let holds = answers.contains { $0["result"] != .bool(false) }
                verdict = holds ? .passed : .failed
            } catch {
                verdict = .error(error.text)
            }
        }
        return TestOutcome(
            name: name, file: file, row: row, verdict: verdict, notes: options.surroundings.notes)
    }
}
