/// What `input` and `data` are, what functions stand for, and what was computed so far in such a world.
final class World {
    let input: Value
    let data: Value
    /// Paths under `data` that `with` replaced: rules under them do not count.
    let overrides: [[Value]]
    let mocks: [Callee: Mock]
    /// Results by group; pending until they are computed.
    let cache: UnsafeMutablePointer<Value>
    /// Function results by group and arguments.
    var memory: [FunctionKey: Value] = [:]

    enum Mock {
        case value(Value)
        case callee(Callee)
    }

    struct FunctionKey: Hashable {
        let group: Int32
        let arguments: Value
    }

    init(input: Value, data: Value, overrides: [[Value]], mocks: [Callee: Mock], groups: Int) {
        self.input = input
        self.data = data
        self.overrides = overrides
        self.mocks = mocks
        cache = .allocate(capacity: max(1, groups))
        cache.initialize(repeating: .pending, count: max(1, groups))
    }

    deinit { cache.deallocate() }

    /// Whether a replaced path begins the given one.
    func isOverridden(_ path: some Collection<Value>) -> Bool {
        overrides.contains { $0.count <= path.count && zip($0, path).allSatisfy { same($0, $1) } }
    }
}
