import HCL
import Values

/// Values as plans and states have them in JSON, where three documents tell what one value is.
extension Value {
    /// What is known of it: unknown attributes are left out, unknown elements are null. Nil while nothing is.
    var knownDocument: JSON? {
        guard isKnown else { return nil }
        if isNull { return .null }
        if let text = stringValue { return .string(text) }
        if let flag = boolValue { return .bool(flag) }
        if let number = numberValue { return JSON.Number(number.text).map(JSON.number) ?? .null }
        if let named = namedValues {
            return .object(
                .init(named.compactMap { name, value in value.knownDocument.map { (key: name, value: $0) } }))
        }
        return .array((elements ?? []).map { $0.knownDocument ?? .null })
    }

    /// True where it is unknown, with what is known left out of objects.
    var unknownDocument: JSON { document { $0.isKnown ? nil : true } }

    /// True where it is sensitive, with what is not left out of objects.
    var sensitiveDocument: JSON {
        document { value in value.has(.sensitive) ? true : value.isKnown ? nil : false }
    }

    private func document(_ tell: (Value) -> Bool?) -> JSON {
        if let told = tell(self) { return .bool(told) }
        if isNull { return .bool(false) }
        if let named = namedValues {
            let inner = named.map { (key: $0.name, value: $0.value.document(tell)) }
            return .object(.init(inner.filter { $0.value != .bool(false) }))
        }
        guard let elements else { return .bool(false) }
        return .array(elements.map { $0.document(tell) })
    }
}
