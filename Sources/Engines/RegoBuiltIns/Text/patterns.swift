import Patterns
import Rego

extension Call {
    /// A compiled expression; each is compiled once in an evaluation.
    func pattern(_ text: String) throws(BuiltInFault) -> Pattern {
        let key = "regex " + text
        if let known = surroundings.memory[key] as? Pattern { return known }
        let made: Pattern
        do throws(Pattern.Unsound) {
            made = try Pattern(text)
        } catch {
            throw .failed(error.description)
        }
        if surroundings.memory.count < 1000 { surroundings.memory[key] = made }
        return made
    }
}

private func cut(_ text: [UInt8], _ span: Range<Int>?) -> String {
    span.map { String(decoding: text[$0], as: UTF8.self) } ?? ""
}

private let matching: BuiltIn.Body = { call throws(BuiltInFault) in
    let pattern = try call.pattern(call.string(0))
    return Value(pattern.matches(try call.string(1)))
}

let patterns: [String: BuiltIn.Body] = [
    "regex.match": matching,
    "re_match": matching,
    "regex.is_valid": { call throws(BuiltInFault) in
        guard let text = call[0].string else { return .false }
        return Value((try? call.pattern(text)) != nil)
    },
    "regex.find_n": { call throws(BuiltInFault) in
        let pattern = try call.pattern(call.string(0))
        let text = try call.string(1)
        let limit = try call.int(2)
        let bytes = Array(text.utf8)
        let heap = call.heap
        return heap.array(
            pattern.allMatches(in: text, limit: limit < 0 ? .max : limit).map {
                heap.string(cut(bytes, $0[0]))
            })
    },
    "regex.find_all_string_submatch_n": { call throws(BuiltInFault) in
        let pattern = try call.pattern(call.string(0))
        let text = try call.string(1)
        let limit = try call.int(2)
        let bytes = Array(text.utf8)
        let heap = call.heap
        return heap.array(
            pattern.allMatches(in: text, limit: limit < 0 ? .max : limit).map { spans in
                heap.array(spans.map { heap.string(cut(bytes, $0)) })
            })
    },
    "regex.replace": { call throws(BuiltInFault) in
        let text = try call.string(0)
        let pattern = try call.pattern(call.string(1))
        return call.heap.string(pattern.replacing(in: text, with: try call.string(2)))
    },
    "regex.split": { call throws(BuiltInFault) in
        let pattern = try call.pattern(call.string(0))
        let heap = call.heap
        return heap.array(pattern.split(try call.string(1)).map { heap.string($0) })
    },
    "regex.template_match": { call throws(BuiltInFault) in
        let template = try call.string(0)
        let text = try call.string(1)
        guard let open = try call.string(2).unicodeScalars.only,
            let close = try call.string(3).unicodeScalars.only
        else { throw .failed("start or end delimiter is not exactly one character long") }
        let expression = try TemplateExpression.expression(template, open, close)
        return Value(try call.pattern(expression).matches(text))
    },
    "regex.globs_match": { call throws(BuiltInFault) in
        let one = try GlobSet.tokens(call.string(0))
        return Value(GlobSet.intersect(one, try GlobSet.tokens(call.string(1))))
    },
]

private enum TemplateExpression {
    /// The expression for a template: its text as it stands, and expressions between delimiters.
    static func expression(
        _ template: String, _ open: Unicode.Scalar, _ close: Unicode.Scalar
    ) throws(BuiltInFault) -> String {
        var out = "^"
        var literal = ""
        var inner = ""
        var depth = 0
        for scalar in template.unicodeScalars {
            if scalar == open {
                depth += 1
                if depth == 1 {
                    out += Pattern.quoting(literal)
                    literal = ""
                    inner = ""
                    continue
                }
            } else if scalar == close {
                depth -= 1
                guard depth >= 0 else { throw .failed("unbalanced braces in \(template)") }
                if depth == 0 {
                    out += "(" + inner + ")"
                    continue
                }
            }
            if depth > 0 {
                inner.unicodeScalars.append(scalar)
            } else {
                literal.unicodeScalars.append(scalar)
            }
        }
        guard depth == 0 else { throw .failed("unbalanced braces in \(template)") }
        return out + Pattern.quoting(literal) + "$"
    }
}

extension String.UnicodeScalarView {
    var only: Unicode.Scalar? { count == 1 ? first : nil }
}
