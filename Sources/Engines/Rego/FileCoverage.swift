import RegoSyntax

/// Which of a module's rows tests looked at: those of rules, and of expressions in their bodies.
public struct FileCoverage: Sendable, Equatable {
    public let file: String
    public let covered: [Int]
    public let missed: [Int]
    /// Whether the module has tests itself.
    public let isTest: Bool

    /// The share of rows that tests looked at; 1 when there are none.
    public var share: Double {
        let all = covered.count + missed.count
        return all == 0 ? 1 : Double(covered.count) / Double(all)
    }

    init(_ module: Module, _ seen: Set<Int>) {
        var rows: Set<Int> = []
        func gather(_ rule: Rule) {
            if !rule.isDefault { rows.insert(Int(rule.location.row)) }
            if !rule.isBodyGenerated { for one in rule.body { rows.insert(Int(one.location.row)) } }
            for branch in rule.otherwise { gather(branch) }
        }
        for rule in module.rules { gather(rule) }
        file = module.file
        covered = rows.intersection(seen).sorted()
        missed = rows.subtracting(seen).sorted()
        isTest = module.rules.contains { $0.head.ref[0].variable?.hasPrefix("test_") == true }
    }
}
