import Bus
import Schemas

/// What a client needs to know of one operation, whatever language it is written in.
struct ClientMethod {
    enum Body { case none, json, bytes }
    enum Answer { case json(Schema), bytes, events(Schema) }

    let words: [String]
    let help: String
    let method: String
    let path: String
    let pathFields: [String]
    let queryFields: [String]
    let fields: [Schema.Field]
    let body: Body
    let answer: Answer
    /// True for a list that is told page by page.
    let isPaged: Bool

    /// Nil for an operation that has no route.
    init?(_ offered: Offered) {
        guard let route = offered.contract.route else { return nil }
        words = offered.contract.name.split { ".-".contains($0) }.map(String.init)
        (help, method, path, pathFields) = (offered.help, route.method, route.path, route.parameters)
        var taken: String?
        if case .taken(let field) = offered.contract.bytes { taken = field }
        fields = offered.request.fields.filter { $0.name != taken }
        let rest = fields.map(\.name).filter { !route.parameters.contains($0) }
        queryFields = route.hasBody && taken == nil ? [] : rest
        body = taken != nil ? .bytes : route.hasBody && !rest.isEmpty ? .json : .none
        if offered.contract.shape == .stream {
            answer = .events(offered.answer)
        } else if case .given = offered.contract.bytes {
            answer = .bytes
        } else {
            answer = .json(offered.answer)
        }
        let page = offered.answer.object?.fields.map(\.name) ?? []
        isPaged = page.contains("items") && page.contains("next") && fields.contains { $0.name == "cursor" }
    }

    /// Those that must be given first.
    var ordered: [Schema.Field] { fields.filter(\.isRequired) + fields.filter { !$0.isRequired } }
}

extension [Offered] {
    /// Every object that requests and answers name, by name.
    func namedObjects() -> [Schema.Object] {
        var found: [String: Schema.Object] = [:]
        func visit(_ schema: Schema) {
            switch schema {
            case .array(let inner), .map(let inner), .optional(let inner): visit(inner)
            case .either(let shapes): shapes.forEach(visit)
            case .object(let object):
                guard found[object.name] == nil else { return }
                found[object.name] = object
                for field in object.fields { visit(field.schema) }
            default: return
            }
        }
        for offered in self where offered.contract.route != nil {
            visit(offered.answer)
            for field in offered.request.fields { visit(field.schema) }
        }
        return found.values.sorted { $0.name < $1.name }
    }
}
