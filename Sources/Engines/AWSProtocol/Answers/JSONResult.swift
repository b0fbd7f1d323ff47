import Values

/// JSON as the values that a model says; nil for null.
enum JSONResult {
    static func value(_ json: JSON, _ shape: AWSShape) -> JSON? {
        if json.isNull { return nil }
        if shape.isDocument { return json }
        switch shape.kind {
        case .structure:
            var out = JSON.Object()
            for (name, member) in shape.members where member.answerLocation == nil {
                guard let found = json[member.locationName ?? name], let value = value(found, member) else {
                    continue
                }
                out[name] = value
            }
            if shape.isUnion, out.isEmpty {
                let unknown = (json.objectValue ?? [:]).first { $0.key != "__type" && !$0.value.isNull }
                if let unknown { out["SDK_UNKNOWN_MEMBER"] = ["name": .string(unknown.key)] }
            }
            return .object(out)
        // A null within a list stays, so that the others keep their places; one within a map says nothing.
        case .list: return .array((json.arrayValue ?? []).map { value($0, shape.element) ?? .null })
        case .map:
            var out = JSON.Object()
            for (key, member) in json.objectValue ?? [:] {
                if let value = value(member, shape.value) { out[key] = value }
            }
            return .object(out)
        case .timestamp:
            return json.numberValue == nil
                ? json.stringValue.map { ScalarValue.read($0, shape) } ?? json : json
        case .blob: return json.stringValue.map { ScalarValue.read($0, shape) } ?? json
        case .string where shape.isJSONText:
            return json.stringValue.flatMap { try? JSON(parsing: $0) } ?? json
        default: return json
        }
    }
}
