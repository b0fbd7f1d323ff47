import Faults
import Vocabulary

/// A form that is sent by POST, under a key of its own so that sending it twice does its work once.
func posting(_ link: Link, _ style: String = "form", @Markup content: () -> [HTML]) -> HTML {
    form(Attribute("method", "post"), .action(link), .class(style)) {
        input(.type("hidden"), .name("once"), .value(UUIDv7.next().text))
        content()
    }
}

/// A form that asks for another view of the same things.
func asking(_ link: Link, _ style: String = "filters", @Markup content: () -> [HTML]) -> HTML {
    form(Attribute("method", "get"), .action(link), .class(style)) { content() }
}

/// One labelled input with its hint and what is wrong with it.
struct Field: Sendable {
    let name: String
    let title: String
    var type = "text"
    var value = ""
    var hint: String?
    var problem: String?
    var isRequired = false
    var autocomplete: String?
    var placeholder: String?

    private var id: String { "field-" + name }

    private var marks: [Attribute] {
        var marks: [Attribute] = [.id(id), .name(name)]
        if isRequired { marks.append(.required) }
        if let autocomplete { marks.append(.autocomplete(autocomplete)) }
        if let placeholder { marks.append(.placeholder(placeholder)) }
        let notes = [hint.map { _ in id + "-hint" }, problem.map { _ in id + "-problem" }].compactMap { $0 }
        if !notes.isEmpty { marks.append(.described(by: notes.joined(separator: " "))) }
        if problem != nil { marks.append(Attribute("aria-invalid", "true")) }
        return marks
    }

    var line: HTML {
        wrapped(.element(input, marks + [.type(type), .when(type != "password", .value(value))], []))
    }

    /// For more than one line.
    var block: HTML { block(rows: 4) }

    func block(rows: Int) -> HTML {
        let size = Attribute("rows", String(rows))
        return wrapped(
            .element(textarea, marks + [size, Attribute("spellcheck", "false")], [.text(value)]))
    }

    /// A choice of `options`, each a value and its words.
    func choice(_ options: [(String, String)]) -> HTML {
        let items = options.map { key, words in
            option(.value(key), .when(key == value, .selected), text: words)
        }
        return wrapped(.element(select, marks, items))
    }

    private func wrapped(_ control: HTML) -> HTML {
        div(.class("field")) {
            label(.for(id)) {
                title
                if !isRequired { span(.class("optional"), text: "optional") }
            }
            control
            if let hint { p(.id(id + "-hint"), .class("hint"), text: hint) }
            if let problem { p(.id(id + "-problem"), .class("problem"), text: problem) }
        }
    }
}

/// A box to tick.
func tick(_ name: String, _ words: String, isOn: Bool = false) -> HTML {
    div(.class("tick")) {
        input(.type("checkbox"), .id("field-" + name), .name(name), .value("1"), .when(isOn, .checked))
        label(.for("field-" + name), text: words)
    }
}

/// What is wrong with a form as a whole, at its top.
func complaint(_ fault: Fault?) -> HTML {
    guard let fault else { return .nothing }
    return div(.class("notice bad"), .role("alert")) {
        Glyph.warning.drawn
        div {
            p(text: fault.message)
            if !fault.problems.isEmpty {
                ul {
                    for problem in fault.problems {
                        li {
                            code(text: problem.path)
                            " " + problem.message
                        }
                    }
                }
            }
        }
    }
}
