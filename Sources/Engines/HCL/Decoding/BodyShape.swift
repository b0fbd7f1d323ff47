/// What a body is to hold, and the value that it becomes, as data.
public indirect enum BodyShape: Sendable {
    /// An object, whose attributes are all read from the same body.
    case object([(name: String, shape: BodyShape)])
    /// A tuple, whose elements are all read from the same body.
    case tuple([BodyShape])
    /// An argument's value, null where it is not set.
    case attribute(String, ValueType, isRequired: Bool = false)
    /// The only block of a type, null where there is none.
    case block(String, isRequired: Bool = false, BodyShape)
    /// Blocks of a type in their order, or as a set. A bound of 0 is none.
    case blocks(String, isSet: Bool = false, atLeast: Int = 0, atMost: Int = 0, BodyShape)
    /// Blocks of a type by their labels, a map in a map for each label.
    case blockMap(String, labels: [String], BodyShape)
    /// A block of any arguments, all of one type; null where there is none.
    case blockAttributes(String, ValueType, isRequired: Bool = false)
    /// A value that nothing in the body changes.
    case literal(Value)
    /// The first that is not null.
    case firstOf([BodyShape])
    /// What an expression makes of the inner value, which it reads as `nested`.
    case transform(BodyShape, Expression, Scope)

    /// The type of what it becomes, dynamic as far as only the body tells.
    public var type: ValueType {
        switch self {
        case .object(let members): .object(named: members.map { .init($0.name, $0.shape.type) })
        case .tuple(let elements): .tuple(elements.map(\.type))
        case .attribute(_, let type, _): type.withoutOptionals
        case .block(_, _, let inner): inner.type
        case .blocks(_, let isSet, _, _, let inner): isSet ? .set(inner.type) : .list(inner.type)
        case .blockMap(_, let labels, let inner): labels.reduce(inner.type) { type, _ in .map(type) }
        case .blockAttributes(_, let type, _): .map(type)
        case .literal(let value): value.type
        case .firstOf(let shapes): unify(shapes.map(\.type), unsafe: true) ?? .dynamic
        case .transform: .dynamic
        }
    }

    /// The arguments and blocks that it reads of the body itself.
    public var schema: Body.Schema {
        var schema = Body.Schema()
        gather(&schema, isSure: true)
        return schema
    }

    private func gather(_ schema: inout Body.Schema, isSure: Bool) {
        switch self {
        case .object(let members): for member in members { member.shape.gather(&schema, isSure: isSure) }
        case .tuple(let elements): for element in elements { element.gather(&schema, isSure: isSure) }
        case .attribute(let name, _, let isRequired):
            schema.attributes[name] = isRequired && isSure || schema.attributes[name] ?? false
        case .block(let type, _, _), .blocks(let type, _, _, _, _), .blockAttributes(let type, _, _):
            schema.blocks[type] = 0
        case .blockMap(let type, let labels, _): schema.blocks[type] = labels.count
        case .literal: break
        case .firstOf(let shapes):
            for (place, shape) in shapes.enumerated() {
                shape.gather(&schema, isSure: isSure && place == 0)
            }
        case .transform(let inner, _, _): inner.gather(&schema, isSure: isSure)
        }
    }

    /// The value of a body, with every problem: what it may not hold, what it lacks, what is of a wrong type.
    public func value(of body: Body, in scope: Scope?) -> (value: Value, diagnostics: [Diagnostic]) {
        var decoder = BodyDecoder(scope: scope)
        let value = decoder.value(body, self)
        return (value, decoder.diagnostics)
    }
}
