import Numbers
import Patterns
import Rego

/// JSON Schema of drafts 4, 6 and 7.
struct JSONSchema {
    static let depthLimit = 200

    /// What a document does wrong.
    struct Violation {
        let kind: String
        let field: String
        let description: String
    }

    private let root: Value

    init(_ root: Value) { self.root = root }

    // MARK: Schemas

    static let types = ["array", "boolean", "integer", "number", "null", "object", "string"]

    /// What is wrong with the schema itself; nil when it can be used.
    func problem() -> String? { problem(root, 0) }

    private func problem(_ schema: Value, _ depth: Int) -> String? {
        if schema.isBoolean { return nil }
        guard depth < Self.depthLimit else { return "jsonschema: nested too deeply" }
        guard schema.isObject else {
            return "jsonschema: schema is invalid: it must be an object or a boolean"
        }
        let type = schema["type"]
        for one in type.isString ? [type] : Array(type.elements) {
            guard let name = one.string, Self.types.contains(name) else {
                return
                    "jsonschema: has a primitive type that is NOT VALID -- given: /\(one.string ?? one.text)/ "
                    + "Expected valid values are:[\(Self.types.joined(separator: " "))]"
            }
        }
        if type.isDefined, !type.isString, !type.isArray {
            return "jsonschema: Invalid type. Expected: string/array of strings, given: type"
        }
        for name in ["pattern"] {
            if let text = schema[name].string, (try? Pattern(text)) == nil {
                return "jsonschema: Invalid regex pattern '\(text)'"
            }
        }
        for name in ["properties", "patternProperties", "definitions", "$defs"] {
            let members = schema[name]
            if members.isDefined, !members.isObject {
                return "jsonschema: Invalid type. Expected: valid schema, given: \(name)"
            }
            for (_, inner) in members.members { if let found = problem(inner, depth + 1) { return found } }
        }
        for name in ["required"] where schema[name].isDefined {
            guard schema[name].isArray, schema[name].elements.allSatisfy(\.isString) else {
                return "jsonschema: Invalid type. Expected: array of strings, given: \(name)"
            }
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            for inner in schema[name].elements { if let found = problem(inner, depth + 1) { return found } }
        }
        for name in [
            "not", "additionalProperties", "additionalItems", "contains", "propertyNames", "if", "then",
            "else",
        ]
        where schema[name].isDefined {
            if let found = problem(schema[name], depth + 1) { return found }
        }
        let items = schema["items"]
        if items.isDefined {
            for inner in items.isArray ? Array(items.elements) : [items] {
                if let found = problem(inner, depth + 1) { return found }
            }
        }
        return nil
    }

    // MARK: Documents

    func violations(of document: Value) -> [Violation] {
        var found: [Violation] = []
        check(document, root, "(root)", 0, &found)
        return found
    }

    private func holds(_ value: Value, _ schema: Value, _ field: String, _ depth: Int) -> Bool {
        var found: [Violation] = []
        check(value, schema, field, depth + 1, &found)
        return found.isEmpty
    }

    private func resolved(_ reference: String) -> Value {
        guard reference.hasPrefix("#") else { return .undefined }
        var value = root
        for step in reference.dropFirst().split(separator: "/") {
            let name = unescapedPointer(String(step))
            value =
                value.isArray
                ? Int(name).flatMap { value.elements.indices.contains($0) ? value.elements[$0] : nil }
                    ?? .undefined : value[name]
        }
        return value
    }

    private static func typeName(_ value: Value) -> String {
        value.isNumber
            ? (value.integer == nil ? "number" : "integer") : value.isSet ? "array" : value.typeName
    }

