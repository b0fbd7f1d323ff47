import HCL

extension BlockSchema {
    /// What an object that is to be made from these arguments will be: what the provider computes is unknown
    /// where the configuration leaves it open, write-only arguments are null, and secrets are marked.
    public func planned(_ configured: Value) -> Value {
        guard configured.isKnown, !configured.isNull, let named = configured.namedValues else {
            return configured
        }
        let members = named.map { name, value -> (String, Value) in
            if let attribute = attributes[name] { return (name, planned(attribute, value)) }
            guard let block = blocks[name] else { return (name, value) }
            return (name, block.mapped(value) { block.schema.planned($0) })
        }
        return Value.object(members).marked(configured.marks)
    }

    private func planned(_ attribute: Attribute, _ value: Value) -> Value {
        var out = value
        if attribute.isWriteOnly {
            out = .null(attribute.type)
        } else if value.isNull, attribute.isComputed {
            out = .unknown(attribute.type)
        } else if let nested = attribute.nested {
            out = nested.mapped(value) { nested.schema.planned($0) }
        }
        return attribute.isSensitive ? out.marked(.sensitive) : out
    }
}

extension BlockSchema.Nested {
    /// What stands for no block at all.
    var none: Value {
        let type = schema.type
        switch nesting {
        case .single: return .null(type)
        // A group stands even where it isn't written.
        case .group:
            let attributes = schema.attributes.map { ($0.key, Value.null($0.value.type)) }
            return .object(attributes + schema.blocks.map { ($0.key, $0.value.none) })
        case .list: return type.hasDynamic ? .emptyTuple : .list([], of: type)
        case .set: return .set([], of: type)
        case .map: return type.hasDynamic ? .emptyObject : .map([], of: type)
        }
    }

    /// The same blocks with each object changed.
    func mapped(_ value: Value, _ change: (Value) -> Value) -> Value {
        guard value.isKnown, !value.isNull else { return value }
        if nesting == .single || nesting == .group { return change(value) }
        if let named = value.namedValues, nesting == .map {
            let changed = named.map { ($0.name, change($0.value)) }
            if case .map(let element) = value.type { return .map(changed, of: element).marked(value.marks) }
            return Value.object(changed).marked(value.marks)
        }
        guard let elements = value.elements else { return value }
        let changed = elements.map(change)
        switch value.type {
        case .list(let element): return Value.list(changed, of: element).marked(value.marks)
        case .set(let element): return Value.set(changed, of: element).marked(value.marks)
        default: return Value.tuple(changed).marked(value.marks)
        }
    }
}

extension BlockSchema {
    /// The object with what the schema calls sensitive marked as such.
    func withSecrets(_ value: Value) -> Value {
        guard value.isKnown, !value.isNull, let named = value.namedValues else { return value }
        let members = named.map { name, value -> (String, Value) in
            if let block = blocks[name] {
                return (name, block.mapped(value) { block.schema.withSecrets($0) })
            }
            guard let attribute = attributes[name] else { return (name, value) }
            let inner = attribute.nested.map { nested in
                nested.mapped(value) { nested.schema.withSecrets($0) }
            }
            return (name, attribute.isSensitive ? (inner ?? value).marked(.sensitive) : inner ?? value)
        }
        return Value.object(members).marked(value.marks)
    }

    /// What an object that exists will be with other arguments: what the provider computes stays as it is
    /// where the configuration leaves it open.
    public func proposed(_ configured: Value, over prior: Value) -> Value {
        guard configured.isKnown, !configured.isNull, let named = configured.namedValues else {
            return configured
        }
        let members = named.map { name, value -> (String, Value) in
            let old = prior[name]
            if let attribute = attributes[name] {
                if value.isNull, attribute.isComputed, let old { return (name, old) }
                return (name, attribute.isSensitive ? value.marked(.sensitive) : value)
            }
            guard let block = blocks[name], let old else { return (name, value) }
            return (name, block.proposed(value, over: old))
        }
        return Value.object(members).marked(configured.marks)
    }
}

extension BlockSchema.Nested {
    fileprivate func proposed(_ value: Value, over prior: Value) -> Value {
        guard value.isKnown, !value.isNull, prior.isKnown, !prior.isNull else { return value }
        if nesting == .single || nesting == .group { return schema.proposed(value, over: prior) }
        // Elements of a set are known by no name: what is computed in them can't be told.
        if nesting == .set { return mapped(value) { schema.planned($0) } }
        var place = -1
        return mapped(value) { element in
            place += 1
            let name = nesting == .map ? value.namedValues?[place].name : nil
            let old =
                name.map { prior[$0] }
                ?? prior.elements.flatMap { $0.indices.contains(place) ? $0[place] : nil }
            return old.map { schema.proposed(element, over: $0) } ?? schema.planned(element)
        }
    }
}
