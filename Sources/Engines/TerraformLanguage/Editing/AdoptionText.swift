import HCL
public import Values

/// Writes `import` and `resource` blocks for objects that exist. Where one names another by its id or ARN,
/// the text refers to it, as a person would have written it.
public struct AdoptionText: Sendable {
    public struct Object: Sendable {
        public let type: String
        public let name: String
        public let importID: String
        /// `{"arguments": {…}, "blocks": [{"name", "label"?, "body"}]}`.
        public let body: JSON
        /// Arguments for `lifecycle.ignore_changes`.
        public var ignored: [String]
        /// Texts by which others name it, by its attribute.
        public let handles: [String: String]
        /// The alias of its provider's configuration; nil for the one without.
        public let alias: String?

        public init(
            type: String, name: String, importID: String, body: JSON, ignored: [String] = [],
            handles: [String: String] = [:], alias: String? = nil
        ) {
            (self.type, self.name, self.importID) = (type, name, importID)
            (self.body, self.ignored, self.handles, self.alias) = (body, ignored, handles, alias)
        }

        public var address: String { "\(type).\(name)" }
    }

    /// The blocks of all objects, laid out as `terraform fmt` would. `known` are references to what the
    /// configuration has already, by the text that they stand for.
    public static func text(of objects: [Object], known: [String: String] = [:]) -> String {
        var writer = AdoptionText(objects, known)
        for index in objects.indices { writer.write(index) }
        return String(decoding: format(Array(writer.out.utf8)), as: UTF8.self)
    }

    private let objects: [Object]
    private let known: [String: String]
    /// Which object a text names, and by which attribute.
    private var named: [String: (object: Int, attribute: String)] = [:]
    /// Objects that each refers to: a reference that would close a circle is written as its text.
    private var refers: [Set<Int>]
    private var out = ""
    private var current = 0

    private init(_ objects: [Object], _ known: [String: String]) {
        (self.objects, self.known) = (objects, known)
        refers = objects.map { _ in [] }
        var several: Set<String> = []
        for (index, object) in objects.enumerated() {
            for (attribute, text) in object.handles.sorted(by: { $0.key > $1.key }) {
                if let other = named[text], other.object != index { several.insert(text) }
                named[text] = (index, attribute)
            }
        }
        for text in several { named[text] = nil }
    }

    private mutating func write(_ index: Int) {
        current = index
        let object = objects[index]
        if !out.isEmpty { out += "\n" }
        out += "import {\nto = \(object.address)\nid = \"\(quotedText(object.importID))\"\n}\n\n"
        out += "resource \"\(quotedText(object.type))\" \"\(quotedText(object.name))\" {\n"
        if let alias = object.alias {
            out += "provider = \(object.type.prefix { $0 != "_" }).\(alias)\n"
        }
        body(object.body)
        if !object.ignored.isEmpty {
            out +=
                (out.hasSuffix("{\n") ? "" : "\n")
                + "lifecycle {\n# Known to configurations alone: the cloud does not tell them.\n"
            out += "ignore_changes = [\(object.ignored.joined(separator: ", "))]\n}\n"
        }
        out += "}\n"
    }

    private mutating func body(_ body: JSON) {
        for (name, value) in body["arguments"]?.objectValue ?? [:] {
            out += "\(name) = \(expression(value))\n"
        }
        for block in body["blocks"]?.arrayValue ?? [] {
            let label = block["label"]?.stringValue.map { " \"\(quotedText($0))\"" } ?? ""
            // Blocks stand apart from what is before them.
            out += (out.hasSuffix("{\n") ? "" : "\n") + "\(block["name"]?.stringValue ?? "")\(label) {\n"
            self.body(block["body"] ?? [:])
            out += "}\n"
        }
    }

    private mutating func expression(_ value: JSON) -> String {
        switch value {
        case .string(let text): return self.text(text)
        case .array(let items):
            // One line for what is short, a line for each of objects.
            let parts = items.map { expression($0) }
            let isLong = parts.contains { $0.contains("\n") } || parts.map(\.utf8.count).reduce(0, +) > 80
            return isLong
                ? "[\n" + parts.map { $0 + ",\n" }.joined() + "]" : "[" + parts.joined(separator: ", ") + "]"
        case .object(let members):
            if members.isEmpty { return "{}" }
            let lines = members.map { name, value in
                let key = TerraformFunctions.isIdentifier(name) ? name : "\"\(quotedText(name))\""
                return "\(key) = \(expression(value))\n"
            }
            return "{\n" + lines.joined() + "}"
        default: return value.text
        }
    }

    private mutating func text(_ text: String) -> String {
        if let reference = reference(text) { return reference }
        // A document is readable only as one; the function gives back the very same bytes.
        if text.hasPrefix("{"), let document = try? JSON(parsing: text),
            document.objectValue?.isEmpty == false,
            String(decoding: document.canonicalBytes(), as: UTF8.self) == text,
            !text.contains(where: { "<>&\u{2028}\u{2029}".contains($0) })
        {
            return "jsonencode(\(expression(document)))"
        }
        return "\"\(quotedText(text))\""
    }

    private mutating func reference(_ text: String) -> String? {
        if let outer = known[text] { return outer }
        guard let (other, attribute) = named[text], other != current, !reaches(current, from: other) else {
            return nil
        }
        refers[current].insert(other)
        return "\(objects[other].address).\(attribute)"
    }

    private func reaches(_ goal: Int, from start: Int) -> Bool {
        var (seen, waiting) = (Set([start]), [start])
        while let next = waiting.popLast() {
            if next == goal { return true }
            for one in refers[next] where seen.insert(one).inserted { waiting.append(one) }
        }
        return false
    }
}
