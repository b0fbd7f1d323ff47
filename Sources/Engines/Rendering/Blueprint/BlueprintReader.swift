import Faults
import Values

/// Turns the text's tree into a document and notes everything that does not belong.
struct BlueprintReader {
    private(set) var problems: [Fault.Problem] = []
    private let source: JSON

    init(_ source: JSON) { self.source = source }

    mutating func read() -> BlueprintDocument {
        guard case .object(let root) = source else {
            note("", "a blueprint is a mapping with `name` and `resources`")
            return BlueprintDocument(
                name: "", description: nil, providers: [], variables: [], locals: [], resources: [],
                outputs: [])
        }
        refuseUnknown(
            root, "", ["name", "description", "providers", "variables", "locals", "resources", "outputs"])
        let name = text(root, "name", "", needed: true) ?? ""
        let resources = members(root, "resources").map { resource($0.key, $0.value) }
        if resources.isEmpty { note("/resources", "at least one resource is needed") }
        return BlueprintDocument(
            name: name, description: text(root, "description", ""),
            providers: providers(root, types: resources.map(\.type)),
            variables: members(root, "variables").map { variable($0.key, $0.value) },
            locals: members(root, "locals").map { member in
                identifier(member.key, "/locals/\(member.key)")
                return (name: member.key, value: member.value)
            },
            resources: resources, outputs: members(root, "outputs").map { output($0.key, $0.value) })
    }

    private mutating func providers(_ root: JSON.Object, types: [String]) -> [BlueprintDocument.Provider] {
        var named = members(root, "providers").map { name, value -> BlueprintDocument.Provider in
            let path = "/providers/\(name)"
            let object = self.object(value, path)
            return BlueprintDocument.Provider(
                name: name, source: text(object, "source", path) ?? "hashicorp/\(name)",
                version: text(object, "version", path),
                settings: JSON.Object(object.filter { $0.key != "source" && $0.key != "version" }))
        }
        let used = Set(types.map { String($0.prefix { $0 != "_" }) }).sorted()
        // `terraform_data` comes with Terraform itself.
        for name in used
        where !name.isEmpty && name != "terraform" && !named.contains(where: { $0.name == name }) {
            named.append(.init(name: name, source: "hashicorp/\(name)", version: nil, settings: [:]))
        }
        return named
    }

    private mutating func variable(_ name: String, _ value: JSON) -> BlueprintDocument.Variable {
        let path = "/variables/\(name)"
        identifier(name, path)
        let object = self.object(value, path)
        refuseUnknown(
            object, path,
            [
                "type", "description", "default", "sensitive", "nullable", "validation", "allowed", "pattern",
                "minimum",
                "maximum",
            ])
        var rules: [BlueprintDocument.Rule] = []
        for (index, rule) in (object["validation"]?.arrayValue ?? []).enumerated() {
            let place = "\(path)/validation/\(index)"
            let fields = self.object(rule, place)
            refuseUnknown(fields, place, ["condition", "message"])
            rules.append(
                .init(
                    condition: text(fields, "condition", place, needed: true) ?? "true",
                    message: text(fields, "message", place, needed: true) ?? ""))
        }
        if let pattern = text(object, "pattern", path) {
            rules.append(
                .init(
                    condition: "can(regex(\(HCLText.quoted(pattern, isTemplate: false)), var.\(name)))",
                    message: "The value of \(name) must match \(pattern)."))
        }
        for (key, sign, word) in [("minimum", ">=", "at least"), ("maximum", "<=", "at most")] {
            guard let bound = object[key] else { continue }
            guard case .number(let number) = bound else {
                note("\(path)/\(key)", "a number was expected")
                continue
            }
            rules.append(
                .init(
                    condition: "var.\(name) \(sign) \(number.text)",
                    message: "The value of \(name) must be \(word) \(number.text)."))
        }
        let allowed = object["allowed"]?.arrayValue ?? []
        if !allowed.isEmpty {
            let list = allowed.map { HCLText.literal($0) }.joined(separator: ", ")
            let words = allowed.map { $0.stringValue ?? $0.text }.joined(separator: ", ")
            rules.append(
                .init(
                    condition: "contains([\(list)], var.\(name))",
                    message: "The value of \(name) must be one of: \(words)."))
        }
        return BlueprintDocument.Variable(
            name: name, type: text(object, "type", path) ?? "string",
            description: text(object, "description", path), byDefault: object["default"],
            isSensitive: flag(object, "sensitive", path),
            isNullable: flag(object, "nullable", path, byDefault: true),
            rules: rules, allowed: allowed)
    }

