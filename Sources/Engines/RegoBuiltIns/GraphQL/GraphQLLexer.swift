import Rego

/// Cuts GraphQL (October 2021, section 2.1) into tokens.
struct GraphQLLexer {
    enum Kind: Equatable {
        case name, int, float, string, block, end, invalid
        case mark(String)

        var name: String {
            switch self {
            case .name: "Name"
            case .int: "Int"
            case .float: "Float"
            case .string: "String"
            case .block: "BlockString"
            case .end: "<EOF>"
            case .invalid: "<Invalid>"
            case .mark(let text): text
            }
        }
    }

    struct Token {
        var kind: Kind
        var text: String
        var line: Int
        var column: Int

        /// As errors name it.
        var description: String {
            switch kind {
            case .name, .int, .float, .string, .block: kind.name + " \"" + text + "\""
            default: kind.name
            }
        }
    }

    private let bytes: [UInt8]
    private var at = 0
    private var line = 1
    private var lineStart = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    private func byte(_ ahead: Int = 0) -> UInt8 { at + ahead < bytes.count ? bytes[at + ahead] : 0 }

    mutating func next() -> Token {
        skip()
        var token = Token(kind: .end, text: "", line: line, column: at - lineStart + 1)
        guard at < bytes.count else { return token }
        let start = at
        let first = byte()
        switch first {
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            at += 1
            token.kind = .mark(String(Unicode.Scalar(first)))
        case UInt8(ascii: ".") where byte(1) == first && byte(2) == first:
            at += 3
            token.kind = .mark("...")
        case UInt8(ascii: "\""):
            if byte(1) == first, byte(2) == first { block(&token) } else { string(&token) }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): number(&token)
        case _ where (first | 0x20) &- 0x61 < 26 || first == UInt8(ascii: "_"):
            while (byte() | 0x20) &- 0x61 < 26 || byte() &- 0x30 < 10 || byte() == UInt8(ascii: "_") {
                at += 1
            }
            token.kind = .name
            token.text = String(decoding: bytes[start..<at], as: UTF8.self)
        default:
            at += 1
            token.kind = .invalid
        }
        return token
    }

    private mutating func skip() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, UInt8(ascii: ","): at += 1
            case 0x0a, 0x0d:
                at += bytes[at] == 0x0d && byte(1) == 0x0a ? 2 : 1
                line += 1
                lineStart = at
            case UInt8(ascii: "#"): while at < bytes.count, bytes[at] != 0x0a, bytes[at] != 0x0d { at += 1 }
            case 0xef where byte(1) == 0xbb && byte(2) == 0xbf: at += 3
            default: return
            }
        }
    }

    private mutating func number(_ token: inout Token) {
        let start = at
        token.kind = .int
        if byte() == UInt8(ascii: "-") { at += 1 }
        let first = byte()
        while byte() &- 0x30 < 10 { at += 1 }
        if at == start || at == start + 1 && bytes[start] == UInt8(ascii: "-") {
            token.kind = .invalid
            return
        }
        if first == UInt8(ascii: "0"), bytes[at - 1] != first || at - start > 2 { token.kind = .invalid }
        if byte() == UInt8(ascii: "."), byte(1) &- 0x30 < 10 {
            token.kind = .float
            at += 1
            while byte() &- 0x30 < 10 { at += 1 }
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            token.kind = .float
            at += 1
            if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { at += 1 }
            if byte() &- 0x30 >= 10 { token.kind = .invalid }
            while byte() &- 0x30 < 10 { at += 1 }
        }
        token.text = String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func string(_ token: inout Token) {
        at += 1
        var out: [UInt8] = []
        token.kind = .string
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            if bytes[at] < 0x20, bytes[at] != 0x09 { break }
            if bytes[at] == UInt8(ascii: "\\") {
                let escapes: [UInt8: UInt8] = [
                    0x22: 0x22, 0x5c: 0x5c, 0x2f: 0x2f, 0x62: 8, 0x66: 12, 0x6e: 10, 0x72: 13, 0x74: 9,
                ]
                if let plain = escapes[byte(1)] {
                    out.append(plain)
                    at += 2
                    continue
                }
                let digits = String(
                    decoding: bytes[min(at + 2, bytes.count)..<min(at + 6, bytes.count)], as: UTF8.self)
                guard byte(1) == UInt8(ascii: "u"), digits.utf8.count == 4,
                    let code = UInt32(digits, radix: 16),
                    let scalar = Unicode.Scalar(code)
                else { break }
                out += Array(String(Character(scalar)).utf8)
                at += 6
                continue
            }
            out.append(bytes[at])
            at += 1
        }
        guard byte() == UInt8(ascii: "\"") else {
            token.kind = .invalid
            token.column = at - lineStart + 1
            at = bytes.count
            return
        }
        at += 1
        // Strings are told to begin behind their quote.
        token.column += 1
        token.text = String(decoding: out, as: UTF8.self)
    }

    private mutating func block(_ token: inout Token) {
        at += 3
        var text = ""
        var raw: [UInt8] = []
        token.kind = .block
        while at < bytes.count {
            if byte() == 0x22, byte(1) == 0x22, byte(2) == 0x22 {
                at += 3
                text = String(decoding: raw, as: UTF8.self)
                token.text = Self.unindented(text)
                return
            }
            if byte() == UInt8(ascii: "\\"), byte(1) == 0x22, byte(2) == 0x22, byte(3) == 0x22 {
                raw += [0x22, 0x22, 0x22]
                at += 4
                continue
            }
            if byte() == 0x0a || byte() == 0x0d {
                at += byte() == 0x0d && byte(1) == 0x0a ? 2 : 1
                line += 1
                lineStart = at
                raw.append(0x0a)
                continue
            }
            raw.append(byte())
            at += 1
        }
        token.kind = .invalid
        token.line = line
        token.column = at - lineStart + 1
    }

    /// Without common indentation and empty lines at either end (section 2.9.4).
    private static func unindented(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        func indent(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }
        let common = lines.dropFirst().filter { indent($0) < $0.count }.map(indent).min() ?? 0
        for place in lines.indices.dropFirst() { lines[place] = lines[place].dropFirst(common) }
        while let first = lines.first, indent(first) == first.count { lines.removeFirst() }
        while let last = lines.last, indent(last) == last.count { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
