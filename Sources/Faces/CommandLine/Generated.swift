import Bus
import Faults
import HTTP
import Schemas
import Values

/// Every operation by its own name, its request made from options, projected from the table.
struct Generated {
    let session: Commands.Session

    init(_ session: Commands.Session) { self.session = session }

    func run(_ context: String, _ arguments: inout Arguments) async throws(Fault) -> Int32 {
        let here = session.offered.filter { $0.contract.context == context }
        guard !here.isEmpty else {
            let known =
                VerbEntry.all.flatMap { $0.spellings.map { $0[0] } } + session.offered.map(\.contract.context)
            let near = Suggestion.nearest(context, among: known).map { " Did you mean `plumb \($0)`?" } ?? ""
            throw .usage("There is no command “\(context)”.\(near)")
        }
        guard let word = arguments.next(),
            let offered = here.first(where: { $0.contract.name == "\(context).\(word)" })
        else {
            let verbs = here.map { String($0.contract.name.dropFirst(context.count + 1)) }.sorted()
            throw .usage("\(context) has: \(verbs.joined(separator: ", ")).")
        }
        let answer = try await ask(offered, fields(of: offered, &arguments))
        show(answer)
        return 0
    }

    /// Sends a request given as the operation's fields.
    func ask(_ offered: Offered, _ fields: JSON.Object) async throws(Fault) -> JSON {
        guard let route = offered.contract.route else { throw .usage("This operation has no route.") }
        var fields = fields
        var path = route.path
        for name in route.parameters {
            guard let value = fields[name] else { throw .usage("--\(name) is missing.") }
            path = path.replacing("{\(name)}", with: PercentCoding.encode(value.stringValue ?? value.text))
            fields.removeValue(forKey: name)
        }
        var bytes: [UInt8]?
        if case .taken(let field) = offered.contract.bytes {
            guard let file = fields[field]?.stringValue else {
                throw .usage("--\(field) takes a file's path.")
            }
            bytes = try readFile(file)
            fields.removeValue(forKey: field)
        }
        if bytes != nil || !route.hasBody {
            let query = fields.map {
                "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value.stringValue ?? $0.value.text))"
            }
            if !query.isEmpty { path += "?" + query.joined(separator: "&") }
        }
        if offered.contract.shape == .stream { return try await stream(path) }
        if case .given = offered.contract.bytes {
            let content = try await session.connection.download(path)
            return .string(String(decoding: content, as: UTF8.self))
        }
        let body: JSON? = route.hasBody && bytes == nil ? .object(fields) : nil
        return try await session.connection.send(route.method, path, body: body, bytes: bytes)
    }

    private func stream(_ path: String) async throws(Fault) -> JSON {
        let terminal = session.terminal
        try await session.connection.events(path) { (_, element) async throws(Fault) in
            terminal.print(terminal.isJSON ? element.text : element["text"]?.stringValue ?? element.text)
        }
        return .null
    }

    private func fields(of offered: Offered, _ arguments: inout Arguments) throws(Fault) -> JSON.Object {
        var out = JSON.Object()
        for field in offered.request.fields {
            let given = arguments.values(field.name)
            let isSet = arguments.flag(field.name)
            guard !given.isEmpty || isSet else { continue }
            out[field.name] = try convert(given, isSet, field)
        }
        try arguments.finish()
        let missing = offered.request.fields.filter { $0.isRequired && out[$0.name] == nil }.map {
            "--\($0.name)"
        }
        guard missing.isEmpty else {
            throw .usage("\(missing.joined(separator: ", ")) \(missing.count == 1 ? "is" : "are") missing.")
        }
        return out
    }

    private func convert(_ given: [String], _ isSet: Bool, _ field: Schema.Field) throws(Fault) -> JSON {
        let text = given.last ?? "true"
        switch field.schema.unwrapped {
        case .string: return .string(text)
        case .boolean: return .bool(text != "false")
        case .integer, .number:
            guard let value = try? JSON(parsing: text), value.numberValue != nil else {
                throw .usage("--\(field.name) takes a number.")
            }
            return value
        case .array(.either) where !text.hasPrefix("["):
            // One by one, as texts or as JSON objects; only texts have commas between them.
            var all: [JSON] = []
            for one in given where one.hasPrefix("{") { all.append(try JSON(parsing: one)) }
            for one in given where !one.hasPrefix("{") {
                all += one.split(separator: ",").map { .string(String($0)) }
            }
            return .array(all)
        case .array(.string):
            return .array(given.flatMap { $0.split(separator: ",").map { JSON.string(String($0)) } })
        default:
            // Objects and other values are JSON, or `k=v` pairs for maps.
            if let value = try? JSON(parsing: text) { return value }
            var map = JSON.Object()
            for pair in given {
                guard let (key, value) = splitPair(pair) else {
                    throw .usage("--\(field.name) takes JSON or key=value.")
                }
                map[key] = value
            }
            return .object(map)
        }
    }

    /// An answer for people: a table for a list, lines for an object.
    func show(_ answer: JSON) {
        let terminal = session.terminal
        if terminal.isJSON {
            terminal.json(answer)
            return
        }
        if let items = answer["items"]?.arrayValue {
            let objects = items.compactMap(\.objectValue)
            let columns = (objects.first?.keys ?? []).filter { key in
                objects.allSatisfy { $0[key].map { $0.objectValue == nil && $0.arrayValue == nil } ?? true }
            }
            if objects.isEmpty {
                terminal.print("There is nothing yet.")
            } else {
                terminal.table(columns, objects.map { object in columns.map { cell(object[$0]) } })
            }
            if let next = answer["next"]?.stringValue { terminal.note("There is more: --cursor \(next)") }
            return
        }
        guard let object = answer.objectValue else {
            if !answer.isNull { terminal.print(answer.stringValue ?? answer.text) }
            return
        }
        if object.isEmpty { terminal.print("Done.") }
        let width = object.keys.map(\.count).max() ?? 0
        for (key, value) in object {
            let pad = String(repeating: " ", count: width - key.count)
            terminal.print("\(terminal.paint(key, .grey))\(pad)  \(cell(value))")
        }
    }

    private func cell(_ value: JSON?) -> String { value.map { $0.stringValue ?? $0.text } ?? "" }
}

/// `key=value`, the value read as JSON when it is some.
func splitPair(_ text: String) -> (String, JSON)? {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return nil }
    let value = String(text[text.index(after: equals)...])
    let parsed = try? JSON(parsing: value)
    return (String(text[..<equals]), parsed ?? .string(value))
}
