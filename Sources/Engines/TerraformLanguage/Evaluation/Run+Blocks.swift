import HCL

extension Run {
    func variable(_ variable: Module.Variable, _ place: Place) -> Value {
        var value = inputs[place]?[variable.name]
        if value == nil || value?.isNull == true && !variable.isNullable {
            value = variable.fallback ?? value
        }
        guard var value else {
            fail(
                "No value for required variable",
                "The variable \"\(variable.name)\" is not set, and has no default value.", variable.range)
            return .unknown(variable.type)
        }
        do throws(Mismatch) {
            value = try (variable.defaults?.applied(to: value) ?? value).converted(to: variable.type)
        } catch {
            fail(
                "Invalid value for input variable",
                "The given value is not suitable for var.\(variable.name) declared at \(variable.range): "
                    + "\(error.pathAndMessage).", variable.range)
            return .unknown(variable.type)
        }
        if variable.isSensitive { value = value.marked(.sensitive) }
        if variable.isEphemeral { value = value.marked(.ephemeral) }
        let own: [String: Value] = ["var": .object([(variable.name, value)])]
        for rule in variable.validations {
            let others = (rule.condition.variables + rule.message.variables).contains {
                $0.root == "var" && $0.names.first != variable.name
            }
            check(rule, place, .variable, place.prefix + "var." + variable.name, others ? [:] : own)
        }
        return value
    }

    func extra(_ pair: (key: Value, value: Value)) -> [String: Value] {
        pair.key.stringValue == nil
            ? ["count": .object([("index", pair.key)])]
            : ["each": .object([("key", pair.key), ("value", pair.value)])]
    }

    func suffix(_ key: Value) -> String {
        if let text = key.stringValue { return "[\"\(quotedText(text))\"]" }
        return "[\(key.numberValue?.text ?? "*")]"
    }

    func call(_ call: Module.Call, _ place: Place) -> Value {
        guard configuration.modules[place.path + [call.name]] != nil else { return .dynamicUnknown }
        func one(_ extra: [String: Value], _ suffix: String) -> Value {
            guard mayMake(call.range) else { return .dynamicUnknown }
            let inner = Place(
                path: place.path + [call.name], steps: place.steps + ["module.\(call.name)\(suffix)"])
            guard let module = configuration.modules[inner.path] else { return .dynamicUnknown }
            for name in call.arguments.keys.sorted()
            where !module.variables.contains(where: { $0.name == name }) {
                fail(
                    "Unsupported argument", "An argument named \"\(name)\" is not expected here.",
                    call.arguments[name]?.range)
            }
            inputs[inner] = call.arguments.mapValues { evaluate($0, place, extra) }
            self.module(inner)
            let outputs = module.outputs.map { ($0.name, value(Node(inner, .output, $0.name))) }
            given.append((inner, outputs.filter { !$0.1.isNull }.map(\.0)))
            return .object(outputs)
        }
        switch keys(call.count, call.forEach, place) {
        case .single: return one([:], "")
        case .unknown: return .dynamicUnknown
        case .several(let pairs):
            let values = pairs.map { pair in (pair.key.stringValue ?? "", one(extra(pair), suffix(pair.key)))
            }
            return call.count != nil ? .tuple(values.map(\.1)) : .object(values)
        }
    }

    /// An object of what a body sets, with `dynamic` blocks expanded.
    func body(_ body: Body, _ place: Place, _ extra: [String: Value], isTop: Bool) -> Value {
        let (attributes, blocks) = body.everything()
        var members: [(String, Value)] = []
        for attribute in attributes where !(isTop && Module.Resource.meta.contains(attribute.name)) {
            members.append((attribute.name, evaluate(attribute.expression, place, extra)))
        }
        var nested: [(String, [Value])] = []
        func add(_ type: String, _ value: Value) {
            if let index = nested.firstIndex(where: { $0.0 == type }) {
                nested[index].1.append(value)
            } else {
                nested.append((type, [value]))
            }
        }
        var open: Set<String> = []
        for block in blocks where !(isTop && Module.Resource.metaBlocks.contains(block.type)) {
            if block.type == "dynamic", let type = block.labels.first {
                guard let values = dynamic(block, type, place, extra) else {
                    open.insert(type)
                    continue
                }
                for value in values { add(type, value) }
            } else {
                add(block.type, self.body(block.body, place, extra, isTop: false))
            }
        }
        for (type, values) in nested where !open.contains(type) { members.append((type, .tuple(values))) }
        for type in open { members.append((type, .dynamicUnknown)) }
        return .object(members)
    }

    /// The blocks that it stands for, nil while how many is not known.
    private func dynamic(_ block: Body.Block, _ type: String, _ place: Place, _ extra: [String: Value])
        -> [Value]?
    {
        let schema = Body.Schema(["iterator", "labels"], required: ["for_each"], blocks: ["content": 0])
        let (content, problems) = block.body.content(schema)
        for problem in problems { fail(problem.summary, problem.detail, problem.subject) }
        guard let each = content.attributes["for_each"], let inner = content.blocks.first else { return [] }
        let collection = evaluate(each.expression, place, extra)
        if collection.isNull {
            fail(
                "Invalid dynamic for_each value", "Cannot use a null value in for_each.",
                each.expression.range)
            return []
        }
        guard collection.isKnown, collection.type != .dynamic else { return nil }
        let iterator = content.attributes["iterator"]?.expression.keyword ?? type
        var pairs: [(Value, Value)] = []
        if let named = collection.namedValues {
            pairs = named.map { (.string($0.name), $0.value) }
        } else if collection.type.isSet {
            pairs = (collection.elements ?? []).map { ($0, $0) }
        } else if let items = collection.elements {
            pairs = items.enumerated().map { (.int($0.offset), $0.element) }
        } else {
            fail(
                "Invalid dynamic for_each value",
                "Cannot use a \(collection.type.friendlyName) value in for_each.", each.expression.range)
        }
        return pairs.map { pair in
            var extra = extra
            extra[iterator] = .object([("key", pair.0), ("value", pair.1.marked(collection.marks))])
            return body(inner.body, place, extra, isTop: false)
        }
    }
}
