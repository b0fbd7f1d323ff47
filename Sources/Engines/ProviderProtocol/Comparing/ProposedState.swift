/// Puts a configuration over what a resource was: what is computed and not configured stays as it was. The
/// result is what a provider plans from.
///
/// Source: Terraform, Resource Instance Change Lifecycle, the proposed new state.
public enum ProposedState {
    /// `prior` is null for a resource that is to be made.
    public static func merge(_ block: BlockSchema, prior: CtyValue, configuration: CtyValue) -> CtyValue {
        guard case .members = configuration else { return configuration }
        var members: [CtyValue.Member] = []
        for attribute in block.attributes {
            let given = configuration[attribute.name] ?? .null
            members.append(.init(attribute.name, merge(attribute, prior[attribute.name] ?? .null, given)))
        }
        for nested in block.blocks {
            let given = configuration[nested.name] ?? .null
            let value = collections(nested.nesting, prior[nested.name] ?? .null, given) { old, new in
                merge(nested.block, prior: old, configuration: new)
            } isSame: { old, new in
                matches(nested.block.attributes, old, new)
            }
            members.append(.init(nested.name, value))
        }
        return .members(members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    }

    private static func merge(_ attribute: AttributeSchema, _ prior: CtyValue, _ given: CtyValue) -> CtyValue
    {
        if attribute.traits.contains(.writeOnly) { return .null }
        if given == .null { return attribute.traits.contains(.computed) ? prior : .null }
        guard let nesting = attribute.nesting else { return given }
        return collections(nesting, prior, given) { old, new in
            guard case .members = new else { return new }
            let members = attribute.nested.map { inner in
                CtyValue.Member(inner.name, merge(inner, old[inner.name] ?? .null, new[inner.name] ?? .null))
            }
            return .members(members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
        } isSame: { old, new in
            matches(attribute.nested, old, new)
        }
    }

    /// Pairs the elements of a collection: by place, by key, or, in a set, by what was configured.
    private static func collections(
        _ nesting: BlockSchema.NestedBlock.Nesting, _ prior: CtyValue, _ given: CtyValue,
        _ join: (CtyValue, CtyValue) -> CtyValue, isSame: (CtyValue, CtyValue) -> Bool
    ) -> CtyValue {
        switch (nesting, given) {
        case (.single, _), (.group, _): return given == .null ? .null : join(prior, given)
        case (.list, .list(let elements)):
            guard case .list(let old) = prior else { return .list(elements.map { join(.null, $0) }) }
            return .list(
                elements.enumerated().map { join($0.offset < old.count ? old[$0.offset] : .null, $0.element) }
            )
        case (.map, .members(let members)):
            return .members(members.map { .init($0.name, join(prior[$0.name] ?? .null, $0.value)) })
        case (.set, .set(let elements)):
            guard case .set(var old) = prior else { return .set(elements.map { join(.null, $0) }) }
            return .set(
                elements.map { element in
                    guard let at = old.firstIndex(where: { isSame($0, element) }) else {
                        return join(.null, element)
                    }
                    return join(old.remove(at: at), element)
                })
        default: return given
        }
    }

    /// True when `new` could be the configuration that became `old`: all that was given is the same.
    private static func matches(_ attributes: [AttributeSchema], _ old: CtyValue, _ new: CtyValue) -> Bool {
        attributes.allSatisfy { attribute in
            let given = new[attribute.name] ?? .null
            if given == .null, attribute.traits.contains(.computed) { return true }
            return given == old[attribute.name] ?? .null
        }
    }
}
