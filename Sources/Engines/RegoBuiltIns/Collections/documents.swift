import Codecs
import Faults
import Rego
import Values

/// A pointer's step with its escapes resolved (RFC 6901).
func unescapedPointer(_ step: String) -> String {
    step.replacing("~1", with: "/").replacing("~0", with: "~")
}

/// The steps of a path: a string as a JSON pointer whose first slash may be missing, or an array of steps.
func steps(_ path: Value, _ heap: Heap, _ operand: Int) throws(BuiltInFault) -> [Value] {
    if path.isArray { return Array(path.elements) }
    guard let text = path.string else {
        throw .type(
            "operand \(operand) must be one of {set, array} containing string paths or array of path segments "
                + "but got \(path.typeName)")
    }
    if text.isEmpty { return [] }
    var parts = text.split(separator: "/", omittingEmptySubsequences: false)
    while parts.first?.isEmpty == true { parts.removeFirst() }
    return parts.map { heap.string(unescapedPointer(String($0))) }
}

private func paths(_ call: borrowing Call) throws(BuiltInFault) -> [[Value]] {
    guard call[1].isArray || call[1].isSet else { throw call.mismatch(1, "set", "array") }
    var all: [[Value]] = []
    for path in call[1].sortedElements { all.append(try steps(path, call.heap, 2)) }
    return all
}

/// What paths have in common, step by step.
private final class PathTree {
    var children: [Value: PathTree] = [:]
    var isEnd = false

    init(_ paths: [[Value]]) {
        for path in paths {
            var node = self
            for step in path {
                let next = node.children[step] ?? PathTree([])
                node.children[step] = next
                node = next
            }
            node.isEnd = true
        }
    }
}

private func place(_ key: Value) -> Int? { key.int ?? key.string.flatMap { Int($0) } }

private func filter(_ value: Value, _ tree: PathTree, _ heap: Heap) -> Value {
    if tree.isEnd { return value }
    switch value.kind {
    case .object:
        var members: [(Value, Value)] = []
        for (key, inner) in value.members {
            if let next = tree.children[key] { members.append((key, filter(inner, next, heap))) }
        }
        return heap.object(members)
    case .array:
        var elements: [Value] = []
        for (index, inner) in value.elements.enumerated() {
            let next = tree.children[heap.string(String(index))] ?? tree.children[heap.int(index)]
            if let next { elements.append(filter(inner, next, heap)) }
        }
        return heap.array(elements)
    case .set:
        return heap.set(value.elements.compactMap { one in tree.children[one].map { filter(one, $0, heap) } })
    default: return value
    }
}

private func remove(_ value: Value, _ tree: PathTree, _ heap: Heap) -> Value {
    switch value.kind {
    case .object:
        var members: [(Value, Value)] = []
        for (key, inner) in value.members {
            guard let next = tree.children[key] else {
                members.append((key, inner))
                continue
            }
            if !next.isEnd { members.append((key, remove(inner, next, heap))) }
        }
        return heap.object(members)
    case .array:
        var elements: [Value] = []
        for (index, inner) in value.elements.enumerated() {
            guard let next = tree.children[heap.string(String(index))] ?? tree.children[heap.int(index)]
            else {
                elements.append(inner)
                continue
            }
            if !next.isEnd { elements.append(remove(inner, next, heap)) }
        }
        return heap.array(elements)
    case .set:
        return heap.set(
            value.elements.compactMap { one in
                guard let next = tree.children[one] else { return one }
                return next.isEnd ? nil : remove(one, next, heap)
            })
    default: return value
    }
}

func parsed(_ text: String, _ heap: Heap) throws(BuiltInFault) -> Value {
    do throws(Fault) {
        return heap.value(try JSON(parsing: text))
    } catch {
        throw .failed(error.message)
    }
}

