import Codecs
import Values

/// Parameters as XML.
///
/// Source: Smithy, AWS restXml protocol and XML bindings.
enum XMLBody {
    static func element(_ name: String, _ value: JSON, _ shape: AWSShape) -> XMLElement {
        var attributes: [String: String] = [:]
        if let namespace = shape.namespace {
            attributes[namespace.prefix.map { "xmlns:" + $0 } ?? "xmlns"] = namespace.uri
        }
        switch shape.kind {
        case .structure:
            var children: [XMLElement] = []
            for (name, member) in value.objectValue ?? [:] where !member.isNull {
                guard let inner = shape.member(name), inner.location == nil else { continue }
                let wire = inner.locationName ?? name
                if inner.isAttribute {
                    attributes[wire] = ScalarText.of(member, inner, timestamps: "iso8601")
                } else {
                    children += elements(wire, member, inner)
                }
            }
            return XMLElement(name, attributes: attributes, children: children)
        case .list:
            let inner = shape.element
            return XMLElement(
                name, attributes: attributes,
                children: (value.arrayValue ?? []).map { element(inner.locationName ?? "member", $0, inner) })
        case .map:
            return XMLElement(
                name, attributes: attributes,
                children: (value.objectValue ?? [:]).map { entry("entry", $0.key, $0.value, shape) })
        default:
            return XMLElement(
                name, attributes: attributes, text: ScalarText.of(value, shape, timestamps: "iso8601"))
        }
    }

    /// What a member becomes: flattened lists and maps are several elements.
    private static func elements(_ name: String, _ value: JSON, _ shape: AWSShape) -> [XMLElement] {
        guard shape.isFlattened else { return [element(name, value, shape)] }
        if shape.kind == .list {
            let inner = shape.element
            return (value.arrayValue ?? []).map { element(name, $0, inner) }
        }
        return (value.objectValue ?? [:]).map { entry(name, $0.key, $0.value, shape) }
    }

    private static func entry(_ name: String, _ key: String, _ value: JSON, _ shape: AWSShape) -> XMLElement {
        XMLElement(
            name,
            children: [
                element(shape.key.locationName ?? "key", .string(key), shape.key),
                element(shape.value.locationName ?? "value", value, shape.value),
            ])
    }
}
