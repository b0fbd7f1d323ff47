public import HCL

/// What a configuration comes to: every resource's instances with what is known of their arguments, and the
/// root module's outputs.
public struct Evaluation: Sendable {
    public struct Instance: Sendable {
        /// `module.net["a"].aws_subnet.one[0]`; `[*]` where it is not known how many there are.
        public let address: String
        public let mode: Module.Resource.Mode
        public let type: String
        public let name: String
        /// A number, a string, or null for a resource without `count` and `for_each`.
        public let key: Value
        /// An object of the arguments as they are written; blocks are tuples of objects.
        public let arguments: Value
        /// The object as far as it is known before anything is made; where a schema tells nothing, the
        /// arguments.
        public let planned: Value
    }

    public var instances: [Instance] = []
    public var outputs: [String: Value] = [:]
    /// Of the root module, as they were converted.
    public var variables: [String: Value] = [:]
    public var diagnostics: [Diagnostic] = []
    /// Every condition that was looked at, in the order of looking.
    public var conditions: [Condition] = []
    /// Which outputs the instances of child modules give.
    var given: [(place: Place, outputs: [String])] = []

    /// What an evaluation may come to, so that a hostile configuration ends with an error that says so.
    public struct Limits: Sendable {
        /// Of all expressions together: nodes, and values, or 64 bytes of text, that functions take and give.
        public var steps = 100_000_000
        /// That are kept in all, 64 bytes of text counted as one.
        public var values = 32_000_000
        /// Of resources and modules.
        public var instances = 50_000
        /// Of one resource or module call.
        public var instancesEach = 10_000
        public var diagnostics = 1000

        public init() {}
    }

    /// Evaluates with these values of the root module's variables. Attributes that only a provider could tell
    /// are unknown. With a provider's schemas its attributes have their types, and wrong names and types are
    /// told where they stand; without, every name that the module asks for is taken to be one.
    public init(
        _ configuration: Configuration, variables: [String: Value] = [:], workspace: String = "default",
        surroundings: Surroundings = Surroundings(), schemas: ProviderSchemas = ProviderSchemas(),
        limits: Limits = Limits()
    ) {
        self.init(
            configuration, variables: variables, workspace: workspace, surroundings: surroundings,
            schemas: schemas, limits: limits, planner: nil)
    }

    init(
        _ configuration: Configuration, variables: [String: Value], workspace: String = "default",
        surroundings: Surroundings, schemas: ProviderSchemas, limits: Limits = Limits(),
        planner: InstancePlanner?
    ) {
        let run = Run(configuration, workspace, surroundings, schemas, limits)
        run.planner = planner
        let root = Place(path: [], steps: [])
        run.inputs[root] = variables
        var outputs: [String: Value] = [:]
        var values: [String: Value] = [:]
        Work.$current.withValue(run.work) {
            run.module(root)
            for output in configuration.modules[[]]?.outputs ?? [] {
                outputs[output.name] = run.value(Node(root, .output, output.name))
            }
            for variable in configuration.modules[[]]?.variables ?? [] {
                values[variable.name] = run.value(Node(root, .variable, variable.name))
            }
        }
        (self.outputs, self.variables) = (outputs, values)
        instances = run.instances
        diagnostics = run.diagnostics
        conditions = run.conditions
        given = run.given
    }
}

/// An instance of a module.
struct Place: Hashable {
    var path: [String]
    /// As an address has them: `module.net["a"]`.
    var steps: [String]

    var prefix: String { steps.map { $0 + "." }.joined() }
}

/// Something of a module instance that has a value.
struct Node: Hashable {
    enum Kind { case variable, local, output, resource, call }

    let place: Place
    let kind: Kind
    let name: String

    init(_ place: Place, _ kind: Kind, _ name: String) {
        self.place = place
        self.kind = kind
        self.name = name
    }

    var address: String {
        switch kind {
        case .variable: place.prefix + "var." + name
        case .local: place.prefix + "local." + name
        case .output: place.prefix + "output." + name
        case .resource: place.prefix + name
        case .call: place.prefix + "module." + name
        }
    }
}
