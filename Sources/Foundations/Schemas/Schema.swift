/// The shape of a request or an answer, as every face shows it.
public indirect enum Schema: Sendable {
    /// `format` is JSON Schema's (`uuid`, `date-time`, `uri`); `pattern` is a regular expression.
    case string(format: String? = nil, pattern: String? = nil, values: [String]? = nil)
    case integer
    case number
    case boolean
    /// Any JSON value.
    case any
    case array(Schema)
    case map(Schema)
    case optional(Schema)
    case object(Object)
    /// One of these shapes, which JSON tells apart: a text or an object, say.
    case either([Schema])

    /// A named group of fields. Names are unique in the house; the OpenAPI document refers to them.
    public struct Object: Sendable {
        public let name: String
        /// One sentence, from the type's documentation comment.
        public let help: String
        private let list: @Sendable () -> [Field]

        /// `fields` is a closure so that types may refer to themselves.
        public init(_ name: String, help: String, fields: @escaping @Sendable () -> [Field]) {
            self.name = name
            self.help = help
            self.list = fields
        }

        public var fields: [Field] { list() }
    }

    public struct Field: Sendable {
        public let name: String
        /// From the property's documentation comment.
        public let help: String
        public let schema: Schema
        /// The default's source text, when the field may be left out.
        public let byDefault: String?

        public init(_ name: String, _ schema: Schema, help: String, byDefault: String? = nil) {
            self.name = name
            self.schema = schema
            self.help = help
            self.byDefault = byDefault
        }

        /// False when the field is optional or has a default.
        public var isRequired: Bool {
            if case .optional = schema { return false }
            return byDefault == nil
        }
    }

    /// The shape without `optional` around it.
    public var unwrapped: Schema {
        if case .optional(let inner) = self { return inner.unwrapped }
        return self
    }

    /// The object itself, when this is one (possibly optional).
    public var object: Object? {
        if case .object(let object) = unwrapped { return object }
        return nil
    }
}
