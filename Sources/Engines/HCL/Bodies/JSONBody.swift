import Faults
import Values

/// An object of a JSON file, read as a body. Its values become expressions: strings are templates.
struct JSONBody: Sendable {
    let source: SourceText
    let document: JSONDocument
    /// Places of the objects' values in the source; several where blocks of one type are merged.
    let objects: [JSON]
    let range: SourceRange

    static func parse(_ bytes: [UInt8], name: String) -> (body: Body?, diagnostics: [Diagnostic]) {
        let source = SourceText(bytes, name: name)
        do throws(Fault) {
            let document = try JSONDocument(parsing: bytes)
            let json = document.root.json
            let start = source.range(Span(0, min(1, bytes.count)))
            let objects: [JSON]
            switch json {
            case .object: objects = [json]
            case .array(let parts) where parts.allSatisfy({ $0.objectValue != nil }): objects = parts
            default:
                return (
                    nil,
                    [
                        Diagnostic(
                            .error, "Root value must be object",
                            "The root value in a JSON-based configuration must be either a JSON object or a JSON array of objects.",
                            at: start)
                    ]
                )
            }
            return (
                Body(.json(JSONBody(source: source, document: document, objects: objects, range: start))), []
            )
        } catch {
            return (
                nil,
                [
                    Diagnostic(
                        .error, "Invalid JSON", error.message, at: source.range(Span(0, min(1, bytes.count))))
                ]
            )
        }
    }

    /// Where a member's name stands first, as near as can be told.
    private func place(of name: String) -> SourceRange {
        let quoted = Array(JSON.string(name).text.utf8)
        var index = 0
        while index + quoted.count <= source.bytes.count {
            if source.bytes[index] == 0x22, source.bytes[index...].starts(with: quoted) {
                return source.range(Span(index, index + quoted.count))
            }
            index += 1
        }
        return range
    }

    private func inner(_ objects: [JSON], _ range: SourceRange) -> JSONBody {
        JSONBody(source: source, document: document, objects: objects, range: range)
    }

    private func attribute(_ name: String, _ value: JSON) -> Body.Attribute {
        let range = place(of: name)
        return Body.Attribute(
            name: name, expression: Self.expression(value, range), nameRange: range, range: range)
    }

    func everyAttribute() -> [Body.Attribute] {
        objects.flatMap { object in
            (object.objectValue ?? [:]).filter { $0.key != "//" }.map { attribute($0.key, $0.value) }
        }
    }

    func content(_ schema: Body.Schema, partial: Bool) -> (Body.Content, [Diagnostic]) {
        var content = Body.Content()
        var diagnostics: [Diagnostic] = []
        content.missing = range
        for object in objects {
            for (name, value) in object.objectValue ?? [:] where name != "//" {
                if schema.attributes[name] != nil {
                    content.attributes[name] = attribute(name, value)
                } else if let labels = schema.blocks[name] {
                    blocks(name, value, labels, [], &content, &diagnostics)
                } else if !partial {
                    let hint = suggestion(
                        name, among: (Array(schema.attributes.keys) + Array(schema.blocks.keys)).sorted()
                    )
                    .map { " Did you mean \"\($0)\"?" }
                    diagnostics.append(
                        Diagnostic(
                            .error, "Extraneous JSON object property",
                            "No argument or block type is named \"\(name)\".\(hint ?? "")",
                            at: place(of: name)))
                }
            }
        }
        for (name, isRequired) in schema.attributes.sorted(by: { $0.key < $1.key })
        where isRequired && content.attributes[name] == nil {
            diagnostics.append(
                Diagnostic(
                    .error, "Missing required argument",
                    "The argument \"\(name)\" is required, but no definition was found.", at: range))
        }
        return (content, diagnostics)
    }

    private func blocks(
        _ type: String, _ value: JSON, _ left: Int, _ labels: [String], _ content: inout Body.Content,
        _ diagnostics: inout [Diagnostic]
    ) {
        let here = place(of: labels.last ?? type)
        switch value {
        case .null: return
        case .array(let parts):
            for part in parts { blocks(type, part, left, labels, &content, &diagnostics) }
        case .object(let object) where left > 0:
            for (label, inner) in object where label != "//" {
                blocks(type, inner, left - 1, labels + [label], &content, &diagnostics)
            }
        case .object:
            content.blocks.append(
                Body.Block(
                    type: type, labels: labels, body: Body(.json(inner([value], here))), header: here,
                    typeRange: place(of: type), labelRanges: labels.map { place(of: $0) }))
        default:
            diagnostics.append(
                Diagnostic(
                    .error, "Incorrect JSON value type",
                    left > 0
                        ? "A JSON object is required, whose keys represent the \(type) block's labels."
                        : "Either a JSON object or a JSON array is required, representing the contents of "
                            + "one "
                            + "or more \"\(type)\" blocks.", at: here))
        }
    }

    /// The value as the native expression that means the same.
    static func expression(_ value: JSON, _ range: SourceRange) -> Expression {
        var text = ""
        write(value, &text)
        let tree = SyntaxTree.parseExpression(SourceText(Array(text.utf8), standIn: range, verbatim: value))
        return Expression(tree, tree.root)
    }

    private static func write(_ value: JSON, _ out: inout String) {
        switch value {
        case .null: out += "null"
        case .bool(let value): out += value ? "true" : "false"
        case .number(let number): out += number.text
        case .string(let text): out += "\"" + escaped(text) + "\""
        case .array(let parts):
            out += "["
            for part in parts {
                write(part, &out)
                out += ","
            }
            out += "]"
        case .object(let object):
            out += "{"
            for (name, value) in object {
                out += "(\"" + escaped(name) + "\") = "
                write(value, &out)
                out += ","
            }
            out += "}"
        }
    }

    private static func beginsSequence(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        let scalar = scalars[place]
        return (scalar == "$" || scalar == "%") && place + 1 < scalars.count && scalars[place + 1] == "{"
            && !(place > 0 && scalars[place - 1] == scalar)
    }

    /// Quotes within sequences stay as they are; those in the text are escaped.
    private static func escaped(_ text: String) -> String {
        var out = ""
        let scalars = Array(text.unicodeScalars)
        var depth = 0
        var place = 0
        while place < scalars.count {
            let scalar = scalars[place]
            if depth == 0, beginsSequence(scalars, place) {
                depth = 1
                out.unicodeScalars.append(scalar)
                out += "{"
                place += 2
                continue
            }
            if depth > 0 {
                if scalar == "{" { depth += 1 } else if scalar == "}" { depth -= 1 }
                out.unicodeScalars.append(scalar)
            } else {
                switch scalar {
                case "\"": out += "\\\""
                case "\\": out += "\\\\"
                case "\n": out += "\\n"
                case "\r": out += "\\r"
                case "\t": out += "\\t"
                default: out.unicodeScalars.append(scalar)
                }
            }
            place += 1
        }
        return out
    }
}

extension Body {
    /// Reads a file of the JSON variant; nil when it is no object.
    public static func parseJSON(_ bytes: [UInt8], name: String) -> (body: Body?, diagnostics: [Diagnostic]) {
        JSONBody.parse(bytes, name: name)
    }
}
