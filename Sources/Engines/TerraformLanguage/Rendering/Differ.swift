import HCL
import Values

/// Tells the difference of two values by what their provider says of them.
struct Differ {
    /// Terraform compares elements of lists place by place where their number stays; OpenTofu never does.
    var tool = PlanText.Tool.terraform
    /// Providers of the older kind, and outputs of states, know no null texts: an empty one is none.
    var isOlder = true

    // MARK: Blocks

    /// A resource's, or a nested block's. Without a schema every attribute is of any type.
    func block(_ pair: ValuePair, _ schema: BlockSchema?) -> Difference {
        if pair.isBeforeSensitive || pair.isAfterSensitive {
            return Difference(.sensitiveBlock, block(pair.withoutMarks, schema).action, pair)
        }
        if let unknown = unknown(pair, { $0.block($1, schema) }) { return unknown }
        let names = Set(
            (pair.before?.objectValue ?? [:]).map(\.key) + (pair.after?.objectValue ?? [:]).map(\.key))
        let attributes =
            schema?.attributes
            ?? Dictionary(uniqueKeysWithValues: names.map { ($0, BlockSchema.Attribute(.dynamic)) })
        if isOlder, schema?.isOfNewerKind == true {
            return Differ(tool: tool, isOlder: false).block(pair, schema)
        }
        var action = pair.outerAction
        var own: [String: Difference] = [:]
        for (name, attribute) in attributes {
            var inner = pair.child(name)
            if !inner.isRelevant { inner = inner.still }
            if isOlder, inner.before == .string("") { inner.before = nil }
            if isOlder, inner.after == .string("") { inner.after = nil }
            (inner.isBeforeExplicit, inner.isAfterExplicit) = (false, false)
            let difference = self.attribute(inner, attribute)
            if difference.action == .none, inner.isNothing { continue }
            own[name] = difference
            action.add(difference.action)
        }
        var blocks: [Difference.Blocks] = []
        for (name, nested) in (schema?.blocks ?? [:]).sorted(by: { $0.key < $1.key }) {
            var inner = pair.child(name)
            if !inner.isRelevant { inner = inner.still }
            var all = Difference.Blocks(name: name)
            for (label, one) in nestedBlocks(inner, nested) {
                all.all.append((label, one))
                action.add(one.action)
            }
            all.areReplacing = inner.replacing.matches
            if !all.all.isEmpty { blocks.append(all) }
        }
        return Difference(.block(attributes: own, blocks: blocks), action, pair)
    }

    private func nestedBlocks(_ pair: ValuePair, _ nested: BlockSchema.Nested) -> [(String, Difference)] {
        switch nested.nesting {
        case .single, .group:
            let one = block(pair, nested.schema)
            return one.action == .none && pair.isNothing ? [] : [("", one)]
        case .list: return inOrder(pair).map { ("", block($0, nested.schema)) }
        case .set: return matched(pair).map { ("", block($0, nested.schema)) }
        case .map:
            return keys(pair).map { (" " + spelled($0), block(pair.child($0), nested.schema)) }
        }
    }

    // MARK: Attributes

    private func attribute(_ pair: ValuePair, _ attribute: BlockSchema.Attribute) -> Difference {
        guard let nested = attribute.nested else { return value(pair, attribute.type) }
        return self.nested(pair, nested)
    }

    private func nested(_ pair: ValuePair, _ nested: BlockSchema.Nested) -> Difference {
        if let sensitive = sensitive(pair, { $0.nested($1, nested) }) { return sensitive }
        if let unknown = unknown(pair, { $0.nested($1, nested) }) { return unknown }
        let single = BlockSchema.Nested(.single, nested.schema)
        switch nested.nesting {
        case .single, .group:
            let (members, action) = members(pair, Array(nested.schema.attributes.keys)) { name, pair in
                nested.schema.attributes[name].map { attribute(pair, $0) }
            }
            return Difference(.object(members, isNested: true), action, pair)
        case .list:
            let (elements, action) = gathered(pair, inOrder(pair)) { self.nested($0, single) }
            return Difference(.list(elements, isNested: true), action, pair)
        case .set:
            let (elements, action) = gathered(pair, matched(pair)) { self.nested($0, single) }
            return Difference(.set(elements, isNested: true), action, pair)
        case .map:
            let (members, action) = entries(pair) { self.nested($0, single) }
            return Difference(.map(members, isNested: true), action, pair)
        }
    }

