import Codecs
import Crypto
import Values

/// Requests whose parts stand where HTTP has a place for them.
///
/// Source: Smithy, HTTP bindings.
extension AWSRequest {
    static func rest(_ operation: AWSOperation, _ parameters: JSON) throws(Unfit) -> AWSRequest {
        let input = operation.input
        var path = operation.path
        var query: [(String, String?)] = []
        if let mark = path.firstIndex(of: "?") {
            query = path[path.index(after: mark)...].split(separator: "&").map { pair in
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
            }
            path = String(path[..<mark])
        }
        var headers: [(String, String)] = []
        var body = JSON.Object()
        for (name, value) in parameters.objectValue ?? [:] where !value.isNull {
            guard let shape = input?.member(name) else { continue }
            let wire = shape.locationName ?? name
            switch shape.location {
            case "uri": path = try filled(path, wire, value, shape)
            case "querystring": add(wire, value, shape, to: &query)
            case "header": if let text = header(value, shape) { headers.append((wire, text)) }
            case "headers":
                for (key, one) in value.objectValue ?? [:] {
                    headers.append((wire + key, one.stringValue ?? one.text))
                }
            default: body[name] = value
            }
        }
        guard !path.contains("{") else { throw Unfit(description: "a part of the path \(path) is missing") }
        if !query.isEmpty {
            path += "?"
            path += query.map { name, value in
                PercentText.encode(name) + (value.map { "=" + PercentText.encode($0) } ?? "")
            }.joined(separator: "&")
        }
        var request = AWSRequest(method: operation.method, target: path, headers: headers, body: [])
        if let input { request.fill(operation, input, body) }
        return request
    }

    // MARK: - Path, query, headers

    private static func filled(
        _ path: String, _ name: String, _ value: JSON, _ shape: AWSShape
    ) throws(Unfit) -> String {
        let text = ScalarText.of(value, shape, timestamps: "iso8601")
        guard !text.isEmpty else { throw Unfit(description: "\(name) stands in the path and is empty") }
        return path.replacing("{\(name)}", with: PercentText.encode(text))
            .replacing("{\(name)+}", with: PercentText.encode(text, keeping: "/"))
    }

    private static func add(
        _ name: String, _ value: JSON, _ shape: AWSShape, to query: inout [(String, String?)]
    ) {
        switch shape.kind {
        case .list:
            for element in value.arrayValue ?? [] {
                query.append((name, ScalarText.of(element, shape.element, timestamps: "iso8601")))
            }
        case .map:
            // Every member is a parameter; those with a name of their own go first.
            let taken = Set(query.map(\.0))
            for (key, member) in value.objectValue ?? [:] where !taken.contains(key) {
                for one in member.arrayValue ?? [member] { query.append((key, one.stringValue ?? one.text)) }
            }
        default: query.append((name, ScalarText.of(value, shape, timestamps: "iso8601")))
        }
    }

    private static func header(_ value: JSON, _ shape: AWSShape) -> String? {
        if shape.kind == .list {
            let texts = (value.arrayValue ?? []).map { element in
                let text = ScalarText.of(element, shape.element, timestamps: "rfc822")
                // Within a list a comma or a quote of a text's own is quoted.
                let isText = shape.element.kind == .string && (text.contains(",") || text.contains("\""))
                return isText
                    ? "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" : text
            }
            return texts.isEmpty ? nil : texts.joined(separator: ", ")
        }
        let text = ScalarText.of(value, shape, timestamps: "rfc822")
        if shape.isJSONText { return Array(text.utf8).base64 }
        return text.isEmpty ? nil : text
    }

    // MARK: - The body

    private mutating func fill(_ operation: AWSOperation, _ input: AWSShape, _ body: JSON.Object) {
        let isXML = operation.kind == .restXML
        if let payload = input.payload, let shape = input.member(payload) {
            return fill(payload, shape, body[payload], isXML)
        }
        // Members that stand elsewhere alone make no body.
        guard input.members.contains(where: { $0.shape.location == nil }) else { return }
        if isXML {
            guard !body.isEmpty else { return }
            let name = input.locationName ?? operation.name + "Request"
            self.body = Array(XMLBody.element(name, .object(body), input).xml.utf8)
            type("application/xml")
        } else {
            self.body = JSONBody.tree(.object(body), input).bytes()
            type("application/json")
        }
    }

    private mutating func fill(_ name: String, _ shape: AWSShape, _ value: JSON?, _ isXML: Bool) {
        switch shape.kind {
        case .blob, .string:
            guard let value else { return }
            body = Array((value.stringValue ?? value.text).utf8)
            type(shape.kind == .blob ? "application/octet-stream" : "text/plain")
        default:
            if isXML {
                guard let value else { return }
                // A reference that only repeats the member's name does not rename the shape.
                let isRenamed = shape.locationName.map { $0 != name } ?? false
                let root = (isRenamed ? shape.locationName : shape.ownName ?? shape.locationName) ?? name
                body = Array(XMLBody.element(root, value, shape).xml.utf8)
                type("application/xml")
            } else {
                guard value != nil || (shape.kind == .structure && !shape.isUnion) else { return }
                body = JSONBody.tree(value ?? [:], shape).bytes()
                type("application/json")
            }
        }
    }

    /// Unless a parameter said it.
    private mutating func type(_ value: String) {
        guard !headers.contains(where: { $0.name.lowercased() == "content-type" }) else { return }
        headers.append((name: "Content-Type", value: value))
    }
}
