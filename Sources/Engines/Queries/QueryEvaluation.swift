import Faults
import Values

/// One evaluation of a query, with what is left of its steps.
struct QueryEvaluation {
    private let nodes: [QueryNode]
    private var steps = Query.mostSteps

    init(_ query: Query) { nodes = query.nodes }

    mutating func value(of node: Int, on value: JSON) throws(Fault) -> JSON {
        steps -= 1
        guard steps > 0 else {
            throw Fault(.invalid, "query.too_long", "The query takes too many steps over these values.")
        }
        switch nodes[node] {
        case .current: return value
        case .field(let name): return value[name] ?? .null
        case .literal(let literal): return literal
        case .chain(let left, let right):
            return try self.value(of: right, on: try self.value(of: left, on: value))
        case .index(let index):
            guard case .array(let elements) = value else { return .null }
            let place = index < 0 ? elements.count + index : index
            return elements.indices.contains(place) ? elements[place] : .null
        case .slice(let from, let to, let by, let at): return try slice(value, from, to, by, at)
        case .flatten(let inner): return flattened(try self.value(of: inner, on: value))
        case .each(let left, let right):
            guard case .array(let elements) = try self.value(of: left, on: value) else { return .null }
            return try projected(elements, right, where: nil)
        case .eachValue(let left, let right):
            guard case .object(let members) = try self.value(of: left, on: value) else { return .null }
            return try projected(members.values, right, where: nil)
        case .filter(let left, let right, let condition):
            guard case .array(let elements) = try self.value(of: left, on: value) else { return .null }
            return try projected(elements, right, where: condition)
        case .or(let left, let right):
            let first = try self.value(of: left, on: value)
            return first.isTrueForQueries ? first : try self.value(of: right, on: value)
        case .and(let left, let right):
            let first = try self.value(of: left, on: value)
            return first.isTrueForQueries ? try self.value(of: right, on: value) : first
        case .not(let inner): return .bool(!(try self.value(of: inner, on: value).isTrueForQueries))
        case .compare(let sign, let left, let right):
            return Self.compared(
                sign, try self.value(of: left, on: value), try self.value(of: right, on: value))
        case .list(let elements):
            if value.isNull { return .null }
            var out: [JSON] = []
            for element in elements { out.append(try self.value(of: element, on: value)) }
            return .array(out)
        case .object(let members):
            if value.isNull { return .null }
            var out = JSON.Object()
            for (name, member) in members { out[name] = try self.value(of: member, on: value) }
            return .object(out)
        case .call(let function, let arguments, let at):
            return try call(function, arguments, at, on: value)
        case .reference(let inner): return try self.value(of: inner, on: value)
        }
    }

    /// What an argument refers to, where it is an expression and no value.
    func referred(by node: Int) -> Int? {
        guard case .reference(let inner) = nodes[node] else { return nil }
        return inner
    }

    // MARK: - Lists

    /// Null ones are left out.
    private mutating func projected(
        _ elements: [JSON], _ right: Int, where condition: Int?
    ) throws(Fault) -> JSON {
        var out: [JSON] = []
        for element in elements {
            if let condition, !(try value(of: condition, on: element).isTrueForQueries) { continue }
            let one = try value(of: right, on: element)
            if !one.isNull { out.append(one) }
        }
        return .array(out)
    }

    private mutating func flattened(_ value: JSON) -> JSON {
        guard case .array(let elements) = value else { return .null }
        var out: [JSON] = []
        for element in elements {
            steps -= 1
            if case .array(let inner) = element { out += inner } else { out.append(element) }
        }
        return .array(out)
    }

    private func slice(
        _ value: JSON, _ from: Int?, _ to: Int?, _ by: Int?, _ at: Int
    ) throws(Fault) -> JSON {
        let step = by ?? 1
        guard step != 0 else {
            throw Fault(.invalid, "query.value", "The query's slice at byte \(at) has a step of 0.")
        }
        guard case .array(let elements) = value else { return .null }
        let count = elements.count
        // The ends lie between the elements; backwards they reach one before the first.
        let (lowest, highest) = step > 0 ? (0, count) : (-1, count - 1)
        func place(_ end: Int) -> Int {
            min(max(end < 0 ? end.addingReportingOverflow(count).partialValue : end, lowest), highest)
        }
        let start = from.map(place) ?? (step > 0 ? lowest : highest)
        let end = to.map(place) ?? (step > 0 ? highest : lowest)
        return .array(stride(from: start, to: end, by: step).map { elements[$0] })
    }

    // MARK: - Comparing

    private static func compared(_ sign: QueryToken.Kind, _ left: JSON, _ right: JSON) -> JSON {
        switch sign {
        case .equal: return .bool(left.isSameForQueries(as: right))
        case .unequal: return .bool(!left.isSameForQueries(as: right))
        default: break
        }
        // Only numbers have an order.
        guard let x = left.doubleValue, let y = right.doubleValue else { return .null }
        return switch sign {
        case .less: .bool(x < y)
        case .lessOrEqual: .bool(x <= y)
        case .more: .bool(x > y)
        default: .bool(x >= y)
        }
    }
}
