import HTTP

/// One page: its title, the area of the menu that it belongs to, where it stands, and its content.
struct Sheet: Sendable {
    var title: String
    var area: Area?
    /// The pages above this one.
    var trail: [(String, Link)] = []
    /// Modules that the page uses besides the one for times.
    var scripts: [Assets.Script] = []
    var content: HTML

    init(
        _ title: String, in area: Area?, trail: [(String, Link)] = [], scripts: [Assets.Script] = [],
        @Markup content: () -> [HTML]
    ) {
        self.title = title
        self.area = area
        self.trail = trail
        self.scripts = scripts
        self.content = .fragment(content())
    }

    /// The page by itself where there is no frame: before anybody has signed in.
    func response(assets: Assets, frame: Frame? = nil, status: Int = 200) -> Response {
        let document = html(Attribute("lang", "en")) {
            head {
                meta(Attribute("charset", "utf-8"))
                documentTitle(frame)
                meta(.name("viewport"), .content("width=device-width, initial-scale=1"))
                meta(.name("color-scheme"), .content("light dark"))
                meta(
                    .name("theme-color"), .content("#f6f6f3"),
                    Attribute("media", "(prefers-color-scheme: light)"))
                meta(
                    .name("theme-color"), .content("#111416"),
                    Attribute("media", "(prefers-color-scheme: dark)"))
                link(Attribute("rel", "stylesheet"), .href(assets.stylesheet))
                link(Attribute("rel", "icon"), .href(assets.icon), .type("image/svg+xml"))
                link(Attribute("rel", "apple-touch-icon"), .href(assets.touchIcon))
                link(Attribute("rel", "manifest"), .href(Link("manifest.webmanifest")))
                for module in [Assets.Script.times] + scripts {
                    script(.type("module"), .src(assets.address(of: module)))
                }
            }
            if let frame { frame.body(around: self) } else { bare }
        }
        return Response(
            status: status,
            headers: ["Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"],
            body: .bytes(document.bytes(prefix: "<!doctype html>")))
    }

    private func documentTitle(_ frame: Frame?) -> HTML {
        Tag("title")(text: title + (frame?.tenant.map { " · \($0)" } ?? "") + " · Plumb")
    }

    private var bare: HTML {
        pageBody(.class("bare")) {
            main(.id("content")) { content }
        }
    }
}
