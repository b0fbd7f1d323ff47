import Bus
import Faults
import HTTP
import Schemas
import Values

/// Puts an operation's request together from path, query, headers and body, as JSON.
struct RequestPayload {
    let offered: Offered
    private var object = JSON.Object()
    private var problems: [Fault.Problem] = []

    init(_ offered: Offered) { self.offered = offered }

    /// All that is wrong with path and query, at once.
    mutating func addPathAndQuery(_ parameters: [(String, String)], _ query: Parameters) throws(Fault) {
        let fields = offered.request.fields
        for (name, text) in parameters {
            guard let field = fields.first(where: { $0.name == name }) else { continue }
            add(text, to: field, at: "path")
        }
        var seen: Set<String> = []
        for (name, text) in query where seen.insert(name).inserted {
            let isPath = parameters.contains { $0.0 == name }
            guard let field = fields.first(where: { $0.name == name }), !isPath,
                !(offered.contract.route?.hasBody ?? false)
            else {
                problems.append(.init("?\(name)", "There is no such parameter."))
                continue
            }
            if case .array(let element) = field.schema.unwrapped {
                object[name] = .array(query.all(name).compactMap { convert($0, element) })
            } else {
                add(text, to: field, at: "query")
            }
        }
        guard problems.isEmpty else {
            throw Fault(.invalid, "http.bad_parameters", "Some parameters are not right.", problems: problems)
        }
    }

    /// The body's members; what the path says may not be said again.
    mutating func addBody(_ bytes: [UInt8], _ contentType: String?) throws(Fault) {
        guard !bytes.isEmpty else { return }
        let media = contentType?.split(separator: ";").first.map { $0.trimmingSpaces().lowercased() }
        guard media == "application/json" || media?.hasSuffix("+json") == true else {
            throw Fault(
                .unsupported, "http.media_type",
                "The body must be JSON, sent with `Content-Type: application/json`.")
        }
        guard case .object(let members) = try JSON(parsing: bytes) else {
            throw Fault(.invalid, "http.not_an_object", "The body must be a JSON object.")
        }
        for (key, value) in members {
            guard object[key] == nil else {
                throw Fault(
                    .invalid, "http.said_twice", "`\(key)` stands in the path; leave it out of the body.")
            }
            object[key] = value
        }
    }

    mutating func set(_ name: String, _ value: JSON) { object[name] = value }

    /// A query parameter beside a body of bytes, as its field's type.
    mutating func setText(_ name: String, _ text: String) {
        guard let field = offered.request.fields.first(where: { $0.name == name }) else { return }
        add(text, to: field, at: "query")
    }

    func has(_ name: String) -> Bool { offered.request.fields.contains { $0.name == name } }

    var bytes: [UInt8] { JSON.object(object).bytes() }

    private mutating func add(_ text: String, to field: Schema.Field, at place: String) {
        guard let value = convert(text, field.schema) else {
            problems.append(.init("\(place)/\(field.name)", "\(expectation(field.schema)) was expected."))
            return
        }
        object[field.name] = value
    }

    private func convert(_ text: String, _ schema: Schema) -> JSON? {
        switch schema.unwrapped {
        case .integer: Int(text).map { JSON($0) }
        case .number: Double(text).flatMap { JSON($0) }
        case .boolean: text == "true" ? true : text == "false" ? false : nil
        default: .string(text)
        }
    }

    private func expectation(_ schema: Schema) -> String {
        switch schema.unwrapped {
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        default: "text"
        }
    }
}

extension Substring {
    func trimmingSpaces() -> Substring {
        var view = self
        while view.first == " " || view.first == "\t" { view = view.dropFirst() }
        while view.last == " " || view.last == "\t" { view = view.dropLast() }
        return view
    }
}
