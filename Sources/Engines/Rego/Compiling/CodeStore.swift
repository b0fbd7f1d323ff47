/// The memory of compiled steps.
///
/// Unchecked: it is written while one compiler works, and only read from then on.
final class CodeStore: @unchecked Sendable {
    private var code: [UnsafeMutablePointer<Instruction>] = []
    private var rows: [UnsafeMutablePointer<Int32>] = []
    /// Lists of registers that steps name by their start: the count, then as many.
    private(set) var lists: UnsafeMutablePointer<Int32> = .allocate(capacity: 64)
    private var listCount = 0
    private var listCapacity = 64
    private(set) var constants: UnsafeMutablePointer<Value> = .allocate(capacity: 64)
    private var constantCount = 0
    private var constantCapacity = 64
    private var known: [UInt64: Int32] = [:]
    /// Variables with their registers, that explanations show.
    var shown: [[(name: String, register: Int32)]] = []
    /// What `with` replaces, by the number in `enter`.
    var replacements: [[Replacement]] = []

    deinit {
        for one in code { one.deallocate() }
        for one in rows { one.deallocate() }
        lists.deallocate()
        constants.deallocate()
    }

    func constant(_ value: Value) -> Int32 {
        if let place = known[value.bits] { return place }
        if constantCount == constantCapacity {
            let larger = UnsafeMutablePointer<Value>.allocate(capacity: constantCapacity * 2)
            larger.update(from: constants, count: constantCount)
            constants.deallocate()
            constants = larger
            constantCapacity *= 2
        }
        constants[constantCount] = value
        known[value.bits] = Int32(constantCount)
        constantCount += 1
        return Int32(constantCount - 1)
    }

    func list(_ registers: [Int32]) -> Int32 {
        let wanted = listCount + registers.count + 1
        if wanted > listCapacity {
            let larger = UnsafeMutablePointer<Int32>.allocate(capacity: wanted * 2)
            larger.update(from: lists, count: listCount)
            lists.deallocate()
            lists = larger
            listCapacity = wanted * 2
        }
        let start = listCount
        lists[start] = Int32(registers.count)
        for (place, register) in registers.enumerated() { lists[start + 1 + place] = register }
        listCount = wanted
        return Int32(start)
    }

    func keep(
        _ steps: [Instruction], rows places: [Int32]
    ) -> (UnsafePointer<Instruction>, UnsafePointer<Int32>) {
        let memory = UnsafeMutablePointer<Instruction>.allocate(capacity: max(1, steps.count))
        for (place, step) in steps.enumerated() { memory[place] = step }
        let table = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, places.count))
        for (place, row) in places.enumerated() { table[place] = row }
        code.append(memory)
        rows.append(table)
        return (UnsafePointer(memory), UnsafePointer(table))
    }
}

/// One thing that `with` replaces.
struct Replacement {
    enum Target {
        /// Registers of the path's operands.
        case input([Int32])
        case data([Int32])
        case callee(Callee)
    }
    enum Source {
        case register(Int32)
        case callee(Callee)
    }
    let target: Target
    let source: Source
}
