/// Attributes side by side: what was, and what is or will be.
struct Comparison: Sendable {
    struct Row: Sendable {
        let path: String
        let before: String?
        let after: String?
        var isSensitive = false
        var isUnknown = false
        var forcesReplacement = false
    }

    let before: String
    let after: String
    /// True when the second side is what should not be there.
    var isDrift = false
    let rows: [Row]

    var drawn: HTML {
        dl(.class("comparison")) {
            for row in rows {
                div {
                    dt {
                        code(text: row.path)
                        if row.forcesReplacement {
                            span(.class("forces")) {
                                Glyph.swap.drawn
                                span(text: "forces replacement")
                            }
                        }
                    }
                    dd(.class("sides")) {
                        if row.isSensitive {
                            sensitiveMark
                        } else {
                            side(before, row.before, isDrift ? "recorded" : "before")
                            Glyph.arrow.drawn
                            if row.isUnknown {
                                span(.class("unknown"), text: "known after apply")
                            } else {
                                side(after, row.after, isDrift ? "found" : "after")
                            }
                        }
                    }
                }
            }
        }
    }

    private func side(_ name: String, _ text: String?, _ style: String) -> HTML {
        div(.class("side " + style)) {
            span(.class("heard"), text: name + ": ")
            if let text { value(valueText(text)) } else { span(.class("quiet"), text: "nothing") }
        }
    }
}
