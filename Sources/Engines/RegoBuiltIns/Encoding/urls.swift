import Rego

enum URLText {
    /// What a query leaves as it is.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-_.~".utf8.contains(byte)
    }

    static func encodePath(_ text: String) -> String {
        var out = ""
        for byte in text.utf8 {
            if isPlain(byte) || "$&+,/:;=@".utf8.contains(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                out += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return out
    }

    static func encodeQuery(_ text: String) -> String {
        var out: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text.utf8 {
            if isPlain(byte) {
                out.append(byte)
            } else if byte == 0x20 {
                out.append(UInt8(ascii: "+"))
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Resolves percent escapes; a plus is a blank in queries.
    static func decode(_ text: String, isQuery: Bool) throws(BuiltInFault) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "%"):
                let digits = String(
                    decoding: bytes[min(at + 1, bytes.count)..<min(at + 3, bytes.count)], as: UTF8.self)
                guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16), !digits.hasPrefix("+")
                else {
                    throw .failed("invalid URL escape \"%\(digits)\"")
                }
                out.append(value)
                at += 3
            case UInt8(ascii: "+") where isQuery:
                out.append(0x20)
                at += 1
            default:
                out.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The values of each name, in order.
    static func fields(_ query: String) throws(BuiltInFault) -> [(String, [String])] {
        var all: [(String, [String])] = []
        for part in query.split(separator: "&") where !part.isEmpty {
            if part.contains(";") { throw .failed("invalid semicolon separator in query") }
            let mark = part.firstIndex(of: "=")
            let name = try decode(String(mark.map { part[..<$0] } ?? part), isQuery: true)
            let value = try decode(mark.map { String(part[part.index(after: $0)...]) } ?? "", isQuery: true)
            if let place = all.firstIndex(where: { $0.0 == name }) {
                all[place].1.append(value)
            } else {
                all.append((name, [value]))
            }
        }
        return all
    }
}

let urls: [String: BuiltIn.Body] = [
    "urlquery.encode": { call throws(BuiltInFault) in
        call.heap.string(URLText.encodeQuery(try call.string(0)))
    },
    "urlquery.decode": { call throws(BuiltInFault) in
        call.heap.string(try URLText.decode(call.string(0), isQuery: true))
    },
    "urlquery.encode_object": { call throws(BuiltInFault) in
        var parts: [String] = []
        for (key, value) in try call.object(0) {
            guard let name = key.string else { throw .type("operand 1 must have string keys") }
            let values: [String]
            switch value.kind {
            case .string: values = [value.string ?? ""]
            case .array, .set:
                values = value.sortedElements.compactMap(\.string)
                guard values.count == value.count else {
                    throw .type("operand 1 values must be string, array[string], or set[string]")
                }
            default:
                throw .type("operand 1 values must be one of {string, array, set} but got \(value.typeName)")
            }
            parts += values.map { URLText.encodeQuery(name) + "=" + URLText.encodeQuery($0) }
        }
        return call.heap.string(parts.joined(separator: "&"))
    },
    "urlquery.decode_object": { call throws(BuiltInFault) in
        let heap = call.heap
        return heap.object(
            try URLText.fields(call.string(0)).map {
                (heap.string($0.0), heap.array($0.1.map { heap.string($0) }))
            })
    },
    "uri.parse": { call throws(BuiltInFault) in
        let text = try call.string(0)
        let uri = try URI(parsing: text)
        let heap = call.heap
        let members: [(String, String)] = [
            ("scheme", uri.scheme), ("hostname", uri.host), ("port", uri.port), ("path", uri.path),
            ("raw_path", uri.rawPath), ("raw_query", uri.query), ("fragment", uri.fragment),
        ]
        return heap.object(members.filter { !$0.1.isEmpty }.map { (heap.string($0.0), heap.string($0.1)) })
    },
    "uri.is_valid": { call throws(BuiltInFault) in
        guard let text = call[0].string, !text.isEmpty else { return .false }
        return Value((try? URI(parsing: text)) != nil)
    },
]
