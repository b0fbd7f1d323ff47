import Rego
import Values

/// A query or schema: its text, or the tree that was made of one.
private func tree(
    _ call: borrowing Call, _ place: Int, isSchema: Bool
) throws(BuiltInFault) -> JSON {
    if call[place].isObject { return call[place].json }
    guard let text = call[place].string else { throw call.mismatch(place, "string", "object") }
    var parser = GraphQLParser(text)
    return isSchema ? try parser.schema() : try parser.query()
}

private func verified(_ call: borrowing Call) throws(BuiltInFault) -> (JSON, JSON) {
    let query = try tree(call, 0, isSchema: false)
    let schema = try tree(call, 1, isSchema: true)
    try GraphQLValidation.check(query, GraphQLSchema(schema))
    return (query, schema)
}

let graphQL: [String: BuiltIn.Body] = [
    "graphql.parse_query": { call throws(BuiltInFault) in
        var parser = GraphQLParser(try call.string(0))
        return call.heap.value(try parser.query())
    },
    "graphql.parse_schema": { call throws(BuiltInFault) in
        var parser = GraphQLParser(try call.string(0))
        return call.heap.value(try parser.schema())
    },
    "graphql.parse": { call throws(BuiltInFault) in
        let (query, schema) = try verified(call)
        return call.heap.array([call.heap.value(query), call.heap.value(schema)])
    },
    "graphql.parse_and_verify": { call throws(BuiltInFault) in
        let heap = call.heap
        do throws(BuiltInFault) {
            let (query, schema) = try verified(call)
            return heap.array([.true, heap.value(query), heap.value(schema)])
        } catch {
            return heap.array([.false, heap.emptyObject, heap.emptyObject])
        }
    },
    "graphql.is_valid": { call throws(BuiltInFault) in Value((try? verified(call)) != nil) },
    "graphql.schema_is_valid": { call throws(BuiltInFault) in
        do throws(BuiltInFault) {
            _ = try GraphQLSchema(tree(call, 0, isSchema: true))
            return .true
        } catch {
            return .false
        }
    },
]
