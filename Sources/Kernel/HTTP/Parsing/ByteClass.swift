/// `tchar` of RFC 9110, 5.6.2.
@inline(__always) func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^")...UInt8(ascii: "`"): true
    case UInt8(ascii: "|"), UInt8(ascii: "~"): true
    default: false
    }
}

/// `uri-host [ ":" port ]` of RFC 9110, 7.2, without telling its parts apart.
@inline(__always) func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "="): true
    case UInt8(ascii: "$")...UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"): true
    case UInt8(ascii: "_"), UInt8(ascii: "~"): true
    default: false
    }
}

/// A byte that may stand in a field value: visible, space, tab or beyond ASCII (RFC 9110, 5.5).
@inline(__always) func isFieldByte(_ byte: UInt8) -> Bool {
    byte >= 0x20 ? byte != 0x7F : byte == 0x09
}
