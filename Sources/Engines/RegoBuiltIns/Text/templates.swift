import Rego

/// The part of Go's `text/template` that fills in values: `{{.a.b}}`, `range`, `if`, `with` and `else`.
private struct TemplateRenderer {
    private enum Node {
        case text(String)
        case value([String])
        case block(kind: String, path: [String], body: [Node], other: [Node])
    }

    private var pieces: [(isAction: Bool, text: String)] = []
    private var at = 0

    init(_ text: String) throws(BuiltInFault) {
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            var before = String(rest[..<open.lowerBound])
            let after = rest[open.upperBound...]
            guard let close = after.firstRange(of: "}}") else { throw .failed("template: unclosed action") }
            var action = String(after[..<close.lowerBound])
            rest = after[close.upperBound...]
            if action.hasPrefix("- ") {
                while before.last?.isWhitespace == true { before.removeLast() }
                action.removeFirst()
            }
            if action.hasSuffix(" -") {
                action.removeLast()
                rest = rest.drop { $0.isWhitespace }
            }
            if !before.isEmpty { pieces.append((false, before)) }
            pieces.append((true, action.split(separator: " ").joined(separator: " ")))
        }
        if !rest.isEmpty { pieces.append((false, String(rest))) }
    }

    mutating func render(_ value: Value) throws(BuiltInFault) -> String {
        let nodes = try parse(isNested: false).0
        var out = ""
        try write(nodes, value, value, &out)
        return out
    }

    private func path(_ text: String) throws(BuiltInFault) -> [String] {
        if text == "." { return [] }
        let isRoot = text.hasPrefix("$.")
        let body = isRoot ? text.dropFirst() : text[...]
        guard body.hasPrefix(".") else { throw .failed("template: function \"\(text)\" not defined") }
        let names = body.dropFirst().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard names.allSatisfy({ !$0.isEmpty }) else { throw .failed("template: unexpected <.> in operand") }
        return (isRoot ? ["$"] : []) + names
    }

    private mutating func parse(isNested: Bool, depth: Int = 0) throws(BuiltInFault) -> ([Node], String) {
        guard depth < 100 else { throw .failed("template: nested too deeply") }
        var nodes: [Node] = []
        while at < pieces.count {
            let piece = pieces[at]
            at += 1
            guard piece.isAction else {
                nodes.append(.text(piece.text))
                continue
            }
            let words = piece.text.split(separator: " ").map(String.init)
            switch words.first {
            case "end" where isNested, "else" where isNested: return (nodes, words[0])
            case "range", "if", "with":
                guard words.count == 2 else { throw .failed("template: missing value for \(words[0])") }
                let (body, stop) = try parse(isNested: true, depth: depth + 1)
                let other = stop == "else" ? try parse(isNested: true, depth: depth + 1).0 : []
                nodes.append(.block(kind: words[0], path: try path(words[1]), body: body, other: other))
            case let word? where words.count == 1 && !word.hasPrefix("/*"):
                nodes.append(.value(try path(word)))
            case let word? where word.hasPrefix("/*"): continue
            default: throw .failed("template: unexpected \(piece.text)")
            }
        }
        if isNested { throw .failed("template: unexpected EOF") }
        return (nodes, "")
    }

    private func find(_ path: [String], _ value: Value, _ root: Value) throws(BuiltInFault) -> Value {
        var value = value
        for name in path {
            if name == "$" {
                value = root
                continue
            }
            let next = value[name]
            guard next.isDefined else {
                throw .failed("template: map has no entry for key \"\(name)\"")
            }
            value = next
        }
        return value
    }

    private func isTruthy(_ value: Value) -> Bool {
        switch value.kind {
        case .undefined, .null: false
        case .boolean: value.boolean == true
        case .number: value.double != 0
        default: value.count > 0
        }
    }

    private func write(_ nodes: [Node], _ value: Value, _ root: Value, _ out: inout String)
        throws(BuiltInFault)
    {
        for node in nodes {
            switch node {
            case .text(let text): out += text
            case .value(let path): out += Self.plain(try find(path, value, root))
            case .block(let kind, let path, let body, let other):
                let found = try find(path, value, root)
                guard isTruthy(found) else {
                    try write(other, value, root, &out)
                    continue
                }
                switch kind {
                case "if": try write(body, value, root, &out)
                case "with": try write(body, found, root, &out)
                default:
                    if found.isObject {
                        for member in found.members { try write(body, member.value, root, &out) }
                    } else {
                        for element in found.sortedElements { try write(body, element, root, &out) }
                    }
                }
            }
        }
    }

    /// As Go prints values.
    private static func plain(_ value: Value) -> String {
        switch value.kind {
        case .string: value.string ?? ""
        case .null: "<no value>"
        case .array, .set: "[" + value.sortedElements.map(plain).joined(separator: " ") + "]"
        case .object:
            "map[" + value.members.map { plain($0.key) + ":" + plain($0.value) }.joined(separator: " ") + "]"
        default: value.text
        }
    }
}

let templates: [String: BuiltIn.Body] = [
    "strings.render_template": { call throws(BuiltInFault) in
        let text = try call.string(0)
        _ = try call.object(1)
        var renderer = try TemplateRenderer(text)
        return call.heap.string(try renderer.render(call[1]))
    }
]
