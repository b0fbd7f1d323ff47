import Faults
import Values

/// Divides an expression into tokens.
struct QueryLexer {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// The tokens, the last of which is the end.
    static func tokens(of text: String) throws(Fault) -> [QueryToken] {
        var lexer = QueryLexer(text)
        var out: [QueryToken] = []
        while let token = try lexer.next() { out.append(token) }
        return out + [QueryToken(.end, at: lexer.bytes.count)]
    }

    static func fault(_ what: String, at position: Int) -> Fault {
        Fault(.invalid, "query.syntax", "The query is not valid: \(what) at byte \(position).")
    }

    private mutating func next() throws(Fault) -> QueryToken? {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
        guard position < bytes.count else { return nil }
        let start = position, byte = bytes[position]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            return QueryToken(.name, at: start, .string(word()))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            return QueryToken(.number, at: start, JSON(try number()))
        case UInt8(ascii: "\""):
            let inner = try quoted(byte)
            guard case .string(let name)? = try? JSON(parsing: [byte] + inner + [byte]) else {
                throw Self.fault("a quoted name is no text of JSON", at: start)
            }
            return QueryToken(.quotedName, at: start, .string(name))
        case UInt8(ascii: "'"):
            let inner = try quoted(byte)
            return QueryToken(.literal, at: start, .string(Self.text(inner, without: byte)))
        case UInt8(ascii: "`"):
            let inner = try quoted(byte)
            let text = Self.text(inner, without: byte)
            do { return QueryToken(.literal, at: start, try JSON(parsing: text)) } catch {
                throw Self.fault("a literal is no JSON", at: start)
            }
        default: return try sign(start)
        }
    }

    private mutating func sign(_ start: Int) throws(Fault) -> QueryToken {
        // The longer ones first.
        for length in [2, 1] where start + length <= bytes.count {
            let text = String(decoding: bytes[start..<start + length], as: UTF8.self)
            guard let kind = QueryToken.Kind(rawValue: text) else { continue }
            position += length
            return QueryToken(kind, at: start)
        }
        throw Self.fault("a character that begins nothing", at: start)
    }

    private mutating func word() -> String {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                position += 1
            default: return String(decoding: bytes[start..<position], as: UTF8.self)
            }
        }
        return String(decoding: bytes[start...], as: UTF8.self)
    }

    private mutating func number() throws(Fault) -> Int {
        let start = position
        position += 1
        while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
        guard let number = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw Self.fault("a number that is none", at: start)
        }
        return number
    }

    /// What stands between two of `mark`, with its escapes.
    private mutating func quoted(_ mark: UInt8) throws(Fault) -> [UInt8] {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != mark {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else { throw Self.fault("a quote that does not end", at: start) }
        defer { position += 1 }
        return Array(bytes[(start + 1)..<position])
    }

    /// Only the mark itself is escaped; in raw text the backslash as well.
    private static func text(_ bytes: [UInt8], without mark: UInt8) -> String {
        let backslash = UInt8(ascii: "\\")
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let next = at + 1 < bytes.count ? bytes[at + 1] : 0
            let isEscape =
                bytes[at] == backslash
                && (next == mark || (next == backslash && mark == UInt8(ascii: "'")))
            if isEscape { at += 1 }
            out.append(bytes[at])
            at += 1
            // A pair that JSON will read itself stays a pair.
            if !isEscape, bytes[at - 1] == backslash, at < bytes.count {
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
