extension Evaluator {
    /// A lone name as a key means itself.
    func key(_ node: Node) -> Value {
        let inner = tree[node.a]
        if node.flag == 0, let word = keyword(node.a) { return .string(word) }
        if node.flag == 0, inner.kind == .traversal {
            fail(
                "Ambiguous attribute key",
                "If this expression is intended to be a reference, wrap it in parentheses. If it's instead "
                    + "intended as a literal name containing periods, wrap it in quotes to create a string "
                    + "literal.", node.span)
            return .dynamicUnknown
        }
        return value(node.a)
    }

    /// The name that an expression consists of, nil where it is another.
    package func keyword(_ id: NodeID) -> String? { tree.keyword(id) }

    func object(_ node: Node) -> Value {
        let pairs = Array(tree.list(Node(.object, 0, 0, a: node.a, b: node.b * 2)))
        var members: [(String, Value)] = []
        var marks: Set<Value.Mark> = []
        var isKnown = true
        for place in stride(from: 0, to: pairs.count, by: 2) {
            let before = diagnostics.count
            let key = key(tree[pairs[place]])
            let value = value(pairs[place + 1])
            let hasFailed = diagnostics.dropFirst(before).hasErrors && key.isDynamicUnknown
            if hasFailed {
                isKnown = false
                continue
            }
            if key.isNull {
                fail("Null value as key", "Can't use a null value as a key.", pairs[place])
                isKnown = false
                continue
            }
            marks.formUnion(key.marks)
            guard let name = try? key.unmarked.converted(to: .string) else {
                fail(
                    "Incorrect key type",
                    "Can't use this value as a key: string required.", pairs[place])
                isKnown = false
                continue
            }
            guard let text = name.stringValue else {
                isKnown = false
                continue
            }
            members.append((text, value))
        }
        return (isKnown ? Value.object(members) : .dynamicUnknown).marked(marks)
    }

    // MARK: for

    struct Loop {
        let keyName: String?
        let valueName: String
        let collection: NodeID
        let key: NodeID?
        let value: NodeID
        let condition: NodeID?
        let groups: Bool
    }

    private func parts(_ node: Node) -> Loop {
        func extra(_ place: Int) -> UInt32 { tree.extra(node, place) }
        return Loop(
            keyName: extra(1) > 0 ? tree.text(extra(0), extra(1)) : nil,
            valueName: tree.text(extra(2), extra(3)), collection: extra(4),
            key: extra(5) == .max ? nil : extra(5), value: extra(6),
            condition: extra(7) == .max ? nil : extra(7), groups: node.flag == 1)
    }

    func loop(_ id: NodeID, _ node: Node) -> Value {
        let loop = parts(node)
        let collection = value(loop.collection)
        if collection.isNull {
            fail(
                "Iteration over null value",
                "A null value cannot be used as the collection in a 'for' expression.", loop.collection)
            return .dynamicUnknown
        }
        var marks = collection.marks
        if collection.type == .dynamic { return Value.dynamicUnknown.marked(marks) }
        guard collection.type.isCollection || collection.type.isTuple || collection.type.isObject else {
            fail(
                "Iteration over non-iterable value",
                "A value of type \(collection.type.friendlyName) cannot be used as the collection in a 'for' "
                    + "expression.", loop.collection)
            return .dynamicUnknown
        }
        if !collection.isKnown { return Value.dynamicUnknown.marked(marks) }
        var pairs: [(Value, Value)] = []
        if let members = collection.members {
            pairs = members.map { (.string($0.name), $0.value) }
        } else if collection.type.isSet {
            pairs = (collection.elements ?? []).map { ($0, $0) }
        } else {
            pairs = (collection.elements ?? []).enumerated().map { (.int($0.offset), $0.element) }
        }
        if loop.key == nil {
            return tuple(loop, pairs, &marks, id).marked(marks)
        }
        return grouped(loop, pairs, &marks).marked(marks)
    }

    private func element(_ loop: Loop, _ pair: (Value, Value)) -> Evaluator {
        var variables = [loop.valueName: pair.1]
        if let name = loop.keyName { variables[name] = pair.0 }
        return inner(variables)
    }

