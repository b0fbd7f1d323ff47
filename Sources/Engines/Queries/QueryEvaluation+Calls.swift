import Faults
import Values

extension QueryEvaluation {
    mutating func call(
        _ function: QueryFunction, _ nodes: [Int], _ at: Int, on value: JSON
    ) throws(Fault) -> JSON {
        let call = QueryCall(function: function, at: at)
        var arguments: [JSON] = []
        var reference: Int?
        for (place, node) in nodes.enumerated() {
            let inner = referred(by: node)
            guard (inner != nil) == (place == function.referencePlace) else {
                throw call.unfit(place, inner == nil ? "an expression" : "a value")
            }
            if let inner { reference = inner } else { arguments.append(try self.value(of: node, on: value)) }
            // The first argument that is not null is all that is asked for.
            if function == .notNull, let last = arguments.last, !last.isNull { return last }
        }
        guard let reference else { return try call.result(arguments) }
        let elements = try call.list(arguments, function.referencePlace == 0 ? 1 : 0)
        var keys: [JSON] = []
        keys.reserveCapacity(elements.count)
        for element in elements { keys.append(try self.value(of: reference, on: element)) }
        return function == .map ? .array(keys) : try call.ordered(elements, by: keys)
    }
}
