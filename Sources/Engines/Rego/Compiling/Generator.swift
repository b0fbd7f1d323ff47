import RegoSyntax

/// Makes the steps of one procedure. Loops nest as they are written, so each step knows where to go on when
/// it has no result: to the innermost loop around it, or to the end.
struct Generator {
    let compiler: Compiler
    let module: Int
    var steps: [Instruction] = []
    var rows: [Int32] = []
    /// Steps' numbers for labels; -1 until a label is placed.
    var labels: [Int32] = []
    /// The registers of variables; -1 for those that have none yet.
    var registers: [Int32]
    var size: Int32
    var bound: Set<Int>
    /// Where steps without a result go.
    var fail: Int32
    var row: Int32 = 0
    /// What is known of variables' values.
    var types: [Int: RegoType] = [:]
    /// The names of variables, for explanations.
    var names: [String] = []
    /// Registers of what is read from the input once, before all loops, by path.
    var inputs: [[Value]: Int32] = [:]
    /// Whether `input` may be another.
    var isReplaced = false
    /// Where the result of earlier rounds is.
    var result: Int32 = 0
    /// The groups referred to.
    var referenced: Set<Int> = []
    /// Variables that never get a value, and where they are needed.
    var unsafePlaces: [(Set<Int>, Location)] = []

    init(_ compiler: Compiler, module: Int, variables: Int, arguments: Int) {
        self.compiler = compiler
        self.module = module
        registers = Array(repeating: -1, count: variables)
        size = Int32(arguments)
        for argument in 0..<arguments { registers[argument] = Int32(argument) }
        bound = Set(0..<arguments)
        fail = 0
        fail = newLabel()
    }

    mutating func newLabel() -> Int32 {
        labels.append(-1)
        return Int32(labels.count - 1)
    }

    mutating func place(_ label: Int32) { labels[Int(label)] = Int32(steps.count) }

    mutating func fresh(_ count: Int = 1) -> Int32 {
        defer { size += Int32(count) }
        return size
    }

    mutating func register(of variable: Int) -> Int32 {
        if registers[variable] < 0 { registers[variable] = fresh() }
        return registers[variable]
    }

    mutating func emit(
        _ operation: Instruction.Operation, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0, d: Int = 0,
        fail: Int32? = nil
    ) {
        steps.append(
            Instruction(
                operation: operation, d: UInt16(truncatingIfNeeded: d), a: a, b: b, c: c,
                fail: fail ?? self.fail))
        rows.append(row)
    }

    mutating func jump(_ label: Int32) { emit(.jump, fail: label) }

    /// Labels become the numbers of steps.
    mutating func finished(rule row: Int32) -> Procedure {
        for place in steps.indices { steps[place].fail = labels[Int(steps[place].fail)] }
        let (code, table) = compiler.code.keep(steps, rows: rows)
        return Procedure(
            code: code, count: steps.count, size: Int(size), module: module, rows: table, row: Int(row))
    }

    // MARK: Bodies

    /// The expressions in an order in which they can be evaluated.
    mutating func body(_ body: [CoreExpression], outer: Set<Int> = []) {
        let order = Safety.order(body, bound: bound, outer: outer)
        for (expression, variables) in order.unsafe {
            report(unsafe: variables, expression.location)
        }
        for expression in order.expressions {
            self.expression(expression)
            if !order.unsafe.isEmpty { bound.formUnion(Safety.outputs(of: expression, bound)) }
        }
    }

    mutating func report(unsafe variables: Set<Int>, _ location: Location) {
        unsafePlaces.append((variables, location))
    }

    mutating func expression(_ expression: CoreExpression) {
        row = expression.location.row
        checkTypes(expression)
        if compiler.options.isTraced, !expression.isGenerated { emit(.explainBegin, expression.location.row) }
        if expression.with.isEmpty {
            unscoped(expression)
        } else {
            scoped(expression)
        }
        if compiler.options.isTraced, !expression.isGenerated { explain(expression.location.row) }
    }

    /// Lets a trace know that an expression held, and what is known by then.
    private mutating func explain(_ row: Int32) {
        var shown: [(name: String, register: Int32)] = []
        for variable in bound.sorted() where variable < names.count && registers[variable] >= 0 {
            let name = names[variable]
            if !name.isEmpty, !name.hasPrefix("$") { shown.append((name, registers[variable])) }
        }
        compiler.code.shown.append(shown)
        emit(.explainEnd, row, Int32(compiler.code.shown.count - 1))
    }

