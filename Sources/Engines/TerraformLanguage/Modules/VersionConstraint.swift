/// Conditions on a version, all of which must hold: `>= 1.2, < 2.0`, `~> 1.4`, `!= 1.5.1`, `1.0.0`.
public struct VersionConstraint: Sendable, Hashable {
    private struct Condition: Hashable {
        let comparison: String
        let numbers: [Int]
        let prerelease: String
    }

    private let conditions: [Condition]

    /// Nil when it is none.
    public init?(_ text: String) {
        var conditions: [Condition] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            var rest = part.drop(while: \.isWhitespace)
            while rest.last?.isWhitespace == true { rest.removeLast() }
            let comparison = rest.prefix { "<>=!~".contains($0) }
            rest = rest.dropFirst(comparison.count).drop(while: \.isWhitespace)
            guard ["", "=", "!=", ">", "<", ">=", "<=", "~>"].contains(comparison) else { return nil }
            if rest.first == "v" { rest.removeFirst() }
            let pieces =
                rest.split(separator: "+", maxSplits: 1)[...].first?.split(separator: "-", maxSplits: 1) ?? []
            guard let core = pieces.first else { return nil }
            let numbers = core.split(separator: ".", omittingEmptySubsequences: false).map { piece in
                piece.allSatisfy { $0.isASCII && $0.isNumber } ? Int(piece) : nil
            }
            guard !numbers.isEmpty, !numbers.contains(nil) else { return nil }
            conditions.append(
                Condition(
                    comparison: String(comparison), numbers: numbers.compactMap { $0 },
                    prerelease: pieces.count > 1 ? String(pieces[1]) : ""))
        }
        self.conditions = conditions
    }

    /// Whether a released version is allowed, given as its numbers.
    public func allows(_ version: [Int]) -> Bool {
        conditions.allSatisfy { condition in
            let (a, b) = (Self.padded(version), Self.padded(condition.numbers))
            let order =
                a.lexicographicallyPrecedes(b) ? -1 : a == b ? (condition.prerelease.isEmpty ? 0 : 1) : 1
            switch condition.comparison {
            case "!=": return order != 0
            case ">": return order > 0
            case "<": return order < 0
            case ">=": return order >= 0
            case "<=": return order <= 0
            case "~>":
                let fixed = max(1, condition.numbers.count - 1)
                return order >= 0 && a.prefix(fixed).elementsEqual(b.prefix(fixed))
            default: return order == 0
            }
        }
    }

    private static func padded(_ numbers: [Int]) -> [Int] {
        numbers + Array(repeating: 0, count: max(0, 4 - numbers.count))
    }
}
