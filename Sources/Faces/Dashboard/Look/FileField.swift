import Vocabulary

/// A form that carries a file besides; the file is its last field.
func uploading(_ link: Link, @Markup content: () -> [HTML]) -> HTML {
    form(
        Attribute("method", "post"), .action(link), .class("form"),
        Attribute("enctype", "multipart/form-data")
    ) {
        input(.type("hidden"), .name("once"), .value(UUIDv7.next().text))
        content()
    }
}

/// A labelled choice of one file.
struct FileField: Sendable {
    let name, title, hint, accepts: String

    var drawn: HTML {
        div(.class("field")) {
            label(.for("field-" + name), text: title)
            input(
                .type("file"), .id("field-" + name), .name(name), .required, Attribute("accept", accepts),
                .described(by: "field-\(name)-hint"))
            p(.id("field-\(name)-hint"), .class("hint"), text: hint)
        }
    }
}
