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
        let time: Int
        let values: [(name: String, text: String)]
    }

    private(set) var events: [Event] = []
    private(set) var isCut = false
    private let limit: Int
    private let clock: (() -> Int)?

    init(limit: Int, clock: (() -> Int)?) {
        self.limit = limit
        self.clock = clock
    }

    func note(
        _ step: Instruction, _ procedure: Procedure, _ machine: Machine, _ frame: UnsafeMutablePointer<Value>,
        _ store: CodeStore
    ) {
        guard events.count < limit else {
            isCut = true
            return
        }
        let kind: Event.Kind =
            switch step.operation {
            case .mark: .rule
            case .explainBegin: .begin
            default: .end
            }
        var values: [(name: String, text: String)] = []
        if kind == .end {
            for (name, register) in store.shown[Int(step.b)] {
                values.append((name, String(frame[Int(register)].text.prefix(200))))
            }
        }
        events.append(
            Event(
                kind: kind, module: procedure.module, row: Int(step.a), group: machine.group,
                depth: machine.depth, time: clock?() ?? 0, values: values))
    }
}
