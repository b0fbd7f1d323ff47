import Rego

/// A document or schema: JSON text, or a value.
private func read(_ call: borrowing Call, _ place: Int) throws(BuiltInFault) -> Value {
    if let text = call[place].string { return try parsed(text, call.heap) }
    guard call[place].isObject || place == 0 else { throw call.mismatch(place, "string", "object") }
    return call[place]
}

let schemas: [String: BuiltIn.Body] = [
    "json.match_schema": { call throws(BuiltInFault) in
        let document = try read(call, 0)
        let schema = JSONSchema(try read(call, 1))
        if let problem = schema.problem() { throw .failed(problem) }
        let heap = call.heap
        let violations = schema.violations(of: document).map { one in
            heap.object([
                (heap.string("error"), heap.string(one.field + ": " + one.description)),
                (heap.string("type"), heap.string(one.kind)), (heap.string("field"), heap.string(one.field)),
                (heap.string("desc"), heap.string(one.description)),
            ])
        }
        return heap.array([Value(violations.isEmpty), heap.array(violations)])
    },
    "json.verify_schema": { call throws(BuiltInFault) in
        let heap = call.heap
        guard call[0].isString || call[0].isObject else { throw call.mismatch(0, "string", "object") }
        let text: String?
        do throws(BuiltInFault) {
            text = JSONSchema(try read(call, 0)).problem()
        } catch {
            guard case .failed(let message) = error else { throw error }
            text = "jsonschema: " + message
        }
        return heap.array([Value(text == nil), text.map { heap.string($0) } ?? .null])
    },
]
