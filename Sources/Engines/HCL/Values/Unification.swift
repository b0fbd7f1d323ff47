/// The type that values of all these can be converted to, nil when there is none.
package func unify(_ types: [ValueType], unsafe: Bool) -> ValueType? {
    guard let first = types.first else { return nil }
    if types.allSatisfy({ $0 == first }) { return first }
    func count(_ holds: (ValueType) -> Bool) -> Int { types.count(where: holds) }
    let dynamics = count { $0 == .dynamic }
    let maps = count(\.isMap), lists = count(\.isList), sets = count(\.isSet)
    let objects = count(\.isObject), tuples = count(\.isTuple)
    let all = types.count
    if dynamics < all {
        if maps + dynamics == all || lists + dynamics == all || sets + dynamics == all {
            return dynamics > 0 ? .dynamic : unifyCollections(types, unsafe)
        }
        if maps > 0, maps + objects + dynamics == all {
            if let type = unifyAsMaps(types, unsafe) { return type }
        } else if lists > 0, lists + tuples + dynamics == all {
            if let type = unifyAsLists(types, unsafe) { return type }
        } else if objects + dynamics == all {
            return dynamics > 0 ? .dynamic : unifyObjects(types, unsafe)
        } else if tuples + dynamics == all {
            return dynamics > 0 ? .dynamic : unifyTuples(types, unsafe)
        } else if objects > 0, tuples > 0 {
            return nil
        }
    }
    return preferred(types, unsafe)
}

private func unifyCollections(_ types: [ValueType], _ unsafe: Bool) -> ValueType? {
    guard let element = unify(types.compactMap(\.element), unsafe: unsafe) else { return nil }
    switch types[0] {
    case .map: return .map(element)
    case .list: return .list(element)
    default: return .set(element)
    }
}

/// Objects among maps are taken for maps of what all their attributes unify to.
private func unifyAsMaps(_ types: [ValueType], _ unsafe: Bool) -> ValueType? {
    let inner = types.flatMap { type -> [ValueType] in
        if case .object(let attributes) = type { attributes.map(\.type) } else { [] }
    }
    guard let element = unify(inner, unsafe: unsafe) else { return nil }
    return unify(types, with: .map(element), instead: \.isObject, unsafe)
}

/// Tuples among lists are taken for lists of what all their elements unify to.
private func unifyAsLists(_ types: [ValueType], _ unsafe: Bool) -> ValueType? {
    let inner = types.flatMap { type -> [ValueType] in
        if case .tuple(let elements) = type { elements } else { [] }
    }
    guard let element = unify(inner, unsafe: unsafe) else { return nil }
    return unify(types, with: .list(element), instead: \.isTuple, unsafe)
}

/// What the types unify to with one collection in the place of some, all of which must convert to it.
private func unify(
    _ types: [ValueType], with collection: ValueType, instead isReplaced: (ValueType) -> Bool, _ unsafe: Bool
) -> ValueType? {
    let fits = types.allSatisfy { !isReplaced($0) || canConvert($0, to: collection, unsafe: unsafe) }
    guard fits, let type = unify(types.map { isReplaced($0) ? collection : $0 }, unsafe: unsafe),
        type.isMap == collection.isMap, type.isList == collection.isList
    else { return nil }
    return type
}

private func unifyObjects(_ types: [ValueType], _ unsafe: Bool) -> ValueType? {
    let lists = types.compactMap { if case .object(let attributes) = $0 { attributes } else { nil } }
    let names = lists[0].map(\.name)
    guard lists.allSatisfy({ $0.map(\.name) == names }) else {
        return unify(lists.flatMap { $0.map(\.type) }, unsafe: unsafe).map(ValueType.map)
    }
    var out: [ValueType.Attribute] = []
    for (place, name) in names.enumerated() {
        guard let type = unify(lists.map { $0[place].type }, unsafe: unsafe) else { return nil }
        out.append(.init(name, type))
    }
    return .object(out)
}

private func unifyTuples(_ types: [ValueType], _ unsafe: Bool) -> ValueType? {
    let lists = types.compactMap { if case .tuple(let elements) = $0 { elements } else { nil } }
    guard lists.allSatisfy({ $0.count == lists[0].count }) else {
        return unify(lists.flatMap { $0 }, unsafe: unsafe).map(ValueType.list)
    }
    var out: [ValueType] = []
    for place in lists[0].indices {
        guard let type = unify(lists.map { $0[place] }, unsafe: unsafe) else { return nil }
        out.append(type)
    }
    return .tuple(out)
}

/// The first of the types, most general first, that all others convert to.
private func preferred(_ types: [ValueType], _ unsafe: Bool) -> ValueType? {
    func rank(_ type: ValueType) -> Int {
        switch type {
        case .dynamic: 9
        case .string: 0
        case .number: 1
        case .bool: 1
        case .list, .map: 2
        case .set: 3
        default: 4
        }
    }
    let order = types.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
    return order.first { want in
        types.allSatisfy { $0 == want.element || canConvert($0, to: want.element, unsafe: unsafe) }
    }?.element
}
