/// Why a value is not, and can't be made, of a type, and where in it.
public struct Mismatch: Error, Hashable, Sendable {
    /// From the outside in: `.name`, `[0]`, `["key"]`.
    public var path: String
    public var message: String

    public init(_ message: String, path: String = "") {
        self.path = path
        self.message = message
    }

    func within(_ step: String) -> Mismatch { Mismatch(message, path: step + path) }

    /// Path and message, as diagnostics tell them.
    public var text: String {
        path.isEmpty
            ? message
            : path.first == "." ? "attribute \(pathText): \(message)" : "element \(path): \(message)"
    }

    private var pathText: String { "\"" + path.dropFirst() + "\"" }
}

/// Whether values of one type may be converted to another; some may still fail.
package func canConvert(_ from: ValueType, to want: ValueType, unsafe: Bool) -> Bool {
    if from == want || want == .dynamic { return true }
    func element(_ from: ValueType, _ want: ValueType) -> Bool {
        canConvert(from, to: want, unsafe: unsafe)
    }
    switch (from, want) {
    case (.dynamic, _): return unsafe
    case (.number, .string), (.bool, .string): return true
    case (.string, .number), (.string, .bool): return unsafe
    case (.object(let have), .object(let wanted)):
        return wanted.allSatisfy { attribute in
            guard let mine = have.first(where: { $0.name == attribute.name }) else {
                return attribute.isOptional
            }
            return element(mine.type, attribute.type)
        }
    case (.tuple(let have), .tuple(let wanted)):
        return have.count == wanted.count && zip(have, wanted).allSatisfy { element($0, $1) }
    case (.list(let have), .list(let wanted)), (.set(let have), .list(let wanted)),
        (.set(let have), .set(let wanted)), (.map(let have), .map(let wanted)):
        return element(have, wanted)
    case (.list(let have), .set(let wanted)): return unsafe && element(have, wanted)
    case (.tuple(let have), .list(let wanted)):
        return fitsSequence(have, wanted, unsafe)
    case (.tuple(let have), .set(let wanted)): return unsafe && fitsSequence(have, wanted, unsafe)
    case (.object(let have), .map(let wanted)): return fitsAll(have.map(\.type), wanted, unsafe)
    case (.map(let have), .object(let wanted)):
        return unsafe && wanted.allSatisfy { $0.isOptional || element(have, $0.type) }
    default: return false
    }
}

/// Elements of which some have a type, and which none can be all of, make no list or set of any type.
private func fitsSequence(_ types: [ValueType], _ want: ValueType, _ unsafe: Bool) -> Bool {
    guard want == .dynamic, !types.isEmpty else { return fitsAll(types, want, unsafe) }
    guard let type = unify(types, unsafe: unsafe) else { return false }
    return type != .dynamic || types.allSatisfy { $0 == .dynamic }
}

private func fitsAll(_ types: [ValueType], _ want: ValueType, _ unsafe: Bool) -> Bool {
    if types.isEmpty { return true }
    if want == .dynamic { return unify(types, unsafe: unsafe) != nil }
    return types.allSatisfy { canConvert($0, to: want, unsafe: unsafe) }
}

extension Value {
    /// The value as one of another type. Unknowns stay so, nulls too; marks are kept.
    public func converted(to want: ValueType) throws(Mismatch) -> Value {
        if type == want { return self }
        guard canConvert(type, to: want, unsafe: true) else { throw Mismatch(mismatchMessage(type, want)) }
        return try changed(to: want)
    }

    func changed(to want: ValueType) throws(Mismatch) -> Value {
        if want == .dynamic || type == want { return self }
        if type == .dynamic, isKnown, !isNull { return self }
        switch content {
        case .null: return Value(type.replacing(in: want).withoutOptionals, .null, marks: marks)
        case .unknown(let refinement):
            let out = type.replacing(in: want).withoutOptionals
            return unknownResult(out, refinement).marked(marks)
        default: break
        }
        guard canConvert(type, to: want, unsafe: true) else { throw Mismatch(mismatchMessage(type, want)) }
        return try known(to: want).marked(marks)
    }

