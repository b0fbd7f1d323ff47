import RegoSyntax

extension Term {
    /// The term as a parser of version 1 reads it again.
    var rego: String { rego(isGrouped: false) }

    private func rego(isGrouped: Bool) -> String {
        func list(_ terms: some Sequence<Term>) -> String {
            terms.map { $0.rego(isGrouped: true) }.joined(separator: ", ")
        }
        switch kind {
        case .null, .boolean, .number, .string, .variable: return text
        case .ref(let terms):
            var text = terms[0].rego(isGrouped: true)
            for one in terms.dropFirst() {
                if let name = one.string, Term.isName(name) {
                    text += "." + name
                } else {
                    text += "[" + one.rego + "]"
                }
            }
            return text
        case .array(let terms): return "[" + list(terms) + "]"
        case .set(let terms): return terms.isEmpty ? "set()" : "{" + list(terms) + "}"
        case .object(let members):
            let all = members.map { $0.key.rego(isGrouped: true) + ": " + $0.value.rego(isGrouped: true) }
            return "{" + all.joined(separator: ", ") + "}"
        case .call(let terms): return Term.call(terms, isGrouped: isGrouped)
        case .arrayComprehension(let head, let body):
            return "[" + head.rego(isGrouped: true) + " | " + body.rego + "]"
        case .setComprehension(let head, let body):
            return "{" + head.rego(isGrouped: true) + " | " + body.rego + "}"
        case .objectComprehension(let key, let value, let body):
            return "{" + key.rego(isGrouped: true) + ": " + value.rego(isGrouped: true) + " | " + body.rego
                + "}"
        // Resolution turns templates into calls.
        case .template: return text
        }
    }

    fileprivate static func call(_ terms: [Term], isGrouped: Bool) -> String {
        let name = terms[0].dottedName ?? ""
        func grouped(_ text: String) -> String { isGrouped ? "(" + text + ")" : text }
        if let sign = signs[name], terms.count == 3 {
            let compares = ["=", "==", "!=", "<", "<=", ">", ">="].contains(sign)
            let sides = terms.dropFirst().map { $0.rego(isGrouped: !compares || !$0.isSum) }
            return grouped(sides[0] + " " + sign + " " + sides[1])
        }
        let all = terms.dropFirst().map { $0.rego(isGrouped: true) }
        if name == "internal.member_2", all.count == 2 { return grouped(all[0] + " in " + all[1]) }
        if name == "internal.member_3", all.count == 3 {
            return grouped(all[0] + ", " + all[1] + " in " + all[2])
        }
        return terms[0].rego + "(" + all.joined(separator: ", ") + ")"
    }

    private static let signs = [
        "plus": "+", "minus": "-", "mul": "*", "div": "/", "rem": "%", "and": "&", "or": "|",
        "equal": "==", "neq": "!=", "lt": "<", "lte": "<=", "gt": ">", "gte": ">=", "eq": "=",
    ]

    /// Whether the term is a sum or the like, which binds more closely than comparisons do.
    private var isSum: Bool {
        guard case .call(let terms) = kind, terms.count == 3 else { return false }
        return ["plus", "minus", "mul", "div", "rem"].contains(terms[0].variable)
    }

    /// Whether a name may stand as a rule, a variable, or behind a dot.
    static func isName(_ name: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: "_")
                || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
        }
        guard let first = name.utf8.first, isLetter(first), !reserved.contains(name) else { return false }
        return name.utf8.allSatisfy { isLetter($0) || $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }

    static let reserved: Set<String> = [
        "_", "and", "as", "contains", "data", "default", "else", "every", "false", "if", "import", "in",
        "input",
        "internal", "not", "null", "or", "package", "rego", "future", "set", "some", "true", "with",
    ]
}

extension [Expression] {
    /// The expressions on one line, as a parser of version 1 reads them again.
    var rego: String { isEmpty ? "true" : map(\.rego).joined(separator: "; ") }
}

extension Expression {
    /// The expression as a parser of version 1 reads it again.
    var rego: String {
        var out = isNegated ? "not " : ""
        switch kind {
        case .term(let term): out += term.rego
        case .call(let terms): out += Term.call(terms, isGrouped: false)
        case .every(let key, let value, let domain, let body):
            out += "every " + (key.map { $0.rego + ", " } ?? "") + value.rego + " in " + domain.rego
            out += " { " + body.rego + " }"
        // Resolution leaves nothing else.
        default: out += text
        }
        for one in with { out += " with " + one.target.rego + " as " + one.value.rego }
        return out
    }
}
