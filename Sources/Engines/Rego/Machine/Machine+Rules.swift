extension Machine {
    /// The document that the rules of a group make.
    @inline(never)
    func evaluate(_ number: Int, _ base: UnsafeMutablePointer<Value>) throws(EvaluationFault) -> Value {
        let cached = world.cache[number]
        if cached.bits != 0 { return cached }
        let plan = policy.groups[number]
        if !world.overrides.isEmpty, world.isOverridden(plan.path) {
            let value = plan.path.reduce(world.data) { $0[$1] }
            world.cache[number] = value
            return value
        }
        let home = world
        let value = try within(number, base) { machine throws(EvaluationFault) in
            switch plan.kind {
            case .complete, .function: return try machine.complete(plan, base)
            case .set: return try machine.set(plan, base)
            case .object: return try machine.object(plan, base)
            }
        }
        home.cache[number] = value
        return value
    }

    /// Keeps track of the rule and of depth around its evaluation.
    func within(
        _ number: Int, _ base: UnsafeMutablePointer<Value>,
        _ body: (Machine) throws(EvaluationFault) -> Value
    ) throws(EvaluationFault) -> Value {
        depth += 1
        let plan = policy.groups[number]
        guard depth < Machine.depthLimit, stackEnd - base > plan.size else {
            throw fault(
                "eval_depth_error", "rules refer to each other too deeply at \(plan.name)",
                file: "", row: 0)
        }
        let outer = group
        let kept = worlds.count
        let home = world
        group = number
        let value = try body(self)
        group = outer
        depth -= 1
        if worlds.count > kept { worlds.removeLast(worlds.count - kept) }
        world = home
        return value
    }

    /// A complete rule's or a function's value; arguments lie at the base.
    func complete(
        _ plan: GroupPlan, _ base: UnsafeMutablePointer<Value>
    ) throws(EvaluationFault) -> Value {
        var result = Value.undefined
        if let index = plan.index {
            let candidates = index.candidates(world, base)
            for place in candidates {
                if try take(plan, Int(place), base, &result) { return result }
            }
        } else {
            for place in plan.clauses.indices {
                if try take(plan, place, base, &result) { return result }
            }
        }
        if !result.isDefined, let fallback = plan.fallback {
            result = try run(fallback, base, policy.code)
        }
        return result
    }

    /// Tries one clause; true when the result is settled.
    private func take(
        _ plan: GroupPlan, _ place: Int, _ base: UnsafeMutablePointer<Value>, _ result: inout Value
    ) throws(EvaluationFault) -> Bool {
        for branch in plan.clauses[place].branches {
            let value = try run(branch, base, policy.code)
            guard value.isDefined else { continue }
            if !result.isDefined {
                result = value
                return plan.isSettledByFirst
            }
            if !same(result, value) { throw conflict(branch) }
            return false
        }
        return false
    }

    private func forEachCandidate(
        _ plan: GroupPlan, _ base: UnsafeMutablePointer<Value>
    ) throws(EvaluationFault) {
        if let index = plan.index {
            for place in index.candidates(world, base) {
                for branch in plan.clauses[Int(place)].branches { _ = try run(branch, base, policy.code) }
            }
        } else {
            for clause in plan.clauses {
                for branch in clause.branches { _ = try run(branch, base, policy.code) }
            }
        }
    }

    private func set(_ plan: GroupPlan, _ base: UnsafeMutablePointer<Value>) throws(EvaluationFault) -> Value
    {
        let number = begin()
        let builder = builders[number]
        sets.append(builder)
        try forEachCandidate(plan, base)
        sets.removeLast()
        builderCount = number
        return builder.set(in: heap)
    }

    /// What the rules build, over what lies under longer names, over data.
    private func object(
        _ plan: GroupPlan, _ base: UnsafeMutablePointer<Value>
    ) throws(EvaluationFault) -> Value {
        let nest = Nest()
        nests.append(nest)
        try forEachCandidate(plan, base)
        nests.removeLast()
        for child in policy.tree[plan.node].children {
            try absorb(child.node, [policy.tree[child.node].key], nest, base)
        }
        let data = plan.path.reduce(world.data) { $0[$1] }
        if data.isObject { nest.underlay(data) }
        return nest.value(in: heap)
    }

    /// Takes in what rules with longer names make.
    private func absorb(
        _ node: Int, _ path: [Value], _ nest: Nest, _ base: UnsafeMutablePointer<Value>
    ) throws(EvaluationFault) {
        let number = policy.tree[node].group
        guard number >= 0 else {
            for child in policy.tree[node].children {
                try absorb(child.node, path + [policy.tree[child.node].key], nest, base)
            }
            return
        }
        let plan = policy.groups[number]
        let value = plan.kind == .function ? .undefined : try evaluate(number, base)
        guard value.isDefined else { return }
        var isFree = true
        switch plan.kind {
        case .set:
            let builder = Builder()
            for element in value.elements { builder.append(element) }
            isFree = nest.put(.set(builder), at: path[...])
        case .object:
            for (key, inner) in value.members {
                isFree = nest.put(.value(inner), at: (path + [key])[...]) && isFree
            }
        default: isFree = nest.put(.value(value), at: path[...])
        }
        guard isFree else {
            let place = plan.clauses.first?.branches.first
            throw fault(
                "eval_conflict_error", "object keys must be unique", file: place.map(file) ?? "",
                row: place?.row ?? 0)
        }
    }

    // MARK: Documents of several rules

    /// The document under a node of the tree; keys lead on from there.
    func document(
        _ node: Int, _ keys: ArraySlice<Value>, _ base: UnsafeMutablePointer<Value>
    ) throws(EvaluationFault) -> Value {
        if !world.overrides.isEmpty, world.isOverridden(policy.path(of: node)) {
            return keys.reduce(baseValue(node)) { $0[$1] }
        }
        let group = policy.tree[node].group
        if group >= 0 {
            if policy.groups[group].kind == .function { return .undefined }
            let value = try evaluate(group, base)
            return keys.reduce(value) { $0[$1] }
        }
        guard let key = keys.first else { return try whole(node, base) }
        if key.isString, let child = policy.child(of: node, key) {
            return try document(child, keys.dropFirst(), base)
        }
        return keys.reduce(baseValue(node)) { $0[$1] }
    }

    private func baseValue(_ node: Int) -> Value {
        policy.path(of: node).reduce(world.data) { $0[$1] }
    }

    /// All documents under a node, over the data that lies there.
    private func whole(_ node: Int, _ base: UnsafeMutablePointer<Value>) throws(EvaluationFault) -> Value {
        let data = baseValue(node)
        var members: [(Value, Value)] = []
        for child in policy.tree[node].children {
            let value = try document(child.node, [], base)
            if value.isDefined { members.append((policy.tree[child.node].key, value)) }
        }
        guard data.isObject else { return heap.object(members) }
        return overlay(heap.object(members), data)
    }

    /// Data over what rules make, level by level.
    private func overlay(_ rules: Value, _ data: Value) -> Value {
        guard rules.isObject, data.isObject else { return data }
        var members = rules.members.map { key, value in
            let other = data[key]
            return (key, other.isDefined ? overlay(value, other) : value)
        }
        for (key, value) in data.members where !rules[key].isDefined { members.append((key, value)) }
        return heap.object(members)
    }

    /// The keys that lead on from the document under a node and a path; undefined when there are none.
    func documentKeys(
        _ node: Int, _ keys: ArraySlice<Value>, _ base: UnsafeMutablePointer<Value>
    ) throws(EvaluationFault) -> Value {
        let isOverridden = !world.overrides.isEmpty && world.isOverridden(policy.path(of: node))
        let group = policy.tree[node].group
        if !isOverridden, group < 0 {
            if let key = keys.first {
                if key.isString, let child = policy.child(of: node, key) {
                    return try documentKeys(child, keys.dropFirst(), base)
                }
            } else {
                var all = policy.tree[node].children.map { policy.tree[$0.node].key }
                let data = baseValue(node)
                if data.isObject { all += data.members.map(\.key) }
                return sortedArray(heap.set(all))
            }
        }
        let value =
            isOverridden || group < 0
            ? keys.reduce(baseValue(node)) { $0[$1] } : try document(node, keys, base)
        switch value.kind {
        case .object: return heap.array(value.members.map(\.key))
        case .array: return heap.array(value.elements.indices.map { Value(small: $0) })
        case .set: return sortedArray(value)
        default: return .undefined
        }
    }

    private func sortedArray(_ set: Value) -> Value { heap.array(set.sortedElements) }
}
