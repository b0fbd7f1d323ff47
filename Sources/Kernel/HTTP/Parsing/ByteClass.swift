/// One digit for each byte: 1 for what may stand in a token, 2 in a host, 4 in a field value.
///
/// A literal, since a table that had to be made at the first use would be asked for at every byte.
private let classes: StaticString = """
    0000000004000000000000000000000047457777667767747777777777664644\
    4777777777777777777777777776465757777777777777777777777777745470\
    4444444444444444444444444444444444444444444444444444444444444444\
    4444444444444444444444444444444444444444444444444444444444444444\

    """

@inline(__always) private func has(_ byte: UInt8, _ flag: UInt8) -> Bool {
    classes.utf8Start[Int(byte)] & flag != 0
}

/// `tchar` of RFC 9110, 5.6.2.
@inline(__always) func isTokenByte(_ byte: UInt8) -> Bool { has(byte, 1) }

/// `uri-host [ ":" port ]` of RFC 9110, 7.2, without telling its parts apart.
@inline(__always) func isHostByte(_ byte: UInt8) -> Bool { has(byte, 2) }

/// A byte that may stand in a field value: visible, space, tab or beyond ASCII (RFC 9110, 5.5).
@inline(__always) func isFieldByte(_ byte: UInt8) -> Bool { has(byte, 4) }
