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

    /// What stands behind one more segment.
    private final class Branch: Sendable {
        struct Leaf: Sendable {
            let method: String
            let offered: Offered
            let parameters: [String]
        }

        let literals: [(bytes: [UInt8], branch: Branch)]
        let parameter: Branch?
        let leaves: [Leaf]

        init(_ routes: [(segments: ArraySlice<String>, offered: Offered)]) {
            var literals: [String: [(ArraySlice<String>, Offered)]] = [:]
            var parameters: [(ArraySlice<String>, Offered)] = []
            var leaves: [Leaf] = []
            for (segments, offered) in routes {
                guard let first = segments.first else {
                    guard let route = offered.contract.route else { continue }
                    precondition(!leaves.contains { $0.method == route.method }, "two operations at \(route)")
                    leaves.append(
                        Leaf(method: route.method, offered: offered, parameters: route.parameters))
                    continue
                }
                if first.hasPrefix("{") {
                    parameters.append((segments.dropFirst(), offered))
                } else {
                    literals[first, default: []].append((segments.dropFirst(), offered))
                }
            }
            self.literals = literals.map { text, routes in
                (Array(text.utf8), Branch(routes.map { (segments: $0.0, offered: $0.1) }))
            }
            parameter = parameters.isEmpty ? nil : Branch(parameters.map { (segments: $0.0, offered: $0.1) })
            self.leaves = leaves
        }

        /// The branch at the end of `path`, whose next segment begins at `start`; `nil` where nothing is.
        func end(_ path: Span<UInt8>, _ start: Int, _ taken: inout [String]) -> Branch? {
            guard start <= path.count else { return leaves.isEmpty ? nil : self }
            var stop = start
            while stop < path.count, path[stop] != UInt8(ascii: "/") { stop += 1 }
            for (bytes, branch) in literals where bytes.count == stop - start {
                var at = 0
                while at < bytes.count, bytes[at] == path[start + at] { at += 1 }
                guard at == bytes.count else { continue }
                if let end = branch.end(path, stop + 1, &taken) { return end }
                break
            }
            guard let parameter, stop > start,
                let decoded = PercentCoding.decode(path.extracting(start..<stop))
            else { return nil }
            taken.append(decoded)
            if let end = parameter.end(path, stop + 1, &taken) { return end }
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
        guard path.utf8.first == UInt8(ascii: "/") else { return .none }
        var taken: [String] = []
        guard let end = root.end(path.utf8Span.span, 1, &taken) else { return .none }
        let method = method == "HEAD" ? "GET" : method
        guard let leaf = end.leaves.first(where: { $0.method == method }) else {
            return .otherMethods(end.leaves.map(\.method).sorted())
        }
        return .found(leaf.offered, parameters: Array(zip(leaf.parameters, taken)))
    }
}
