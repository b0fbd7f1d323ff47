public import Values

extension AdoptableConfiguration {
    /// What is to be written: `arguments` by name, `blocks` as a list of names with bodies of the same kind
    /// (`label` where blocks are told apart by one), in the schema's order. What is not set is left out.
    public var body: JSON { Self.body(value, block) }

    private static func body(_ value: CtyValue, _ block: BlockSchema) -> JSON {
        var arguments: [(key: String, value: JSON)] = []
        for attribute in block.attributes.sorted(by: { $0.name < $1.name }) {
            let own = value[attribute.name] ?? .null
            if own != .null { arguments.append((attribute.name, argument(own, attribute))) }
        }
        var blocks: [JSON] = []
        for nested in block.blocks.sorted(by: { $0.name < $1.name }) {
            func one(_ value: CtyValue, _ label: String? = nil) {
                var entry: [(key: String, value: JSON)] = [
                    ("name", .string(nested.name)), ("body", body(value, nested.block)),
                ]
                if let label { entry.append(("label", .string(label))) }
                blocks.append(.object(.init(entry)))
            }
            switch value[nested.name] ?? .null {
            case .list(let elements), .set(let elements): for element in elements { one(element) }
            case .members(let members) where nested.nesting == .map:
                for member in members { one(member.value, member.name) }
            case .members(let members): one(.members(members))
            default: break
            }
        }
        return ["arguments": .object(.init(arguments)), "blocks": .array(blocks)]
    }

    /// Of nested objects only what is set is written.
    private static func argument(_ value: CtyValue, _ attribute: AttributeSchema) -> JSON {
        guard let nesting = attribute.nesting else { return value.json }
        return value.mapped(nesting) { object in
            guard case .members(let members) = object else { return object }
            return .members(members.filter { $0.value != .null })
        }.json
    }
}
