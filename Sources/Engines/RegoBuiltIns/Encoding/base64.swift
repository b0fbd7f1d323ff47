import Crypto
import Rego

/// Base64 as Go reads it: line ends are passed over, and the place of what is wrong is told.
enum Base64Text {
    static func decode(_ text: String, isURL: Bool, padding: Bool?) throws(BuiltInFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var group: UInt32 = 0
        var digits = 0
        let all = Array(text.utf8)
        var at = 0
        func illegal(_ place: Int) -> BuiltInFault { .failed("illegal base64 data at input byte \(place)") }
        while at < all.count {
            let byte = all[at]
            if byte == 0x0a || byte == 0x0d {
                at += 1
                continue
            }
            if byte == UInt8(ascii: "=") { break }
            guard let value = value(byte, isURL) else { throw illegal(at) }
            group = group << 6 | value
            digits += 1
            at += 1
            if digits % 4 == 0 {
                bytes += [
                    UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8),
                    UInt8(truncatingIfNeeded: group),
                ]
                group = 0
            }
        }
        let rest = digits % 4
        let pad = all[at...].filter { $0 != 0x0a && $0 != 0x0d }
        if !pad.allSatisfy({ $0 == UInt8(ascii: "=") }) { throw illegal(at) }
        if padding == false, !pad.isEmpty { throw illegal(at) }
        let wanted = rest == 0 ? 0 : 4 - rest
        if rest == 1 { throw illegal(at - 1) }
        if padding == true, pad.count != wanted { throw illegal(min(at + pad.count, all.count)) }
        if padding == nil, !pad.isEmpty, pad.count != wanted { throw illegal(at) }
        if rest == 2 { bytes.append(UInt8(truncatingIfNeeded: group >> 4)) }
        if rest == 3 {
            bytes += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]
        }
        return bytes
    }

    private static func value(_ byte: UInt8, _ isURL: Bool) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - 65)
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - 71)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte + 4)
        case UInt8(ascii: "+") where !isURL, UInt8(ascii: "-") where isURL: 62
        case UInt8(ascii: "/") where !isURL, UInt8(ascii: "_") where isURL: 63
        default: nil
        }
    }

    /// URL-safe Base64 with its padding.
    static func url(_ bytes: some Collection<UInt8>) -> String {
        let bare = bytes.base64URL
        return bare + String(repeating: "=", count: (4 - bare.utf8.count % 4) % 4)
    }
}

extension Heap {
    /// Bytes as text; what is no UTF-8 becomes replacement characters.
    func text(_ bytes: [UInt8]) -> Value { string(String(decoding: bytes, as: UTF8.self)) }
}

let base64: [String: BuiltIn.Body] = [
    "base64.encode": { call throws(BuiltInFault) in call.heap.string(Array(try call.bytes(0)).base64) },
    "base64.decode": { call throws(BuiltInFault) in
        call.heap.text(try Base64Text.decode(call.string(0), isURL: false, padding: true))
    },
    "base64.is_valid": { call throws(BuiltInFault) in
        guard let text = call[0].string else { return .false }
        return Value((try? Base64Text.decode(text, isURL: false, padding: true)) != nil)
    },
    "base64url.encode": { call throws(BuiltInFault) in
        call.heap.string(Base64Text.url(Array(try call.bytes(0))))
    },
    "base64url.encode_no_pad": { call throws(BuiltInFault) in
        call.heap.string(Array(try call.bytes(0)).base64URL)
    },
    "base64url.decode": { call throws(BuiltInFault) in
        call.heap.text(try Base64Text.decode(call.string(0), isURL: true, padding: nil))
    },
    "hex.encode": { call throws(BuiltInFault) in call.heap.string(Array(try call.bytes(0)).hex) },
    "hex.decode": { call throws(BuiltInFault) in
        let text = try call.string(0)
        if let bytes = [UInt8](hex: text) { return call.heap.text(bytes) }
        let digits = Set("0123456789abcdefABCDEF".unicodeScalars)
        for scalar in text.unicodeScalars where !digits.contains(scalar) {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw .failed(
                "invalid byte: U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
                    + " '\(scalar)'")
        }
        throw .failed("odd length hex string")
    },
]
