import Rego

/// Keys that an array, a set or an object names.
private func keys(_ call: borrowing Call, _ place: Int) throws(BuiltInFault) -> Value {
    switch call[place].kind {
    case .set: return call[place]
    case .array: return call.heap.set(call[place].elements)
    case .object: return call.heap.set(call[place].members.map(\.key))
    default: throw call.mismatch(place, "object", "set", "array")
    }
}

private func merge(_ one: Value, _ other: Value, _ heap: Heap) -> Value {
    guard one.isObject, other.isObject else { return other }
    var members: [(Value, Value)] = []
    for (key, value) in one.members {
        let new = other[key]
        members.append((key, new.isDefined ? merge(value, new, heap) : value))
    }
    for (key, value) in other.members where !one[key].isDefined { members.append((key, value)) }
    return heap.object(members)
}

let objects: [String: BuiltIn.Body] = [
    "object.get": { call throws(BuiltInFault) in
        _ = try call.object(0)
        if call[1].isArray {
            var value = call[0]
            for key in call[1].elements {
                guard value.isObject || value.isArray || value.isSet else { return call[2] }
                value = value[key]
                if !value.isDefined { return call[2] }
            }
            return value
        }
        let value = call[0][call[1]]
        return value.isDefined ? value : call[2]
    },
    "object.keys": { call throws(BuiltInFault) in call.heap.set(try call.object(0).map(\.key)) },
    "object.filter": { call throws(BuiltInFault) in
        let members = try call.object(0)
        let wanted = try keys(call, 1)
        return call.heap.object(members.filter { wanted.contains($0.key) }.map { ($0.key, $0.value) })
    },
    "object.remove": { call throws(BuiltInFault) in
        let members = try call.object(0)
        let unwanted = try keys(call, 1)
        return call.heap.object(members.filter { !unwanted.contains($0.key) }.map { ($0.key, $0.value) })
    },
    "object.union": { call throws(BuiltInFault) in
        _ = try call.object(0)
        _ = try call.object(1)
        return merge(call[0], call[1], call.heap)
    },
    "object.union_n": { call throws(BuiltInFault) in
        var result = call.heap.emptyObject
        for element in try call.array(0) {
            guard element.isObject else {
                throw .type("operand 1 must be array of objects but got array containing \(element.typeName)")
            }
            result = merge(result, element, call.heap)
        }
        return result
    },
    "object.subset": { call throws(BuiltInFault) in
        let (whole, part) = (call[0], call[1])
        switch (whole.kind, part.kind) {
        case (.object, .object), (.set, .set), (.array, .array): return Value(contains(whole, part))
        case (.array, .set):
            return Value(part.elements.allSatisfy { wanted in whole.elements.contains { $0 == wanted } })
        default:
            throw .type("both arguments object.subset must be of the same type or array and set")
        }
    },
]

private func contains(_ whole: Value, _ part: Value) -> Bool {
    switch (whole.kind, part.kind) {
    case (.object, .object):
        return part.members.allSatisfy { key, value in
            let found = whole[key]
            return found.isDefined && contains(found, value)
        }
    case (.set, .set): return part.elements.allSatisfy { whole.contains($0) }
    case (.array, .array):
        let all = whole.elements
        let wanted = part.elements
        guard wanted.count <= all.count else { return false }
        return (0...(all.count - wanted.count)).contains { start in
            wanted.indices.allSatisfy { all[start + $0] == wanted[$0] }
        }
    default: return whole == part
    }
}

let graphs: [String: BuiltIn.Body] = [
    "graph.reachable": { call throws(BuiltInFault) in
        _ = try call.object(0)
        var open = Array(try call.elements(1))
        var seen: Set<Value> = []
        while let node = open.popLast() {
            let edges = call[0][node]
            guard edges.isDefined, seen.insert(node).inserted else { continue }
            open += edges.elements
        }
        return call.heap.set(Array(seen))
    },
    "graph.reachable_paths": { call throws(BuiltInFault) in
        _ = try call.object(0)
        var paths: [Value] = []
        for root in try call.elements(1) where call[0][root].isDefined { try walkPaths(call, [root], &paths) }
        return call.heap.set(paths)
    },
    "walk": { call throws(BuiltInFault) in
        var results: [Value] = []
        var open: [(path: [Value], value: Value)] = [([], call[0])]
        let heap = call.heap
        while let (path, value) = open.popLast() {
            results.append(heap.array([heap.array(path), value]))
            guard heap.foresee(bytes: results.count * 8) else { throw .failed("the document is too large") }
            switch value.kind {
            case .array:
                for (place, element) in value.elements.enumerated().reversed() {
                    open.append((path + [heap.int(place)], element))
                }
            case .object: for (key, inner) in value.members.reversed() { open.append((path + [key], inner)) }
            case .set:
                for element in value.sortedElements.reversed() { open.append((path + [element], element)) }
            default: break
            }
        }
        return heap.array(results)
    },
]

private func walkPaths(
    _ call: borrowing Call, _ path: [Value], _ paths: inout [Value]
) throws(BuiltInFault) {
    guard call.heap.foresee(bytes: path.count * 8), path.count < 500 else {
        throw .failed("the graph has too many paths")
    }
    let edges = call[0][path[path.count - 1]].sortedElements
    var isEnd = true
    for next in edges where call[0][next].isDefined && !path.contains(next) {
        isEnd = false
        try walkPaths(call, path + [next], &paths)
    }
    if isEnd || edges.contains(where: { next in path.contains(next) }) && isEnd {
        paths.append(call.heap.array(path))
    }
}
