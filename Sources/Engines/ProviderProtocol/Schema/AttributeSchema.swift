import Codecs
import Values

/// One attribute of a block.
public struct AttributeSchema: Sendable, Equatable {
    public struct Traits: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        public static let required = Traits(rawValue: 1)
        public static let optional = Traits(rawValue: 2)
        public static let computed = Traits(rawValue: 4)
        public static let sensitive = Traits(rawValue: 8)
        /// Sent to the provider and never kept.
        public static let writeOnly = Traits(rawValue: 16)
        public static let deprecated = Traits(rawValue: 32)
    }

    public let name: String
    public let type: CtyType
    public let traits: Traits
    /// The attributes of a nested attribute's objects (protocol 6); empty for others.
    public let nested: [AttributeSchema]
    public let nesting: BlockSchema.NestedBlock.Nesting?

    public init(
        _ name: String, _ type: CtyType, _ traits: Traits, nested: [AttributeSchema] = [],
        nesting: BlockSchema.NestedBlock.Nesting? = nil
    ) {
        self.name = name
        self.type = type
        self.traits = traits
        self.nested = nested
        self.nesting = nesting
    }

    /// Protocol 5 has write-only where protocol 6 has the nested type, and write-only behind it.
    init(_ reader: ProtobufReader, _ version: ProtocolVersion) throws(ProviderMessageError) {
        var reader = reader
        var (name, type) = ("", CtyType.dynamic)
        var traits: Traits = []
        var nested: (type: CtyType, attributes: [AttributeSchema], nesting: BlockSchema.NestedBlock.Nesting)?
        let writeOnly = version == .six ? 11 : 10
        let flags: [Int: Traits] = [
            4: .required, 5: .optional, 6: .computed, 7: .sensitive, 9: .deprecated, writeOnly: .writeOnly,
        ]
        while let field = try reader.nextField() {
            switch field.number {
            case 1: name = reader.string(field)
            case 2: type = try Self.type(reader.data(field), of: name)
            case 10 where version == .six: nested = try Self.nested(reader.message(field), version)
            default: if let flag = flags[field.number], field.isTrue { traits.insert(flag) }
            }
        }
        self.init(
            name, nested?.type ?? type, traits, nested: nested?.attributes ?? [], nesting: nested?.nesting)
    }

    private static func type(_ bytes: [UInt8], of name: String) throws(ProviderMessageError) -> CtyType {
        guard let json = try? JSON(parsing: bytes), let type = try? CtyType(json: json) else {
            throw ProviderMessageError("the type of \(name) can't be read")
        }
        return type
    }

    private static func nested(
        _ reader: ProtobufReader, _ version: ProtocolVersion
    ) throws(ProviderMessageError) -> (CtyType, [AttributeSchema], BlockSchema.NestedBlock.Nesting) {
        var reader = reader
        var attributes: [AttributeSchema] = []
        var nesting = BlockSchema.NestedBlock.Nesting.single
        while let field = try reader.nextField() {
            switch field.number {
            case 1: attributes.append(try AttributeSchema(reader.message(field), version))
            case 3: nesting = BlockSchema.NestedBlock.Nesting(rawValue: Int(field.integer)) ?? .single
            default: break
            }
        }
        let object = CtyType.object(of: attributes.map { CtyType.Attribute($0.name, $0.type) })
        let type: CtyType =
            switch nesting {
            case .list: .list(object)
            case .set: .set(object)
            case .map: .map(object)
            case .single, .group: object
            }
        return (type, attributes, nesting)
    }
}
