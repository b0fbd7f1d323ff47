/// Pages that belong together, side by side below a heading; each is a page of its own.
func tabs(_ name: String, _ items: [(String, Link)], at current: Link) -> HTML {
    nav(.class("tabs"), .label(name)) {
        ul {
            for (title, link) in items {
                li {
                    a(.href(link), .when(link == current, Attribute("aria-current", "page")), text: title)
                }
            }
        }
    }
}