let documents: [String: BuiltIn.Body] = [
    "json.marshal": { call throws(BuiltInFault) in call.heap.string(call[0].jsonText(isEscapingHTML: true)) },
    "json.marshal_with_options": { call throws(BuiltInFault) in
        var isPretty = false
        var indent = "\t"
        var prefix = ""
        for (key, value) in try call.object(1) {
            switch key.string {
            case "pretty":
                guard let flag = value.boolean else {
                    throw .type(
                        "operand 2 key \"pretty\" failed cast to bool: operand 2 must be boolean but got \(value.typeName)"
                    )
                }
                isPretty = flag
            case "indent", "prefix":
                guard let text = value.string else {
                    throw .type(
                        "operand 2 key \"\(key.string ?? "")\" failed cast to string: operand 2 must be string but got \(value.typeName)"
                    )
                }
                if key.string == "indent" { indent = text } else { prefix = text }
                if call[1]["pretty"].boolean == nil { isPretty = true }
            default: throw .type("operand 2 object contained unknown key \(key.text)")
            }
        }
        if !isPretty { return call.heap.string(call[0].jsonText(isEscapingHTML: true)) }
        return call.heap.string(prefix + pretty(call[0], prefix, indent, 0))
    },
    "json.unmarshal": { call throws(BuiltInFault) in try parsed(call.string(0), call.heap) },
    "json.is_valid": { call throws(BuiltInFault) in
        guard let text = call[0].string else { return .false }
        return Value((try? JSONDocument(parsing: text)) != nil)
    },
    "json.filter": { call throws(BuiltInFault) in
        guard call[0].isObject else { throw call.mismatch(0, "object") }
        return filter(call[0], PathTree(try paths(call)), call.heap)
    },
    "json.remove": { call throws(BuiltInFault) in
        guard call[0].isObject else { throw call.mismatch(0, "object") }
        return remove(call[0], PathTree(try paths(call)), call.heap)
    },
]

private func pretty(_ value: Value, _ prefix: String, _ indent: String, _ depth: Int) -> String {
    let line = "\n" + prefix + String(repeating: indent, count: depth + 1)
    let last = "\n" + prefix + String(repeating: indent, count: depth)
    switch value.kind {
    case .array where value.count > 0, .set where value.count > 0:
        let parts = value.sortedElements.map { line + pretty($0, prefix, indent, depth + 1) }
        return "[" + parts.joined(separator: ",") + last + "]"
    case .object where value.count > 0:
        let parts = value.members.map { key, inner in
            let name = key.isString ? key.jsonText(isEscapingHTML: true) : "\"" + key.text + "\""
            return line + name + ": " + pretty(inner, prefix, indent, depth + 1)
        }
        return "{" + parts.joined(separator: ",") + last + "}"
    default: return value.jsonText(isEscapingHTML: true)
    }
}

let yaml: [String: BuiltIn.Body] = [
    "yaml.marshal": { call throws(BuiltInFault) in call.heap.string(sorted(call[0].json).yaml()) },
    "yaml.unmarshal": { call throws(BuiltInFault) in
        do throws(Fault) {
            return call.heap.value(try YAMLDocument(parsing: call.string(0, asFault: ())).json)
        } catch {
            throw .failed(error.message)
        }
    },
    "yaml.is_valid": { call throws(BuiltInFault) in
        guard let text = call[0].string else { return .false }
        return Value((try? YAMLDocument(parsing: text)) != nil)
    },
]

extension Call {
    fileprivate func string(_ place: Int, asFault: Void) throws(Fault) -> String {
        guard let text = self[place].string else {
            throw Fault(
                .invalid, "rego.operand",
                "operand \(place + 1) must be string but got \(self[place].typeName)")
        }
        return text
    }
}

private func sorted(_ json: JSON) -> JSON {
    switch json {
    case .array(let elements): .array(elements.map(sorted))
    case .object(let object):
        .object(JSON.Object(object.sorted().map { (key: $0.key, value: sorted($0.value)) }))
    default: json
    }
}
