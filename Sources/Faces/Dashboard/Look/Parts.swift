import Bus
import Faults
import FrontDoor
import Vocabulary

/// A headed part of a page.
func panel(
    _ title: String, id: String, aside: HTML = .nothing, @Markup content: () -> [HTML]
) -> HTML {
    section(.class("panel"), .labelled(by: id)) {
        div(.class("panel-head")) {
            h2(.id(id), text: title)
            aside
        }
        content()
    }
}

/// What a part shows when it was refused: why, in its own place.
func shown<Value>(_ loaded: Loaded<Value>, @Markup _ content: (Value) -> [HTML]) -> HTML {
    switch loaded {
    case .ready(let value): .fragment(content(value))
    case .refused(let fault): refusal(fault)
    }
}

func refusal(_ fault: Fault) -> HTML {
    div(.class(fault.kind == .forbidden ? "empty" : "notice bad")) {
        p(text: fault.message)
        if fault.kind != .forbidden { p(.class("quiet")) { code(text: fault.code.rawValue) } }
    }
}

/// What a list shows that has nothing yet: what it is for, and the next step.
func emptyState(_ words: String, try command: String? = nil) -> HTML {
    div(.class("empty")) {
        p(text: words)
        if let command { pre(.class("command"), .focusable) { code(text: command) } }
    }
}

/// The heading of a page with its condition and its actions beside it.
func heading(
    _ title: String, mark: HTML = .nothing, note: HTML = .nothing, actions: HTML = .nothing
) -> HTML {
    div(.class("heading")) {
        div {
            h1 {
                span(text: title)
                mark
            }
            note
        }
        if !actions.isNothing { div(.class("actions")) { actions } }
    }
}

/// A table in a region of its own, so that a narrow screen scrolls it and not the page.
func tabular(
    _ name: String, _ columns: [String], stacked: Bool = true, @Markup rows: () -> [HTML]
) -> HTML {
    div(.class("scroll"), .role("group"), .label(name), .focusable) {
        table(.class(stacked ? "stacked" : "")) {
            thead {
                tr {
                    for column in columns { th(.scope("col"), text: column) }
                }
            }
            tbody { rows() }
        }
    }
}

/// A cell that carries its column's name for screens where the rows become cards.
func cell(_ column: String, _ style: String = "", @Markup _ content: () -> [HTML]) -> HTML {
    td(Attribute("data-label", column), .when(!style.isEmpty, .class(style))) {
        div { content() }
    }
}

/// Names and values below each other.
func facts(_ rows: [(String, HTML)]) -> HTML {
    dl(.class("facts")) {
        for (name, value) in rows {
            div {
                dt(text: name)
                dd { value }
            }
        }
    }
}

func words(_ text: String) -> HTML { .text(text) }

/// The first eight characters of an identifier, all of it in the title.
func short<Kind>(_ id: Identifier<Kind>) -> HTML {
    code(.title(id.text), text: String(id.text.suffix(8)))
}

extension Visitor {
    /// The way to the following page, and back to the first.
    func pager<Item>(_ page: Page<Item>, _ link: (String?) -> Link) -> HTML {
        let isFirst = query["cursor"] == nil
        guard page.next != nil || !isFirst else { return .nothing }
        return nav(.class("pager"), .label("Pages")) {
            if !isFirst { a(.class("button"), .href(link(nil)), text: "Newest") }
            if let next = page.next { a(.class("button"), .href(link(next)), text: "Next page") }
        }
    }

    /// Says that a form's work is done, after the redirect that followed it.
    func told(_ messages: [String: String]) -> HTML {
        guard let done = query["done"], let message = messages[done] else { return .nothing }
        return div(.class("notice good"), .role("status")) {
            Glyph.check.drawn
            p(text: message)
        }
    }
}
