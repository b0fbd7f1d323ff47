public import Rego
import RegoBuiltIns
public import RegoSyntax
import Values

/// A compiled pack: the queries `deny`, `warn` and `violation` of every package under `terraform`. It may be
/// asked from everywhere at once.
public final class Pack: Sendable {
    /// A package's rule that is asked.
    public struct Target: Sendable, Hashable {
        /// Without `data`.
        public let package: String
        public let name: String
        let term: String
    }

    public let source: PackSource
    public let rules: [RuleDescription]
    public let targets: [Target]
    let policy: Policy
    let files: [String: [Substring]]
    private let everything: Query
    private let explained: [Target: Query]

    /// With `isTraced` it can explain itself, and is slower. Problems: all of the pack's.
    public init(_ source: PackSource, isTraced: Bool = false) throws(Problems) {
        self.source = source
        let modules = try source.parsed()
        var options = CompilerOptions()
        options.isTraced = isTraced
        policy = try Policy(modules, library: .standard, data: source.data, options: options)
        var rules: [RuleDescription] = []
        var targets: [Target] = []
        var problems: [Problem] = []
        for module in modules where Pack.isJudging(module) {
            for (index, rule) in module.rules.enumerated() {
                guard let name = rule.head.ref[0].variable, RuleDescription.names.contains(name) else {
                    continue
                }
                guard rule.head.arguments == nil else {
                    problems.append(
                        Problem(
                            "rego_type_error",
                            "\(name) is asked without arguments, so it can't be a function",
                            file: module.file, rule.location))
                    continue
                }
                rules.append(RuleDescription(rule, index, module))
                let path = Term(.ref(module.package.path + [Term(.string(name))]))
                let target = Target(package: module.dottedPackage, name: name, term: path.refText)
                if !targets.contains(target) { targets.append(target) }
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        self.rules = rules
        self.targets = targets
        // One question for all, so that what rules share is computed once.
        let parts = targets.map { "[x | x = \($0.term)]" }
        everything = try policy.query("result = [" + parts.joined(separator: ", ") + "]")
        var explained: [Target: Query] = [:]
        if isTraced {
            for target in targets { explained[target] = try policy.query("result = " + target.term) }
        }
        self.explained = explained
        files = Dictionary(
            source.modules.map { ($0.path, $0.text.split(separator: "\n", omittingEmptySubsequences: false)) }
        ) { $1 }
    }

    /// What the rules of a pack say of themselves, without compiling it. Problems: those of reading it.
    public static func describe(_ source: PackSource) throws(Problems) -> [RuleDescription] {
        try source.parsed().filter(isJudging).flatMap { module in
            module.rules.enumerated().compactMap { index, rule in
                guard let name = rule.head.ref[0].variable, RuleDescription.names.contains(name) else {
                    return nil
                }
                return RuleDescription(rule, index, module)
            }
        }
    }

    /// Packages under `terraform` judge, but for tests.
    private static func isJudging(_ module: Module) -> Bool {
        let path = module.package.path.dropFirst().compactMap(\.string)
        return path.first == "terraform" && path.last?.hasSuffix("_test") != true
    }

    /// What every package finds of an input. Faults: a rule that could not be evaluated, one that was
    /// stopped, or one that grew too large.
    public func judge(
        _ input: Input, options: EvaluationOptions = EvaluationOptions()
    ) throws(EvaluationFault) -> [Finding] {
        guard !targets.isEmpty else { return [] }
        let answers = try everything.evaluate(input, options: options)
        let results = answers.first?["result"]?.arrayValue ?? []
        var findings: [Finding] = []
        for (target, values) in zip(targets, results) {
            for value in values.arrayValue ?? [] { findings += self.findings(target, value) }
        }
        return findings
    }

    /// As `judge`, for one package's rule, with how its results came about. The pack must be traced.
    public func explain(
        _ target: Target, _ input: Input, options: EvaluationOptions = EvaluationOptions(), limit: Int = 2000
    ) throws(EvaluationFault) -> Explanation {
        guard let query = explained[target] else {
            preconditionFailure("the pack was not compiled to explain itself")
        }
        return try query.explain(input, options: options, limit: limit).explanation
    }

    /// A line of a module as it is written.
    public func line(_ row: Int, of file: String) -> String {
        guard let lines = files[file], row > 0, row <= lines.count else { return "" }
        return lines[row - 1].trimmed
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var rest = self
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest.drop { $0.isWhitespace })
    }
}
