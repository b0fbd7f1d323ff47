import HCL

/// One evaluation: values are computed when something asks for them, and kept.
final class Run {
    let configuration: Configuration
    private let workspace: String
    private let surroundings: Surroundings
    let schemas: ProviderSchemas
    /// Decides what becomes of each instance, where there is more to it than its arguments.
    var planner: InstancePlanner?
    var inputs: [Place: [String: Value]] = [:]
    var instances: [Evaluation.Instance] = []
    var diagnostics: [Diagnostic] = []
    var conditions: [Evaluation.Condition] = []
    /// Which outputs the instances of modules give.
    var given: [(place: Place, outputs: [String])] = []
    private var known: [Node: Value] = [:]
    private var underway: [Node] = []
    private var functions: [String: [String: Function]] = [:]
    private var attributeNames: [[String]: Set<String>] = [:]

    /// How long a chain of values that need one another may be.
    private static let chainBound = 300
    private let limits: Evaluation.Limits
    let work: Work
    private var instancesLeft: Int
    private var valuesLeft: Int
    private var told: Set<Diagnostic> = []
    private var isWorkTold = false

    init(
        _ configuration: Configuration, _ workspace: String, _ surroundings: Surroundings,
        _ schemas: ProviderSchemas, _ limits: Evaluation.Limits
    ) {
        self.limits = limits
        work = Work(limits.steps)
        instancesLeft = limits.instances
        valuesLeft = limits.values
        self.schemas = schemas
        self.configuration = configuration
        self.workspace = workspace
        self.surroundings = surroundings
        diagnostics = configuration.diagnostics
        told = Set(diagnostics)
    }

    func fail(
        _ summary: String, _ detail: String, _ range: SourceRange?, _ severity: Diagnostic.Severity = .error
    ) {
        let diagnostic = Diagnostic(severity, summary, detail, at: range)
        tell(diagnostic)
    }

    /// Each once, and not without end.
    private func tell(_ diagnostic: Diagnostic) {
        guard diagnostics.count < limits.diagnostics, told.insert(diagnostic).inserted else { return }
        diagnostics.append(diagnostic)
    }

    /// Whether a value may be kept beside all others that are.
    func mayKeep(_ value: Value, _ range: SourceRange?) -> Bool {
        if valuesLeft < 0 { return false }
        valuesLeft -= Int(value.weight)
        if valuesLeft >= 0 { return true }
        fail(
            "Configuration holds too much",
            "All values together may be \(limits.values) values, or pieces of text of 64 bytes; what comes "
                + "after is unknown.", range)
        return false
    }

    /// Whether one instance more may be evaluated.
    func mayMake(_ range: SourceRange?) -> Bool {
        instancesLeft -= 1
        if instancesLeft == 0 {
            fail(
                "Too many instances",
                "A configuration may have \(limits.instances) instances of resources and modules.", range)
        }
        return instancesLeft > 0 && valuesLeft >= 0 && !work.isSpent
    }

    /// All of a module instance, so that every problem in it is told.
    func module(_ place: Place) {
        guard let module = configuration.modules[place.path] else { return }
        for variable in module.variables { _ = value(Node(place, .variable, variable.name)) }
        for provider in module.providers { self.provider(provider, place) }
        for local in module.locals { _ = value(Node(place, .local, local.name)) }
        for resource in module.resources { _ = value(Node(place, .resource, resource.address)) }
        for call in module.calls { _ = value(Node(place, .call, call.name)) }
        for output in module.outputs { _ = value(Node(place, .output, output.name)) }
        for check in module.checks {
            for rule in check.rules { self.check(rule, place, .check, place.prefix + "check." + check.name) }
        }
    }

    func value(_ node: Node) -> Value {
        if let value = known[node] { return value }
        if let start = underway.firstIndex(of: node) {
            let circle = underway[start...].map(\.address) + [node.address]
            fail("Cycle", "Cycle: \(circle.joined(separator: " → "))", range(node))
            return .dynamicUnknown
        }
        guard underway.count < Self.chainBound else {
            fail(
                "Chain of references is too long",
                "At most \(Self.chainBound) values may need one another in a row.", range(node))
            return .dynamicUnknown
        }
        underway.append(node)
        var value = work.isSpent ? .dynamicUnknown : compute(node)
        underway.removeLast()
        if !mayKeep(value, range(node)) { value = .dynamicUnknown }
        known[node] = value
        return value
    }