    /// Of a known type.
    func value(_ pair: ValuePair, _ type: ValueType) -> Difference {
        if isOlder, tool == .terraform, pair.before == .string("") || pair.after == .string("") {
            var told = pair
            if told.before == .string("") { told.before = nil }
            if told.after == .string("") { told.after = nil }
            return value(told, type)
        }
        if let sensitive = sensitive(pair, { $0.value($1, type) }) { return sensitive }
        if let unknown = unknown(pair, { $0.value($1, type) }) { return unknown }
        switch type {
        case .dynamic, .type: return open(pair)
        case .bool, .number, .string:
            return Difference(
                .primitive(before: pair.before, after: pair.after, isText: type == .string), pair)
        case .object(let attributes):
            let types = Dictionary(attributes.map { ($0.name, $0.type) }) { $1 }
            let (members, action) = members(pair, Array(types.keys)) { name, pair in
                types[name].map { value(pair, $0) }
            }
            return Difference(.object(members, isNested: false), action, pair)
        case .map(let element):
            let (members, action) = entries(pair) { value($0, element) }
            return Difference(.map(members, isNested: false), action, pair)
        case .list(let element):
            let pairs = aligned(pair) { _ in element.isObject }
            let (elements, action) = gathered(pair, pairs) { value($0, element) }
            return Difference(.list(elements, isNested: false), action, pair)
        case .set(let element):
            let (elements, action) = gathered(pair, matched(pair)) { value($0, element) }
            return Difference(.set(elements, isNested: false), action, pair)
        case .tuple(let types):
            let pairs = inOrder(pair)
            var action = pair.outerAction
            let elements = pairs.enumerated().map { place, inner -> Difference in
                let one = value(inner, types.indices.contains(place) ? types[place] : .dynamic)
                action.add(one.action)
                return one
            }
            return Difference(.list(elements, isNested: false), action, pair)
        }
    }

    /// Of any type: by what the documents are. That it forces a replacement is not told of these.
    func open(_ pair: ValuePair) -> Difference {
        var out = document(pair)
        out.isReplacing = false
        return out
    }

    private func document(_ pair: ValuePair) -> Difference {
        if let sensitive = sensitive(pair, { $0.open($1) }) { return sensitive }
        if let unknown = unknown(pair, { $0.open($1) }) { return unknown }
        let isCreated = pair.before == nil && !pair.isBeforeExplicit
        let isDeleted = pair.after == nil && !pair.isAfterExplicit
        let (old, new) = (Kind(pair.before), Kind(pair.after))
        guard old == new || isCreated || isDeleted else {
            return Difference(.otherType(open(pair.asDeletion), open(pair.asCreation)), .update, pair)
        }
        switch old == .null ? new : old {
        case .object:
            let (members, action) = entries(pair, open)
            return Difference(.object(members, isNested: false), action, pair)
        case .array:
            let pairs = aligned(pair) { $0.objectValue != nil }
            let (elements, action) = gathered(pair, pairs, open)
            return Difference(.list(elements, isNested: false), action, pair)
        case let kind:
            let action: Difference.Action =
                isCreated && isDeleted
                ? .none
                : isCreated ? .create : isDeleted ? .delete : pair.before == pair.after ? .none : .update
            return Difference(
                .primitive(before: pair.before, after: pair.after, isText: kind == .string), action, pair)
        }
    }

    private enum Kind {
        case null, bool, number, string, object, array

        init(_ json: JSON?) {
            switch json {
            case nil, .null?: self = .null
            case .bool?: self = .bool
            case .number?: self = .number
            case .string?: self = .string
            case .object?: self = .object
            case .array?: self = .array
            }
        }
    }

    // MARK: What hides a value

    // What is hidden is compared as if of the older kind, whatever its provider is of: so Terraform does.

    private func sensitive(_ pair: ValuePair, _ inner: (Differ, ValuePair) -> Difference) -> Difference? {
        guard pair.isBeforeSensitive || pair.isAfterSensitive else { return nil }
        let inner = inner(Differ(tool: tool), pair.withoutMarks)
        // Whether nothing is secret is nobody's concern.
        let isSomething = !pair.isNothing || pair.isBeforeExplicit || pair.isAfterExplicit
        let isChanged = isSomething && pair.isBeforeSensitive != pair.isAfterSensitive
        let action = inner.action == .none && isChanged ? .update : inner.action
        return Difference(
            .sensitive(inner, before: pair.isBeforeSensitive, after: pair.isAfterSensitive), action, pair)
    }

    private func unknown(_ pair: ValuePair, _ inner: (Differ, ValuePair) -> Difference) -> Difference? {
        guard pair.isUnknown else { return nil }
        var known = pair
        // There will be a value, though none is told.
        known.isAfterExplicit = true
        guard pair.before != nil else { return Difference(.unknown(nil), known) }
        var old = pair.asDeletion
        old.replacing = PathSet()
        return Difference(.unknown(inner(Differ(tool: tool), old)), known)
    }

    // MARK: What holds others

    private func members(
        _ pair: ValuePair, _ names: [String], _ inner: (String, ValuePair) -> Difference?
    ) -> ([String: Difference], Difference.Action) {
        var out: [String: Difference] = [:]
        var action = pair.outerAction
        for name in names {
            var child = pair.child(name)
            if !child.isRelevant { child = child.still }
            (child.isBeforeExplicit, child.isAfterExplicit) = (false, false)
            guard let one = inner(name, child), one.action != .none || !child.isNothing else { continue }
            out[name] = one
            action.add(one.action)
        }
        return (out, action)
    }

