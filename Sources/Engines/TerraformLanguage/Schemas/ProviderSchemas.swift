import Faults
import HCL
public import Values

/// What providers say that their resources, data sources and own configurations hold.
public struct ProviderSchemas: Sendable {
    public struct Provider: Sendable {
        public var configuration: BlockSchema?
        public var resources: [String: BlockSchema] = [:]
        public var dataSources: [String: BlockSchema] = [:]
        public var ephemerals: [String: BlockSchema] = [:]
        /// By resource type; 0 where nothing is told.
        public var versions: [String: Int] = [:]

        public init() {}
    }

    public var providers: [ProviderSource: Provider] = [:]

    public init() {}

    /// Reads what `terraform providers schema -json` prints. Faults: `terraform.not_schemas`.
    public init(_ json: JSON) throws(Fault) {
        guard let all = json["provider_schemas"]?.objectValue else {
            throw Fault(
                .invalid, "terraform.not_schemas",
                "These are no schemas: the JSON of `terraform providers schema -json` was expected.")
        }
        for (name, own) in all {
            guard let source = ProviderSource(name) else {
                throw Fault(.invalid, "terraform.not_schemas", "\"\(name)\" is no provider's source.")
            }
            var provider = Provider()
            provider.configuration = own["provider"].map { Self.block($0["block"]) }
            for (type, schema) in own["resource_schemas"]?.objectValue ?? [:] {
                provider.resources[type] = Self.block(schema["block"])
                provider.versions[type] = schema["version"]?.intValue ?? 0
            }
            for (type, schema) in own["data_source_schemas"]?.objectValue ?? [:] {
                provider.dataSources[type] = Self.block(schema["block"])
            }
            for (type, schema) in own["ephemeral_resource_schemas"]?.objectValue ?? [:] {
                provider.ephemerals[type] = Self.block(schema["block"])
            }
            providers[source] = provider
        }
    }

    /// Nil where the provider is not known, or has no such thing.
    public func schema(_ mode: Module.Resource.Mode, _ type: String, of source: ProviderSource)
        -> BlockSchema?
    {
        switch mode {
        case .managed: providers[source]?.resources[type]
        case .data: providers[source]?.dataSources[type]
        case .ephemeral: providers[source]?.ephemerals[type]
        }
    }

    func names(_ mode: Module.Resource.Mode, of source: ProviderSource) -> [String] {
        let provider = providers[source]
        return switch mode {
        case .managed: (provider?.resources ?? [:]).keys.sorted()
        case .data: (provider?.dataSources ?? [:]).keys.sorted()
        case .ephemeral: (provider?.ephemerals ?? [:]).keys.sorted()
        }
    }

    private static func block(_ json: JSON?) -> BlockSchema {
        var schema = BlockSchema()
        for (name, attribute) in json?["attributes"]?.objectValue ?? [:] {
            schema.attributes[name] = self.attribute(attribute)
        }
        for (name, block) in json?["block_types"]?.objectValue ?? [:] {
            schema.blocks[name] = BlockSchema.Nested(
                nesting(block), self.block(block["block"]), minimum: block["min_items"]?.intValue ?? 0,
                maximum: block["max_items"]?.intValue ?? 0)
        }
        return schema
    }

    private static func attribute(_ json: JSON) -> BlockSchema.Attribute {
        var attribute = BlockSchema.Attribute(.dynamic)
        if let nested = json["nested_type"] {
            let shape = BlockSchema.Nested(nesting(nested), block(nested))
            attribute.nested = shape
            attribute.type = shape.type
        } else {
            attribute.type = json["type"].flatMap { ValueType(fact: $0) } ?? .dynamic
        }
        attribute.isRequired = json["required"]?.boolValue ?? false
        attribute.isOptional = json["optional"]?.boolValue ?? false
        attribute.isComputed = json["computed"]?.boolValue ?? false
        attribute.isSensitive = json["sensitive"]?.boolValue ?? false
        attribute.isWriteOnly = json["write_only"]?.boolValue ?? false
        return attribute
    }

    private static func nesting(_ json: JSON) -> BlockSchema.Nesting {
        json["nesting_mode"]?.stringValue.flatMap(BlockSchema.Nesting.init) ?? .single
    }
}

extension Module {
    /// The provider that a resource is of, by its argument or its type's first word.
    public func provider(of resource: Resource) -> ProviderSource {
        source(ofProvider: resource.provider?.root ?? Self.impliedProvider(resource.type))
    }

    /// `aws` of `aws_instance`.
    static func impliedProvider(_ type: String) -> String { String(type.prefix { $0 != "_" }) }
}
