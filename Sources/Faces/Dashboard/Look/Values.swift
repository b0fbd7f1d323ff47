import Values

/// A value that travels as JSON text, as people read it: documents within strings are laid out.
func valueText(_ json: String) -> String {
    guard let value = parsed(json) else { return json }
    if case .string(let text) = value {
        if let inner = parsed(text), inner.objectValue != nil || inner.arrayValue != nil {
            return inner.pretty()
        }
        return text.contains("\n") ? text : json
    }
    return valueText(value)
}

/// A value laid out over lines where it has parts.
func valueText(_ value: JSON) -> String {
    let plain = value.text
    let isShort = plain.utf8.count <= 60
    switch value {
    case .object(let members):
        return members.isEmpty || isShort && members.count == 1 ? plain : value.pretty()
    case .array(let elements): return elements.isEmpty || isShort ? plain : value.pretty()
    default: return plain
    }
}

private func parsed(_ text: String) -> JSON? {
    do {
        return try JSON(parsing: text)
    } catch {
        // Not JSON: it is shown as it is.
        return nil
    }
}

/// A value in the page: in line when short, else in a box that scrolls by itself.
func value(_ text: String, _ style: String = "value") -> HTML {
    let isLong = text.utf8.count > 100 || text.contains("\n")
    guard isLong else { return code(.class(style), text: text) }
    return pre(.class(style), .focusable) { code(text: text) }
}

let sensitiveMark = span(.class("sensitive")) {
    Glyph.lock.drawn
    span(text: "sensitive")
}
