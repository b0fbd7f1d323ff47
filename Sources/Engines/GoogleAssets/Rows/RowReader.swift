import Values

/// The table's text: a type a paragraph, its first line the type, the asset's type and the name, the lines
/// below it, set in, its fields.
///
/// | written | is |
/// |---|---|
/// | `size>sizeGb` | another name; `spec.size` is within another |
/// | `-name` | left out |
/// | `name` | as the rule spells it, even where it is part of the asset's name |
/// | `rules[]{…}`, `rule{…}`, `rules(id){…}` | a list of objects, one object, a map by `id` |
/// | `zone@global/zones` | the path of what is named |
/// | `size#`, `port%` | as text, as a number |
/// | `tags~`, `tags~~` | a set, in the order of its texts' checksums, of its contents' |
/// | `mode=STANDARD`, `enabled!false` | sent where the configuration says nothing, sent in any case |
/// | `email:={account}@x`, `type::SCRATCH` | made of others, always the same |
/// | `labels+`, `scopes$`, `metadata*`, `data^` | provider's labels, OAuth scopes, key and value, base64 |
/// | `key;<key>`, `pem;^pem` | written where the API tells nothing: this text, the whole's field |
/// | `spec?`, `target&`, `map|key` | given on as it is, as a whole address, without a key |
///
/// `=`, `!` and `;` end a field, in this order. In a text that is sent `␣` is a space.
struct RowReader {
    private var tokens: [Substring]
    private var at = 0

    /// All rows of a text.
    static func rows(_ text: String) -> [Row] {
        var paragraphs: [(head: Substring, body: [Substring])] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix(" ") {
                precondition(!paragraphs.isEmpty, "fields of no type: \(line)")
                paragraphs[paragraphs.count - 1].body.append(line)
            } else {
                paragraphs.append((line, []))
            }
        }
        return paragraphs.map { row($0.head, $0.body) }
    }

    private static func row(_ head: Substring, _ body: [Substring]) -> Row {
        let words = head.split(separator: " ").map(String.init)
        precondition(words.count >= 2, "a type and an asset's type were expected: \(head)")
        var (resource, part, needed) = (words[0][...], String?.none, String?.none)
        if let mark = resource.firstIndex(of: "/") {
            part = String(resource[resource.index(after: mark)...])
            resource = resource[..<mark]
        } else if let mark = resource.firstIndex(of: "?") {
            needed = String(resource[resource.index(after: mark)...])
            resource = resource[..<mark]
        }
        let host = words[1].prefix { $0 != "/" }
        var tokens = body.flatMap { $0.split(separator: " ") }
        // A long name stands on the line below.
        let path = words.first { $0.hasPrefix("/") } ?? (tokens.isEmpty ? "" : String(tokens.removeFirst()))
        precondition(path.hasPrefix("/"), "a name was expected: \(head)")
        let name = path.hasPrefix("//") ? path : "//\(host)\(path)"
        let extra = words.dropFirst(2).filter { $0 != "*" && $0 != "." && !$0.hasPrefix("/") }
        var reader = RowReader(tokens: tokens)
        var shape = reader.shape()
        shape.isClosed = words.contains(".")
        precondition(reader.at == reader.tokens.count, "a brace too many: \(head)")
        return Row(
            resource: String(resource), part: part, needed: needed, asset: words[1], name: NameTemplate(name),
            shape: shape, isNamedOnly: words.contains("*"),
            version: extra.first { $0.hasPrefix("v") } ?? "v1",
            discoveryName: extra.first { !$0.hasPrefix("v") }
                ?? String(words[1].split(separator: "/").last ?? ""))
    }

    private init(tokens: [Substring]) { self.tokens = tokens }

    private mutating func shape() -> Shape {
        var shape = Shape()
        while at < tokens.count, tokens[at] != "}" {
            let token = tokens[at]
            at += 1
            if token == "." {
                shape.isClosed = true
                continue
            }
            let opens = token.hasSuffix("{") && !token.contains("::")
            var field = Self.field(opens ? token.dropLast() : token)
            if opens {
                field.shape = inner(of: field.name)
                field.isList = field.isList ?? false
            }
            shape.fields.append(field)
        }
        return shape
    }

    private mutating func inner(of name: String) -> Shape {
        let shape = shape()
        precondition(at < tokens.count, "the brace of \(name) is not closed")
        at += 1
        return shape
    }

    private static func field(_ token: Substring) -> Field {
        if token.hasPrefix("-") {
            var field = Field(String(token.dropFirst()))
            field.source = .nothing
            return field
        }
        if let mark = token.firstRange(of: ":=") {
            let isForeseen = token[..<mark.lowerBound].hasSuffix("&")
            let name = String(token[..<mark.lowerBound].filter { $0 != "&" })
            var field = Field(name)
            field.path = name.split(separator: ".").map(String.init)
            field.source = .template(NameTemplate(String(token[mark.upperBound...])))
            field.isForeseen = isForeseen
            return field
        }
        if let mark = token.firstRange(of: "::") { return constant(token, mark) }
        let end = token.firstIndex { ">[@#%~=!+$*^?&|;(".contains($0) } ?? token.endIndex
        var field = Field(String(token[..<end]))
        var rest = token[end...]
        while let mark = rest.first {
            rest.removeFirst()
            read(mark, &rest, &field)
        }
        return field
    }

    private static func read(_ mark: Character, _ rest: inout Substring, _ field: inout Field) {
        func word(_ ends: String) -> String {
            let end = rest.firstIndex { ends.contains($0) } ?? rest.endIndex
            defer { rest = rest[end...] }
            return String(rest[..<end])
        }
        switch mark {
        case ">": field.path = word("[@#%~=!+$*^?&|;(").split(separator: ".").map(String.init)
        case "[":
            field.isList = true
            rest = rest.dropFirst()
        case "@": field.form = .reference(NameTemplate(word("=!;#~")))
        case "(":
            field.form = .keyed(word(")"))
            rest = rest.dropFirst()
        case "#": field.form = .text
        case "%": field.form = .number
        case "$": field.form = .scope
        case "*": field.form = .items
        case "^": field.form = .base64
        case "&": field.form = .link
        case "|": field.form = .without(word("=!;"))
        case "?": field.isRaw = true
        case "+": field.isLabelled = true
        case "~": field.order = field.order == .byText ? .byContent : .byText
        case "=": field.standard = value(word("!;"))
        case "!": field.always = value(word(";"))
        case ";": field.written = value(word(""))
        default: preconditionFailure("an unknown mark \(mark) of \(field.name)")
        }
    }

    /// `type::SCRATCH`, `boot::true?source`, `tags::{}?!tags`.
    private static func constant(_ token: Substring, _ mark: Range<Substring.Index>) -> Field {
        let name = String(token[..<mark.lowerBound])
        var field = Field(name)
        field.path = name.split(separator: ".").map(String.init)
        var text = token[mark.upperBound...]
        var (condition, isThere) = (String?.none, true)
        if let mark = text.lastIndex(of: "?") {
            var rest = text[text.index(after: mark)...]
            if rest.hasPrefix("!") {
                isThere = false
                rest.removeFirst()
            }
            condition = String(rest)
            text = text[..<mark]
        }
        field.source = .constant(value(String(text)), where: condition, isThere: isThere)
        return field
    }

    /// JSON, or words that stand for themselves.
    private static func value(_ text: String) -> JSON {
        (try? JSON(parsing: text)) ?? .string(NameTemplate.spaced(text))
    }
}