    private func entries(
        _ pair: ValuePair, _ inner: (ValuePair) -> Difference
    ) -> ([String: Difference], Difference.Action) {
        var out: [String: Difference] = [:]
        var action = pair.outerAction
        for name in keys(pair) {
            var child = pair.child(name)
            if !child.isRelevant { child = child.still }
            let one = inner(child)
            out[name] = one
            action.add(one.action)
        }
        return (out, action)
    }

    private func gathered(
        _ pair: ValuePair, _ pairs: [ValuePair], _ inner: (ValuePair) -> Difference
    ) -> ([Difference], Difference.Action) {
        var action = pair.outerAction
        let out = pairs.map { one -> Difference in
            let difference = inner(one)
            action.add(difference.action)
            return difference
        }
        return (out, action)
    }

    /// Of a map; those too of which only that they will be is known.
    private func keys(_ pair: ValuePair) -> [String] {
        let all = [pair.before, pair.after, pair.after == nil ? nil : pair.unknown]
        return Set(all.flatMap { ($0?.objectValue ?? [:]).map(\.key) }).sorted()
    }

    /// By place.
    private func inOrder(_ pair: ValuePair) -> [ValuePair] {
        let count = max(pair.before?.arrayValue?.count ?? 0, pair.after?.arrayValue?.count ?? 0)
        return (0..<count).map { place in
            let child = pair.child(place, place)
            return child.isRelevant ? child : child.still
        }
    }

    /// By what stays in order; an object that is in another's place is taken for it, changed.
    private func aligned(_ pair: ValuePair, _ isObject: (JSON) -> Bool) -> [ValuePair] {
        let old = pair.before?.arrayValue ?? [], new = pair.after?.arrayValue ?? []
        if tool == .terraform, old.count == new.count, !isReordered(old, new) {
            return old.indices.map { place in
                var one = pair.child(place, place)
                one.relevant = nil
                return one
            }
        }
        let common = commonSubsequence(old, new)
        var (x, y, z) = (0, 0, 0)
        var out: [ValuePair] = []
        func add(_ x: Int, _ y: Int) {
            var one = pair.child(x, y)
            one.relevant = nil
            out.append(one)
        }
        func isNext(_ element: JSON) -> Bool { z < common.count && element == common[z] }
        while x < old.count || y < new.count {
            while x < old.count, !isNext(old[x]) {
                if y < new.count, isObject(old[x]), isObject(new[y]), !isNext(new[y]) {
                    add(x, y)
                    y += 1
                } else {
                    add(x, new.count)
                }
                x += 1
            }
            while y < new.count, !isNext(new[y]) {
                add(old.count, y)
                y += 1
            }
            if z < common.count {
                add(x, y)
                (x, y, z) = (x + 1, y + 1, z + 1)
            }
        }
        return out
    }

    private func isReordered(_ old: [JSON], _ new: [JSON]) -> Bool {
        if old == new { return false }
        var counts: [JSON: Int] = [:]
        for element in old { counts[element, default: 0] += 1 }
        for element in new { counts[element, default: 0] -= 1 }
        return counts.values.allSatisfy { $0 == 0 }
    }

    /// Of a set, what is the same with itself.
    private func matched(_ pair: ValuePair) -> [ValuePair] {
        let old = pair.before?.arrayValue ?? [], new = pair.after?.arrayValue ?? []
        var taken: Set<Int> = []
        var places: [JSON: [Int]] = [:]
        for (place, element) in new.enumerated() { places[element, default: []].append(place) }
        var out: [ValuePair] = []
        func add(_ x: Int, _ y: Int) {
            var one = pair.child(x, y)
            one.relevant = nil
            out.append(one)
        }
        for (place, element) in old.enumerated() {
            let match = (places[element] ?? []).first { other in
                let one = pair.child(place, other)
                return !taken.contains(other) && one.isBeforeSensitive == one.isAfterSensitive
                    && !one.isUnknown
            }
            if let match { taken.insert(match) }
            add(place, match ?? new.count)
        }
        for place in new.indices where !taken.contains(place) { add(old.count, place) }
        return out
    }
}

extension ValuePair {
    fileprivate var withoutMarks: ValuePair {
        var out = self
        (out.beforeSensitive, out.afterSensitive) = (nil, nil)
        return out
    }
}

extension BlockSchema {
    /// Whether it has what providers of the older kind can't have.
    fileprivate var isOfNewerKind: Bool {
        attributes.values.contains { $0.nested != nil || $0.type == .dynamic }
            || blocks.values.contains { $0.schema.isOfNewerKind }
    }
}
