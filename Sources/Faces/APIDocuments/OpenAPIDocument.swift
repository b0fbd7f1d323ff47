import Bus
import Faults
import Schemas
import Values

/// The OpenAPI 3.1 document of the operations that have a route.
public struct OpenAPIDocument {
    private let offered: [Offered]
    private let version: String

    public init(_ offered: [Offered], version: String) {
        self.offered = offered.filter { $0.contract.route != nil }
        self.version = version
    }

    public var json: JSON {
        var schemas = SchemaNames()
        var paths = JSON.Object()
        for offered in offered.sorted(by: {
            ($0.contract.route?.path ?? "") < ($1.contract.route?.path ?? "")
        }) {
            guard let route = offered.contract.route else { continue }
            var item = paths[route.path] ?? .object([:])
            item[route.method.lowercased()] = operation(offered, route, &schemas)
            paths[route.path] = item
        }
        let problem: JSON = [
            "type": "object", "required": ["type", "title", "status", "detail", "code"],
            "properties": [
                "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
                "detail": ["type": "string"], "code": ["type": "string"], "trace": ["type": "string"],
                "details": [:],
                "problems": [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["path", "message"],
                        "properties": ["path": ["type": "string"], "message": ["type": "string"]],
                    ],
                ],
            ],
        ]
        schemas.keep("Problem", problem)
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Plumb", "version": .string(version),
                "description": "Everything that Plumb can be asked. Errors are problem details (RFC 9457).",
            ],
            "security": [["token": []], ["session": []]],
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas.all),
                "securitySchemes": [
                    "token": ["type": "http", "scheme": "bearer"],
                    "session": ["type": "apiKey", "in": "cookie", "name": "plumb_session"],
                ],
            ],
        ]
    }

    private func operation(_ offered: Offered, _ route: Route, _ schemas: inout SchemaNames) -> JSON {
        let contract = offered.contract
        var parts: [JSON.Object.Element] = [
            (key: "operationId", value: .string(contract.name)),
            (key: "tags", value: [.string(contract.context)]),
            (key: "summary", value: .string(offered.help)),
            (key: "x-plumb-access", value: .string(accessText(contract.access))),
        ]
        if case .open = contract.access { parts.append((key: "security", value: [])) }
        let parameters = parameters(offered, route, &schemas)
        if !parameters.isEmpty { parts.append((key: "parameters", value: .array(parameters))) }
        if let body = body(offered, route, &schemas) { parts.append((key: "requestBody", value: body)) }
        parts.append((key: "responses", value: responses(offered, &schemas)))
        return .object(.init(parts))
    }

    private func parameters(_ offered: Offered, _ route: Route, _ schemas: inout SchemaNames) -> [JSON] {
        let inPath = Set(route.parameters)
        var taken: String?
        if case .taken(let field) = offered.contract.bytes { taken = field }
        return offered.request.fields.compactMap { field in
            let isPath = inPath.contains(field.name)
            guard isPath || (!route.hasBody || taken != nil) && field.name != taken else { return nil }
            var schema = schemas.render(field.schema)
            if let byDefault = field.byDefault, let value = literal(byDefault) { schema["default"] = value }
            return [
                "name": .string(field.name), "in": isPath ? "path" : "query",
                "required": .bool(isPath || field.isRequired), "description": .string(field.help),
                "schema": schema,
            ]
        }
    }

    private func body(_ offered: Offered, _ route: Route, _ schemas: inout SchemaNames) -> JSON? {
        if case .taken = offered.contract.bytes {
            let binary: JSON = ["schema": ["type": "string", "format": "binary"]]
            return ["required": true, "content": ["application/octet-stream": binary]]
        }
        guard route.hasBody else { return nil }
        let inPath = Set(route.parameters)
        let fields = offered.request.fields.filter { !inPath.contains($0.name) }
        guard !fields.isEmpty else { return nil }
        var content: JSON = ["schema": schemas.object(fields, help: "")]
        if let example = RequestExample.recorded[offered.contract.name]?.body { content["example"] = example }
        return [
            "required": .bool(fields.contains { $0.isRequired }), "content": ["application/json": content],
        ]
    }

    private func responses(_ offered: Offered, _ schemas: inout SchemaNames) -> JSON {
        let contract = offered.contract
        let answer = schemas.render(offered.answer)
        let success: (String, JSON)
        switch (contract.shape, contract.bytes) {
        case (.job, _):
            success = ("202", content("Started; watch the job.", "application/json", answer))
        case (.stream, _):
            let told = "Events as they come; a WebSocket tells each as one text message, `{id, data}`."
            success = ("200", content(told, "text/event-stream", ["type": "string"]))
        case (_, .given(let media)):
            success = ("200", content("The content.", media, ["type": "string", "format": "binary"]))
        default:
            let status = contract.creates ? "201" : "200"
            success = (status, content("Done.", "application/json", answer))
        }
        var all: JSON.Object = [:]
        all[success.0] = success.1
        if contract.name == "monitoring.readiness" {
            all["503"] = content("Not ready.", "application/json", answer)
        }
        all["default"] = content(
            "What went wrong, and what to do.", "application/problem+json",
            ["$ref": "#/components/schemas/Problem"])
        return .object(all)
    }

    private func content(_ description: String, _ media: String, _ schema: JSON) -> JSON {
        ["description": .string(description), "content": .object([media: ["schema": schema]])]
    }

    private func literal(_ source: String) -> JSON? {
        if source.hasPrefix(".") { return .string(String(source.dropFirst())) }
        return try? JSON(parsing: source)
    }
}

