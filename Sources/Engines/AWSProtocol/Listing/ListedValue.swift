import Codecs
import Values

/// Finds parts of an answer without its model.
enum ListedValue {
    /// An element as JSON: names that repeat become a list, an element without children a text.
    static func tree(_ element: XMLElement) -> JSON {
        guard !element.children.isEmpty else { return .string(element.text) }
        var groups: [String: [JSON]] = [:]
        var order: [String] = []
        for child in element.children {
            if groups[child.name] == nil { order.append(child.name) }
            groups[child.name, default: []].append(tree(child))
        }
        var out = JSON.Object()
        for name in order {
            let values = groups[name] ?? []
            out[name] = values.count == 1 ? values[0] : .array(values)
        }
        return .object(out)
    }

    /// What stands at the end of a path of names; lists on the way are gone through.
    static func all(_ path: String, in value: JSON) -> [JSON] {
        guard !path.isEmpty else { return [] }
        var found = [value]
        for name in path.split(separator: ".") { found = elements(found).compactMap { $0[String(name)] } }
        return elements(found)
    }

    static func text(_ path: String, in value: JSON) -> String? {
        let found = path.isEmpty ? value : all(path, in: value).first
        guard let found, !found.isNull, found.objectValue == nil else { return nil }
        return found.stringValue ?? found.text
    }

    /// Nil where a part is missing.
    static func filled(_ template: String, from item: JSON, _ place: ListedPage.Place) -> String? {
        guard !template.isEmpty else { return nil }
        var out = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            out += rest[..<open]
            guard let value = part(rest[rest.index(after: open)..<close], item, place), !value.isEmpty else {
                return nil
            }
            out += value
            rest = rest[rest.index(after: close)...]
        }
        return out + rest
    }

    private static func part(_ name: Substring, _ item: JSON, _ place: ListedPage.Place) -> String? {
        if name == "@region" { return place.region }
        if name == "@account" { return place.account }
        let pieces = name.split(separator: "|")
        let value = text(pieces[0] == "." ? "" : String(pieces[0]), in: item)
        guard pieces.count > 1 else { return value }
        return value?.split(separator: "/").last.map(String.init)
    }

    /// Pairs of key and value under the names that AWS's services give them, or a map.
    static func tags(_ found: [JSON]) -> [String: String] {
        var tags: [String: String] = [:]
        for one in found {
            let key = one["Key"] ?? one["key"] ?? one["TagKey"]
            if let key = key?.stringValue {
                tags[key] = (one["Value"] ?? one["value"] ?? one["TagValue"])?.stringValue ?? ""
            } else {
                for (key, value) in one.objectValue ?? [:] { tags[key] = value.stringValue ?? value.text }
            }
        }
        return tags
    }

    private static func elements(_ values: [JSON]) -> [JSON] {
        values.flatMap { $0.arrayValue ?? [$0] }
    }
}
