/// What an evaluation did, step by step, for coverage, profiles and explanations.
final class Trace {
    /// Something that happened.
    struct Event {
        enum Kind { case rule, begin, end }
        let kind: Kind
        let module: Int
        let row: Int
        let group: Int
        let depth: Int
    }

    private(set) var events: [Event] = []
    let limit: Int

    init(limit: Int) { self.limit = limit }

    func note(
        _ step: Instruction, _ procedure: Procedure, _ machine: Machine, _ frame: UnsafeMutablePointer<Value>
    ) {
        guard events.count < limit else { return }
        let kind: Event.Kind =
            switch step.operation {
            case .mark: .rule
            case .explainBegin: .begin
            default: .end
            }
        events.append(
            Event(
                kind: kind, module: procedure.module, row: Int(step.a), group: machine.group,
                depth: machine.depth))
    }
}
