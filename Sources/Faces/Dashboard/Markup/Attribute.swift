/// An element's attribute; the value is escaped and quoted, and without one the name stands alone.
struct Attribute: Sendable {
    let name: StaticString
    let value: String?

    init(_ name: StaticString, _ value: String?) {
        self.name = name
        self.value = value
    }

    func write(into out: inout [UInt8]) {
        guard name.utf8CodeUnitCount > 0 else { return }
        out.append(UInt8(ascii: " "))
        HTML.put(name, into: &out)
        guard let value else { return }
        HTML.put("=\"", into: &out)
        HTML.escape(value, into: &out)
        out.append(UInt8(ascii: "\""))
    }

    /// No attribute at all.
    static let none = Attribute("", nil)

    /// The attribute where the condition holds.
    static func when(_ condition: Bool, _ attribute: Attribute) -> Attribute { condition ? attribute : .none }

    static func `class`(_ names: String) -> Attribute { Attribute("class", names) }
    static func id(_ text: String) -> Attribute { Attribute("id", text) }
    static func name(_ text: String) -> Attribute { Attribute("name", text) }
    static func value(_ text: String) -> Attribute { Attribute("value", text) }
    static func type(_ text: String) -> Attribute { Attribute("type", text) }
    static func title(_ text: String) -> Attribute { Attribute("title", text) }
    static func role(_ text: String) -> Attribute { Attribute("role", text) }
    static func content(_ text: String) -> Attribute { Attribute("content", text) }
    static func `for`(_ text: String) -> Attribute { Attribute("for", text) }
    static func labelled(by text: String) -> Attribute { Attribute("aria-labelledby", text) }
    static func described(by text: String) -> Attribute { Attribute("aria-describedby", text) }
    static func label(_ text: String) -> Attribute { Attribute("aria-label", text) }
    static func scope(_ text: String) -> Attribute { Attribute("scope", text) }
    static func autocomplete(_ text: String) -> Attribute { Attribute("autocomplete", text) }
    static func placeholder(_ text: String) -> Attribute { Attribute("placeholder", text) }
    static func href(_ link: Link) -> Attribute { Attribute("href", link.text) }
    static func src(_ link: Link) -> Attribute { Attribute("src", link.text) }
    static func action(_ link: Link) -> Attribute { Attribute("action", link.text) }

    static let required = Attribute("required", nil)
    static let checked = Attribute("checked", nil)
    static let selected = Attribute("selected", nil)
    static let open = Attribute("open", nil)
    static let hidden = Attribute("aria-hidden", "true")
    static let focusable = Attribute("tabindex", "0")
}
