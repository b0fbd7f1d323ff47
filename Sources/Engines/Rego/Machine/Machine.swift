/// Runs procedures over registers. It is used again for one evaluation after another, and by one at a time.
final class Machine {
    static let stackSize = 1 << 17
    static let depthLimit = 600
    static let interval = 4096

    let heap = Heap()
    let stack: UnsafeMutablePointer<Value>
    let stackEnd: UnsafeMutablePointer<Value>
    let policy: PolicyStore
    var world: World
    var worlds: [World] = []
    var builders: [Builder] = []
    var builderCount = 0
    /// What the rules of an object are building.
    var nests: [Nest] = []
    var sets: [Builder] = []
    var bindings: [Value] = []
    var surroundings = Surroundings()
    var limits = Limits()
    var isStrict = false
    var depth = 0
    var ticks = Machine.interval
    /// The rule under evaluation; -1 in a query.
    var group = -1
    var trace: Trace?

    init(_ policy: PolicyStore) {
        self.policy = policy
        stack = .allocate(capacity: Machine.stackSize)
        stackEnd = stack + Machine.stackSize
        world = World(input: .undefined, data: .undefined, overrides: [], mocks: [:], groups: 0)
    }

    deinit { stack.deallocate() }

    func prepare(input: Value, data: Value) {
        world = World(
            input: input, data: data, overrides: [], mocks: [:], groups: policy.groups.count)
        worlds = [world]
        builderCount = 0
        nests.removeAll(keepingCapacity: true)
        sets.removeAll(keepingCapacity: true)
        bindings.removeAll(keepingCapacity: true)
        depth = 0
        ticks = Machine.interval
        group = -1
        trace = nil
    }

    // MARK: Faults

    func fault(_ code: String, _ message: String, file: String, row: Int) -> EvaluationFault {
        EvaluationFault(
            code: code, message: message, file: file, row: row,
            rule: group >= 0 ? policy.groups[group].name : "")
    }

    func file(of procedure: Procedure) -> String {
        procedure.module < policy.files.count ? policy.files[procedure.module] : ""
    }

    /// Looks at the bounds once in a while.
    @inline(never)
    func look(_ procedure: Procedure, _ row: Int) throws(EvaluationFault) {
        ticks = Machine.interval
        if let reason = limits.stop?() {
            throw fault("eval_cancel_error", reason, file: file(of: procedure), row: row)
        }
        try checkMemory(procedure, row)
    }

    func checkMemory(_ procedure: Procedure, _ row: Int) throws(EvaluationFault) {
        guard heap.isExhausted else { return }
        throw fault(
            "eval_memory_error", "the evaluation needs more than \(limits.memory) bytes",
            file: file(of: procedure), row: row)
    }

    // MARK: Builders

    func begin() -> Int {
        if builderCount == builders.count { builders.append(Builder()) }
        builders[builderCount].clear()
        builderCount += 1
        return builderCount - 1
    }

    // MARK: Worlds

    func enter(_ number: Int, _ frame: UnsafeMutablePointer<Value>, _ code: CodeStore, _ a: Int) {
        var input = world.input
        var data = world.data
        var overrides = world.overrides
        var mocks = world.mocks
        for one in code.replacements[number] {
            let value: World.Mock =
                switch one.source {
                case .register(let register): .value(frame[Int(register)])
                case .callee(let callee): .callee(callee)
                }
            switch (one.target, value) {
            case (.input(let path), .value(let value)):
                input = replace(path.map { frame[Int($0)] }[...], in: input, with: value)
            case (.data(let path), .value(let value)):
                let keys = path.map { frame[Int($0)] }
                overrides.append(keys)
                data = replace(keys[...], in: data, with: value)
            case (.callee(let callee), _):
                // A mock that is itself replaced stands for what replaces it.
                if case .callee(let other) = value, let known = world.mocks[other] {
                    mocks[callee] = known
                } else {
                    mocks[callee] = value
                }
            default: break
            }
        }
        frame[a] = Value(bits: UInt64(worlds.count))
        worlds.append(world)
        world = World(
            input: input, data: data, overrides: overrides, mocks: mocks, groups: policy.groups.count)
        frame[a + 1] = Value(bits: UInt64(worlds.count))
        worlds.append(world)
    }

    /// The document with another value at the path, objects made on the way.
    func replace(_ path: ArraySlice<Value>, in document: Value, with value: Value) -> Value {
        guard let key = path.first else { return value }
        let inner = document.isObject ? document[key] : .undefined
        let changed = replace(path.dropFirst(), in: inner, with: value)
        guard document.isObject else { return heap.object([(key, changed)]) }
        var members = document.members.map { ($0.key, $0.value) }
        members.append((key, changed))
        return heap.object(members)
    }
}

/// The bounds of an evaluation.
public struct Limits: Sendable {
    /// Bytes that values may take.
    public var memory = 1 << 30
    /// Asked every few thousand steps; a text ends the evaluation and says why.
    public var stop: (@Sendable () -> String?)?

    public init() {}
}