    private func range(_ node: Node) -> SourceRange? {
        guard let module = configuration.modules[node.place.path] else { return nil }
        switch node.kind {
        case .variable: return module.variables.first { $0.name == node.name }?.range
        case .local: return module.locals.first { $0.name == node.name }?.range
        case .output: return module.outputs.first { $0.name == node.name }?.range
        case .resource: return module.resources.first { $0.address == node.name }?.range
        case .call: return module.calls.first { $0.name == node.name }?.range
        }
    }

    private func compute(_ node: Node) -> Value {
        guard let module = configuration.modules[node.place.path] else { return .dynamicUnknown }
        switch node.kind {
        case .variable:
            guard let variable = module.variables.first(where: { $0.name == node.name }) else {
                return .dynamicUnknown
            }
            return self.variable(variable, node.place)
        case .local:
            guard let local = module.locals.first(where: { $0.name == node.name }) else {
                return .dynamicUnknown
            }
            return evaluate(local.value, node.place)
        case .output:
            guard let output = module.outputs.first(where: { $0.name == node.name }),
                let expression = output.value
            else {
                return .dynamicUnknown
            }
            let value = evaluate(expression, node.place)
            for rule in output.preconditions {
                check(rule, node.place, .output, node.address)
            }
            return output.isSensitive ? value.marked(.sensitive) : value
        case .resource:
            guard let resource = module.resources.first(where: { $0.address == node.name }) else {
                return .dynamicUnknown
            }
            return self.resource(resource, node.place)
        case .call:
            guard let call = module.calls.first(where: { $0.name == node.name }) else {
                return .dynamicUnknown
            }
            return self.call(call, node.place)
        }
    }

    // MARK: Expressions

    func evaluate(_ expression: Expression, _ place: Place, _ extra: [String: Value] = [:]) -> Value {
        evaluated(expression, place, extra).value
    }

    /// With whether there was something wrong in it.
    func evaluated(
        _ expression: Expression, _ place: Place, _ extra: [String: Value]
    ) -> (value: Value, hasErrors: Bool) {
        let (value, problems) = expression.value(in: scope(expression.variables, place, extra))
        for problem in problems { tell(problem) }
        if work.isSpent, !isWorkTold {
            isWorkTold = true
            fail(
                "Configuration does too much",
                "All expressions together may take \(limits.steps) steps; what comes after is unknown.",
                expression.range)
        }
        return (value, problems.hasErrors)
    }

    /// The values of what is referred to, and of nothing else.
    func scope(_ references: [Reference], _ place: Place, _ extra: [String: Value]) -> Scope {
        var groups: [String: [String: Value]] = [:]
        for reference in references where extra[reference.root] == nil {
            resolve(reference, place, &groups)
        }
        var variables: [String: Value] = extra
        let folder = configuration.folders[place.path] ?? ""
        variables["path"] = .object([
            ("module", .string(folder.isEmpty ? "." : folder)), ("root", .string(".")),
            ("cwd", .string(surroundings.workingFolder)),
        ])
        variables["terraform"] = .object([("workspace", .string(workspace))])
        for (root, values) in groups {
            if root == "data" || root == "ephemeral" {
                var types: [String: [(String, Value)]] = [:]
                for (key, value) in values {
                    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
                    types[parts[0], default: []].append((parts[1], value))
                }
                variables[root] = .object(types.map { ($0.key, Value.object($0.value)) })
            } else {
                variables[root] = .object(values.map { ($0.key, $0.value) })
            }
        }
        return Scope(variables: variables, functions: functions(folder))
    }

    private func functions(_ folder: String) -> [String: Function] {
        if let known = functions[folder] { return known }
        let made = TerraformFunctions.all(surroundings, folder: folder.isEmpty ? "." : folder)
        functions[folder] = made
        return made
    }