    private func check(
        _ value: Value, _ schema: Value, _ field: String, _ depth: Int, _ found: inout [Violation]
    ) {
        func add(_ kind: String, _ text: String) {
            found.append(Violation(kind: kind, field: field, description: text))
        }
        guard depth < Self.depthLimit else { return add("too_deep", "The document is nested too deeply") }
        if let flag = schema.boolean {
            if !flag { add("false", "False always fails validation") }
            return
        }
        if let reference = schema["$ref"].string {
            let target = resolved(reference)
            guard target.isDefined else { return add("reference", "Object has no key '\(reference)'") }
            return check(value, target, field, depth + 1, &found)
        }
        let type = schema["type"]
        if type.isDefined {
            let names = (type.isString ? [type] : Array(type.elements)).compactMap(\.string)
            let own = Self.typeName(value)
            guard names.contains(own) || own == "integer" && names.contains("number") else {
                return add(
                    "invalid_type", "Invalid type. Expected: \(names.joined(separator: "/")), given: \(own)")
            }
        }
        let choices = schema["enum"]
        if choices.isArray, !choices.elements.contains(value) {
            let list = choices.elements.map { $0.jsonText() }.joined(separator: ", ")
            add("enum", "\(fieldName(field)) must be one of the following: \(list)")
        }
        let constant = schema["const"]
        if constant.isDefined, constant != value {
            add("const", "\(fieldName(field)) does not match: \(constant.jsonText())")
        }
        combinations(value, schema, field, depth, &found)
        switch value.kind {
        case .object: object(value, schema, field, depth, &found)
        case .array, .set: array(value, schema, field, depth, &found)
        case .string: string(value, schema, field, &found)
        case .number: number(value, schema, field, &found)
        default: break
        }
    }

    private func fieldName(_ field: String) -> String {
        field == "(root)" ? field : String(field.split(separator: ".").last ?? "")
    }

    private func combinations(
        _ value: Value, _ schema: Value, _ field: String, _ depth: Int, _ found: inout [Violation]
    ) {
        for inner in schema["allOf"].elements { check(value, inner, field, depth + 1, &found) }
        let any = schema["anyOf"].elements
        if any.count > 0, !any.contains(where: { holds(value, $0, field, depth) }) {
            found.append(
                Violation(
                    kind: "number_any_of", field: field,
                    description: "Must validate at least one schema (anyOf)"))
        }
        let one = schema["oneOf"].elements
        if one.count > 0, one.filter({ holds(value, $0, field, depth) }).count != 1 {
            found.append(
                Violation(
                    kind: "number_one_of", field: field,
                    description: "Must validate one and only one schema (oneOf)"))
        }
        let not = schema["not"]
        if not.isDefined, holds(value, not, field, depth) {
            found.append(
                Violation(kind: "number_not", field: field, description: "Must not validate the schema (not)")
            )
        }
        let condition = schema["if"]
        if condition.isDefined {
            let branch = schema[holds(value, condition, field, depth) ? "then" : "else"]
            if branch.isDefined { check(value, branch, field, depth + 1, &found) }
        }
    }

    private func object(
        _ value: Value, _ schema: Value, _ field: String, _ depth: Int, _ found: inout [Violation]
    ) {
        func add(_ kind: String, _ text: String) {
            found.append(Violation(kind: kind, field: field, description: text))
        }
        func inner(_ name: String) -> String { field == "(root)" ? name : field + "." + name }
        for name in schema["required"].elements {
            if let text = name.string, !value[name].isDefined { add("required", "\(text) is required") }
        }
        if let most = schema["maxProperties"].int, value.count > most {
            add("array_max_properties", "Must have at most \(most) properties")
        }
        if let least = schema["minProperties"].int, value.count < least {
            add("array_min_properties", "Must have at least \(least) properties")
        }
        let patterns = schema["patternProperties"].members.compactMap { one in
            one.key.string.flatMap { try? Pattern($0) }.map { ($0, one.value) }
        }
        for (key, one) in value.members {
            let name = key.string ?? key.text
            var isKnown = false
            let property = schema["properties"][key]
            if property.isDefined {
                isKnown = true
                check(one, property, inner(name), depth + 1, &found)
            }
            for (pattern, other) in patterns where pattern.matches(name) {
                isKnown = true
                check(one, other, inner(name), depth + 1, &found)
            }
            let more = schema["additionalProperties"]
            if !isKnown, more.isDefined {
                if more.boolean == false {
                    add("additional_property_not_allowed", "Additional property \(name) is not allowed")
                } else {
                    check(one, more, inner(name), depth + 1, &found)
                }
            }
            let names = schema["propertyNames"]
            if names.isDefined, !holds(key, names, field, depth) {
                add("invalid_property_name", "Property name of \"\(name)\" does not match")
            }
            let dependency = schema["dependencies"][key]
            for needed in dependency.elements where !value[needed].isDefined {
                add("missing_dependency", "Has a dependency on \(needed.string ?? "")")
            }
            if dependency.isObject { check(value, dependency, field, depth + 1, &found) }
        }
    }

