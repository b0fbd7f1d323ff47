import Codecs
import Synchronization

/// A provider's answer to GetProviderSchema, indexed at once and decoded type by type as it is asked for: of
/// more than a thousand types a workspace uses a dozen.
public final class ProviderSchema: Sendable {
    public let version: ProtocolVersion
    /// The configuration of the provider itself.
    public let provider: ResourceSchema
    /// True when the provider takes calls without being asked for its schema first: a kept one serves.
    public let mayBeKept: Bool
    /// Gives the bytes of a span: of the answer itself, or of where it is kept.
    private let read: @Sendable (Range<Int>) throws(ProviderMessageError) -> [UInt8]
    private let resources: [String: Range<Int>]
    private let dataSources: [String: Range<Int>]
    private let decoded = Mutex<[String: ResourceSchema]>([:])

    /// Throws for bytes that are no such answer, and for one that carries errors. With `read`, which gives
    /// the same bytes again, the answer itself is not kept: those of large providers have 20 MB.
    public init(
        _ bytes: [UInt8], _ version: ProtocolVersion,
        read: (@Sendable (Range<Int>) throws(ProviderMessageError) -> [UInt8])? = nil
    ) throws(ProviderMessageError) {
        self.read = read ?? { Array(bytes[$0]) }
        self.version = version
        var reader = ProtobufReader(bytes)
        var own: ResourceSchema?
        var (resources, dataSources): ([String: Range<Int>], [String: Range<Int>]) = ([:], [:])
        var diagnostics: [ProviderDiagnostic] = []
        var mayBeKept = false
        while let field = try reader.nextField() {
            switch field.number {
            case 1: own = try ResourceSchema(reader.message(field), version)
            case 2: try Self.note(reader, field, in: &resources)
            case 3: try Self.note(reader, field, in: &dataSources)
            case 4: diagnostics.append(try ProviderDiagnostic(reader.message(field)))
            case 6: mayBeKept = try Self.isOptional(reader.message(field))
            default: break
            }
        }
        if let error = diagnostics.first(where: \.isError) {
            throw ProviderMessageError("the provider could not give its schema: \(error.text)")
        }
        guard let own else { throw ProviderMessageError("the schema lacks the provider itself") }
        provider = own
        self.mayBeKept = mayBeKept
        self.resources = resources
        self.dataSources = dataSources
    }

    public var resourceTypes: [String] { resources.keys.sorted() }
    public var dataSourceTypes: [String] { dataSources.keys.sorted() }

    /// A resource type's schema; nil when the provider has no such type.
    public func resource(_ type: String) throws(ProviderMessageError) -> ResourceSchema? {
        try schema(type, "r:", resources)
    }

    public func dataSource(_ type: String) throws(ProviderMessageError) -> ResourceSchema? {
        try schema(type, "d:", dataSources)
    }

    private func schema(
        _ type: String, _ kind: String, _ index: [String: Range<Int>]
    ) throws(ProviderMessageError) -> ResourceSchema? {
        if let known = decoded.withLock({ $0[kind + type] }) { return known }
        guard let span = index[type] else { return nil }
        let fresh = try ResourceSchema(ProtobufReader(try read(span)), version)
        decoded.withLock { $0[kind + type] = fresh }
        return fresh
    }

    /// The server capability `get_provider_schema_optional`.
    private static func isOptional(_ reader: ProtobufReader) throws(ProviderMessageError) -> Bool {
        var reader = reader
        var isOptional = false
        while let field = try reader.nextField() {
            if field.number == 2 { isOptional = field.isTrue }
        }
        return isOptional
    }

    /// An entry of a map: its key, and where its value lies.
    private static func note(
        _ reader: ProtobufReader, _ field: ProtobufReader.Field, in index: inout [String: Range<Int>]
    ) throws(ProviderMessageError) {
        var entry = reader.message(field)
        var name = "", span: Range<Int>?
        while let part = try entry.nextField() {
            if part.number == 1 { name = entry.string(part) }
            if part.number == 2 { span = entry.span(part) }
        }
        if let span { index[name] = span }
    }
}

/// The schema of one resource type, data source, or of a provider's configuration.
public struct ResourceSchema: Sendable {
    /// Of the type's state, for upgrades.
    public let version: Int
    public let block: BlockSchema
    public let type: CtyType

    public init(version: Int, block: BlockSchema) {
        self.version = version
        self.block = block
        type = block.impliedType
    }

    init(_ reader: ProtobufReader, _ version: ProtocolVersion) throws(ProviderMessageError) {
        var reader = reader
        var own = 0
        var block = BlockSchema(attributes: [], blocks: [])
        while let field = try reader.nextField() {
            if field.number == 1 { own = Int(field.integer) }
            if field.number == 2 { block = try BlockSchema(reader.message(field), version) }
        }
        self.init(version: own, block: block)
    }
}
