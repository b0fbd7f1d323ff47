public import HCL

/// A module as it is written: the files of one folder, read and checked for all that can be told without
/// evaluating it.
public struct Module: Sendable {
    public struct Variable: Sendable {
        public var name: String
        public var type: ValueType = .dynamic
        public var defaults: Defaults?
        /// Whether a text from outside is the value itself, and no expression.
        public var takesText = true
        /// Already of the type; nil where a value must be given.
        public var fallback: Value?
        public var description: String?
        public var isSensitive = false
        public var isEphemeral = false
        public var isNullable = true
        public var validations: [Rule] = []
        public var range: SourceRange
    }

    /// A condition with what to say when it does not hold.
    public struct Rule: Sendable {
        public let condition: Expression
        public let message: Expression
        public let range: SourceRange
    }

    public struct Output: Sendable {
        public var name: String
        public var value: Expression?
        public var description: String?
        public var isSensitive = false
        public var dependsOn: [Reference] = []
        public var preconditions: [Rule] = []
        public var range: SourceRange
    }

    public struct Resource: Sendable {
        public enum Mode: String, Sendable { case managed, data, ephemeral }

        public var mode: Mode
        public var type: String
        public var name: String
        public var count: Expression?
        public var forEach: Expression?
        public var provider: Reference?
        public var dependsOn: [Reference] = []
        public var preconditions: [Rule] = []
        public var postconditions: [Rule] = []
        public var createsBeforeDestroy = false
        public var preventsDestroy = false
        /// Arguments and blocks of the provider's schema, and the meta-arguments too.
        public var body: Body
        public var range: SourceRange
        /// Where the type stands.
        public var typeRange: SourceRange

        /// As expressions name it: `aws_instance.web`, `data.http.x`.
        public var address: String { (mode == .managed ? "" : mode.rawValue + ".") + type + "." + name }
    }

    public struct Call: Sendable {
        public var name: String
        public var source: String?
        public var version: String?
        public var count: Expression?
        public var forEach: Expression?
        public var dependsOn: [Reference] = []
        /// Also where the list is empty.
        public var hasDependsOn = false
        public var providers: [(inner: Reference, outer: Reference)] = []
        public var arguments: [String: Expression] = [:]
        public var range: SourceRange
    }

    public struct Local: Sendable {
        public let name: String
        public let value: Expression
        public let range: SourceRange
    }

    public struct Provider: Sendable {
        public var name: String
        public var alias: String?
        public var body: Body
        public var range: SourceRange
    }

    public struct Requirement: Sendable {
        public var name: String
        public var source: String?
        public var version: String?
        public var aliases: [String] = []
        public var range: SourceRange
    }

    /// What is to hold of the infrastructure; that it does not is a warning.
    public struct Check: Sendable {
        public let name: String
        public let rules: [Rule]
        public let range: SourceRange
    }

    /// A `moved`, `import` or `removed` block.
    public struct Refactoring: Sendable {
        public let kind: String
        public let from: Reference?
        public let to: Reference?
        public let range: SourceRange
    }

    public var variables: [Variable] = []
    public var locals: [Local] = []
    public var outputs: [Output] = []
    public var resources: [Resource] = []
    public var calls: [Call] = []
    public var providers: [Provider] = []
    public var requirements: [Requirement] = []
    public var requiredVersions: [String] = []
    public var refactorings: [Refactoring] = []
    public var checks: [Check] = []
    /// Of a backend, or `cloud`.
    public var backend: String?

    public init() {}
}