    private func array(
        _ value: Value, _ schema: Value, _ field: String, _ depth: Int, _ found: inout [Violation]
    ) {
        func add(_ kind: String, _ text: String) {
            found.append(Violation(kind: kind, field: field, description: text))
        }
        let elements = value.sortedElements
        if let most = schema["maxItems"].int, elements.count > most {
            add("array_max_items", "Array must have at most \(most) items")
        }
        if let least = schema["minItems"].int, elements.count < least {
            add("array_min_items", "Array must have at least \(least) items")
        }
        if schema["uniqueItems"].boolean == true, Set(elements).count != elements.count {
            add("unique", "array items must be unique")
        }
        let items = schema["items"]
        for (place, element) in elements.enumerated() {
            let name = field == "(root)" ? "\(place)" : "\(field).\(place)"
            if items.isArray {
                let rest = schema["additionalItems"]
                if place < items.elements.count {
                    check(element, items.elements[place], name, depth + 1, &found)
                } else if rest.boolean == false {
                    add("array_no_additional_items", "No additional items allowed on array")
                } else if rest.isDefined {
                    check(element, rest, name, depth + 1, &found)
                }
            } else if items.isDefined {
                check(element, items, name, depth + 1, &found)
            }
        }
        let wanted = schema["contains"]
        if wanted.isDefined, !elements.contains(where: { holds($0, wanted, field, depth) }) {
            add("contains", "At least one of the items must match")
        }
    }

    private func string(_ value: Value, _ schema: Value, _ field: String, _ found: inout [Violation]) {
        func add(_ kind: String, _ text: String) {
            found.append(Violation(kind: kind, field: field, description: text))
        }
        if let most = schema["maxLength"].int, value.count > most {
            add("string_lte", "String length must be less than or equal to \(most)")
        }
        if let least = schema["minLength"].int, value.count < least {
            add("string_gte", "String length must be greater than or equal to \(least)")
        }
        if let text = schema["pattern"].string, let pattern = try? Pattern(text),
            !pattern.matches(value.string ?? "")
        {
            add("pattern", "Does not match pattern '\(text)'")
        }
        if let format = schema["format"].string, !Self.has(value.string ?? "", format) {
            add("format", "Does not match format '\(format)'")
        }
    }

    private static func has(_ text: String, _ format: String) -> Bool {
        switch format {
        case "date": (try? LayoutReader.parse("2006-01-02", text)) != nil
        case "date-time": (try? LayoutReader.parse("2006-01-02T15:04:05Z07:00", text)) != nil
        case "ipv4": IPAddress(text)?.isV4 == true
        case "ipv6": IPAddress(text)?.isV4 == false
        case "uri": (try? URI(parsing: text)).map { !$0.scheme.isEmpty } ?? false
        case "email": text.contains("@") && !text.hasPrefix("@") && !text.hasSuffix("@")
        case "regex": (try? Pattern(text)) != nil
        default: true
        }
    }

    private func number(_ value: Value, _ schema: Value, _ field: String, _ found: inout [Violation]) {
        func add(_ kind: String, _ text: String) {
            found.append(Violation(kind: kind, field: field, description: text))
        }
        let least = schema["minimum"]
        let most = schema["maximum"]
        let isAboveOnly = schema["exclusiveMinimum"]
        let isBelowOnly = schema["exclusiveMaximum"]
        if least.isNumber, value < least || isAboveOnly.boolean == true && value == least {
            let word = isAboveOnly.boolean == true ? "greater than" : "greater than or equal to"
            add("number_gte", "Must be \(word) \(least.numberText)")
        }
        if most.isNumber, most < value || isBelowOnly.boolean == true && value == most {
            let word = isBelowOnly.boolean == true ? "less than" : "less than or equal to"
            add("number_lte", "Must be \(word) \(most.numberText)")
        }
        if isAboveOnly.isNumber, value <= isAboveOnly {
            add("number_gt", "Must be greater than \(isAboveOnly.numberText)")
        }
        if isBelowOnly.isNumber, isBelowOnly <= value {
            add("number_lt", "Must be less than \(isBelowOnly.numberText)")
        }
        let step = schema["multipleOf"]
        if step.isNumber, !step.decimal.isZero, !value.decimal.remainder(dividingBy: step.decimal).isZero {
            add("multiple_of", "Must be a multiple of \(step.numberText)")
        }
    }
}
