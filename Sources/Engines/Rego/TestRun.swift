import RegoSyntax

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
                        of: query, text, module.file, Int(rule.location.row), name.hasPrefix("todo_"), options
                    ))
            }
        }
        return outcomes
    }

    private func outcome(
        of query: Query, _ name: String, _ file: String, _ row: Int, _ isSkipped: Bool,
        _ options: EvaluationOptions
    ) -> TestOutcome {
        var verdict = TestOutcome.Verdict.skipped
        options.surroundings.notes = []
        if !isSkipped {
            do throws(EvaluationFault) {
                let holds = try query.withAnswers(.none, options: options) { answers in
                    answers.contains { $0["result"] != .false }
                }
                verdict = holds ? .passed : .failed
            } catch {
                verdict = .error(error.text)
            }
        }
        return TestOutcome(
            name: name, file: file, row: row, verdict: verdict, notes: options.surroundings.notes)
    }
}
