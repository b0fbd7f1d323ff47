import Bus
import HTTP

/// Finds the operation of a method and path. Literal segments win over parameters.
struct Router: Sendable {
    enum Match: Sendable {
        case found(Offered, parameters: [(String, String)])
        /// The path exists, with these methods only.
        case otherMethods([String])
        case none
    }

    private final class Branch: Sendable {
        let literals: [String: Branch]
        let parameter: Branch?
        let operations: [String: Offered]

        init(_ routes: [(segments: ArraySlice<String>, offered: Offered)]) {
            var literals: [String: [(ArraySlice<String>, Offered)]] = [:]
            var parameters: [(ArraySlice<String>, Offered)] = []
            var operations: [String: Offered] = [:]
            for (segments, offered) in routes {
                guard let first = segments.first else {
                    let method = offered.contract.route?.method ?? ""
                    precondition(operations[method] == nil, "two operations at \(offered.contract.route!)")
                    operations[method] = offered
                    continue
                }
                if first.hasPrefix("{") {
                    parameters.append((segments.dropFirst(), offered))
                } else {
                    literals[first, default: []].append((segments.dropFirst(), offered))
                }
            }
            self.literals = literals.mapValues { Branch($0.map { (segments: $0.0, offered: $0.1) }) }
            parameter = parameters.isEmpty ? nil : Branch(parameters.map { (segments: $0.0, offered: $0.1) })
            self.operations = operations
        }

        func leaf(_ segments: ArraySlice<Substring>, _ taken: inout [String]) -> Branch? {
            guard let first = segments.first else { return operations.isEmpty ? nil : self }
            if let next = literals[String(first)], let leaf = next.leaf(segments.dropFirst(), &taken) {
                return leaf
            }
            guard let parameter, let decoded = PercentCoding.decode(first), !decoded.isEmpty else {
                return nil
            }
            taken.append(decoded)
            if let leaf = parameter.leaf(segments.dropFirst(), &taken) { return leaf }
            taken.removeLast()
            return nil
        }
    }

    private let root: Branch

    init(_ offered: [Offered]) {
        root = Branch(
            offered.compactMap { offered in
                offered.contract.route.map { route in
                    (segments: route.path.split(separator: "/").map(String.init)[...], offered: offered)
                }
            })
    }

    func match(method: String, path: String) -> Match {
        var taken: [String] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard let leaf = root.leaf(segments, &taken) else { return .none }
        guard let offered = leaf.operations[method == "HEAD" ? "GET" : method] else {
            return .otherMethods(leaf.operations.keys.sorted())
        }
        return .found(offered, parameters: Array(zip(offered.contract.route?.parameters ?? [], taken)))
    }
}
