import Bus
import Schemas
import Values

/// The operations on one readable page: what each does, where it is, who may, what it takes, and a request
/// that can be sent from the page.
public struct DocumentationPage {
    private let offered: [Offered]

    public init(_ offered: [Offered]) { self.offered = offered }

    public var html: String {
        let contexts = Dictionary(grouping: offered, by: \.contract.context).sorted { $0.key < $1.key }
        let menu = contexts.map { "<li><a href=\"#\($0.key)\">\($0.key)</a></li>" }.joined()
        let sections = contexts.map { context, operations in
            "<section aria-labelledby=\"\(context)\"><h2 id=\"\(context)\">\(context)</h2>"
                + operations.map(entry).joined() + "</section>"
        }.joined()
        return page(
            "Plumb API", nav: "<nav aria-label=\"Contexts\"><ul>\(menu)</ul></nav>",
            main: """
                <h1>What Plumb can be asked</h1>
                <p>Send <code>Authorization: Bearer &lt;token&gt;</code>. Errors are problem details with a
                stable <code>code</code>. The same as data: <a href="/openapi.json">openapi.json</a>;
                as clients: <a href="/clients/plumb.py">Python</a>,
                <a href="/clients/plumb.ts">TypeScript</a>; <a href="/docs/changes">what has changed</a>.</p>
                <div id="asking"></div>
                \(sections)
                """)
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
            : "<table tabindex=\"0\"><thead><tr><th>Field</th><th>Type</th><th>Meaning</th></tr></thead><tbody>\(rows)</tbody></table>"
        return """
            <article><h3 id="\(offered.contract.name)"><code>\(route.method) \(escape(route.path))</code></h3>
            <p>\(escape(offered.help))</p><p class="quiet">\(offered.contract.name), \
            \(offered.contract.shape.rawValue); \(escape(accessText(offered.contract.access)))</p>\(table)
            \(example(offered, route))</article>
            """
    }

    /// The recorded request as a command, and what the page's script needs to send it.
    private func example(_ offered: Offered, _ route: Route) -> String {
        let contract = offered.contract
        guard let example = RequestExample.recorded[contract.name] else { return "" }
        var parts: JSON = [
            "method": .string(route.method), "path": .string(route.path), "values": .object(example.path),
        ]
        if !example.query.isEmpty { parts["query"] = .string(example.query) }
        if let body = example.body { parts["body"] = body }
        if contract.shape == .stream { parts["streams"] = true }
        var canRun = true
        if case .taken = contract.bytes { canRun = false }
        let data = canRun ? " data-request=\"\(escape(parts.text))\"" : ""
        return """
            <details class="example"\(data)><summary>Example</summary>
            <pre class="code" tabindex="0"><code>\(escape(example.command(contract, route)))</code></pre>
            </details>
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
}
