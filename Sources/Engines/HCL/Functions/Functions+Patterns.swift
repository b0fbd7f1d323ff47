import Patterns

extension Functions {
    static let patterns: [String: Function] = [
        "regex": Function([string("pattern"), string("string")], isNeverNull: false, type: matchType) {
            values, type in
            let pattern = try compile(values[0].text)
            guard let spans = pattern.firstMatch(in: values[1].text) else {
                throw Failure("pattern did not match any part of the given string")
            }
            return captures(spans, Array(values[1].text.utf8), pattern, type)
        },
        "regexall": Function(
            [string("pattern"), string("string")], type: { .list(try matchType($0)) }
        ) { values, type in
            let pattern = try compile(values[0].text)
            let bytes = Array(values[1].text.utf8)
            let row = type.element ?? .dynamic
            return .list(
                pattern.allMatches(in: values[1].text).map { captures($0, bytes, pattern, row) }, of: row)
        },
        "regexreplace": Function(
            [string("str"), string("pattern"), string("replace")], gives: .string
        ) { values in
            .string(try compile(values[1].text).replacing(in: values[0].text, with: values[2].text))
        },
    ]

    static func compile(_ text: String) throws -> Pattern {
        do throws(Pattern.Unsound) {
            return try Pattern(text)
        } catch {
            throw Failure("invalid regexp pattern: \(error.reason) in \(error.part)", argument: 0)
        }
    }

    @Sendable private static func matchType(_ values: [Value]) throws -> ValueType {
        guard values[0].isKnown else { return .dynamic }
        let pattern = try compile(values[0].text)
        if pattern.groupCount == 0 { return .string }
        let names = pattern.groupNames.compactMap { $0 }
        if names.isEmpty { return .tuple(Array(repeating: .string, count: pattern.groupCount)) }
        guard names.count == pattern.groupCount else {
            throw Failure("cannot mix both named and unnamed capture groups", argument: 0)
        }
        return .object(named: Set(names).map { .init($0, .string) })
    }

    private static func captures(
        _ spans: Pattern.Spans, _ bytes: [UInt8], _ pattern: Pattern, _ type: ValueType
    ) -> Value {
        func text(_ span: Range<Int>?) -> Value {
            span.map { .string(String(decoding: bytes[$0], as: UTF8.self)) } ?? .null(.string)
        }
        switch type {
        case .string: return text(spans[0])
        case .tuple: return Value(type, .elements(spans.dropFirst().map(text)))
        default:
            let names = pattern.groupNames.compactMap { $0 }
            return .object(zip(names, spans.dropFirst()).map { ($0, text($1)) })
        }
    }
}