    private func known(to want: ValueType) throws(Mismatch) -> Value {
        switch (content, want) {
        case (.number(let number), .string): return Value(.string, .string(number.text))
        case (.bool(let value), .string): return Value(.string, .string(value ? "true" : "false"))
        case (.string(let text), .number):
            guard let number = Number(literal: text), text.utf8.first != 0x2b else {
                throw Mismatch("a number is required")
            }
            return .number(number)
        case (.string(let text), .bool): return try Self.boolean(text)
        case (.elements(let elements), .list(let element)):
            if self.type.isSet, elements.count > 1, !isWhollyKnown {
                return .unknown(self.type.replacing(in: want))
            }
            let (converted, type) = try Self.all(elements, to: element, isSet: self.type.isSet)
            return .list(converted, of: elements.isEmpty ? emptyElement(want) : type)
        case (.elements(let elements), .set(let element)):
            let (converted, type) = try Self.all(elements, to: element, isSet: self.type.isSet)
            return .set(converted, of: elements.isEmpty ? emptyElement(want) : type)
        case (.elements(let elements), .tuple(let wanted)):
            var out: [Value] = []
            for (place, (element, type)) in zip(elements, wanted).enumerated() {
                do throws(Mismatch) { out.append(try element.changed(to: type)) } catch {
                    throw error.within("[\(place)]")
                }
            }
            return .tuple(out)
        case (.members(let members), .map(let element)):
            if members.isEmpty { return .map([], of: emptyElement(want)) }
            return try Self.mapped(members, element)
        case (.members(let members), .object(let wanted)):
            return try objects(members, wanted)
        default: throw Mismatch(mismatchMessage(type, want))
        }
    }

    /// The element type of an empty collection of the wanted type, as far as this value's tells it.
    private func emptyElement(_ want: ValueType) -> ValueType {
        (type.replacing(in: want).element ?? .dynamic).withoutOptionals
    }

    private static func boolean(_ text: String) throws(Mismatch) -> Value {
        switch text {
        case "true", "1": return .bool(true)
        case "false", "0": return .bool(false)
        case "True", "TRUE":
            throw Mismatch("a bool is required; to convert from string, use lowercase \"true\"")
        case "False", "FALSE":
            throw Mismatch("a bool is required; to convert from string, use lowercase \"false\"")
        default: throw Mismatch("a bool is required")
        }
    }

    private static func all(
        _ elements: [Value], to want: ValueType, isSet: Bool
    ) throws(Mismatch) -> ([Value], ValueType) {
        var want = want
        if want == .dynamic, !elements.isEmpty {
            guard let type = unify(elements.map(\.type), unsafe: true) else {
                throw Mismatch("all list elements must have the same type")
            }
            want = type
        }
        var out: [Value] = []
        out.reserveCapacity(elements.count)
        for (place, element) in elements.enumerated() {
            do throws(Mismatch) { out.append(try element.changed(to: want)) } catch {
                throw isSet ? error : error.within("[\(place)]")
            }
        }
        return try agreed(out, want)
    }

    /// Where `dynamic` was asked for deep inside, elements may have come out different.
    private static func agreed(_ values: [Value], _ want: ValueType) throws(Mismatch) -> ([Value], ValueType)
    {
        guard let first = values.first else { return ([], want.withoutOptionals) }
        if values.allSatisfy({ $0.type == first.type }) { return (values, first.type) }
        guard want.hasDynamic, let type = unify(values.map(\.type), unsafe: true) else {
            throw Mismatch("all elements must be of the same type")
        }
        if type == .dynamic { throw Mismatch("all elements must be of the same type") }
        var out: [Value] = []
        for value in values { out.append(try value.changed(to: type)) }
        return (out, type)
    }

    private static func mapped(_ members: [Member], _ element: ValueType) throws(Mismatch) -> Value {
        var want = element
        if want == .dynamic, !members.isEmpty {
            guard let type = unify(members.map(\.value.type), unsafe: true) else {
                throw Mismatch("all map elements must have the same type")
            }
            // What has no type takes that of the others, where they have one.
            let others = Set(members.map(\.value.type).filter { $0 != .dynamic })
            want = type == .dynamic && others.count == 1 ? others.first ?? type : type
        }
        var out: [Value] = []
        for member in members {
            do throws(Mismatch) { out.append(try member.value.changed(to: want)) } catch {
                throw error.within("[\"\(member.name)\"]")
            }
        }
        let (values, type) = try agreed(out, want)
        return Value(
            .map(type), .members(zip(members, values).map { Member(name: $0.name, value: $1) }))
    }

    private func objects(
        _ members: [Member], _ wanted: [ValueType.Attribute]
    ) throws(Mismatch) -> Value {
        var out: [Member] = []
        for attribute in wanted {
            guard let value = self[attribute.name] else {
                guard attribute.isOptional else {
                    throw Mismatch(
                        type.isMap
                            ? "map has no element for required attribute \"\(attribute.name)\""
                            : "attribute \"\(attribute.name)\" is required")
                }
                out.append(Member(name: attribute.name, value: .null(attribute.type)))
                continue
            }
            do throws(Mismatch) {
                out.append(Member(name: attribute.name, value: try value.changed(to: attribute.type)))
            } catch {
                throw error.within(type.isMap ? "[\"\(attribute.name)\"]" : ".\(attribute.name)")
            }
        }
        return Value(
            .object(out.map { ValueType.Attribute($0.name, $0.value.type) }), .members(out))
    }

