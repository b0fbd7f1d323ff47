import Values

extension ValueType {
    /// From the notation that type facts have: `"string"`, `["list", T]`, `["object", {…}, [optional…]]`.
    public init?(fact: JSON) {
        switch fact {
        case .string("bool"): self = .bool
        case .string("number"): self = .number
        case .string("string"): self = .string
        case .string("dynamic"): self = .dynamic
        case .array(let parts):
            guard parts.count >= 2, let kind = parts[0].stringValue else { return nil }
            switch kind {
            case "list", "set", "map":
                guard let element = ValueType(fact: parts[1]) else { return nil }
                self = kind == "list" ? .list(element) : kind == "set" ? .set(element) : .map(element)
            case "tuple": self = .tuple((parts[1].arrayValue ?? []).compactMap { ValueType(fact: $0) })
            case "object":
                let optional = parts.count > 2 ? (parts[2].arrayValue ?? []).compactMap(\.stringValue) : []
                self = .object(
                    named: (parts[1].objectValue ?? [:]).compactMap { name, type in
                        ValueType(fact: type).map {
                            Attribute(name.normalized, $0, isOptional: optional.contains(name))
                        }
                    })
            default: return nil
            }
        default: return nil
        }
    }

    /// As `init(fact:)` reads it.
    public var fact: JSON {
        switch self {
        case .dynamic: "dynamic"
        case .bool: "bool"
        case .number: "number"
        case .string: "string"
        case .list(let element): ["list", element.fact]
        case .set(let element): ["set", element.fact]
        case .map(let element): ["map", element.fact]
        case .tuple(let elements): ["tuple", .array(elements.map(\.fact))]
        case .object(let attributes):
            .array(
                ["object", .object(.init(attributes.map { (key: $0.name, value: $0.type.fact) }))]
                    + (attributes.contains(where: \.isOptional)
                        ? [.array(attributes.filter(\.isOptional).map { .string($0.name) })] : []))
        case .type: "type"
        }
    }
}

extension Value {
    /// A value told as a type and a JSON value, where `$unknown`, `$marks` and `$num` tell what JSON can't.
    public init?(fact: JSON) {
        guard let type = fact["type"].flatMap({ ValueType(fact: $0) }), let value = fact["value"] else {
            return nil
        }
        self.init(fact: value, type)
    }

    private init?(fact: JSON, _ type: ValueType) {
        if let object = fact.objectValue {
            if let marks = object["$marks"]?.arrayValue, let inner = object["v"] {
                guard let value = Value(fact: inner, type) else { return nil }
                self = value.marked(Set(marks.compactMap { $0.stringValue.map(Mark.init(name:)) }))
                return
            }
            if let unknown = object["$unknown"] {
                let refinement = Refinement(notNull: object["not_null"]?.boolValue ?? false)
                self = .unknown(ValueType(fact: unknown) ?? type, refinement)
                return
            }
            if let number = object["$num"]?.stringValue {
                self = .number(
                    number == "Inf" || number == "+Inf"
                        ? .positiveInfinity
                        : number == "-Inf" ? .negativeInfinity : Number(literal: number) ?? .int(0))
                return
            }
        }
        switch (fact, type) {
        case (.null, _): self = .null(type)
        case (.bool(let value), .bool): self = .bool(value)
        case (.string(let text), .string): self = .string(text)
        case (.number(let number), .number):
            guard let exact = Number(literal: number.text) else { return nil }
            self = .number(exact)
        case (.array(let items), .list(let element)):
            self = .list(items.compactMap { Value(fact: $0, element) }, of: element)
        case (.array(let items), .set(let element)):
            self = .set(items.compactMap { Value(fact: $0, element) }, of: element)
        case (.array(let items), .tuple(let types)):
            self = .tuple(zip(items, types).compactMap { Value(fact: $0, $1) })
        case (.object(let object), .map(let element)):
            self = .map(
                object.compactMap { name, value in Value(fact: value, element).map { (name, $0) } },
                of: element)
        case (.object(let object), .object(let attributes)):
            self = .object(
                attributes.compactMap { attribute in
                    (object[attribute.name] ?? object.first { $0.key.normalized == attribute.name }?.value)
                        .flatMap { Value(fact: $0, attribute.type) }.map { (attribute.name, $0) }
                })
        case (let value, .dynamic): self = Encoding.value(value)
        default: return nil
        }
    }
}

extension Value.Mark {
    /// By the name that facts have for it.
    public init(name: String) {
        switch name {
        case "sensitive": self = .sensitive
        case "ephemeral": self = .ephemeral
        default: self = .named(name)
        }
    }
}

extension Value: CustomStringConvertible {
    /// For messages of tests and logs; sensitive values are told as they are.
    public var description: String {
        let text: String
        switch content {
        case .null: text = "null(\(type.constraintText))"
        case .unknown(let refinement):
            text = "unknown(\(type.constraintText)\(refinement.isNotNull ? ", not null" : ""))"
        case .bool(let value): text = "\(value)"
        case .number(let number): text = number.text
        case .string(let string): text = "\"\(string)\""
        case .elements(let elements):
            text =
                "\(type.isSet ? "set" : type.isList ? "list" : "")[\(elements.map(\.description).joined(separator: ", "))]"
        case .members(let members):
            text =
                (type.isMap ? "map" : "") + "{"
                + members.map { "\($0.name) = \($0.value)" }.joined(separator: ", ") + "}"
        case .type(let type): text = type.constraintText
        }
        return marks.isEmpty ? text : text + "⟨" + marks.sorted().map { "\($0)" }.joined(separator: ",") + "⟩"
    }
}
