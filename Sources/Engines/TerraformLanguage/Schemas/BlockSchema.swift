public import HCL

/// What a provider says that a block holds, by which a body becomes a value.
public struct BlockSchema: Sendable {
    /// How often a nested block may stand, and what its values are gathered in.
    public enum Nesting: String, Sendable { case single, group, list, set, map }

    public struct Attribute: Sendable {
        public var type: ValueType
        public var isRequired = false
        public var isOptional = false
        /// Set by the provider where the configuration leaves it open.
        public var isComputed = false
        public var isSensitive = false
        /// Never kept in a state.
        public var isWriteOnly = false
        /// Of an attribute that is an object, or a collection of such.
        public var nested: Nested?

        public init(_ type: ValueType) { self.type = type }

        /// What a configured value is converted to: of nested objects only what is required must be there.
        var constraint: ValueType {
            guard let nested else { return type }
            let object = ValueType.object(
                named: nested.schema.attributes.map {
                    .init($0.key, $0.value.constraint, isOptional: !$0.value.isRequired)
                })
            switch nested.nesting {
            case .single, .group: return object
            case .list: return .list(object)
            case .set: return .set(object)
            case .map: return .map(object)
            }
        }
    }

    public struct Nested: Sendable {
        public var nesting: Nesting
        public var schema: BlockSchema
        public var minimum: Int
        /// 0 for no bound.
        public var maximum: Int

        public init(_ nesting: Nesting, _ schema: BlockSchema, minimum: Int = 0, maximum: Int = 0) {
            self.nesting = nesting
            self.schema = schema
            self.minimum = minimum
            self.maximum = maximum
        }

        public var isRequired: Bool { minimum > 0 }

        /// The type of the value that holds all blocks of the name.
        public var type: ValueType {
            switch nesting {
            case .single, .group: schema.type
            // Where objects may differ in type, what holds them can be no collection.
            case .list: schema.type.hasDynamic ? .dynamic : .list(schema.type)
            case .set: .set(schema.type)
            case .map: schema.type.hasDynamic ? .dynamic : .map(schema.type)
            }
        }
    }

    public var attributes: [String: Attribute]
    public var blocks: [String: Nested]

    public init(attributes: [String: Attribute] = [:], blocks: [String: Nested] = [:]) {
        self.attributes = attributes
        self.blocks = blocks
    }

    /// Of optional attributes of these types.
    public init(optional: [String: ValueType], blocks: [String: Nested] = [:]) {
        attributes = optional.mapValues { type in
            var attribute = Attribute(type)
            attribute.isOptional = true
            return attribute
        }
        self.blocks = blocks
    }

    /// The type of an object that the block becomes.
    public var type: ValueType {
        .object(
            named: attributes.map { .init($0.key, $0.value.type) }
                + blocks.map { .init($0.key, $0.value.type) })
    }

    /// The body's value in a scope, `dynamic` blocks expanded. What is not set is null; a collection of
    /// objects that is an argument may be written as blocks too.
    public func value(of body: Body, in scope: Scope) -> (value: Value, diagnostics: [Diagnostic]) {
        var reader = BlockReader { expression, variables in
            expression.value(in: variables.isEmpty ? scope : scope.nested(variables))
        }
        let value = reader.value(body, self)
        return (value, reader.diagnostics)
    }
}
