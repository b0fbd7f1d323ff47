public import Values

extension JSON {
    /// YAML in block style, which `YAMLDocument` reads back equal. Text is quoted where it would be read
    /// as something else, by YAML 1.1 too; text of several lines is a literal block where it can be.
    public func yaml() -> String {
        var writer = YAMLWriter()
        writer.put(self, indent: 0, after: .start)
        return writer.text
    }
}

private struct YAMLWriter {
    /// What stands before a value on its line.
    enum Before { case start, dash, name }

    var text = ""

    private mutating func newLine(_ indent: Int) { text += String(repeating: "  ", count: indent) }

    mutating func put(_ value: JSON, indent: Int, after before: Before) {
        let space = before == .start ? "" : " "
        switch value {
        case .null: text += space + "null\n"
        case .bool(let value): text += space + (value ? "true\n" : "false\n")
        case .number(let number): text += space + number.text + "\n"
        case .string(let string): put(string, indent: indent, space)
        case .array(let elements): put(elements, indent: indent, before)
        case .object(let object): put(object, indent: indent, before)
        }
    }

    private mutating func put(_ elements: [JSON], indent: Int, _ before: Before) {
        if elements.isEmpty {
            text += before == .start ? "[]\n" : " []\n"
            return
        }
        if before == .name { text += "\n" }
        for (place, element) in elements.enumerated() {
            // A list in a list begins on its dash's line.
            if before == .dash && place == 0 { text += " " } else { newLine(indent) }
            text += "-"
            put(element, indent: indent + 1, after: .dash)
        }
    }

    private mutating func put(_ object: JSON.Object, indent: Int, _ before: Before) {
        if object.isEmpty {
            text += before == .start ? "{}\n" : " {}\n"
            return
        }
        if before == .name { text += "\n" }
        for (place, member) in object.enumerated() {
            if before == .dash && place == 0 { text += " " } else { newLine(indent) }
            let name = YAMLText.inline(member.key)
            // A simple key ends on its line within 1024 characters.
            if name.utf8.count > 1000 {
                text += "? " + name + "\n"
                newLine(indent)
            } else {
                text += name
            }
            text += ":"
            put(member.value, indent: indent + 1, after: .name)
        }
    }

    private mutating func put(_ string: String, indent: Int, _ space: String) {
        guard let lines = YAMLText.block(string), indent > 0 else {
            text += space + YAMLText.inline(string) + "\n"
            return
        }
        text += space + (string.utf8.last == 0x0a ? "|" : "|-") + "\n"
        for line in lines {
            if !line.isEmpty { newLine(indent) }
            text += line + "\n"
        }
    }
}
