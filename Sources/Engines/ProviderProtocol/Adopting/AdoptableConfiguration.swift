import Values

/// The arguments with which a resource that exists would have been made: what a configuration must say so
/// that a provider plans no change. It begins with all that may be set and is told what to leave out.
public struct AdoptableConfiguration: Sendable, Equatable {
    public let block: BlockSchema
    /// As the provider reads it now.
    public let current: CtyValue
    public private(set) var value: CtyValue
    /// Arguments that only a configuration knows, such as what happens on deletion: no reading gives them
    /// back, so their difference is to be ignored.
    public private(set) var ignored: [String] = []
    /// Required secrets, which no reading may write down.
    public let lacking: [String]

    public init(_ current: CtyValue, block: BlockSchema) {
        self.block = block
        self.current = current
        value = Self.settable(current, block, isTop: true)
        lacking = block.attributes.filter {
            $0.traits.contains(.required)
                && ($0.traits.contains(.sensitive) || $0.traits.contains(.writeOnly))
        }.map(\.name)
    }

    /// Arguments that have a value and are secrets: they are never written down.
    public var secrets: [String] {
        block.attributes.filter {
            $0.traits.contains(.sensitive) && !(current[$0.name] ?? .null).isEmpty
        }.map(\.name)
    }

    /// The names that stand in it, arguments and blocks.
    public var names: [String] {
        guard case .members(let members) = value else { return [] }
        return members.filter { !$0.value.isEmpty }.map(\.name)
    }

    /// True when the argument stands in it as it does in `other`.
    public func holds(_ name: String, of other: CtyValue) -> Bool {
        let wanted = other[name] ?? .null
        return wanted.isEmpty || CtyValue.differences(wanted, value[name] ?? .null).isEmpty
            || block.block(name) != nil && !(value[name] ?? .null).isEmpty
    }

    /// As Terraform sends it to a provider: what is ignored is as it was.
    public var effective: CtyValue {
        ignored.reduce(value) { $0.setting($1, to: current[$1] ?? .null) }
    }

    /// Leaves an argument out, at a place as a provider's diagnostic names it: `ingress[0].from_port`. What
    /// is nowhere by that name is looked for at the place above.
    ///
    /// Returns: false when there was nothing to leave out, or it is required.
    public mutating func leaveOut(_ path: String) -> Bool {
        var steps = path.split { ".[]\"".contains($0) }.map(String.init)
        while !steps.isEmpty {
            if let without = Self.leavingOut(steps[...], value, block), without != value {
                value = without
                return true
            }
            steps.removeLast()
        }
        return false
    }

    /// Says that a difference of this argument is to be ignored.
    public mutating func ignore(_ name: String) {
        if !ignored.contains(name) { ignored.append(name) }
    }

    /// The names whose planned value is not the present one; what is ignored excepted.
    public func differing(_ planned: CtyValue) -> [String] {
        let names = (block.attributes.map(\.name) + block.blocks.map(\.name)).filter {
            !ignored.contains($0)
        }
        return names.filter {
            !CtyValue.differences(current[$0] ?? .null, planned[$0] ?? .null).isEmpty
        }
    }

    /// The same as a person would write it: without what says nothing (empty texts and collections, false
    /// and zero, where they are optional), and with JSON documents' members in order, as Terraform's
    /// `jsonencode` writes them. A provider may see a difference in that: to be planned again, `keeping` the
    /// arguments in which it does.
    public func tidied(keeping kept: Set<String> = []) -> AdoptableConfiguration {
        guard case .members(let tidy) = Self.lean(value, block).sortingDocuments else { return self }
        var tidied = self
        tidied.value = .members(
            tidy.map { kept.contains($0.name) ? .init($0.name, value[$0.name] ?? .null) : $0 })
        return tidied
    }

    // MARK: - Values

    /// Names that the clouds' providers compute from others, for all that they may be set.
    private static func isDerived(_ attribute: AttributeSchema, in block: BlockSchema, _ isTop: Bool) -> Bool
    {
        guard attribute.traits.contains(.computed) else { return false }
        if isTop && (attribute.name == "id" || attribute.name == "region") { return true }
        // `tags_all` is `tags` with the provider's default ones.
        let isWhole = attribute.name.hasSuffix("_all")
        return isWhole && block.attribute(String(attribute.name.dropLast(4))) != nil
    }

