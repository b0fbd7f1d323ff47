import HCL

extension TerraformFunctions {
    static let secrets: [String: Function] = [
        "sensitive": Function([any("value", "nudm")], isNeverNull: false, type: { $0[0].type }) { values, _ in
            values[0].marked(.sensitive)
        },
        "nonsensitive": Function([any("value", "nudm")], isNeverNull: false, type: { $0[0].type }) {
            values, _ in
            values[0].without(.sensitive)
        },
        "issensitive": Function([any("value", "nudm")], gives: .bool) { values in
            values[0].isKnown ? .bool(values[0].has(.sensitive)) : .unknown(.bool)
        },
        "ephemeralasnull": Function([any("value", "nudm")], isNeverNull: false, type: { $0[0].type }) {
            values, _ in
            values[0].ephemeralAsNull
        },
    ]
}

extension Value {
    func without(_ mark: Mark) -> Value { unmarked.marked(marks.subtracting([mark])) }

    /// Without a mark, itself and all in it.
    func deeplyWithout(_ mark: Mark) -> Value {
        let kept = marks.subtracting([mark])
        if let named = namedValues {
            let inner = named.map { ($0.name, $0.value.deeplyWithout(mark)) }
            if case .map(let element) = type { return Value.map(inner, of: element).marked(kept) }
            return Value.object(inner).marked(kept)
        }
        guard let items = elements, !type.isSet else { return without(mark) }
        let inner = items.map { $0.deeplyWithout(mark) }
        if case .list(let element) = type { return Value.list(inner, of: element).marked(kept) }
        return Value.tuple(inner).marked(kept)
    }

    fileprivate var ephemeralAsNull: Value {
        if has(.ephemeral) {
            return (isKnown ? Value.null(type) : Value.unknown(type)).marked(marks.subtracting([.ephemeral]))
        }
        if deepMarks.contains(.ephemeral) {
            if let named = namedValues {
                let changed = named.map { ($0.name, $0.value.ephemeralAsNull) }
                if case .map(let element) = type { return Value.map(changed, of: element).marked(marks) }
                return Value.object(changed).marked(marks)
            }
            if let items = elements {
                let changed = items.map(\.ephemeralAsNull)
                if case .list(let element) = type { return Value.list(changed, of: element).marked(marks) }
                return Value.tuple(changed).marked(marks)
            }
        }
        return self
    }
}
