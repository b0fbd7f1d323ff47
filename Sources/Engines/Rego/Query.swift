import RegoSyntax
public import Values

/// A query that is ready to be asked, from everywhere at once.
///
/// Unchecked: nothing in it changes once it is made.
public final class Query: @unchecked Sendable {
    let policy: Policy
    private let heap: Heap
    private let code: CodeStore
    private let procedure: Procedure

    init(_ policy: Policy, _ body: Body) throws(Problems) {
        self.policy = policy
        heap = Heap()
        let compiler = Compiler(asking: policy, heap: heap)
        guard let made = compiler.query(body, imports: [:], package: []) else {
            throw Problems(compiler.problems)
        }
        code = compiler.code
        procedure = made.0
    }

    /// The bindings of the query's variables, one object for each answer; none when it is undefined.
    public func evaluate(
        _ input: Input, options: EvaluationOptions = EvaluationOptions()
    ) throws(EvaluationFault) -> [JSON] {
        try withAnswers(input, options: options) { answers in answers.map(\.json) }
    }

    /// As `evaluate`, with how each answer came about. The policy must be compiled with `isTraced`; otherwise
    /// there is nothing to tell. `clock` tells nanoseconds; without it costs are counts.
    public func explain(
        _ input: Input, options: EvaluationOptions = EvaluationOptions(), limit: Int = 100_000,
        clock: (() -> Int)? = nil
    ) throws(EvaluationFault) -> (answers: [JSON], explanation: Explanation) {
        let trace = Trace(limit: limit, clock: clock)
        let answers = try withAnswers(input, options: options, trace: trace) { all in all.map(\.json) }
        return (answers, Explanation(trace, policy.store))
    }

    /// As `evaluate`, with the values in place; they are valid within `body` only.
    public func withAnswers<T>(
        _ input: Input, options: EvaluationOptions = EvaluationOptions(),
        _ body: ([Value]) throws(EvaluationFault) -> T
    ) throws(EvaluationFault) -> T {
        try withAnswers(input, options: options, trace: nil, body)
    }

    private func withAnswers<T>(
        _ input: Input, options: EvaluationOptions, trace: Trace?,
        _ body: ([Value]) throws(EvaluationFault) -> T
    ) throws(EvaluationFault) -> T {
        try policy.borrow { machine throws(EvaluationFault) in
            machine.limits = options.limits
            machine.heap.limit = options.limits.memory
            machine.surroundings = options.surroundings
            machine.isStrict = options.isStrict
            let value = try value(of: input, machine)
            machine.prepare(input: value, data: policy.base.value)
            machine.trace = trace
            guard Machine.stackSize > procedure.size else {
                throw EvaluationFault(
                    code: "eval_depth_error", message: "the query is too large", file: "", row: 0, rule: "")
            }
            _ = try machine.run(procedure, machine.stack, code)
            return try body(machine.bindings)
        }
    }

    private func value(of input: Input, _ machine: Machine) throws(EvaluationFault) -> Value {
        switch input {
        case .none: return .undefined
        case .json(let json): return machine.heap.value(json)
        case .document(let document): return machine.heap.lazily(document)
        case .term(let text):
            do throws(Problems) {
                let body = try Expression.query(text)
                guard body.count == 1, case .term(let term) = body[0].kind,
                    let value = machine.heap.value(of: term)
                else {
                    throw Problems([
                        Problem("rego_parse_error", "the input is not a ground term", file: "", Location())
                    ])
                }
                return value
            } catch {
                throw EvaluationFault(
                    code: "rego_parse_error", message: error.all[0].message, file: "", row: 0, rule: "")
            }
        }
    }
}

extension Heap {
    /// The value of a ground term; nil for others.
    func value(of term: Term) -> Value? {
        switch term.kind {
        case .null: return .null
        case .boolean(let value): return Value(value)
        case .number(let text): return number(checked: text)
        case .string(let text): return string(text)
        case .array(let terms):
            let values = terms.compactMap(value)
            return values.count == terms.count ? array(values) : nil
        case .set(let terms):
            let values = terms.compactMap(value)
            return values.count == terms.count ? set(values) : nil
        case .object(let members):
            let values = members.compactMap { one in
                value(of: one.key).flatMap { key in value(of: one.value).map { (key, $0) } }
            }
            return values.count == members.count ? object(values) : nil
        default: return nil
        }
    }
}

extension Compiler {
    /// A compiler for queries to a policy that is compiled already.
    convenience init(asking policy: Policy, heap: Heap) {
        let store = policy.store
        self.init(
            policy.modules, store.library, policy.options, heap: heap,
            known: (store.importTables, store.replaced))
        tree = store.tree
        groups = store.heads
    }
}
