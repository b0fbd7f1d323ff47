import Rego

/// Whether some text that is not empty is matched by both of two expressions of characters, `.`, classes,
/// `*` and `+`.
enum GlobSet {
    struct Token {
        var ranges: [ClosedRange<UInt32>]
        var isNegated = false
        /// Whether it may be left out, and whether it may come again.
        var isOptional = false
        var repeats = false

        func matches(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }

        func overlaps(_ other: Token) -> Bool {
            var probes: Set<UInt32> = [0x41, 0x10fffd]
            for range in ranges + other.ranges {
                probes.formUnion([range.lowerBound, range.upperBound, range.upperBound &+ 1])
                if range.lowerBound > 0 { probes.insert(range.lowerBound - 1) }
            }
            return probes.contains { matches($0) && other.matches($0) }
        }
    }

    static func tokens(_ text: String) throws(BuiltInFault) -> [Token] {
        var rest = Array(text.unicodeScalars)[...]
        var tokens: [Token] = []
        func malformed(_ what: String) -> BuiltInFault {
            .failed(
                "input:\(text), pos:\(text.unicodeScalars.count - rest.count), \(what): the input provided is invalid"
            )
        }
        while let scalar = rest.popFirst() {
            var token: Token
            switch scalar {
            case ".": token = Token(ranges: [0...0x10ffff])
            case "[": token = try Self.set(&rest, malformed)
            case "\\":
                guard let escaped = rest.popFirst() else { throw malformed("trailing backslash") }
                token = Token(ranges: [escaped.value...escaped.value])
            case "*", "+", "]": throw malformed("unexpected flag")
            default: token = Token(ranges: [scalar.value...scalar.value])
            }
            if rest.first == "*" || rest.first == "+" {
                token.isOptional = rest.first == "*"
                token.repeats = true
                rest.removeFirst()
            }
            tokens.append(token)
        }
        return tokens
    }

    private static func set(
        _ rest: inout ArraySlice<Unicode.Scalar>, _ malformed: (String) -> BuiltInFault
    ) throws(BuiltInFault) -> Token {
        var token = Token(ranges: [])
        if rest.first == "^" {
            token.isNegated = true
            rest.removeFirst()
        }
        while let scalar = rest.popFirst(), scalar != "]" {
            var low = scalar
            if scalar == "\\" {
                guard let escaped = rest.popFirst() else { throw malformed("trailing backslash") }
                low = escaped
            }
            if rest.first == "-", let high = rest.dropFirst().first, high != "]" {
                rest.removeFirst(2)
                guard low.value <= high.value else { throw malformed("range out of order") }
                token.ranges.append(low.value...high.value)
            } else {
                token.ranges.append(low.value...low.value)
            }
        }
        return token
    }

    /// Walks pairs of places; a pair is visited once.
    static func intersect(_ one: [Token], _ other: [Token]) -> Bool {
        struct Pair: Hashable {
            let left: Int
            let right: Int
            let isUsed: Bool
        }
        var seen: Set<Pair> = []
        var open = [Pair(left: 0, right: 0, isUsed: false)]
        while let pair = open.popLast() {
            guard seen.insert(pair).inserted else { continue }
            let (left, right) = (pair.left, pair.right)
            if left == one.count, right == other.count {
                if pair.isUsed { return true }
                continue
            }
            if left < one.count, one[left].isOptional {
                open.append(Pair(left: left + 1, right: right, isUsed: pair.isUsed))
            }
            if right < other.count, other[right].isOptional {
                open.append(Pair(left: left, right: right + 1, isUsed: pair.isUsed))
            }
            guard left < one.count, right < other.count, one[left].overlaps(other[right]) else { continue }
            let lefts = one[left].repeats ? [left, left + 1] : [left + 1]
            let rights = other[right].repeats ? [right, right + 1] : [right + 1]
            for nextLeft in lefts {
                for nextRight in rights { open.append(Pair(left: nextLeft, right: nextRight, isUsed: true)) }
            }
        }
        return false
    }
}
