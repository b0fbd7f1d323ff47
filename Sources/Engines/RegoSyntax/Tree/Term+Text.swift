extension Term {
    /// A ref as it is written: dots before names, brackets before everything else.
    public var refText: String {
        guard case .ref(let terms) = kind else { return text }
        var out = ""
        for (place, term) in terms.enumerated() {
            if place == 0 {
                out += term.text
            } else if let name = term.string, Term.isPlainName(name) {
                out += "." + name
            } else {
                out += "[" + term.text + "]"
            }
        }
        return out
    }

    static func isPlainName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first.isLetter else { return false }
        return name.utf8.allSatisfy { $0.isLetter || $0.isDigit } && Token.keywords[name] == nil
    }

    /// The term on one line, for messages.
    public var text: String {
        switch kind {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let text): text
        case .string(let text): Term.quoted(text)
        case .variable(let name): isWildcard ? "_" : name
        case .ref: refText
        case .array(let terms): "[" + Term.list(terms) + "]"
        case .set(let terms): terms.isEmpty ? "set()" : "{" + Term.list(terms) + "}"
        case .object(let members):
            "{" + members.map { $0.key.text + ": " + $0.value.text }.joined(separator: ", ") + "}"
        case .call(let terms):
            (terms[0].dottedName ?? terms[0].text) + "(" + Term.list(terms.dropFirst()) + ")"
        case .arrayComprehension(let head, let body): "[" + head.text + " | " + body.text + "]"
        case .setComprehension(let head, let body): "{" + head.text + " | " + body.text + "}"
        case .objectComprehension(let key, let value, let body):
            "{" + key.text + ": " + value.text + " | " + body.text + "}"
        case .template(let parts):
            "$\"" + parts.map { if case .text(let text) = $0 { text } else { "{…}" } }.joined() + "\""
        }
    }

    private static func list(_ terms: some Sequence<Term>) -> String {
        terms.map(\.text).joined(separator: ", ")
    }

    /// The text between quotes, with JSON's escapes.
    public static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

extension [Expression] {
    /// The expressions on one line, for messages.
    public var text: String { map(\.text).joined(separator: "; ") }
}

extension Expression {
    /// The expression on one line, for messages.
    public var text: String {
        var out = isNegated ? "not " : ""
        switch kind {
        case .term(let term): out += term.text
        case .call(let terms):
            let isInfix = terms.count == 3 && terms[0].variable != nil
            switch terms[0].variable {
            case "assign" where isInfix: out += terms[1].text + " := " + terms[2].text
            case "eq" where isInfix: out += terms[1].text + " = " + terms[2].text
            default: out += Term(.call(terms)).text
            }
        case .some(let names): out += "some " + names.map(\.text).joined(separator: ", ")
        case .someIn(let term): out += "some " + term.text
        case .every(let key, let value, let domain, let body):
            out += "every " + (key.map { $0.text + ", " } ?? "") + value.text + " in " + domain.text
            out += " { " + body.text + " }"
        case .notBody(let body, _): out += "not { " + body.text + " }"
        case .both(let left, let right): out += left.body.text + " and " + right.body.text
        case .either(let left, let right): out += left.body.text + " or " + right.body.text
        }
        for one in with { out += " with " + one.target.text + " as " + one.value.text }
        return out
    }
}
