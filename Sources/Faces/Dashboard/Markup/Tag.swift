/// An element's name; called with attributes and content it makes the element.
struct Tag: Sendable {
    let name: StaticString
    let isVoid: Bool
    let keepsSpace: Bool

    init(_ name: StaticString, isVoid: Bool = false, keepsSpace: Bool = false) {
        self.name = name
        self.isVoid = isVoid
        self.keepsSpace = keepsSpace
    }

    func callAsFunction(_ attributes: Attribute..., @Markup content: () -> [HTML] = { [] }) -> HTML {
        .element(self, attributes, content())
    }

    func callAsFunction(_ attributes: Attribute..., text: String) -> HTML {
        .element(self, attributes, [.text(text)])
    }
}

let a = Tag("a"), article = Tag("article"), aside = Tag("aside"), button = Tag("button")
let code = Tag("code"), dd = Tag("dd"), del = Tag("del"), details = Tag("details"), div = Tag("div")
let dl = Tag("dl"), dt = Tag("dt"), em = Tag("em"), fieldset = Tag("fieldset"), footer = Tag("footer")
let form = Tag("form"), h1 = Tag("h1"), h2 = Tag("h2"), h3 = Tag("h3"), head = Tag("head")
let header = Tag("header"), html = Tag("html"), ins = Tag("ins"), label = Tag("label")
let legend = Tag("legend"), li = Tag("li"), main = Tag("main"), nav = Tag("nav"), noscript = Tag("noscript")
let ol = Tag("ol"), option = Tag("option"), p = Tag("p"), path = Tag("path"), script = Tag("script")
let section = Tag("section"), select = Tag("select"), span = Tag("span"), strong = Tag("strong")
let summary = Tag("summary"), svg = Tag("svg"), table = Tag("table"), tbody = Tag("tbody"), td = Tag("td")
let th = Tag("th"), thead = Tag("thead"), time = Tag("time"), title = Tag("title"), tr = Tag("tr")
let ul = Tag("ul"), caption = Tag("caption"), rect = Tag("rect"), shapes = Tag("g")
let drawnText = Tag("text"), kbd = Tag("kbd")

let pre = Tag("pre", keepsSpace: true), textarea = Tag("textarea", keepsSpace: true)
let input = Tag("input", isVoid: true), link = Tag("link", isVoid: true), meta = Tag("meta", isVoid: true)
let pageBody = Tag("body")
