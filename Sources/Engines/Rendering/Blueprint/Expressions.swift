import Values

/// Finds and rewrites references within the expressions of a blueprint's texts.
///
/// Texts are Terraform templates: `${…}` is an expression, `$${` stands for itself. In an expression
/// `resources.NAME` refers to another resource of the blueprint.
enum Expressions {
    /// A traversal's first two steps: `var.region`, `resources.network`.
    struct Reference: Hashable {
        let root: String
        let name: String
    }

    /// All references in a value, wherever they stand.
    static func references(in value: JSON) -> Set<Reference> {
        switch value {
        case .string(let text): references(inTemplate: text)
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(references(in: $1)) }
        case .object(let object):
            object.reduce(into: []) { found, member in
                found.formUnion(references(inTemplate: member.key))
                found.formUnion(references(in: member.value))
            }
        case .null, .bool, .number: []
        }
    }

    static func references(inTemplate text: String) -> Set<Reference> {
        var found: Set<Reference> = []
        for part in parts(of: text) {
            if case .expression(let expression) = part {
                found.formUnion(references(inExpression: expression))
            }
        }
        return found
    }

    static func references(inExpression text: String) -> Set<Reference> {
        var found: Set<Reference> = []
        _ = scan(text) { root, name in
            found.insert(Reference(root: root, name: name))
            return nil
        }
        return found
    }

    /// Replaces the first two steps of traversals for which `change` gives something else.
    static func rewrite(_ text: String, _ change: (String, String) -> String?) -> String {
        parts(of: text).map { part in
            switch part {
            case .literal(let literal): literal
            case .expression(let expression): "${" + scan(expression, change) + "}"
            }
        }.joined()
    }

    static func rewriteExpression(_ text: String, _ change: (String, String) -> String?) -> String {
        scan(text, change)
    }

    enum Part: Equatable {
        /// Including escaped `$${` and directives, as they stand.
        case literal(String)
        /// What stands between `${` and its `}`.
        case expression(String)
    }

    /// A template cut at its interpolations; one that never closes is taken literally.
    static func parts(of text: String) -> [Part] {
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var literal: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x24, index + 1 < bytes.count {
                if bytes[index + 1] == 0x24, index + 2 < bytes.count, bytes[index + 2] == 0x7b {
                    literal += bytes[index...index + 2]
                    index += 3
                    continue
                }
                if bytes[index + 1] == 0x7b, let end = closing(bytes, from: index + 2) {
                    if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
                    literal = []
                    parts.append(.expression(String(decoding: bytes[(index + 2)..<end], as: UTF8.self)))
                    index = end + 1
                    continue
                }
            }
            literal.append(bytes[index])
            index += 1
        }
        if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
        return parts
    }

    /// The whole text when it is nothing but one interpolation.
    static func wholeExpression(_ text: String) -> String? {
        guard case .expression(let expression)? = parts(of: text).first, parts(of: text).count == 1 else {
            return nil
        }
        return expression.split(separator: " ", omittingEmptySubsequences: true).isEmpty
            ? nil : trimmed(expression)
    }

    private static func trimmed(_ text: String) -> String {
        var view = text[...]
        while view.first == " " { view.removeFirst() }
        while view.last == " " { view.removeLast() }
        return String(view)
    }

    /// The place of the brace that closes what was opened before `start`.
    private static func closing(_ bytes: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x7b: depth += 1
            case 0x7d:
                if depth == 0 { return index }
                depth -= 1
            case 0x22:
                guard let end = quoteEnd(bytes, from: index + 1) else { return nil }
                index = end
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The place of the quote that ends a string, past templates within it.
    private static func quoteEnd(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x5c: index += 1
            case 0x22: return index
            case 0x24 where index + 1 < bytes.count && bytes[index + 1] == 0x7b:
                guard let end = closing(bytes, from: index + 2) else { return nil }
                index = end
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Walks an expression's traversals, outside its quoted literals but inside their templates.
    private static func scan(_ text: String, _ change: (String, String) -> String?) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22, let end = quoteEnd(bytes, from: index + 1) {
                let inner = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
                out += Array(("\"" + rewrite(inner, change) + "\"").utf8)
                index = end + 1
            } else if isStart(byte), index == 0 || !(isPart(bytes[index - 1]) || bytes[index - 1] == 0x2e) {
                let end = identifierEnd(bytes, index)
                let root = String(decoding: bytes[index..<end], as: UTF8.self)
                if end + 1 < bytes.count, bytes[end] == 0x2e, isStart(bytes[end + 1]) {
                    let second = identifierEnd(bytes, end + 1)
                    let name = String(decoding: bytes[(end + 1)..<second], as: UTF8.self)
                    out += change(root, name).map { Array($0.utf8) } ?? Array(bytes[index..<second])
                    index = second
                } else {
                    out += bytes[index..<end]
                    index = end
                }
            } else {
                out.append(byte)
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func identifierEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        bytes[start...].firstIndex { !isPart($0) } ?? bytes.count
    }

    private static func isStart(_ byte: UInt8) -> Bool {
        (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        isStart(byte) || (0x30...0x39).contains(byte) || byte == 0x2d
    }
}
