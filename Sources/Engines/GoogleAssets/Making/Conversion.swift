import Crypto
import Values

/// Spells a resource's values as the API does: names in its way, blocks as objects or lists, without what is
/// empty, and with what the provider sends by itself.
struct Conversion {
    let around: Placement

    /// Attributes that are Terraform's alone, or that a provider only reads.
    private static let own: Set<String> = [
        "id", "project", "timeouts", "self_link", "terraform_labels", "effective_labels",
        "effective_annotations", "deletion_protection", "deletion_policy", "force_destroy", "force_delete",
        "create_time", "update_time", "creation_timestamp", "fingerprint", "etag", "uid", "numeric_id",
        "label_fingerprint", "provider", "desired_state", "skip_delete", "generated_id", "params",
    ]

    /// The content of the asset that a row makes of a resource.
    func content(_ row: Row, _ resource: Resource, part: JSON.Object? = nil) -> JSON? {
        let shape = row.shape
        let lookup = Lookup(around: around, levels: [resource.values])
        let skipped = Self.own.union(row.name.attributes).subtracting(shape.fields.map(\.name))
        let out = object(
            part ?? resource.values, part == nil ? resource.unknown : .null, shape, lookup, skipped: skipped)
        return out.isEmpty && !shape.isClosed ? nil : .object(out)
    }

    private func object(
        _ values: JSON.Object, _ unknown: JSON, _ shape: Shape, _ lookup: Lookup, skipped: Set<String> = []
    ) -> JSON.Object {
        var inner = lookup
        inner.levels.append(values)
        var out = JSON.Object()
        for field in shape.fields {
            switch field.source {
            case .nothing: continue
            case .constant(let value, let condition, let isThere):
                if let condition, Self.isThere(values[condition]) != isThere { continue }
                out.put(value, at: field.path)
            case .template(let template):
                if let text = template.text(missing: nil, { inner[$0] }) {
                    out.put(.string(text), at: field.path)
                }
            case .attribute:
                if unknown[field.name] == true, values[field.name]?.isNull ?? true {
                    if let always = field.always { out.put(always, at: field.path) }
                    continue
                }
                if let value = value(of: field, values, unknown, inner) { out.put(value, at: field.path) }
            }
        }
        guard !shape.isClosed else { return out }
        let listed = Set(shape.fields.map(\.name))
        for (name, value) in values where !listed.contains(name) && !skipped.contains(name) {
            let field = Field(name)
            if let value = spelled(value, unknown[name] ?? .null, field, inner) {
                out.put(value, at: field.path)
            }
        }
        return out
    }

    private static func isThere(_ value: JSON?) -> Bool { value.map { !$0.isVoid } ?? false }

    private func value(
        of field: Field, _ values: JSON.Object, _ unknown: JSON, _ lookup: Lookup
    ) -> JSON? {
        var value = values[field.name] ?? .null
        if field.isLabelled { value = labels(value, values) }
        let isEmptyList = value.arrayValue?.isEmpty ?? false
        if value.isNull || isEmptyList {
            guard around.isConfigured, let standard = field.standard else { return field.always }
            return spelled(standard, .null, field, lookup) ?? standard
        }
        if let spelled = spelled(value, unknown[field.name] ?? .null, field, lookup) { return spelled }
        let sent = [field.always, field.standard].compactMap(\.self).first { $0.isVoid }
        guard let sent else { return nil }
        // A block without anything in it is there all the same.
        return value.arrayValue != nil && sent.isNull ? [:] : sent.isNull ? nil : value
    }

    /// What a provider adds of its own; in a plan it has done so.
    private func labels(_ own: JSON, _ values: JSON.Object) -> JSON {
        if let all = values["effective_labels"], all.objectValue != nil { return all }
        guard around.isConfigured, !around.labels.isEmpty else { return own }
        var all = JSON.Object(around.labels.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
        for (name, value) in own.objectValue ?? [:] { all[name] = value }
        return .object(all)
    }

    /// Nil for what is empty, which a provider does not send.
    private func spelled(_ value: JSON, _ unknown: JSON, _ field: Field, _ lookup: Lookup) -> JSON? {
        if value.isVoid { return nil }
        if field.isRaw { return raw(value) }
        switch value {
        case .array(let items):
            if items.contains(where: { $0.objectValue != nil || $0.isNull }) || !field.shape.fields.isEmpty {
                return blocks(items, unknown, field, lookup)
            }
            let texts = items.map { scalar($0, field, lookup) }
            return .array(SetOrder.ordered(texts, field.order))
        case .object(let members):
            return map(members, unknown, field, lookup)
        default: return scalar(value, field, lookup)
        }
    }

    /// A block of which nothing is known is null among others.
    private func raw(_ value: JSON) -> JSON {
        guard let items = value.arrayValue else { return value }
        return .array(items.map { $0.objectValue?.isEmpty ?? false ? .null : $0 })
    }

    private func map(
        _ members: JSON.Object, _ unknown: JSON, _ field: Field, _ lookup: Lookup
    ) -> JSON? {
        switch field.form {
        case .items: return .array(members.sorted().map { ["key": .string($0.key), "value": $0.value] })
        case .without(let key):
            let rest = JSON.object(.init(members.filter { $0.key != key }))
            return rest.isVoid ? nil : rest
        default:
            let isMap = field.shape.fields.isEmpty
            return .object(isMap ? members : object(members, unknown, field.shape, lookup))
        }
    }

    private func blocks(_ items: [JSON], _ unknown: JSON, _ field: Field, _ lookup: Lookup) -> JSON? {
        let isList = field.isList ?? Spelling.isPlural(field.path.last ?? "")
        let ordered = SetOrder.ordered(items, field.order, field.shape)
        let all = ordered.enumerated().map { index, item in
            JSON.object(
                object(item.objectValue ?? [:], unknown[index] ?? .null, field.shape, lookup))
        }
        if case .keyed(let key) = field.form { return keyed(ordered, key, all) }
        if isList {
            // Of what is not known yet nothing is told.
            let told = all.filter { !$0.isVoid }
            return told.isEmpty ? nil : .array(told)
        }
        return all.first.flatMap { $0.isVoid ? nil : $0 }
    }

    /// A map by what each element is called.
    private func keyed(_ items: [JSON], _ key: String, _ all: [JSON]) -> JSON? {
        let spelled = Spelling.api(key)
        let members = zip(items, all).compactMap { item, told -> JSON.Object.Element? in
            guard let name = Lookup.text(item[key]) else { return nil }
            var told = told
            told[spelled] = nil
            return (name, told)
        }
        return members.isEmpty ? nil : .object(.init(members))
    }

    private func scalar(_ value: JSON, _ field: Field, _ lookup: Lookup) -> JSON {
        switch (field.form, value) {
        case (.text, .number(let number)): return .string(number.text)
        case (.text, .bool(let flag)): return .string(flag ? "true" : "false")
        case (.number, .string(let text)): return JSON.Number(text).map(JSON.number) ?? value
        case (.reference(let collection), .string(let text)):
            var lookup = lookup
            let other = lookup[field.name + "_project"]
            if let other { lookup.levels.append(["project": .string(other)]) }
            return .string(Reference.path(text, in: collection) { lookup[$0] })
        case (.link, .string(let text)): return .string(Reference.link(text) { lookup[$0] })
        case (.scope, .string(let text)): return .string(OAuthScope.address(text))
        case (.base64, .string(let text)): return .string(Array(text.utf8).base64)
        default: return value
        }
    }
}
