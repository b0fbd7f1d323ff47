import Values

/// One scenario over one plan: what its steps have found so far, and what they say.
struct ScenarioRun {
    enum State { case passed, failed, skipped }

    let facts: PlanFacts
    let tags: ScenarioTags
    let match: CaseMatch
    private(set) var state = State.passed
    /// What was told, a line each.
    private(set) var lines: [String] = []
    /// How many steps ended in each state.
    private(set) var counts: [State: Int] = [:]
    private var line = 0

    /// What the scenario has come down to: entries with an address, a type and values, or bare values.
    var stash: [JSON] = []
    /// How many there are, once they were counted.
    var count: Int?
    /// Everything that was given.
    var given: [JSON] = []
    /// `resource`, `data`, `provider`, `variable` or `output`.
    var type = ""
    var name = ""
    var property = ""
    var addresses: [String] = []
    /// The entry that is looked at.
    var address: String?

    init(_ facts: PlanFacts, _ tags: ScenarioTags) {
        self.facts = facts
        self.tags = tags
        match = CaseMatch(isCaseSensitive: tags.isCaseSensitive)
    }

    /// Steps after one that failed or was skipped are skipped too.
    mutating func run(_ scenario: Feature.Scenario) {
        for step in scenario.steps {
            if state == .passed {
                line = step.line
                perform(step)
                counts[state, default: 0] += 1
            } else {
                counts[.skipped, default: 0] += 1
            }
        }
    }

    private mutating func perform(_ step: Feature.Step) {
        if let warns = tags.warns, let unskipped = tags.neverSkips {
            state = .failed
            lines.append("Failure: @\(warns) and @\(unskipped) tags can not be used at the same time.")
            return
        }
        guard let action = Sentence.action(step) else { return fail("There is no step \(step.sentence)") }
        action(&self)
    }

    /// The step has failed; it may fail more than once.
    mutating func fail(_ message: String) {
        lines.append("\(tags.warns ?? "Failure"): \(message)")
        state = tags.warns == nil ? .failed : .skipped
    }

    /// There is nothing to do for the step, nor for those after it.
    mutating func skip(_ message: String) {
        guard state == .passed else { return }
        if tags.mustRun(line) { return fail(message) }
        lines.append("SKIPPING: \(message)")
        state = .skipped
    }

    /// A pattern that the step has written; the step fails when it is none.
    mutating func pattern(_ text: String) -> StartPattern? {
        if let pattern = StartPattern(text, isCaseSensitive: match.isCaseSensitive) { return pattern }
        fail("\(text) is not an expression")
        return nil
    }

    /// An entry of the stash with its address, type and values; a bare value is its own address.
    func whole(_ entry: JSON) -> JSON {
        if entry["values"] != nil, entry["address"] != nil, entry["type"] != nil { return entry }
        return ["values": entry, "address": .string(entry.said), "type": .string(name)]
    }

    func entry(_ address: String, _ values: JSON) -> JSON {
        ["address": .string(address), "values": values, "type": .string(name)]
    }
}
