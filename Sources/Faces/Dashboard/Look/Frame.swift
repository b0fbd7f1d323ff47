/// What stands around every page of somebody who is signed in: the menu, who it is, and the trail.
struct Frame: Sendable {
    let person: String
    let tenant: String?
    let version: String
    let current: Area?
    /// What was looked for, on the page that says what was found.
    var sought = ""

    func body(around sheet: Sheet) -> HTML {
        pageBody(.class("app")) {
            a(.class("skip"), .href(.here("content")), text: "Skip to the content")
            top
            div(.class("page")) {
                main(.id("content"), Attribute("tabindex", "-1")) {
                    if !sheet.trail.isEmpty { crumbs(sheet.trail) }
                    sheet.content
                }
                foot
            }
        }
    }

    private var top: HTML {
        header(.class("top")) {
            a(.class("brand"), .href(.home)) {
                Brand.mark
                span(text: "Plumb")
            }
            form(Attribute("method", "get"), .action(Link("search")), .role("search"), .class("search")) {
                label(.for("search"), .class("heard"), text: "Search")
                Glyph.lens.drawn
                input(
                    .id("search"), .name("q"), .type("search"), .value(sought), .placeholder("Search"),
                    Attribute("aria-keyshortcuts", "/"), .autocomplete("off"), Attribute("maxlength", "200"))
                kbd(.hidden, text: "/")
            }
            nav(.class("menu"), .label("Main")) {
                ul {
                    for area in Area.allCases {
                        li {
                            a(
                                .href(area.link),
                                .when(area == current, Attribute("aria-current", "page"))
                            ) {
                                area.glyph.drawn
                                span(text: area.title)
                            }
                        }
                    }
                }
            }
            div(.class("person")) {
                div(.class("who")) {
                    if let tenant { strong(text: tenant) }
                    span(.title(person), text: person)
                }
                form(Attribute("method", "post"), .action(Link("sign-out"))) {
                    button(.class("quiet"), .type("submit"), text: "Sign out")
                }
            }
        }
    }

    private func crumbs(_ trail: [(String, Link)]) -> HTML {
        nav(.class("crumbs"), .label("Where this is")) {
            ol {
                for (name, link) in trail {
                    li { a(.href(link), text: name) }
                }
            }
        }
    }

    private var foot: HTML {
        footer(.class("foot")) {
            span(text: "Plumb \(version)")
            a(.href(Link("docs")), text: "API")
            a(.href(Link("openapi.json")), text: "openapi.json")
        }
    }
}

/// The plumb line: a string and its bob.
enum Brand {
    static let mark = svg(.class("mark"), Attribute("viewBox", "7 0 10 24"), .hidden) {
        path(.class("line"), Attribute("d", "M12 1v7"))
        path(.class("bob"), Attribute("d", "M8.5 8h7l1.5 5.5L12 23l-5-9.5z"))
    }
}
