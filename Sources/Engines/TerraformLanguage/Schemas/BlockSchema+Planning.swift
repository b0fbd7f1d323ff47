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
