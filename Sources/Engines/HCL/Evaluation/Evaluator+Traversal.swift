extension Evaluator {
    func traversal(_ node: Node) -> Value {
        let steps = tree.steps(node)
        guard case .attribute(let rootSpan)? = steps.first else { return .dynamicUnknown }
        let name = tree.source.text(rootSpan)
        guard let scope, !scope.isEmpty || scope.isTerraform else {
            fail("Variables not allowed", "Variables may not be used here.", rootSpan)
            return .dynamicUnknown
        }
        guard let root = scope.variable(name) else {
            let hint = suggestion(name, among: scope.allVariables).map { " Did you mean \"\($0)\"?" } ?? ""
            fail("Unknown variable", "There is no variable named \"\(name)\".\(hint)", rootSpan)
            return .dynamicUnknown
        }
        return follow(root, steps.dropFirst(), from: node)
    }

    func follow(_ source: Value, _ steps: ArraySlice<Step>, from node: Node) -> Value {
        var value = source
        for step in steps {
            switch step {
            case .attribute(let span):
                value = attribute(value, tree.source.text(span), Span(span.start - 1, span.end))
            case .key(let key): value = index(value, self.value(key), tree[key])
            }
            if diagnostics.hasErrors, value.isDynamicUnknown, value.marks.isEmpty { return value }
        }
        return value
    }

    /// `value.name`
    func attribute(_ value: Value, _ name: String, _ span: Span) -> Value {
        if value.isNull {
            fail(
                "Attempt to get attribute from null value",
                "This value is null, so it does not have any attributes.", span)
            return .dynamicUnknown
        }
        switch value.type {
        case .object:
            guard let attribute = value.type.attribute(name) else {
                fail(
                    "Unsupported attribute", "This object does not have an attribute named \"\(name)\".", span
                )
                return .dynamicUnknown
            }
            if !value.isKnown { return Value.unknown(attribute.type).marked(value.marks) }
            return (value[name] ?? .dynamicUnknown).marked(value.marks)
        case .map(let element):
            if !value.isKnown { return Value.unknown(element).marked(value.marks) }
            guard let found = value[name] else {
                fail(
                    "Missing map element", "This map does not have an element with the key \"\(name)\".", span
                )
                return .dynamicUnknown
            }
            return found.marked(value.marks)
        case .dynamic: return Value.dynamicUnknown.marked(value.marks)
        case .list(let element), .set(let element):
            unsupported(value.type, element, name, span)
        case .tuple:
            fail("Unsupported attribute", "This value does not have any attributes.", span)
        default:
            fail(
                "Unsupported attribute",
                "Can't access attributes on a primitive-typed value (\(value.type.friendlyName)).", span)
        }
        return .dynamicUnknown
    }

    private func unsupported(_ type: ValueType, _ element: ValueType, _ name: String, _ span: Span) {
        if element.attribute(name) != nil {
            if type.isList {
                fail(
                    "Unsupported attribute",
                    "Can't access attributes on a list of objects. Did you mean to access attribute "
                        + "\"\(name)\" for a specific element of the list, or across all elements of the list?",
                    span)
            } else {
                fail(
                    "Unsupported attribute",
                    "Can't access attributes on a set of objects. Did you mean to access an attribute across "
                        + "all elements of the set?", span)
            }
        } else {
            fail("Unsupported attribute", "This value does not have any attributes.", span)
        }
    }

    /// `value[key]`
    func index(_ value: Value, _ key: Value, _ node: Node) -> Value {
        let span = node.span
        let marks = value.marks.union(key.marks)
        if value.isNull {
            fail("Attempt to index null value", "This value is null, so it does not have any indices.", span)
            return .dynamicUnknown
        }
        if key.isNull {
            fail("Invalid index", "Can't use a null value as an indexing key.", span)
            return .dynamicUnknown
        }
        switch value.type {
        case .dynamic: return Value.dynamicUnknown.marked(marks)
        case .list, .tuple: return position(value, key, span).marked(marks)
        case .map(let element):
            guard let name = try? key.unmarked.converted(to: .string) else {
                invalidKey(
                    "The given key does not identify an element in this collection value: string required.",
                    span)
                return .dynamicUnknown
            }
            guard value.isKnown, let text = name.stringValue else {
                return Value.unknown(element).marked(marks)
            }
            guard let found = value[text] else {
                invalidKey("The given key does not identify an element in this collection value.", span)
                return .dynamicUnknown
            }
            return found.marked(marks)
        case .object:
            guard let name = try? key.unmarked.converted(to: .string) else {
                invalidKey(
                    "The given key does not identify an element in this collection value: string required.",
                    span)
                return .dynamicUnknown
            }
            guard let text = name.stringValue else { return Value.dynamicUnknown.marked(marks) }
            guard let attribute = value.type.attribute(text) else {
                invalidKey("The given key does not identify an element in this collection value.", span)
                return .dynamicUnknown
            }
            if !value.isKnown { return Value.unknown(attribute.type).marked(marks) }
            return (value[text] ?? .dynamicUnknown).marked(marks)
        case .set:
            invalidKey(
                "Elements of a set are identified only by their value and don't have any separate index or key "
                    + "to select with, so it's only possible to perform operations across all elements of "
                    + "the set.", span)
        default: invalidKey("This value does not have any indices.", span)
        }
        return .dynamicUnknown
    }

    private func invalidKey(_ detail: String, _ span: Span) { fail("Invalid index", detail, span) }

    private func position(_ value: Value, _ key: Value, _ span: Span) -> Value {
        guard let number = try? key.unmarked.converted(to: .number) else {
            invalidKey(
                "The given key does not identify an element in this collection value: number required.", span)
            return .dynamicUnknown
        }
        guard let place = number.numberValue else {
            return value.type.element.map { .unknown($0) } ?? .dynamicUnknown
        }
        guard let index = place.int else {
            invalidKey(
                "The given key does not identify an element in this collection value: "
                    + (place.isWhole
                        ? "a whole number that is no index was given."
                        : "indexing a sequence requires a whole number, but the given index "
                            + "(\(place.text)) has "
                            + "a fractional part."),
                span)
            return .dynamicUnknown
        }
        if case .tuple(let types) = value.type, !value.isKnown {
            if types.indices.contains(index) { return .unknown(types[index]) }
        } else if !value.isKnown {
            return value.type.element.map { .unknown($0) } ?? .dynamicUnknown
        } else if let elements = value.elements, elements.indices.contains(index) {
            return elements[index]
        }
        let count = value.elements?.count ?? 0
        let reason =
            index < 0
            ? "a negative number is not a valid index for a sequence."
            : count == 0
                ? "the collection has no elements."
                : "the given index is greater than or equal to the length of the collection."
        invalidKey("The given key does not identify an element in this collection value: \(reason)", span)
        return .dynamicUnknown
    }

    func splat(_ node: Node) -> Value {
        let source = value(node.a)
        if diagnostics.hasErrors, source.isDynamicUnknown { return .dynamicUnknown }
        if source.isDynamicUnknown { return Value.dynamicUnknown.marked(source.marks) }
        let isSequence = source.type.isList || source.type.isTuple || source.type.isSet
        if source.isNull {
            if isSequence {
                fail(
                    "Splat of null value",
                    "Splat expressions (with the * symbol) cannot be applied to null sequences.", node.span)
                return .dynamicUnknown
            }
            return Value.emptyTuple.marked(source.marks)
        }
        var elements = source.elements ?? []
        if !isSequence {
            if !source.isDefinitelyNotNull {
                // Whether there is an element is open, but what is wrong with any is not.
                let outer = element
                element = .unknown(source.type)
                _ = value(node.b)
                element = outer
                return Value.dynamicUnknown.marked(source.marks)
            }
            elements = [source.unmarked]
        } else if !source.isKnown {
            return unknownSplat(source, node)
        }
        let outer = element
        defer { element = outer }
        var results: [Value] = []
        for one in elements {
            element = one
            let each = attempt()
            results.append(each.value(node.b))
            guard mayAdd(node.a) else { return .dynamicUnknown }
            for problem in each.diagnostics where !diagnostics.contains(problem) {
                diagnostics.append(problem)
            }
        }
        if source.type.isList || source.type.isSet, let first = results.first,
            results.allSatisfy({ $0.type == first.type })
        {
            return Value.list(results, of: first.type).marked(source.marks)
        }
        if source.type.isList || source.type.isSet, !results.isEmpty, !diagnostics.hasErrors {
            fail(
                "Inconsistent splat result types",
                "The results for the elements of a list must all be of the same type.", node.span)
            return .dynamicUnknown
        }
        if case .list(let type) = source.type, elements.isEmpty {
            element = .unknown(type)
            return Value.list([], of: attempt().value(node.b).type).marked(source.marks)
        }
        return Value.tuple(results).marked(source.marks)
    }

    /// The results' type is known where one element's is.
    private func unknownSplat(_ source: Value, _ node: Node) -> Value {
        let outer = element
        defer { element = outer }
        switch source.type {
        case .list(let type), .set(let type):
            element = .unknown(type)
            let result = value(node.b)
            var known = source.refinement ?? Refinement()
            known.isNotNull = true
            return Value.unknown(.list(result.type), known).marked(source.marks)
        case .tuple(let types):
            let results = types.map { type in
                element = .unknown(type)
                return value(node.b).type
            }
            return Value.unknown(.tuple(results), .notNull).marked(source.marks)
        default: return Value.dynamicUnknown.marked(source.marks)
        }
    }
}
