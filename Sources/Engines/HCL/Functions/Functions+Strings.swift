extension Functions {
    static let strings: [String: Function] = [
        "upper": text { mapped($0) { $0.uppercaseMapping } },
        "lower": text { mapped($0) { $0.lowercaseMapping } },
        "strrev": text { String($0.reversed()) },
        "chomp": text { text in
            var rest = text[...]
            while let last = rest.unicodeScalars.last, last == "\n" || last == "\r" {
                rest.unicodeScalars.removeLast()
            }
            return String(rest)
        },
        "trimspace": text { $0.trimmingFirstSpaces().trimmingLastSpaces() },
        "title": text(title),
        "trim": pair("str", "cutset") { text, set in .string(trimmed(text, set, true, true)) },
        "trimprefix": pair("str", "prefix") { text, prefix in
            .string(
                text.utf8.starts(with: prefix.utf8)
                    ? String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : text)
        },
        "trimsuffix": pair("str", "suffix") { text, suffix in
            .string(
                text.utf8.reversed().starts(with: suffix.utf8.reversed())
                    ? String(decoding: text.utf8.dropLast(suffix.utf8.count), as: UTF8.self) : text)
        },
        "strcontains": Function([string("str"), string("substr")], gives: .bool) { values in
            .bool(contains(Array(values[0].text.utf8), Array(values[1].text.utf8)))
        },
        "startswith": affix { $0.utf8.starts(with: $1.utf8) },
        "endswith": affix { $0.utf8.reversed().starts(with: $1.utf8.reversed()) },
        "split": Function([string("separator"), string("str")], gives: .list(.string)) { values in
            .list(split(values[1].text, values[0].text).map { .string($0) }, of: .string)
        },
        "join": Function(
            [string("separator")], variadic: Parameter("lists", .list(.string), "u"), gives: .string, join),
        "indent": Function([number("spaces"), string("str")], gives: .string) { values in
            let spaces = try values[0].whole(0)
            if spaces < 0 { throw Failure("the number of spaces must not be negative", argument: 0) }
            try checkSize(spaces)
            let pad = "\n" + String(repeating: " ", count: spaces)
            let lines = split(values[1].text, "\n")
            try checkSize(lines.count * (spaces + 1))
            return .string(lines.joined(separator: pad))
        },
        "substr": Function([string("str"), number("offset"), number("length")], gives: .string) { values in
            let characters = Array(values[0].text)
            var offset = try values[1].whole(1)
            let length = try values[2].whole(2)
            if offset < 0 { offset = max(0, offset &+ characters.count) }
            offset = min(offset, characters.count)
            let end =
                length < 0
                ? characters.count
                : min(
                    characters.count, offset.addingReportingOverflow(length).overflow ? .max : offset + length
                )
            return .string(String(characters[offset..<max(offset, end)]))
        },
        "replace": Function([string("str"), string("substr"), string("replace")], gives: .string, replace),
    ]

    private static func text(_ body: @escaping @Sendable (String) -> String) -> Function {
        Function([string("str", "d")], gives: .string) { .string(body($0[0].text)) }
    }

    /// Letter by letter: a letter that would become several stays.
    private static func mapped(_ text: String, _ change: (Unicode.Scalar.Properties) -> String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let changed = change(scalar.properties).unicodeScalars
            out.append(changed.count == 1 ? changed.first ?? scalar : scalar)
        }
        return String(out)
    }

    private static func pair(
        _ first: String, _ second: String, _ body: @escaping @Sendable (String, String) -> Value
    ) -> Function {
        Function([string(first), string(second)], gives: .string) { body($0[0].text, $0[1].text) }
    }

    /// A known beginning of an unknown text may decide it.
    private static func affix(_ holds: @escaping @Sendable (String, String) -> Bool) -> Function {
        Function([string("str", "u"), string("affix")], gives: .bool) { values in
            guard let text = values[0].stringValue else {
                let prefix = values[0].refinement?.prefix ?? ""
                let isStart = holds("ab", "a")
                if values[1].text.isEmpty { return .bool(true) }
                if isStart, !prefix.isEmpty {
                    if prefix.utf8.count >= values[1].text.utf8.count {
                        return .bool(holds(prefix, values[1].text))
                    }
                    if !values[1].text.utf8.starts(with: prefix.utf8) { return .bool(false) }
                }
                return .unknown(.bool)
            }
            return .bool(holds(text, values[1].text))
        }
    }

    private static func title(_ text: String) -> String {
        var out = ""
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            let isBoundary =
                !(previous.properties.isAlphabetic || previous.properties.numericType != nil
                || previous == "_" || previous == "'")
            out += isBoundary ? scalar.properties.titlecaseMapping : String(Character(scalar))
            previous = scalar
        }
        return out
    }

    static func trimmed(_ text: String, _ set: String, _ front: Bool, _ back: Bool) -> String {
        let scalars = Set(set.unicodeScalars)
        var rest = text.unicodeScalars[...]
        if front { rest = rest.drop { scalars.contains($0) } }
        while back, let last = rest.last, scalars.contains(last) { rest.removeLast() }
        return String(rest)
    }

    static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        if part.isEmpty { return true }
        guard text.count >= part.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
    }

    static func split(_ text: String, _ separator: String) -> [String] {
        if separator.isEmpty { return text.map { String($0) } }
        let bytes = Array(text.utf8)
        let mark = Array(separator.utf8)
        var out: [String] = []
        var start = 0
        var index = 0
        while index + mark.count <= bytes.count {
            if bytes[index] == mark[0], bytes[index...].starts(with: mark) {
                out.append(String(decoding: bytes[start..<index], as: UTF8.self))
                index += mark.count
                start = index
            } else {
                index += 1
            }
        }
        out.append(String(decoding: bytes[start...], as: UTF8.self))
        return out
    }

    @Sendable private static func join(_ values: [Value]) throws -> Value {
        if values.count < 2 { throw Failure("at least one list is required") }
        var parts: [String] = []
        var size = 0
        for (place, list) in values.dropFirst().enumerated() {
            guard list.isWhollyKnown else { return .unknown(.string) }
            for (index, item) in list.items.enumerated() {
                if item.isNull {
                    throw Failure(
                        "element \(index) is null; cannot concatenate null values", argument: place + 1)
                }
                parts.append(item.text)
                size += item.text.utf8.count + values[0].text.utf8.count
                try checkSize(size)
            }
        }
        return .string(parts.joined(separator: values[0].text))
    }

    @Sendable private static func replace(_ values: [Value]) throws -> Value {
        let (text, part, new) = (values[0].text, values[1].text, values[2].text)
        if part.utf8.count > 1, part.utf8.first == 0x2f, part.utf8.last == 0x2f {
            let pattern = try compile(String(part.dropFirst().dropLast()))
            // Each group's texts are parts of the text that do not overlap.
            let groups = new.utf8.count { $0 == UInt8(ascii: "$") }
            try checkSize(
                (1 + groups) * text.utf8.count + pattern.allMatches(in: text).count * new.utf8.count)
            return .string(pattern.replacing(in: text, with: new))
        }
        if part.isEmpty {
            let pieces = text.map { String($0) }
            try checkSize(text.utf8.count + (pieces.count + 1) * new.utf8.count)
            return .string(new + pieces.map { $0 + new }.joined())
        }
        let pieces = split(text, part)
        try checkSize(text.utf8.count + pieces.count * new.utf8.count)
        return .string(pieces.joined(separator: new))
    }
}
