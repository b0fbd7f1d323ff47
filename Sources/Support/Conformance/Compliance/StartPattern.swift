import Patterns

/// A regular expression as the scenarios mean it: it has to match where the text begins. The looks around
/// that the expressions have at their two ends are decided here, since RE2 has none.
struct StartPattern {
    private var body: Pattern
    private var wanted: [Pattern] = []
    private var denied: [Pattern] = []

    /// Nil for an expression that can't be read.
    init?(_ text: String, isCaseSensitive: Bool) {
        let flags = isCaseSensitive ? "" : "(?i)"
        func compile(_ text: String) -> Pattern? { try? Pattern(flags + "\\A(?:" + text + ")") }
        var rest = text[...]
        while true {
            if let (_, after) = Self.group("(?<!", rest) {
                // Nothing stands before the beginning of the text.
                rest = after
            } else if let (inner, after) = Self.group("(?!", rest), let pattern = compile(String(inner)) {
                denied.append(pattern)
                rest = after
            } else if let (inner, after) = Self.group("(?=", rest), let pattern = compile(String(inner)) {
                wanted.append(pattern)
                rest = after
            } else {
                break
            }
        }
        guard let body = compile(Self.endingPlainly(String(rest))) else { return nil }
        self.body = body
    }

    func matches(_ text: String) -> Bool {
        body.matches(text) && wanted.allSatisfy { $0.matches(text) } && !denied.contains { $0.matches(text) }
    }

    /// The part of `text` that matches.
    func match(_ text: String) -> String? {
        guard matches(text), let span = body.firstMatch(in: text)?.first.flatMap({ $0 }) else { return nil }
        return String(decoding: Array(text.utf8)[span], as: UTF8.self)
    }

    /// A group that `text` begins with, and what follows it.
    private static func group(_ start: String, _ text: Substring) -> (inner: Substring, rest: Substring)? {
        guard text.hasPrefix(start) else { return nil }
        var depth = 0
        var isInClass = false
        var index = text.startIndex
        while index < text.endIndex {
            switch text[index] {
            case "\\":
                index = text.index(after: index)
                if index == text.endIndex { return nil }
            case "[": isInClass = true
            case "]": isInClass = false
            case "(" where !isInClass: depth += 1
            case ")" where !isInClass:
                depth -= 1
                if depth == 0 {
                    let inner = text[..<index].dropFirst(start.count)
                    return (inner, text[text.index(after: index)...])
                }
            default: break
            }
            index = text.index(after: index)
        }
        return nil
    }

    /// What may not follow at the end, when it is a class, is another character or the end of the text.
    private static func endingPlainly(_ text: String) -> String {
        guard text.hasSuffix("])"), let start = text.ranges(of: "(?![").last else { return text }
        let inside = text[start.upperBound...].dropLast(2)
        guard !inside.contains("]"), !inside.hasPrefix("^") else { return text }
        return text[..<start.lowerBound] + "(?:[^\(inside)]|\\z)"
    }
}
