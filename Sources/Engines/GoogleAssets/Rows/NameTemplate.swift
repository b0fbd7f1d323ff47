/// A text with attributes in braces: `projects/{project}/zones/{zone}/disks/{name}`.
///
/// `{number|project_id}` is the first of them that is known, `{folder?}` may be missing,
/// `{folder_id-folders/}` is without that beginning, and `{key_ring_id~locations/keyRings}` is the path of
/// collections that a short name such as `global/ring` stands for. `{@name}` is the resource's own, whatever
/// is around it.
struct NameTemplate: Sendable {
    enum Part: Sendable {
        case text(String)
        case attribute(
            [String], without: String, collections: [String], mayBeMissing: Bool)
    }

    let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        for piece in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard piece.offset > 0 else {
                if !piece.element.isEmpty { parts.append(.text(Self.spaced(piece.element))) }
                continue
            }
            guard let end = piece.element.firstIndex(of: "}") else {
                preconditionFailure("a brace is not closed: \(text)")
            }
            parts.append(Self.attribute(piece.element[..<end]))
            let rest = piece.element[piece.element.index(after: end)...]
            if !rest.isEmpty { parts.append(.text(Self.spaced(rest))) }
        }
        self.parts = parts
    }

    static func spaced(_ text: some StringProtocol) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "␣" ? " " : $0 }))
    }

    private static func attribute(_ text: Substring) -> Part {
        var names = text
        var (without, collections) = ("", [String]())
        let mayBeMissing = names.hasSuffix("?")
        if mayBeMissing { names.removeLast() }
        if let mark = names.firstIndex(of: "~") {
            collections = names[names.index(after: mark)...].split(separator: "/").map(String.init)
            names = names[..<mark]
        }
        if let mark = names.firstIndex(of: "-") {
            without = String(names[names.index(after: mark)...])
            names = names[..<mark]
        }
        return .attribute(
            names.split(separator: "|").map(String.init), without: without, collections: collections,
            mayBeMissing: mayBeMissing)
    }

    /// Every attribute that it names.
    var attributes: [String] {
        parts.flatMap { part -> [String] in
            if case .attribute(let names, _, _, _) = part { names } else { [] }
        }
    }

    /// Filled in; `missing` stands for what is not known, and nil of it makes the whole nil. Of names that
    /// stand for one another that at `preferred` is taken before the others.
    func text(missing: String?, preferring preferred: Int = 0, _ value: (String) -> String?) -> String? {
        var out = ""
        for part in parts {
            switch part {
            case .text(let text): out += text
            case .attribute(let names, let without, let collections, let mayBeMissing):
                let order = names.indices.contains(preferred) ? [names[preferred]] + names : names
                var found: String?
                for name in order where found == nil { found = value(name).flatMap { $0.isEmpty ? nil : $0 } }
                if var text = found {
                    if !without.isEmpty, text.hasPrefix(without) { text.removeFirst(without.count) }
                    out += collections.isEmpty ? text : Self.path(text, collections, value)
                } else if mayBeMissing {
                    continue
                } else if let missing {
                    out += missing
                } else {
                    return nil
                }
            }
        }
        return out
    }

    /// How many names stand for one another at most.
    var alternatives: Int {
        parts.map { part in
            if case .attribute(let names, _, _, _) = part { names.count } else { 1 }
        }.max() ?? 1
    }

    /// `global/ring` as `projects/…/locations/global/keyRings/ring`.
    private static func path(
        _ text: String, _ collections: [String], _ value: (String) -> String?
    ) -> String {
        let steps = text.split(separator: "/").map(String.init)
        guard steps.first != "projects" else { return text }
        var all = steps
        if all.count == collections.count { all.insert(value("project") ?? "", at: 0) }
        guard all.count == collections.count + 1 else { return text }
        return zip(["projects"] + collections, all).map { $0 + "/" + $1 }.joined(separator: "/")
    }

    /// The attributes that a text of this template tells; nil where it is none.
    func values(in text: String) -> [String: String]? {
        var (found, rest) = ([String: String](), text[...])
        for (index, part) in parts.enumerated() {
            switch part {
            case .text(let own):
                guard rest.hasPrefix(own) else { return nil }
                rest = rest.dropFirst(own.count)
            case .attribute(let names, let without, let collections, _):
                var end = rest.endIndex
                if index + 1 < parts.count, case .text(let next) = parts[index + 1] {
                    guard let range = rest.firstRange(of: next) else { return nil }
                    end = range.lowerBound
                }
                let value = String(rest[..<end])
                guard !value.isEmpty, !without.isEmpty || !collections.isEmpty || !value.contains("/") else {
                    return nil
                }
                for name in names { found[name] = value }
                rest = rest[end...]
            }
        }
        return rest.isEmpty ? found : nil
    }
}
