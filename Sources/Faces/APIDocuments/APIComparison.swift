import Values

/// What is different between two OpenAPI documents of ours, by name: operations, what they take, who may, and
/// the shapes that they answer with.
///
/// A change is breaking when a client that kept to the first document may be refused, or may not find what it
/// reads: something taken away, a type, a field that must be sent now. What is added breaks nobody.
public struct APIComparison {
    public let changes: [APIChange]

    public init(from old: JSON, to new: JSON) {
        let (before, after) = (Self.operations(old), Self.operations(new))
        var changes: [APIChange] = []
        for name in Set(before.keys).union(after.keys).sorted() {
            switch (before[name], after[name]) {
            case (nil, let operation?): changes.append(APIChange(.added, name, operation.route))
            case (let operation?, nil):
                changes.append(APIChange(.removed, name, operation.route, isBreaking: true))
            case (let one?, let other?): changes += Self.compare(name, one, other)
            case (nil, nil): break
            }
        }
        let (shapes, others) = (Self.shapes(old), Self.shapes(new))
        let kept = Set(shapes.keys).intersection(others.keys)
        for name in kept.sorted() {
            changes += Self.compare(name, shapes[name] ?? [:], others[name] ?? [:], isAnswer: true)
        }
        self.changes = changes
    }

    private struct Operation {
        let route: String
        let access: String
        let fields: [String: Field]
        let answers: String
    }

    private struct Field: Equatable {
        let type: String
        let isRequired: Bool
    }

    private static func operations(_ document: JSON) -> [String: Operation] {
        var found: [String: Operation] = [:]
        for (path, item) in document["paths"]?.objectValue ?? [:] {
            for (method, operation) in item.objectValue ?? [:] {
                guard let name = operation["operationId"]?.stringValue else { continue }
                var fields = body(operation)
                for parameter in operation["parameters"]?.arrayValue ?? [] {
                    fields[parameter["name"]?.stringValue ?? ""] = Field(
                        type: type(parameter["schema"] ?? .null),
                        isRequired: parameter["required"]?.boolValue ?? false)
                }
                let answers = (operation["responses"]?.objectValue ?? [:]).filter { $0.key != "default" }
                    .map { status, answer in
                        let content = (answer["content"]?.objectValue ?? [:]).map { media, content in
                            "\(media) \(type(content["schema"] ?? .null))"
                        }
                        return "\(status) \(content.joined(separator: ", "))"
                    }
                found[name] = Operation(
                    route: "\(method.uppercased()) \(path)",
                    access: operation["x-plumb-access"]?.stringValue ?? "", fields: fields,
                    answers: answers.joined(separator: "; "))
            }
        }
        return found
    }

    private static func body(_ operation: JSON) -> [String: Field] {
        let contents = operation["requestBody"]?["content"]?.objectValue ?? [:]
        return contents.first.map { fields($0.value["schema"] ?? .null) } ?? [:]
    }

    private static func shapes(_ document: JSON) -> [String: [String: Field]] {
        var found: [String: [String: Field]] = [:]
        for (name, schema) in document["components"]?["schemas"]?.objectValue ?? [:] {
            found[name] = fields(schema)
        }
        return found
    }

    private static func fields(_ schema: JSON) -> [String: Field] {
        let required = Set(schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        var found: [String: Field] = [:]
        for (name, property) in schema["properties"]?.objectValue ?? [:] {
            found[name] = Field(type: type(property), isRequired: required.contains(name))
        }
        return found
    }

    /// A type as a word; what may be null is told by the field that it belongs to.
    private static func type(_ schema: JSON) -> String {
        if let name = schema["$ref"]?.stringValue { return String(name.split(separator: "/").last ?? "") }
        if let shapes = schema["anyOf"]?.arrayValue {
            return shapes.filter { $0["type"] != "null" }.map(type).joined(separator: " or ")
        }
        if let values = schema["enum"]?.arrayValue {
            return values.compactMap(\.stringValue).joined(separator: " | ")
        }
        let names =
            schema["type"]?.stringValue.map { [$0] } ?? schema["type"]?.arrayValue?.compactMap(\.stringValue)
        let name = names?.first { $0 != "null" } ?? "anything"
        if let items = schema["items"] { return "list of \(type(items))" }
        if let values = schema["additionalProperties"] { return "map of \(type(values))" }
        return schema["format"]?.stringValue ?? name
    }

    private static func compare(_ name: String, _ one: Operation, _ other: Operation) -> [APIChange] {
        var changes: [APIChange] = []
        if one.route != other.route {
            changes.append(
                APIChange(.changed, name, "is at \(other.route), was at \(one.route)", isBreaking: true))
        }
        if one.access != other.access {
            changes.append(
                APIChange(.changed, name, "is for \(other.access), was for \(one.access)", isBreaking: true))
        }
        if one.answers != other.answers {
            changes.append(
                APIChange(.changed, name, "answers \(other.answers), was \(one.answers)", isBreaking: true))
        }
        return changes + compare(name, one.fields, other.fields, isAnswer: false)
    }

    /// Fields that are sent break by what is asked for, fields that are read by what is gone.
    private static func compare(
        _ name: String, _ one: [String: Field], _ other: [String: Field], isAnswer: Bool
    ) -> [APIChange] {
        Set(one.keys).union(other.keys).sorted().compactMap { field in
            switch (one[field], other[field]) {
            case (nil, let now?):
                let mustBeSent = now.isRequired && !isAnswer
                return APIChange(
                    .added, name, "\(field): \(now.type)\(mustBeSent ? ", which must be sent" : "")",
                    isBreaking: mustBeSent)
            case (_?, nil): return APIChange(.removed, name, field, isBreaking: true)
            case (let before?, let now?) where before.type != now.type:
                return APIChange(
                    .changed, name, "\(field) is \(now.type), was \(before.type)",
                    isBreaking: !isWider(now.type, than: before.type) || isAnswer)
            case (let before?, let now?) where before.isRequired != now.isRequired:
                let word = now.isRequired ? "is always there" : "may be missing"
                let sent = now.isRequired ? "must be sent" : "may be left out"
                return APIChange(
                    .changed, name, "\(field) \(isAnswer ? word : sent)",
                    isBreaking: isAnswer != now.isRequired)
            default: return nil
            }
        }
    }

    /// Whether every word and every shape that was taken is taken still.
    private static func isWider(_ now: String, than before: String) -> Bool {
        var (now, before) = (Substring(now), Substring(before))
        for list in ["list of ", "map of "] where now.hasPrefix(list) && before.hasPrefix(list) {
            (now, before) = (now.dropFirst(list.count), before.dropFirst(list.count))
        }
        let choices = { (text: Substring) in
            text.split(separator: " | ").flatMap { $0.split(separator: " or ") }
        }
        return Set(choices(before)).isSubset(of: choices(now))
    }
}