    private static func settable(_ value: CtyValue, _ block: BlockSchema, isTop: Bool = false) -> CtyValue {
        guard case .members = value else { return value }
        var members: [CtyValue.Member] = []
        for attribute in block.attributes {
            let own = value[attribute.name] ?? .null
            let isOpen = attribute.traits.isDisjoint(with: [.required, .optional])
            let isHidden = !attribute.traits.isDisjoint(with: [.sensitive, .writeOnly])
            let isOld = attribute.traits.contains(.deprecated) && !attribute.traits.contains(.required)
            let leaves = isOpen || isHidden || isOld || isDerived(attribute, in: block, isTop)
            members.append(.init(attribute.name, leaves ? .null : settable(own, attribute)))
        }
        for nested in block.blocks {
            let own = value[nested.name] ?? .null
            let leaves = nested.block.isDeprecated || nested.name == "timeouts"
            members.append(
                .init(
                    nested.name,
                    leaves ? nested.nothing : own.mapped(nested.nesting) { settable($0, nested.block) }))
        }
        return .members(members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    }

    private static func settable(_ value: CtyValue, _ attribute: AttributeSchema) -> CtyValue {
        guard let nesting = attribute.nesting else { return value }
        let inner = BlockSchema(attributes: attribute.nested, blocks: [])
        return value.mapped(nesting) { settable($0, inner) }
    }

    private static func leavingOut(
        _ steps: ArraySlice<String>, _ value: CtyValue, _ block: BlockSchema
    ) -> CtyValue? {
        guard let name = steps.first, case .members = value else { return nil }
        if let attribute = block.attribute(name) {
            guard steps.count == 1, !attribute.traits.contains(.required) else { return nil }
            return value.setting(name, to: .null)
        }
        guard let nested = block.block(name), let own = value[name] else { return nil }
        let rest = steps.dropFirst()
        if rest.isEmpty { return nested.minimum > 0 ? nil : value.setting(name, to: nested.nothing) }
        if case .list(var elements) = own, let at = Int(rest.first ?? ""), elements.indices.contains(at),
            let inner = leavingOut(rest.dropFirst(), elements[at], nested.block)
        {
            elements[at] = inner
            return value.setting(name, to: .list(elements))
        }
        // A set's elements have no places: the argument goes in each.
        if case .set(let elements) = own, let last = rest.last, rest.count <= 2 {
            let inner = elements.compactMap { leavingOut([last], $0, nested.block) }
            return inner.count == elements.count ? value.setting(name, to: .set(inner)) : nil
        }
        return leavingOut(rest, own, nested.block).map { value.setting(name, to: $0) }
    }

    private static func lean(_ value: CtyValue, _ block: BlockSchema) -> CtyValue {
        guard case .members(let members) = value else { return value }
        return .members(
            members.map { member in
                if let nested = block.block(member.name) {
                    return .init(member.name, member.value.mapped(nested.nesting) { lean($0, nested.block) })
                }
                let isRequired = block.attribute(member.name)?.traits.contains(.required) ?? true
                return .init(member.name, !isRequired && member.value.saysNothing ? .null : member.value)
            })
    }
}

extension BlockSchema.NestedBlock {
    /// What stands for no block of the name.
    var nothing: CtyValue {
        switch nesting {
        case .list: .list([])
        case .set: .set([])
        case .map: .members([])
        case .single, .group: .null
        }
    }
}

extension CtyValue {
    /// Another value of the member; the others as they are.
    public func setting(_ name: String, to value: CtyValue) -> CtyValue {
        guard case .members(let members) = self else { return self }
        return .members(members.map { $0.name == name ? .init(name, value) : $0 })
    }

    /// Changes each object of nested blocks or attributes.
    func mapped(_ nesting: BlockSchema.NestedBlock.Nesting, _ change: (CtyValue) -> CtyValue) -> CtyValue {
        switch (nesting, self) {
        case (.list, .list(let elements)): .list(elements.map(change))
        case (.set, .set(let elements)): .set(elements.map(change))
        case (.map, .members(let members)): .members(members.map { .init($0.name, change($0.value)) })
        case (.single, .members), (.group, .members): change(self)
        default: self
        }
    }

    fileprivate var sortingDocuments: CtyValue {
        switch self {
        case .string(let text) where text.hasPrefix("{"):
            (try? JSON(parsing: text)).map {
                .string(String(decoding: $0.canonicalBytes(), as: UTF8.self))
            } ?? self
        case .list(let elements): .list(elements.map(\.sortingDocuments))
        case .set(let elements): .set(elements.map(\.sortingDocuments))
        case .members(let members): .members(members.map { .init($0.name, $0.value.sortingDocuments) })
        default: self
        }
    }

    fileprivate var saysNothing: Bool {
        switch self {
        case .null, .bool(false), .string(""): true
        case .number(let number): number.text == "0"
        default: isEmpty
        }
    }
}
