import Codecs
import Values

/// What a block of a resource's or a provider's configuration may hold.
public struct BlockSchema: Sendable, Equatable {
    public let attributes: [AttributeSchema]
    public let blocks: [NestedBlock]
    public let isDeprecated: Bool

    public struct NestedBlock: Sendable, Equatable {
        public enum Nesting: Int, Sendable { case single = 1, list, set, map, group }

        public let name: String
        public let nesting: Nesting
        public let block: BlockSchema
        public let minimum: Int
        /// 0 for no bound.
        public let maximum: Int

        public init(name: String, nesting: Nesting, block: BlockSchema, minimum: Int, maximum: Int) {
            self.name = name
            self.nesting = nesting
            self.block = block
            self.minimum = minimum
            self.maximum = maximum
        }
    }

    public init(attributes: [AttributeSchema], blocks: [NestedBlock], isDeprecated: Bool = false) {
        self.attributes = attributes
        self.blocks = blocks
        self.isDeprecated = isDeprecated
    }

    public func attribute(_ name: String) -> AttributeSchema? { attributes.first { $0.name == name } }
    public func block(_ name: String) -> NestedBlock? { blocks.first { $0.name == name } }

    /// The type of the objects that the block describes.
    public var impliedType: CtyType {
        let plain = attributes.map { CtyType.Attribute($0.name, $0.type) }
        return .object(of: plain + blocks.map { CtyType.Attribute($0.name, $0.impliedType) })
    }

    init(_ reader: ProtobufReader, _ version: ProtocolVersion) throws(ProviderMessageError) {
        var reader = reader
        var attributes: [AttributeSchema] = []
        var blocks: [NestedBlock] = []
        var isDeprecated = false
        while let field = try reader.nextField() {
            switch field.number {
            case 2: attributes.append(try AttributeSchema(reader.message(field), version))
            case 3: blocks.append(try NestedBlock(reader.message(field), version))
            case 6: isDeprecated = field.isTrue
            default: break
            }
        }
        self.init(attributes: attributes, blocks: blocks, isDeprecated: isDeprecated)
    }
}

extension BlockSchema.NestedBlock {
    /// The type of the value that holds this block, or all blocks of this name.
    public var impliedType: CtyType {
        switch nesting {
        case .list: .list(block.impliedType)
        case .set: .set(block.impliedType)
        case .map: .map(block.impliedType)
        case .single, .group: block.impliedType
        }
    }

    init(_ reader: ProtobufReader, _ version: ProtocolVersion) throws(ProviderMessageError) {
        var reader = reader
        var (name, nesting, minimum, maximum) = ("", 0, 0, 0)
        var block = BlockSchema(attributes: [], blocks: [])
        while let field = try reader.nextField() {
            switch field.number {
            case 1: name = reader.string(field)
            case 2: block = try BlockSchema(reader.message(field), version)
            case 3: nesting = Int(field.integer)
            case 4: minimum = Int(field.integer)
            case 5: maximum = Int(field.integer)
            default: break
            }
        }
        guard let nesting = Nesting(rawValue: nesting) else {
            throw ProviderMessageError("the block \(name) is nested in a way that is not known")
        }
        self.init(name: name, nesting: nesting, block: block, minimum: minimum, maximum: maximum)
    }
}
