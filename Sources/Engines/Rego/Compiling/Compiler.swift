import RegoSyntax
import Values

/// Turns modules into a policy: names are resolved, bodies ordered, and steps made of them.
final class Compiler {
    let modules: [Module]
    let heap: Heap
    let library: Library
    let options: CompilerOptions
    var tree: [TreeNode] = []
    var groups: [Group] = []
    /// The names of rules, by package.
    var ruleNames: [[String]: Set<String>] = [:]
    var problems: [Problem] = []
    let code = CodeStore()
    /// What the clauses of the group at hand demand, and what the last procedure's body did.
    var conditions: [[Condition]] = []
    var lastConditions: [Condition] = []
    /// The arguments that the last branch did not read.
    var lastUnused: [Declared] = []
    /// The names of imports that something refers to, by module.
    var usedImports: [Int: Set<String>] = [:]
    /// Strings by their texts.
    var interned: [String: Value] = [:]
    /// What names stand for in each module.
    let importTables: [[String: [Term]]]
    /// The names of built-in functions that `with` replaces somewhere.
    var replaced: Set<String> = []
    /// What is known of rules' documents.
    var groupTypes: [Int: RegoType] = [:]
    /// The groups that a group's rules refer to, for the check on recursion.
    var references: [Set<Int>] = []

    /// `known` is what a compiler of the same modules has gathered from them before.
    init(
        _ modules: [Module], _ library: Library, _ options: CompilerOptions, heap: Heap,
        known: (importTables: [[String: [Term]]], replaced: Set<String>)? = nil
    ) {
        self.modules = modules
        self.library = library
        self.options = options
        self.heap = heap
        importTables = known?.importTables ?? modules.map(Compiler.imports)
        replaced = known?.replaced ?? modules.reduce(into: []) { $0.formUnion($1.replacedNames) }
        tree = [TreeNode(name: "data", key: heap.string("data"), parent: -1)]
    }

    func report(
        _ code: String, _ message: String, _ module: Int, _ location: Location, details: [String] = []
    ) {
        let file = module < modules.count ? modules[module].file : ""
        let problem = Problem(code, message, file: file, location, details: details)
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// Everything from the collected rules to their steps.
    func compile() throws(Problems) {
        checkDuplicates()
        gather()
        checkConflicts()
        guard problems.isEmpty else { throw Problems(problems) }
        references = Array(repeating: [], count: groups.count)
        for group in groups.indices { compile(group: group) }
        checkImports()
        guard problems.isEmpty else { throw Problems(sorted(problems)) }
        checkRecursion()
        guard problems.isEmpty else { throw Problems(sorted(problems)) }
    }

    /// Puts all rules into the tree, and notes their names.
    func gather() {
        for module in modules {
            let package = module.package.path.dropFirst().compactMap(\.string)
            for rule in module.rules {
                ruleNames[package, default: []].insert(rule.head.ref[0].variable ?? "")
            }
        }
        plant()
    }

    private func sorted(_ problems: [Problem]) -> [Problem] {
        problems.sorted {
            ($0.file, $0.location.row, $0.location.column) < ($1.file, $1.location.row, $1.location.column)
        }
    }

    private func compile(group: Int) {
        conditions = []
        for source in groups[group].sources {
            let branches = branches(of: source.rule)
            var procedures: [Procedure] = []
            var unused: [[Declared]] = []
            for branch in branches {
                if let made = procedure(of: branch, source, group: group) { procedures.append(made) }
                unused.append(lastUnused)
            }
            checkArguments(unused, source.module)
            guard procedures.count == branches.count else { continue }
            if source.rule.isDefault {
                if groups[group].fallback != nil {
                    report(
                        "rego_type_error", "multiple default rules \(groups[group].name) found",
                        source.module,
                        source.rule.location)
                }
                groups[group].fallback = procedures[0]
            } else {
                groups[group].clauses.append(Clause(branches: procedures))
                // A rule with branches may have a value though its own body does not hold.
                conditions.append(branches.count == 1 ? lastConditions : [])
            }
        }
        groups[group].isSettledByFirst = isSettledByFirst(groups[group])
        // A trace tells of rules that an index would pass over.
        groups[group].index = options.isTraced ? nil : RuleIndex(conditions)
    }

    func branches(of rule: Rule) -> [Rule] {
        var all = [rule]
        while let next = all[all.count - 1].otherwise.first { all.append(next) }
        return all
    }

    private func isSettledByFirst(_ group: Group) -> Bool {
        guard group.kind == .complete || group.kind == .function else { return false }
        var first: String?
        for source in group.sources where !source.rule.isDefault {
            for branch in branches(of: source.rule) {
                guard let text = scalarText(branch.head.value) else { return false }
                if first == nil { first = text }
                if first != text { return false }
            }
        }
        return true
    }

    private func scalarText(_ term: Term?) -> String? {
        switch term?.kind {
        case .null, .boolean, .number, .string: term?.text
        default: nil
        }
    }

    private func checkDuplicates() {
        for (number, module) in modules.enumerated() {
            var names: [String: Import] = [:]
            for one in module.imports {
                guard case .ref(let path) = one.path.kind, path[0].variable != "future",
                    path[0].variable != "rego", let name = one.name
                else { continue }
                if names[name] != nil, module.isVersion1 || options.isStrict {
                    report(
                        "rego_compile_error",
                        "import must not shadow import \(names[name]?.path.refText ?? "")",
                        number, one.location)
                }
                names[name] = one
            }
        }
    }

    /// A rule may have nothing under its name, unless it is an object that takes it in.
    private func checkConflicts() {
        for group in groups where group.kind != .object {
            let children = tree[group.node].children
            guard !children.isEmpty, let source = group.sources.first else { continue }
            let names = children.map { group.name + "." + $0.name }
            report(
                "rego_type_error", "rule \(group.name) conflicts with [\(names.joined(separator: " "))]",
                source.module, source.rule.location)
        }
    }
}

/// How modules are compiled.
public struct CompilerOptions: Sendable {
    /// Whether unused variables and imports and the like are refused.
    public var isStrict = false
    /// Whether `print` prints; otherwise it holds and does nothing.
    public var printing = false
    /// Whether each expression is followed, for coverage, profiles and explanations.
    public var isTraced = false

    public init() {}
}

/// The functions that the language comes with, by name.
public struct Library: Sendable {
    public let builtIns: [BuiltIn]
    private let places: [String: Int]

    public init(_ builtIns: [BuiltIn]) {
        self.builtIns = builtIns
        places = Dictionary(builtIns.enumerated().map { ($1.name, $0) }) { $1 }
    }

    func place(of name: String) -> Int? { places[name] }
}
