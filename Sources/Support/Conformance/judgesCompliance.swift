import Patterns
import Values

/// Real plans under scenarios, which tell in sentences what a plan must have: whether any fails, and what the
/// run says. Of its words those count that a case names: each expression that is expected matches the run's
/// lines somewhere, and none does that is not.
let judgesCompliance: [Judge] = [
    Judge("tfplan-compliance", folder: "tfplan", file: "compliance", judgeCompliance)
]

@Sendable private func judgeCompliance(_ sample: JSON) -> String? {
    guard let plan = sample["plan"], let text = sample["feature"]?.stringValue,
        let fails = sample["expect_failure"]?.boolValue
    else { return "the case can't be read" }
    let facts = PlanFacts(plan)
    let runs = Feature(text).scenarios.map { scenario in
        var run = ScenarioRun(facts, ScenarioTags(scenario.tags))
        run.run(scenario)
        return run
    }
    let told = runs.flatMap(\.lines)
    if runs.contains(where: { $0.state == .failed }) != fails {
        return "wanted \(fails ? "a failure" : "no failure"), was told \(told)"
    }
    let lines = told.map { "    * \($0)" } + summary(runs)
    for (key, isWanted) in [("expected_regex", true), ("unexpected_regex", false)] {
        for expression in sample[key]?.arrayValue?.compactMap(\.stringValue) ?? [] {
            do {
                let pattern = try Pattern("(?m)" + expression)
                if lines.contains(where: pattern.matches) != isWanted {
                    return "\(isWanted ? "nobody" : "somebody") tells \(expression): \(told)"
                }
            } catch {
                return "\(expression): \(error)"
            }
        }
    }
    return nil
}

/// How many scenarios and steps passed, failed and were skipped.
private func summary(_ runs: [ScenarioRun]) -> [String] {
    func line(_ count: (ScenarioRun.State) -> Int, _ noun: String) -> String {
        let (passed, failed, skipped) = (count(.passed), count(.failed), count(.skipped))
        let others = [(failed, "failed"), (skipped, "skipped")].filter { $0.0 > 0 }
        let parts = ["\(passed) passed"] + others.map { "\($0.0) \($0.1)" }
        return "\(passed + failed + skipped) \(noun) (\(parts.joined(separator: ", ")))"
    }
    return [
        line({ state in runs.count { $0.state == state } }, "scenarios"),
        line({ state in runs.reduce(0) { $0 + ($1.counts[state] ?? 0) } }, "steps"),
    ]
}
