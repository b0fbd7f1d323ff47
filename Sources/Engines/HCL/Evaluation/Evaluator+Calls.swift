extension Evaluator {
    /// The name with its namespaces and without spaces.
    static func name(_ node: Node, in tree: SyntaxTree) -> String {
        let text = tree.text(tree.extra(node, 0), tree.extra(node, 1))
        return text.utf8.allSatisfy { $0 > 0x20 } ? text : text.filter { !$0.isWhitespace }
    }

    package func arguments(_ node: Node) -> [NodeID] {
        Array(tree.extras[(Int(node.a) + 4)..<(Int(node.a) + 4 + Int(node.b))])
    }

    func call(_ id: NodeID, _ node: Node) -> Value {
        let name = Self.name(node, in: tree)
        let nameSpan = Span(Int(tree.extra(node, 0)), Int(tree.extra(node, 1)))
        guard let scope, !scope.allFunctions.isEmpty else {
            fail("Function calls not allowed", "Functions may not be called here.", node.span)
            return .dynamicUnknown
        }
        guard let function = scope.function(name) else {
            let hint = suggestion(name, among: scope.allFunctions).map { " Did you mean \"\($0)\"?" } ?? ""
            let prefix = name.split(separator: ":").dropLast().joined(separator: "::")
            if !prefix.isEmpty {
                fail(
                    "Call to unknown function",
                    "There are no functions in namespace \"\(prefix)::\".", nameSpan)
            } else {
                fail("Call to unknown function", "There is no function named \"\(name)\".\(hint)", nameSpan)
            }
            return .dynamicUnknown
        }
        if let custom = function.custom { return custom(self, id) }
        let given = arguments(node)
        guard let (values, nodes) = expanded(node, given) else { return .dynamicUnknown }
        if values.contains(where: { $0 == nil }) { return .dynamicUnknown }
        guard let converted = checked(values.compactMap { $0 }, nodes, name, function, node) else {
            return .dynamicUnknown
        }
        do throws(Function.Failure) {
            // What functions take and give is walked over, once or a few times.
            guard spend(converted.reduce(1) { $0 + Int($1.weight) }, id) else { return .dynamicUnknown }
            let result = try function.call(converted)
            return spend(Int(result.weight), id) ? result : .dynamicUnknown
        } catch {
            report(error, name, function, nodes, node)
            return .dynamicUnknown
        }
    }

    private func report(
        _ failure: Function.Failure, _ name: String, _ function: Function, _ nodes: [NodeID], _ node: Node
    ) {
        if let place = failure.argument, nodes.indices.contains(place) {
            let parameter = function.parameter(place)?.name ?? "arguments"
            fail(
                "Invalid function argument",
                "Invalid value for \"\(parameter)\" parameter: \(failure.message).", nodes[place])
        } else {
            fail(
                "Error in function call", "Call to function \"\(name)\" failed: \(failure.message).",
                node.span)
        }
    }

    /// The arguments' values; the last one's elements where it is expanded. Nil ends it as unknown.
    private func expanded(_ node: Node, _ given: [NodeID]) -> ([Value?], [NodeID])? {
        var values: [Value?] = []
        var nodes: [NodeID] = []
        for (place, argument) in given.enumerated() {
            let before = diagnostics.count
            let value = value(argument)
            if place == given.count - 1, node.flag == 1 {
                if value.isNull {
                    fail(
                        "Invalid expanding argument value",
                        "The expanding argument (indicated by ...) must not be null.", argument)
                    return nil
                }
                if value.type == .dynamic { return nil }
                guard value.type.isList || value.type.isTuple || value.type.isSet else {
                    fail(
                        "Invalid expanding argument value",
                        "The expanding argument (indicated by ...) must be of a tuple, list, or set type.",
                        argument)
                    return nil
                }
                guard value.isKnown else { return nil }
                for element in value.elements ?? [] {
                    values.append(element.marked(value.marks))
                    nodes.append(argument)
                }
                continue
            }
            let hasFailed = diagnostics.dropFirst(before).hasErrors
            values.append(hasFailed && value.isDynamicUnknown ? nil : value)
            nodes.append(argument)
        }
        return (values, nodes)
    }

    /// The arguments as the parameters' types.
    private func checked(
        _ values: [Value], _ nodes: [NodeID], _ name: String, _ function: Function, _ node: Node
    ) -> [Value]? {
        if values.count < function.parameters.count {
            let missing = function.parameters[values.count]
            let least = function.variadic == nil ? "" : " at least"
            fail(
                "Not enough function arguments",
                "Function \"\(name)\" expects\(least) \(function.parameters.count) argument(s). Missing value "
                    + "for \"\(missing.name)\".", Span(Int(tree.extra(node, 3)), Int(tree.extra(node, 3)) + 1)
            )
            return nil
        }
        if function.variadic == nil, values.count > function.parameters.count {
            fail(
                "Too many function arguments",
                "Function \"\(name)\" expects only \(function.parameters.count) argument(s).",
                nodes[function.parameters.count])
            return nil
        }
        var out: [Value] = []
        var isSound = true
        for (place, value) in values.enumerated() {
            guard let parameter = function.parameter(place) else { continue }
            do throws(Mismatch) {
                out.append(try value.converted(to: parameter.type))
            } catch {
                isSound = false
                fail(
                    "Invalid function argument",
                    "Invalid value for \"\(parameter.name)\" parameter: \(error.text).", nodes[place])
            }
        }
        return isSound ? out : nil
    }
}

extension Evaluator {
    package func argumentNodes(_ call: NodeID) -> [NodeID] { arguments(tree[call]) }

    package func report(_ summary: String, _ detail: String, _ node: NodeID) { fail(summary, detail, node) }

    package func typeConstraint(_ node: NodeID) -> (ValueType, Defaults?, [Diagnostic]) {
        let read = Expression(tree, node).typeConstraint()
        return (read.type, read.defaults, read.diagnostics)
    }
}
