public import Values

extension Module {
    /// The module as `rego.parse_module` tells it.
    public var json: JSON {
        var members: JSON.Object = ["package": ["path": .array(package.path.map(\.json))]]
        if !imports.isEmpty {
            members["imports"] = .array(
                imports.map { one in
                    var object: JSON.Object = ["path": one.path.json]
                    if let alias = one.alias { object["alias"] = JSON(alias) }
                    return .object(object)
                })
        }
        if !rules.isEmpty { members["rules"] = .array(rules.map(\.json)) }
        if !annotations.isEmpty { members["annotations"] = .array(annotations.map { .object($0.content) }) }
        return .object(members)
    }
}

extension Rule {
    var json: JSON {
        var members: JSON.Object = [
            "head": head.json, "body": .array(body.enumerated().map { $1.json(index: $0) }),
        ]
        if isDefault { members["default"] = true }
        if let other = otherwise.first { members["else"] = other.json }
        return .object(members)
    }
}

extension Head {
    var json: JSON {
        var members: JSON.Object = ["ref": .array(ref.map(\.json))]
        if ref.count == 1, let name = ref[0].variable { members["name"] = JSON(name) }
        if let arguments { members["args"] = .array(arguments.map(\.json)) }
        if let key { members["key"] = key.json }
        if let value { members["value"] = value.json }
        if isAssigned { members["assign"] = true }
        return .object(members)
    }
}

extension Expression {
    func json(index: Int) -> JSON {
        var members: JSON.Object = ["index": JSON(index)]
        switch kind {
        case .term(let term): members["terms"] = term.json
        case .call(let terms): members["terms"] = .array(terms.map(\.json))
        case .some(let names): members["terms"] = ["symbols": .array(names.map(\.json))]
        case .someIn(let term): members["terms"] = ["symbols": [term.json]]
        case .every(let key, let value, let domain, let body):
            members["terms"] = [
                "key": key?.json ?? .null, "value": value.json, "domain": domain.json,
                "body": Self.json(body),
            ]
        case .notBody(let body, _): members["terms"] = ["not": Self.json(body)]
        case .both(let left, let right):
            members["terms"] = ["and": [Self.json(left.body), Self.json(right.body)]]
        case .either(let left, let right):
            members["terms"] = ["or": [Self.json(left.body), Self.json(right.body)]]
        }
        if isNegated { members["negated"] = true }
        if !with.isEmpty {
            members["with"] = .array(with.map { ["target": $0.target.json, "value": $0.value.json] })
        }
        return .object(members)
    }

    static func json(_ body: Body) -> JSON { .array(body.enumerated().map { $1.json(index: $0) }) }
}

extension Term {
    var json: JSON {
        let value: JSON
        switch kind {
        case .null: return ["type": "null", "value": .null]
        case .boolean(let flag): value = JSON(flag)
        case .number(let text): value = JSON.Number(text).map(JSON.number) ?? .null
        case .string(let text): value = JSON(text)
        case .variable(let name): return ["type": "var", "value": JSON(name)]
        case .ref(let terms), .array(let terms), .set(let terms), .call(let terms):
            if case .call(let all) = kind, let first = all.first, first.variable != nil {
                value = .array([["type": "ref", "value": [first.json]]] + all.dropFirst().map(\.json))
            } else {
                value = .array(terms.map(\.json))
            }
        case .object(let members): value = .array(members.map { [$0.key.json, $0.value.json] })
        case .arrayComprehension(let head, let body), .setComprehension(let head, let body):
            value = ["term": head.json, "body": Expression.json(body)]
        case .objectComprehension(let key, let inner, let body):
            value = ["key": key.json, "value": inner.json, "body": Expression.json(body)]
        case .template(let parts):
            value = .array(
                parts.enumerated().map { place, part in
                    switch part {
                    case .text(let text): ["type": "string", "value": JSON(text)]
                    case .expression(let one): one.json(index: place)
                    }
                })
        }
        return ["type": JSON(typeName), "value": value]
    }
}
