/// The offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7): no overlong
/// forms, no surrogates, nothing above U+10FFFF, no truncated sequence.
func invalidUTF8(in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let end = bytes.count
    var index = 0
    @inline(__always) func at(_ offset: Int) -> UInt8 { base.load(fromByteOffset: offset, as: UInt8.self) }
    @inline(__always) func continues(_ offset: Int) -> Bool { offset < end && at(offset) & 0xc0 == 0x80 }
    while index < end {
        while index &+ 8 <= end,
            base.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            index &+= 8
        }
        guard index < end else { return nil }
        let lead = at(index)
        if lead < 0x80 {
            index &+= 1
            continue
        }
        switch lead {
        case 0xc2...0xdf:
            guard continues(index &+ 1) else { return index }
            index &+= 2
        case 0xe0...0xef:
            guard continues(index &+ 1), continues(index &+ 2) else { return index }
            let second = at(index &+ 1)
            if lead == 0xe0 && second < 0xa0 || lead == 0xed && second > 0x9f { return index }
            index &+= 3
        case 0xf0...0xf4:
            guard continues(index &+ 1), continues(index &+ 2), continues(index &+ 3) else { return index }
            let second = at(index &+ 1)
            if lead == 0xf0 && second < 0x90 || lead == 0xf4 && second > 0x8f { return index }
            index &+= 4
        default: return index
        }
    }
    return nil
}
