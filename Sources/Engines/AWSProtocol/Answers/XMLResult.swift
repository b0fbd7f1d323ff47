import Codecs
import Values

/// XML as the values that a model says.
enum XMLResult {
    static func value(_ element: XMLElement, _ shape: AWSShape) -> JSON {
        switch shape.kind {
        case .structure: return .object(structure(element, shape))
        case .list:
            let inner = shape.element
            let name = inner.locationName ?? "member"
            return .array(element.children.filter { $0.name == name }.map { value($0, inner) })
        case .map: return .object(map(element.children.filter { $0.name == "entry" }, shape))
        default: return ScalarValue.read(element.text, shape)
        }
    }

    static func structure(_ element: XMLElement, _ shape: AWSShape) -> JSON.Object {
        var out = JSON.Object()
        for (name, member) in shape.members where member.answerLocation == nil {
            if member.isAttribute {
                let wire = member.locationName ?? name
                if let text = element.attributes[wire] { out[name] = ScalarValue.read(text, member) }
            } else if let found = self.member(name, member, of: element) {
                out[name] = found
            }
        }
        if shape.isUnion, out.isEmpty, let child = element.children.first {
            out["SDK_UNKNOWN_MEMBER"] = ["name": .string(child.name)]
        }
        return out
    }

    private static func member(_ name: String, _ shape: AWSShape, of element: XMLElement) -> JSON? {
        guard shape.isFlattened, shape.kind == .list || shape.kind == .map else {
            return element[local(shape.locationName ?? name)].map { value($0, shape) }
        }
        if shape.kind == .list {
            // A flattened list is named by its elements where they have a name of their own.
            let inner = shape.element
            let names = [inner.locationName, shape.locationName, name].compactMap { $0 }
            for one in names {
                let found = element.all(local(one))
                if !found.isEmpty { return .array(found.map { value($0, inner) }) }
            }
            return nil
        }
        let found = element.all(local(shape.locationName ?? name))
        return found.isEmpty ? nil : .object(map(found, shape))
    }

    private static func map(_ entries: [XMLElement], _ shape: AWSShape) -> JSON.Object {
        var out = JSON.Object()
        for entry in entries {
            guard let key = entry[shape.key.locationName ?? "key"],
                let content = entry[shape.value.locationName ?? "value"]
            else { continue }
            out[key.text] = value(content, shape.value)
        }
        return out
    }

    private static func local(_ name: String) -> String {
        name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.utf8.index(after: $0)...]) } ?? name
    }
}