    private mutating func resource(_ name: String, _ value: JSON) -> BlueprintDocument.Resource {
        let path = "/resources/\(name)"
        identifier(name, path)
        let object = self.object(value, path)
        refuseUnknown(object, path, ["type", "properties", "count", "for_each", "depends_on", "lifecycle"])
        let type = text(object, "type", path, needed: true) ?? ""
        if !type.isEmpty, !HCLText.isIdentifier(type) || !type.contains("_") {
            note(path + "/type", "a resource type such as aws_s3_bucket was expected")
        }
        if object["count"] != nil, object["for_each"] != nil {
            note(path, "`count` and `for_each` exclude each other")
        }
        let lifecycle = object["lifecycle"].map { self.object($0, path + "/lifecycle") } ?? [:]
        refuseUnknown(
            lifecycle, path + "/lifecycle",
            [
                "prevent_destroy", "create_before_destroy", "ignore_changes", "replace_triggered_by",
            ])
        return BlueprintDocument.Resource(
            name: name, type: type,
            properties: object["properties"].map { self.object($0, path + "/properties") } ?? [:],
            count: object["count"], forEach: object["for_each"],
            dependsOn: texts(object, "depends_on", path), lifecycle: lifecycle)
    }

    private mutating func output(_ name: String, _ value: JSON) -> BlueprintDocument.Output {
        let path = "/outputs/\(name)"
        identifier(name, path)
        guard case .object(let object) = value else {
            return .init(name: name, value: value, description: nil, isSensitive: false)
        }
        refuseUnknown(object, path, ["value", "description", "sensitive"])
        guard let value = object["value"] else {
            note(path + "/value", "is missing")
            return .init(name: name, value: .null, description: nil, isSensitive: false)
        }
        return .init(
            name: name, value: value, description: text(object, "description", path),
            isSensitive: flag(object, "sensitive", path))
    }

    // MARK: - Parts

    private mutating func note(_ path: String, _ message: String) { problems.append(.init(path, message)) }

    private mutating func identifier(_ name: String, _ path: String) {
        if !HCLText.isIdentifier(name) {
            note(
                path,
                "a name is letters, digits, dashes and underscores, and begins with a letter or underscore")
        }
    }

    private mutating func object(_ value: JSON, _ path: String) -> JSON.Object {
        if case .object(let object) = value { return object }
        if !value.isNull { note(path, "a mapping was expected") }
        return [:]
    }

    private mutating func members(_ root: JSON.Object, _ key: String) -> [JSON.Object.Element] {
        guard let value = root[key] else { return [] }
        return Array(object(value, "/" + key))
    }

    private mutating func text(
        _ object: JSON.Object, _ key: String, _ path: String, needed: Bool = false
    ) -> String? {
        switch object[key] {
        case .string(let text)?: return text
        case nil, .null?:
            if needed { note("\(path)/\(key)", "is missing") }
            return nil
        default:
            note("\(path)/\(key)", "a text was expected")
            return nil
        }
    }

    private mutating func texts(_ object: JSON.Object, _ key: String, _ path: String) -> [String] {
        guard let value = object[key] else { return [] }
        guard let list = value.arrayValue, list.allSatisfy({ $0.stringValue != nil }) else {
            note("\(path)/\(key)", "a list of texts was expected")
            return []
        }
        return list.compactMap(\.stringValue)
    }

    private mutating func flag(
        _ object: JSON.Object, _ key: String, _ path: String, byDefault: Bool = false
    ) -> Bool {
        guard let value = object[key] else { return byDefault }
        if let flag = value.boolValue { return flag }
        note("\(path)/\(key)", "true or false was expected")
        return byDefault
    }

    private mutating func refuseUnknown(_ object: JSON.Object, _ path: String, _ known: [String]) {
        for key in object.keys where !known.contains(key) {
            let near = Similar.nearest(to: key, in: known).map { "; did you mean `\($0)`?" } ?? ""
            note("\(path)/\(key)", "there is no such field\(near)")
        }
    }
}
