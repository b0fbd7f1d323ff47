import Faults
import Values

/// A blueprint as its author writes it: variables, locals, resources that refer to each other, outputs.
public struct BlueprintDocument: Sendable, Equatable {
    public struct Variable: Sendable, Equatable {
        public let name: String
        /// A type expression of Terraform's: `string`, `list(string)`, `object({…})`.
        public let type: String
        public let description: String?
        /// Absent when a value must be given.
        public let byDefault: JSON?
        public let isSensitive: Bool
        public let isNullable: Bool
        public let rules: [Rule]
        /// The only values that are let through, when there are any.
        public let allowed: [JSON]
    }

    /// A condition in Terraform's language over `var.…`, with what to say when it does not hold.
    public struct Rule: Sendable, Equatable {
        public let condition: String
        public let message: String
    }

    public struct Resource: Sendable, Equatable {
        public let name: String
        public let type: String
        public let properties: JSON.Object
        public let count: JSON?
        public let forEach: JSON?
        public let dependsOn: [String]
        public let lifecycle: JSON.Object
    }

    public struct Output: Sendable, Equatable {
        public let name: String
        public let value: JSON
        public let description: String?
        public let isSensitive: Bool
    }

    public struct Provider: Sendable, Equatable {
        public let name: String
        /// Such as `hashicorp/aws`.
        public let source: String
        public let version: String?
        public let settings: JSON.Object
    }

    public let name: String
    public let description: String?
    public let providers: [Provider]
    public let variables: [Variable]
    public let locals: [(name: String, value: JSON)]
    public let resources: [Resource]
    public let outputs: [Output]

    public static func == (a: Self, b: Self) -> Bool {
        a.name == b.name && a.description == b.description && a.providers == b.providers
            && a.variables == b.variables && a.resources == b.resources && a.outputs == b.outputs
            && a.locals.elementsEqual(b.locals) { $0 == $1 }
    }

    /// Reads a blueprint. Faults: `blueprints.invalid` with every problem, each at its JSON pointer.
    public init(_ source: JSON) throws(Fault) {
        var reader = BlueprintReader(source)
        let document = reader.read()
        let problems = reader.problems + ReferenceCheck(document).problems
        guard problems.isEmpty else { throw .badBlueprint(problems) }
        self = document
    }

    init(
        name: String, description: String?, providers: [Provider], variables: [Variable],
        locals: [(name: String, value: JSON)], resources: [Resource], outputs: [Output]
    ) {
        self.name = name
        self.description = description
        self.providers = providers
        self.variables = variables
        self.locals = locals
        self.resources = resources
        self.outputs = outputs
    }
}

extension Fault {
    static func badBlueprint(_ problems: [Problem]) -> Fault {
        let count = problems.count == 1 ? "one problem" : "\(problems.count) problems"
        return Fault(
            .invalid, "blueprints.invalid", "The blueprint has \(count). Put right what is listed.",
            problems: problems)
    }
}
