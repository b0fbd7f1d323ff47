/// The type to which values of all the types can be converted without loss, nil when there is none.
public func unifiedType(_ types: [ValueType]) -> ValueType? { unify(types, unsafe: false) }
