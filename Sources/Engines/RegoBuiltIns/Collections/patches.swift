import Rego

/// JSON Patch (RFC 6902), with sets as well; undefined when an operation does not apply.
let patches: [String: BuiltIn.Body] = [
    "json.patch": { call throws(BuiltInFault) in
        var document = call[0]
        for operation in try call.array(1) {
            guard operation.isObject else {
                throw .type(
                    "operand 2 must be array of JSON-Patch objects but got array containing \(operation.typeName)"
                )
            }
            document = try Patch(call.heap).apply(operation, to: document)
            if !document.isDefined { return .undefined }
        }
        return document
    }
]

private struct Patch {
    let heap: Heap

    init(_ heap: Heap) { self.heap = heap }

    func apply(_ operation: Value, to document: Value) throws(BuiltInFault) -> Value {
        guard let name = operation["op"].string else { throw .failed("missing or invalid 'op' attribute") }
        let path = try path(operation["path"], "path")
        switch name {
        case "add":
            let value = operation["value"]
            guard value.isDefined else { throw .failed("missing 'value' attribute") }
            return change(document, path[...]) { add($0, $1, value) } ?? value
        case "replace":
            let value = operation["value"]
            guard value.isDefined else { throw .failed("missing 'value' attribute") }
            guard find(document, path).isDefined else { return .undefined }
            return change(document, path[...]) { replace($0, $1, value) } ?? value
        case "remove":
            guard find(document, path).isDefined else { return .undefined }
            return change(document, path[...]) { remove($0, $1) } ?? .undefined
        case "move", "copy":
            let from = try self.path(operation["from"], "from")
            let value = find(document, from)
            guard value.isDefined else { return .undefined }
            var rest = document
            if name == "move" {
                if path.count > from.count, path.starts(with: from) { return .undefined }
                rest = change(document, from[...]) { remove($0, $1) } ?? .null
                if !rest.isDefined { return .undefined }
            }
            return change(rest, path[...]) { add($0, $1, value) } ?? value
        case "test":
            let value = operation["value"]
            guard value.isDefined else { throw .failed("missing 'value' attribute") }
            return find(document, path) == value && find(document, path).isDefined ? document : .undefined
        default: throw .failed("bad op \"\(name)\"")
        }
    }

    private func path(_ value: Value, _ name: String) throws(BuiltInFault) -> [Value] {
        guard value.isString || value.isArray else { throw .failed("missing or invalid '\(name)' attribute") }
        if value.isArray { return Array(value.elements) }
        guard let text = value.string, !text.isEmpty else { return [] }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.first?.isEmpty == true { parts.removeFirst() }
        return parts.map { heap.string(unescapedPointer(String($0))) }
    }

    /// An array's place; numbers without leading zeros.
    private func place(_ key: Value, _ count: Int, canAppend: Bool) -> Int? {
        if canAppend, key.string == "-" { return count }
        let number =
            key.int ?? key.string.flatMap { text in Int(text).flatMap { String($0) == text ? $0 : nil } }
        guard let number, number >= 0, number < count + (canAppend ? 1 : 0) else { return nil }
        return number
    }

    private func find(_ document: Value, _ path: [Value]) -> Value {
        path.reduce(document) { value, key in
            value.isArray
                ? place(key, value.count, canAppend: false).map { value.elements[$0] } ?? .undefined
                : value[key]
        }
    }

    /// Changes what holds the last step; nil when the path is empty.
    private func change(
        _ document: Value, _ path: ArraySlice<Value>, _ body: (Value, Value) -> Value
    ) -> Value? {
        guard let key = path.first else { return nil }
        if path.count == 1 { return body(document, key) }
        let inner = find(document, [key])
        guard inner.isDefined else { return .undefined }
        guard let changed = change(inner, path.dropFirst(), body), changed.isDefined else {
            return .undefined
        }
        if document.isSet { return add(remove(document, key), changed, changed) }
        return replace(document, key, changed)
    }

    private func add(_ holder: Value, _ key: Value, _ value: Value) -> Value {
        switch holder.kind {
        case .array:
            guard let place = place(key, holder.count, canAppend: true) else { return .undefined }
            var elements = Array(holder.elements)
            elements.insert(value, at: place)
            return heap.array(elements)
        case .object: return heap.object(holder.members.map { ($0.key, $0.value) } + [(key, value)])
        case .set: return key == value ? heap.set(Array(holder.elements) + [value]) : .undefined
        default: return .undefined
        }
    }

    private func replace(_ holder: Value, _ key: Value, _ value: Value) -> Value {
        switch holder.kind {
        case .array:
            guard let place = place(key, holder.count, canAppend: false) else { return .undefined }
            var elements = Array(holder.elements)
            elements[place] = value
            return heap.array(elements)
        case .object: return heap.object(holder.members.map { ($0.key, $0.key == key ? value : $0.value) })
        case .set: return add(remove(holder, key), value, value)
        default: return .undefined
        }
    }

    private func remove(_ holder: Value, _ key: Value) -> Value {
        switch holder.kind {
        case .array:
            guard let place = place(key, holder.count, canAppend: false) else { return .undefined }
            var elements = Array(holder.elements)
            elements.remove(at: place)
            return heap.array(elements)
        case .object: return heap.object(holder.members.filter { $0.key != key }.map { ($0.key, $0.value) })
        case .set: return heap.set(holder.elements.filter { $0 != key })
        default: return .undefined
        }
    }
}