    /// Whether an element is to be in the result; nil while that is not known or has failed.
    private func passes(
        _ loop: Loop, _ evaluator: Evaluator, _ marks: inout Set<Value.Mark>
    ) -> Bool? {
        guard let condition = loop.condition else { return true }
        let result = evaluator.value(condition)
        marks.formUnion(result.marks)
        if evaluator.diagnostics.hasErrors { return nil }
        if result.isNull {
            evaluator.fail(
                "Invalid 'for' condition", "The value of the 'if' clause must not be null.", condition)
            return nil
        }
        guard let test = try? result.unmarked.converted(to: .bool) else {
            evaluator.fail(
                "Invalid 'for' condition", "The 'if' clause value is invalid: a bool is required.", condition)
            return nil
        }
        return test.boolValue
    }

    private func tuple(
        _ loop: Loop, _ pairs: [(Value, Value)], _ marks: inout Set<Value.Mark>, _ id: NodeID
    ) -> Value {
        var out: [Value] = []
        var isKnown = true
        for pair in pairs {
            let evaluator = element(loop, pair)
            let passing = passes(loop, evaluator, &marks)
            if passing == true { out.append(evaluator.value(loop.value)) }
            if passing == nil { isKnown = false }
            take(evaluator)
            guard mayAdd(id) else { return .dynamicUnknown }
        }
        return isKnown ? .tuple(out) : .dynamicUnknown
    }

    /// One message for all elements that fail alike.
    private func take(_ evaluator: Evaluator) {
        for diagnostic in evaluator.diagnostics where !diagnostics.contains(diagnostic) {
            diagnostics.append(diagnostic)
        }
    }

    private func grouped(
        _ loop: Loop, _ pairs: [(Value, Value)], _ marks: inout Set<Value.Mark>
    ) -> Value {
        var order: [String] = []
        var values: [String: [Value]] = [:]
        var isKnown = true
        for pair in pairs {
            let evaluator = element(loop, pair)
            defer { take(evaluator) }
            guard let passing = passes(loop, evaluator, &marks), let keyNode = loop.key else {
                isKnown = false
                continue
            }
            if !passing { continue }
            let key = evaluator.value(keyNode)
            if evaluator.diagnostics.hasErrors, key.isDynamicUnknown {
                isKnown = false
                continue
            }
            if key.isNull {
                evaluator.fail(
                    "Invalid object key", "Key expression in 'for' expression must not produce a null value.",
                    keyNode)
                isKnown = false
                continue
            }
            marks.formUnion(key.marks)
            guard let name = try? key.unmarked.converted(to: .string) else {
                evaluator.fail(
                    "Invalid object key",
                    "The key expression produced an invalid result: string required.", keyNode)
                isKnown = false
                continue
            }
            guard let text = name.stringValue else {
                isKnown = false
                continue
            }
            let value = evaluator.value(loop.value)
            guard evaluator.mayAdd(keyNode) else { return .dynamicUnknown }
            if values[text] != nil, !loop.groups {
                evaluator.fail(
                    "Duplicate object key",
                    "Two different items produced the key \"\(text)\" in this 'for' expression. If duplicates "
                        + "are expected, use the ellipsis (...) after the value expression to enable grouping "
                        + "by key.", keyNode)
                continue
            }
            if values[text] == nil { order.append(text) }
            values[text, default: []].append(value)
        }
        guard isKnown else { return .dynamicUnknown }
        return .object(
            order.map { name in
                let all = values[name] ?? []
                return (name, loop.groups ? .tuple(all) : all[0])
            })
    }
}

extension SyntaxTree {
    /// The name that an expression consists of, or `true`, `false` or `null`; nil where it is another.
    package func keyword(_ id: NodeID) -> String? {
        let node = self[id]
        switch node.kind {
        case .traversal where node.b == 1: return text(node.first, node.last)
        case .bool, .null: return text(node.first, node.last)
        case .objectKey where node.flag == 0: return keyword(node.a)
        default: return nil
        }
    }
}

extension ArraySlice<Diagnostic> {
    var hasErrors: Bool { contains { $0.severity == .error } }
}
