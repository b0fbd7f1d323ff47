import Patterns
import Rego

let globs: [String: BuiltIn.Body] = [
    "glob.match": { call throws(BuiltInFault) in
        let glob = try call.string(0)
        let delimiters: [Unicode.Scalar]
        if call[1].isNull {
            delimiters = []
        } else {
            let given = try call.strings(1).compactMap { $0.unicodeScalars.first }
            delimiters = given.isEmpty ? ["."] : given
        }
        let text = try call.string(2)
        let key = "glob " + delimiters.map { String($0) }.joined() + " " + glob
        if let known = call.surroundings.memory[key] as? Pattern { return Value(known.matches(text)) }
        let pattern = try call.pattern(GlobExpression.expression(glob, delimiters))
        if call.surroundings.memory.count < 1000 { call.surroundings.memory[key] = pattern }
        return Value(pattern.matches(text))
    },
    "glob.quote_meta": { call throws(BuiltInFault) in
        var out = ""
        for scalar in try call.string(0).unicodeScalars {
            if "*?\\[]{}".unicodeScalars.contains(scalar) { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return call.heap.string(out)
    },
]

/// Globs as regular expressions.
enum GlobExpression {
    static func expression(_ glob: String, _ delimiters: [Unicode.Scalar]) throws(BuiltInFault) -> String {
        var out = "(?s)^"
        let scalars = Array(glob.unicodeScalars)
        let one = delimiters.isEmpty ? "." : "[^" + delimiters.map(Self.escaped).joined() + "]"
        var at = 0
        var depth = 0
        while at < scalars.count {
            let scalar = scalars[at]
            at += 1
            switch scalar {
            case "*":
                if at < scalars.count, scalars[at] == "*" {
                    while at < scalars.count, scalars[at] == "*" { at += 1 }
                    out += ".*"
                } else {
                    out += one + "*"
                }
            case "?": out += one
            case "[": out += try set(scalars, &at, glob)
            case "{":
                depth += 1
                out += "(?:"
            case "}" where depth > 0:
                depth -= 1
                out += ")"
            case "," where depth > 0: out += "|"
            case "\\":
                guard at < scalars.count else { throw .failed("glob \(glob) ends with a backslash") }
                out += Pattern.quoting(String(scalars[at]))
                at += 1
            default: out += Pattern.quoting(String(scalar))
            }
        }
        guard depth == 0 else { throw .failed("glob \(glob) has an open brace") }
        return out + "$"
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\]^-[&~".unicodeScalars.contains(scalar) ? "\\" + String(scalar) : String(scalar)
    }

    private static func set(
        _ scalars: [Unicode.Scalar], _ at: inout Int, _ glob: String
    ) throws(BuiltInFault) -> String {
        var out = "["
        if at < scalars.count, scalars[at] == "!" || scalars[at] == "^" {
            out += "^"
            at += 1
        }
        while at < scalars.count, scalars[at] != "]" {
            if scalars[at] == "-" { out += "-" } else { out += escaped(scalars[at]) }
            at += 1
        }
        guard at < scalars.count else { throw .failed("glob \(glob) has an open bracket") }
        at += 1
        return out + "]"
    }
}