    private mutating func scoped(_ expression: CoreExpression) {
        var replacements: [Replacement] = []
        for one in expression.with {
            let source: Replacement.Source
            switch one.replacement {
            case .value(let value): source = .register(register(of: value))
            case .callee(let callee): source = .callee(callee)
            }
            switch one.target {
            case .input(let path):
                replacements.append(.init(target: .input(path.map { register(of: $0) }), source: source))
            case .data(let path):
                replacements.append(.init(target: .data(path.map { register(of: $0) }), source: source))
            case .callee(let callee): replacements.append(.init(target: .callee(callee), source: source))
            }
        }
        compiler.code.replacements.append(replacements)
        let number = Int32(compiler.code.replacements.count - 1)
        let outer = fresh(2)
        let saved = fail
        let exit = newLabel()
        emit(.enter, outer, number)
        fail = exit
        let wasReplaced = isReplaced
        isReplaced = true
        unscoped(expression)
        isReplaced = wasReplaced
        emit(.leave, outer)
        let after = newLabel()
        jump(after)
        place(exit)
        emit(.leave, outer)
        jump(saved)
        if fail != exit {
            // Loops within go on in the replaced world.
            let again = newLabel()
            place(again)
            emit(.leave, outer + 1)
            jump(fail)
            fail = again
        } else {
            fail = saved
        }
        place(after)
    }

    private mutating func unscoped(_ expression: CoreExpression) {
        if expression.isNegated {
            var inner = expression
            inner.isNegated = false
            if case .call(let callee, let arguments, let result) = expression.kind {
                // Operands are looked up before the negation: without them there is nothing to negate.
                let values = arguments.map { argument -> Core in
                    guard case .ref = argument else { return argument }
                    let variable = registers.count
                    registers.append(-1)
                    registers[variable] = register(of: argument)
                    bound.insert(variable)
                    return .local(variable)
                }
                inner.kind = .call(callee, values, result: result)
            }
            return negated { $0.plain(inner) }
        }
        plain(expression)
    }

    mutating func negated(_ body: (inout Generator) -> Void) {
        let saved = fail
        let known = bound
        let holds = newLabel()
        fail = holds
        body(&self)
        jump(saved)
        place(holds)
        fail = saved
        bound = known
    }

    private mutating func plain(_ expression: CoreExpression) {
        switch expression.kind {
        case .always: return
        case .term(let term): statement(term)
        case .unify(let left, let right): unify(left, right)
        case .call(let callee, let arguments, let result): call(callee, arguments, result)
        case .every(let key, let value, let domain, let body): every(key, value, domain, body)
        case .not(let inner): negated { $0.body(inner, outer: $0.bound) }
        case .both(let left, let right):
            once { $0.body(left) }
            once { $0.body(right) }
        case .either(let left, let right):
            let saved = fail
            let known = bound
            let second = newLabel()
            let done = newLabel()
            fail = second
            body(left)
            jump(done)
            place(second)
            fail = saved
            bound = known
            body(right)
            jump(done)
            place(done)
            fail = saved
            bound = known
        }
    }

    /// A body of which the first result is enough.
    private mutating func once(_ body: (inout Generator) -> Void) {
        let saved = fail
        let known = bound
        body(&self)
        fail = saved
        bound = known
    }

    private mutating func statement(_ term: Core) {
        if case .constant(let value) = term {
            if value.bits == Value.false.bits { jump(fail) }
            return
        }
        emit(.isTrue, register(of: term))
    }

    private mutating func every(_ key: Int, _ value: Int, _ domain: Core, _ inner: [CoreExpression]) {
        let saved = fail
        let known = bound
        let collection = register(of: domain)
        let loop = fresh(2)
        let next = newLabel()
        let done = newLabel()
        emit(.scan, loop, collection)
        place(next)
        emit(.next, loop, register(of: key), register(of: value), fail: done)
        bound.insert(key)
        bound.insert(value)
        body(inner)
        jump(next)
        place(done)
        fail = saved
        bound = known
    }
}
