import Faults
import Patterns
import Schemas
import Synchronization
import Values

/// Says everything that is wrong with a request's JSON at once, where decoding would end at the first.
struct RequestCheck {
    private(set) var problems: [Fault.Problem] = []

    /// Decodes `payload`; when that fails, the fault tells every field that is missing, unknown or of another
    /// shape than the schema's.
    static func decode<T: Decodable>(
        _ type: T.Type, from payload: [UInt8], schema: @autoclosure () -> Schema
    ) throws(Fault) -> T {
        do throws(Fault) {
            return try JSONCoding.decodeStrictly(type, from: payload)
        } catch {
            guard error.code == "json.invalid", let document = try? JSONDocument(parsing: payload) else {
                throw error
            }
            var check = RequestCheck()
            check.look(at: document.root, schema(), "")
            // What only the type itself knows, such as a range.
            for problem in error.problems where !check.problems.contains(where: { $0.path == problem.path }) {
                check.problems.append(problem)
            }
            throw check.fault
        }
    }

    private var fault: Fault {
        let shown = problems.prefix(3).map { problem in
            problem.path.isEmpty ? problem.message : "\(problem.path.dropFirst()): \(problem.message)"
        }
        let more = problems.count > 3 ? " (and \(problems.count - 3) more)" : ""
        return Fault(
            .invalid, "json.invalid",
            "The request is not right: " + shown.joined(separator: "; ") + more + ".",
            problems: problems)
    }

    private mutating func look(at node: JSONDocument.Node, _ schema: Schema, _ place: String) {
        switch schema {
        case .any: break
        case .optional(let inner): if !node.isNull { look(at: node, inner, place) }
        case .either(let shapes): lookAtEither(node, shapes, place)
        case .string(let format, let pattern, let values):
            lookAtText(node, format: format, pattern: pattern, values: values, place)
        case .integer: if node.int == nil { expect("a whole number", node, place) }
        case .number: if node.double == nil { expect("a number", node, place) }
        case .boolean: if node.bool == nil { expect("true or false", node, place) }
        case .array(let element):
            guard node.kind == .array else { return expect("an array", node, place) }
            for (index, item) in node.elements.enumerated() { look(at: item, element, "\(place)/\(index)") }
        case .map(let value):
            guard node.kind == .object else { return expect("an object", node, place) }
            for (name, item) in node.members { look(at: item, value, place + Self.step(name)) }
        case .object(let object): lookAtFields(node, object, place)
        }
    }

    /// The shape that is nearest tells what is wrong: an object is not told to be a text.
    private mutating func lookAtEither(_ node: JSONDocument.Node, _ shapes: [Schema], _ place: String) {
        var nearest: [Fault.Problem]?
        for shape in shapes {
            var check = RequestCheck()
            check.look(at: node, shape, place)
            if check.problems.isEmpty { return }
            let isSameKind = check.problems.allSatisfy { $0.path != place }
            if nearest == nil || isSameKind { nearest = check.problems }
        }
        problems += nearest ?? []
    }

    private mutating func lookAtFields(_ node: JSONDocument.Node, _ object: Schema.Object, _ place: String) {
        guard node.kind == .object else { return expect("an object", node, place) }
        let fields = object.fields
        for field in fields {
            let here = place + Self.step(field.name)
            guard let value = node.member(named: field.name) else {
                if field.isRequired { problems.append(.init(here, "this field is missing")) }
                continue
            }
            look(at: value, field.schema, here)
        }
        for (name, _) in node.members where !fields.contains(where: { $0.name == name }) {
            problems.append(.init(place + Self.step(name), "this field is not known"))
        }
    }

    private mutating func lookAtText(
        _ node: JSONDocument.Node, format: String?, pattern: String?, values: [String]?, _ place: String
    ) {
        guard let text = node.string else { return expect("a string", node, place) }
        if let values, !values.contains(text) {
            expect("one of " + values.joined(separator: ", "), node, place)
        } else if format == "uuid", !Self.isUUID(text) {
            expect("an id (a UUID)", node, place)
        } else if let pattern, !Self.fits(text, pattern) {
            expect("a text that matches \(pattern)", node, place)
        }
    }

    private mutating func expect(_ what: String, _ node: JSONDocument.Node, _ place: String) {
        let found =
            switch node.kind {
            case .null: "null"
            case .array: "an array"
            case .object: "an object"
            // A secret may stand where another text was meant: texts are not shown.
            case .string: "another text"
            case .number, .bool: String(decoding: node.rawBytes.prefix(40), as: UTF8.self)
            }
        problems.append(.init(place, "\(what) was expected, and \(found) found"))
    }

    private static func step(_ name: String) -> String { JSONPointer([name]).description }

    private static func isUUID(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { part in
                part.allSatisfy { (48...57).contains($0) || (97...102).contains($0 | 0x20) }
            }
    }

    /// The patterns of schemas are few and written here, so that they are kept.
    private static let compiled = Mutex<[String: Pattern]>([:])

    private static func fits(_ text: String, _ pattern: String) -> Bool {
        let automaton = compiled.withLock { known -> Pattern? in
            if let found = known[pattern] { return found }
            guard let made = try? Pattern(pattern) else {
                preconditionFailure("the schema's pattern \(pattern) is no regular expression")
            }
            known[pattern] = made
            return made
        }
        return automaton?.matches(text) ?? true
    }
}