    private func resolve(_ reference: Reference, _ place: Place, _ groups: inout [String: [String: Value]]) {
        guard let module = configuration.modules[place.path] else { return }
        let root = reference.root
        let names = reference.names
        switch root {
        case "path", "terraform", "each", "count", "self": return
        case "var", "local", "module":
            guard let name = names.first else { return }
            let isDeclared =
                root == "var"
                ? module.variables.contains { $0.name == name }
                : root == "local"
                    ? module.locals.contains { $0.name == name } : module.calls.contains { $0.name == name }
            guard isDeclared else {
                let noun = root == "var" ? "input variable" : root == "local" ? "local value" : "module"
                groups[root, default: [:]][name] = .dynamicUnknown
                return fail(
                    "Reference to undeclared \(noun)", "No \(noun) named \"\(name)\" has been declared.",
                    reference.range)
            }
            let kind: Node.Kind = root == "var" ? .variable : root == "local" ? .local : .call
            groups[root, default: [:]][name] = value(Node(place, kind, name))
        default:
            let isPlain = root != "data" && root != "ephemeral"
            let needed = isPlain ? 1 : 2
            guard names.count >= needed else {
                return fail(
                    "Invalid reference",
                    "A reference to a resource type must be followed by at least one attribute access, specifying the "
                        + "resource name.", reference.range)
            }
            let key = names.prefix(needed).joined(separator: ".")
            let address = root + "." + key
            guard module.resources.contains(where: { $0.address == address }) else {
                groups[root, default: [:]][key] = .dynamicUnknown
                return fail(
                    "Reference to undeclared resource",
                    "A resource \"\(address)\" has not been declared in this module.", reference.range)
            }
            groups[root, default: [:]][key] = value(Node(place, .resource, address))
        }
    }

    /// Names that any expression of the module asks of anything: a resource has them all, unknown where it
    /// doesn't set them, as no provider's schema tells which there are.
    func names(in place: Place) -> Set<String> {
        if let known = attributeNames[place.path] { return known }
        guard let module = configuration.modules[place.path] else { return [] }
        var all: Set<String> = []
        var trees: [ObjectIdentifier: SyntaxTree] = [:]
        let expressions =
            module.locals.map(\.value) + module.outputs.compactMap(\.value)
            + module.calls.flatMap { Array($0.arguments.values) }
        for tree in expressions.map(\.tree) + module.resources.flatMap(\.body.trees) {
            trees[ObjectIdentifier(tree)] = tree
        }
        for tree in trees.values { all.formUnion(tree.stepNames) }
        attributeNames[place.path] = all
        return all
    }

    /// The keys of what `count` and `for_each` ask for: nil for one without a key.
    enum Keys { case single, several([(key: Value, value: Value)]), unknown }

    func keys(_ count: Expression?, _ forEach: Expression?, _ place: Place) -> Keys {
        if let count {
            let value = evaluate(count, place)
            guard let number = try? value.unmarked.converted(to: .number) else {
                fail(
                    "Invalid count argument",
                    "The given \"count\" argument value is unsuitable: a number is required.", count.range)
                return .unknown
            }
            if value.isNull {
                fail(
                    "Invalid count argument",
                    "The given \"count\" argument value is null. An integer is required.", count.range)
                return .unknown
            }
            guard let amount = number.numberValue else { return .unknown }
            guard let many = amount.int, many >= 0, many <= limits.instancesEach else {
                fail(
                    "Invalid count argument",
                    "The given \"count\" argument value is unsuitable: it must be a whole number from 0 to \(limits.instancesEach).",
                    count.range)
                return .unknown
            }
            return .several((0..<many).map { (.int($0), .dynamicNull) })
        }
        guard let forEach else { return .single }
        let value = evaluate(forEach, place)
        if value.has(.sensitive) {
            fail(
                "Invalid for_each argument",
                "Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments.",
                forEach.range)
            return .unknown
        }
        if value.isNull {
            fail("Invalid for_each argument", "The given \"for_each\" argument value is null.", forEach.range)
            return .unknown
        }
        if value.type == .dynamic || !value.isKnown { return .unknown }
        if let named = value.namedValues { return .several(named.map { (.string($0.name), $0.value) }) }
        if value.type.isSet, let items = value.elements {
            if !value.isWhollyKnown { return .unknown }
            if items.allSatisfy({ $0.stringValue != nil }) { return .several(items.map { ($0, $0) }) }
        }
        fail(
            "Invalid for_each argument",
            "The given \"for_each\" argument value is unsuitable: the \"for_each\" argument must be a map, or set of "
                + "strings, and you have provided a value of type \(value.type.friendlyName).", forEach.range)
        return .unknown
    }
}
