import Bus
import HTTP
import Schemas

/// The operations on one readable page: what each does, where it is, who may, what it takes.
struct DocumentationPage {
    private let offered: [Offered]

    init(_ offered: [Offered]) { self.offered = offered }

    var response: Response {
        Response(
            headers: ["Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache"],
            body: .bytes(Array(html.utf8)))
    }

    private var html: String {
        let contexts = Dictionary(grouping: offered, by: \.contract.context).sorted { $0.key < $1.key }
        let menu = contexts.map { "<li><a href=\"#\($0.key)\">\($0.key)</a></li>" }.joined()
        let sections = contexts.map { context, operations in
            "<section aria-labelledby=\"\(context)\"><h2 id=\"\(context)\">\(context)</h2>"
                + operations.map(entry).joined() + "</section>"
        }.joined()
        return """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Plumb API</title>
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta name="color-scheme" content="light dark"><link rel="stylesheet" href="/assets/plumb.css"></head>
            <body class="docs"><a class="skip" href="#content">To the operations</a>
            <header><a href="/">Plumb</a> <span>API</span></header><nav aria-label="Contexts"><ul>\(menu)</ul></nav>
            <main id="content"><h1>What Plumb can be asked</h1>
            <p>Send <code>Authorization: Bearer &lt;token&gt;</code>. Errors are problem details with a stable
            <code>code</code>. The same as data: <a href="/openapi.json">openapi.json</a>;
            as clients: <a href="/clients/plumb.py">Python</a>,
            <a href="/clients/plumb.ts">TypeScript</a>.</p>
            \(sections)</main></body></html>
            """
    }

    private func entry(_ offered: Offered) -> String {
        guard let route = offered.contract.route else { return "" }
        let rows = offered.request.fields.map { field in
            "<tr><td><code>\(escape(field.name))</code></td><td>\(escape(typeName(field.schema)))"
                + "\(field.isRequired ? "" : ", optional")</td><td>\(escape(field.help))</td></tr>"
        }.joined()
        let table =
            rows.isEmpty
            ? ""
            : "<table><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>\(rows)</tbody></table>"
        return """
            <article><h3 id="\(offered.contract.name)"><code>\(route.method) \(escape(route.path))</code></h3>
            <p>\(escape(offered.help))</p><p class="quiet">\(offered.contract.name), \
            \(offered.contract.shape.rawValue); \(escape(accessText(offered.contract.access)))</p>\(table)</article>
            """
    }

    private func typeName(_ schema: Schema) -> String {
        switch schema {
        case .string(let format, _, let values):
            values.map { $0.joined(separator: " | ") } ?? format ?? "text"
        case .integer: "whole number"
        case .number: "number"
        case .boolean: "true or false"
        case .any: "any JSON"
        case .array(let element): "list of \(typeName(element))"
        case .map(let element): "map of \(typeName(element))"
        case .either(let shapes): shapes.map(typeName).joined(separator: " or ")
        case .optional(let inner): typeName(inner)
        case .object(let object): object.name
        }
    }

    private func escape(_ text: String) -> String {
        text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String(scalar)
            }
        }.joined()
    }
}