/// An access rule in words, as documents show it.
func accessText(_ access: Access) -> String {
    switch access {
    case .permission(let permission): permission.description
    case .signedIn: "anybody who is signed in"
    case .capability(let what): what
    case .contexts: "other contexts"
    case .open(let reason): "everybody: " + reason
    }
}

/// The named schemas of the document, each written once.
struct SchemaNames {
    private(set) var all = JSON.Object()

    mutating func keep(_ name: String, _ schema: JSON) { all[name] = schema }

    mutating func render(_ schema: Schema) -> JSON {
        switch schema {
        case .string(let format, let pattern, let values):
            var out: JSON = ["type": "string"]
            if let format { out["format"] = .string(format) }
            if let pattern { out["pattern"] = .string(pattern) }
            if let values { out["enum"] = .array(values.map(JSON.string)) }
            return out
        case .integer: return ["type": "integer"]
        case .number: return ["type": "number"]
        case .boolean: return ["type": "boolean"]
        case .any: return [:]
        case .array(let element): return ["type": "array", "items": render(element)]
        case .map(let element): return ["type": "object", "additionalProperties": render(element)]
        case .either(let shapes): return ["anyOf": .array(shapes.map { render($0) })]
        case .optional(let inner): return render(inner)
        case .object(let object):
            if all[object.name] == nil {
                all[object.name] = [:]
                all[object.name] = self.object(object.fields, help: object.help)
            }
            return ["$ref": .string("#/components/schemas/\(object.name)")]
        }
    }

    /// What may be left out may be null as well.
    private static func nullable(_ schema: JSON) -> JSON {
        var out = schema
        if let type = schema["type"] {
            out["type"] = [type, "null"]
            if let values = schema["enum"]?.arrayValue { out["enum"] = .array(values + [.null]) }
        } else if schema["$ref"] != nil {
            out = ["anyOf": [schema, ["type": "null"]]]
        } else if let shapes = schema["anyOf"]?.arrayValue {
            out["anyOf"] = .array(shapes + [["type": "null"]])
        }
        return out
    }

    mutating func object(_ fields: [Schema.Field], help: String) -> JSON {
        var properties = JSON.Object()
        for field in fields {
            var schema = render(field.schema)
            if !field.isRequired { schema = Self.nullable(schema) }
            if !field.help.isEmpty { schema["description"] = .string(field.help) }
            properties[field.name] = schema
        }
        var out: JSON = ["type": "object", "properties": .object(properties)]
        if !help.isEmpty { out["description"] = .string(help) }
        let required = fields.filter(\.isRequired).map { JSON.string($0.name) }
        if !required.isEmpty { out["required"] = .array(required) }
        return out
    }
}
