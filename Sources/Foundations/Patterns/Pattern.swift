import CRE2

/// A compiled regular expression of RE2's syntax, which is Go's `regexp`: matching takes time linear in the
/// text, whatever the expression. Positions are byte offsets into UTF-8.
public struct Pattern: Sendable {
    /// Why an expression can't be compiled, in the words that users of the syntax know.
    public struct Unsound: Error, Equatable, CustomStringConvertible {
        public let reason: String
        /// The part of the expression that is wrong.
        public let part: String

        public var description: String { "error parsing regexp: \(reason): `\(part)`" }
    }

    /// Where a match lies: the whole match first, then each group; nil for a group that took no part.
    public typealias Spans = [Range<Int>?]

    let automaton: Automaton

    /// Bytes that the automata of one expression may take.
    public static let memory: Int64 = 8 << 20

    /// Compiles `text`; `(?<name>…)` is read as `(?P<name>…)`.
    public init(_ text: String) throws(Unsound) {
        automaton = try Automaton(Self.withNamedGroups(Array(text.utf8)))
    }

    /// How many groups capture, the whole match not counted.
    public var groupCount: Int { automaton.groups }

    /// The names of the groups, the whole match first; nil for one that has no name.
    public var groupNames: [String?] { automaton.names }

    /// The expression that matches `text` itself and nothing else.
    public static func quoting(_ text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if special.contains(byte) { out.append(UInt8(ascii: "\\")) }
            out.append(byte)
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let special = Set(#"\.+*?()|[]{}^$"#.utf8)

    /// Go takes both spellings of a named group, RE2 of this release only the one with P.
    static func withNamedGroups(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var at = 0, inClass = false
        while at < text.count {
            let byte = text[at]
            out.append(byte)
            at += 1
            switch byte {
            case UInt8(ascii: "\\") where at < text.count:
                out.append(text[at])
                at += 1
            case UInt8(ascii: "["): inClass = true
            case UInt8(ascii: "]"): inClass = false
            case UInt8(ascii: "(") where !inClass && text[at...].starts(with: "?<".utf8):
                out.append(contentsOf: "?P<".utf8)
                at += 2
            default: break
            }
        }
        return out
    }
}