    /// An unknown of another type: what is known of it still holds in part.
    private func unknownResult(_ out: ValueType, _ refinement: Refinement) -> Value {
        var known = Refinement()
        known.isNotNull = refinement.isNotNull
        let sourceCount: Int? =
            switch type {
            case .tuple(let elements): elements.count
            case .object(let attributes): attributes.count
            default: nil
            }
        switch out {
        case .list(let element), .map(let element), .set(let element):
            if let count = sourceCount {
                known.least = out.isSet ? min(1, count) : count
                known.most = count
            } else if type.isCollection {
                known.least = out.isSet ? min(1, refinement.least) : refinement.least
                known.most = refinement.most
            }
            if known.isNotNull, known.most == 0 {
                return Value(out, out.isMap ? .members([]) : .elements([]))
            }
            if known.isNotNull, known.least == known.most, known.most < 100 {
                if case .list = out {
                    return Value(out, .elements(Array(repeating: .unknown(element), count: known.most)))
                }
                if case .set = out, known.most == 1 { return Value(out, .elements([.unknown(element)])) }
            }
        case type: known = refinement
        default: break
        }
        return .unknown(out, known)
    }
}

extension ValueType {
    /// The constraint with what is `dynamic` in it taken from this type.
    package func replacing(in want: ValueType) -> ValueType {
        switch (self, want) {
        case (_, .dynamic): return self
        case (.dynamic, _): return want
        case (.map(let mine), .map(let element)): return .map(mine.replacing(in: element))
        case (.list(let mine), .list(let element)), (.set(let mine), .list(let element)):
            return .list(mine.replacing(in: element))
        case (.set(let mine), .set(let element)), (.list(let mine), .set(let element)):
            return .set(mine.replacing(in: element))
        case (.tuple(let mine), .list(let element)):
            return .list(replacement(mine, element))
        case (.tuple(let mine), .set(let element)): return .set(replacement(mine, element))
        case (.object(let mine), .map(let element)): return .map(replacement(mine.map(\.type), element))
        case (.tuple(let mine), .tuple(let wanted)) where mine.count == wanted.count:
            return .tuple(zip(mine, wanted).map { $0.replacing(in: $1) })
        case (.object, .object(let wanted)):
            return .object(
                wanted.map {
                    Attribute(
                        $0.name, attribute($0.name)?.type.replacing(in: $0.type) ?? $0.type,
                        isOptional: $0.isOptional)
                })
        case (.map(let mine), .object(let wanted)):
            return .object(
                wanted.map { Attribute($0.name, mine.replacing(in: $0.type), isOptional: $0.isOptional) })
        default: return want
        }
    }

    private func replacement(_ types: [ValueType], _ element: ValueType) -> ValueType {
        guard element.hasDynamic, let type = unify(types, unsafe: true) else { return element }
        return type.replacing(in: element)
    }
}

/// Why no value of one type can be of the other, most specific first.
package func mismatchMessage(_ got: ValueType, _ want: ValueType) -> String {
    switch (got, want) {
    case (.object(let have), .object(let wanted)):
        let missing = wanted.filter { one in !one.isOptional && !have.contains { $0.name == one.name } }
            .map { "\"\($0.name)\"" }
        if missing.count == 1 { return "attribute \(missing[0]) is required" }
        if missing.count == 2 { return "attributes \(missing[0]) and \(missing[1]) are required" }
        if missing.count > 2 {
            return
                "attributes \(missing.dropLast().joined(separator: ", ")), and \(missing[missing.count - 1]) are required"
        }
        for attribute in wanted {
            guard let mine = have.first(where: { $0.name == attribute.name }),
                !canConvert(mine.type, to: attribute.type, unsafe: true)
            else { continue }
            return "attribute \"\(attribute.name)\": \(mismatchMessage(mine.type, attribute.type))"
        }
        return "incorrect object attributes"
    case (.tuple, .list(.dynamic)): return "all list elements must have the same type"
    case (.tuple, .set(.dynamic)): return "all set elements must have the same type"
    case (.object, .map(.dynamic)): return "all map elements must have the same type"
    case (.tuple(let have), .list(let element)), (.tuple(let have), .set(let element)):
        for (place, type) in have.enumerated() where !canConvert(type, to: element, unsafe: true) {
            return "element \(place): \(mismatchMessage(type, element))"
        }
    case (.object(let have), .map(let element)):
        for one in have where !canConvert(one.type, to: element, unsafe: true) {
            return "element \"\(one.name)\": \(mismatchMessage(one.type, element))"
        }
    case (.list(let have), .list(let element)), (.set(let have), .set(let element)),
        (.map(let have), .map(let element)), (.set(let have), .list(let element)),
        (.list(let have), .set(let element)):
        if !canConvert(have, to: element, unsafe: true) {
            return "incorrect \(got.isMap ? "map" : got.isSet ? "set" : "list") element type: "
                + mismatchMessage(have, element)
        }
    default: break
    }
    return want.friendlyConstraintName + " required"
}
