import Rego

/// A URI's parts (RFC 3986), read as Go's `net/url` reads it.
struct URI {
    var scheme = ""
    var host = ""
    var port = ""
    var path = ""
    var rawPath = ""
    var query = ""
    var fragment = ""

    init(parsing text: String) throws(BuiltInFault) {
        func refuse(_ what: String) -> BuiltInFault { .failed("parse \(Self.quoted(text)): \(what)") }
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
            throw refuse("net/url: invalid control character in URL")
        }
        var rest = text[...]
        if let mark = rest.firstIndex(of: "#") {
            fragment = try Self.unescaped(rest[rest.index(after: mark)...], refuse)
            rest = rest[..<mark]
        }
        if let colon = rest.firstIndex(of: ":") {
            let name = rest[..<colon]
            let isScheme =
                !name.isEmpty
                && name.utf8.allSatisfy {
                    ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || "+-.".utf8.contains($0)
                }
            if colon == rest.startIndex { throw refuse("missing protocol scheme") }
            if isScheme, let first = name.utf8.first, (first | 0x20) &- 0x61 < 26 {
                scheme = name.lowercased()
                rest = rest[rest.index(after: colon)...]
            } else if !name.contains("/"), !name.contains("?") {
                throw refuse("first path segment in URL cannot contain colon")
            }
        }
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: "/") ?? rest.endIndex
            try readAuthority(rest[..<end], refuse)
            rest = rest[end...]
        } else if !scheme.isEmpty, !rest.hasPrefix("/") {
            return
        }
        path = try Self.unescaped(rest, refuse)
        // The raw path is told only where it is not the plain way to write the path.
        rawPath = URLText.encodePath(path).utf8.elementsEqual(rest.utf8) ? path : String(rest)
    }

    private mutating func readAuthority(
        _ authority: Substring, _ refuse: (String) -> BuiltInFault
    ) throws(BuiltInFault) {
        var rest = authority
        if let at = rest.lastIndex(of: "@") {
            let user = rest[..<at]
            let isValid = user.utf8.allSatisfy {
                ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || "-._:~!$&'()*+,;=%@".utf8.contains($0)
            }
            guard isValid else { throw refuse("net/url: invalid userinfo") }
            rest = rest[rest.index(after: at)...]
        }
        var hostPart = rest
        if rest.hasPrefix("[") {
            guard let close = rest.lastIndex(of: "]") else { throw refuse("missing ']' in host") }
            hostPart = rest[rest.index(after: rest.startIndex)..<close]
            let tail = rest[rest.index(after: close)...]
            try readPort(tail, refuse)
        } else if let colon = rest.lastIndex(of: ":") {
            hostPart = rest[..<colon]
            try readPort(rest[colon...], refuse)
        }
        for byte in hostPart.utf8 where " <>\"`{}|\\^".utf8.contains(byte) {
            throw refuse("invalid character \"\(Unicode.Scalar(byte))\" in host name")
        }
        if let escape = hostPart.firstIndex(of: "%") {
            let digits = hostPart[hostPart.index(after: escape)...].prefix(2)
            guard let byte = UInt8(digits, radix: 16), byte >= 0x80 || digits == "25" else {
                throw refuse("invalid URL escape \"%\(digits)\"")
            }
        }
        host = try Self.unescaped(hostPart, refuse)
    }

    private mutating func readPort(
        _ text: Substring, _ refuse: (String) -> BuiltInFault
    ) throws(BuiltInFault) {
        guard !text.isEmpty else { return }
        guard text.hasPrefix(":"), text.dropFirst().utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
            throw refuse("invalid port \"\(text)\" after host")
        }
        port = String(text.dropFirst())
    }

    private static func unescaped(
        _ text: Substring, _ refuse: (String) -> BuiltInFault
    ) throws(BuiltInFault) -> String {
        do throws(BuiltInFault) {
            return try URLText.decode(String(text), isQuery: false)
        } catch {
            if case .failed(let message) = error { throw refuse(message) }
            throw error
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                out += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
