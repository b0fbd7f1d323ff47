/// One element of DER (X.690), with its content in place.
struct DER {
    let tag: UInt8
    /// The element with its header, and its content.
    let whole: ArraySlice<UInt8>
    let content: ArraySlice<UInt8>

    /// The element at the start, and what follows it; nil when the bytes are none.
    static func next(_ bytes: ArraySlice<UInt8>) -> (DER, rest: ArraySlice<UInt8>)? {
        guard bytes.count >= 2 else { return nil }
        let start = bytes.startIndex
        let tag = bytes[start]
        guard tag & 0x1f != 0x1f else { return nil }
        var length = Int(bytes[start + 1])
        var at = start + 2
        if length & 0x80 != 0 {
            let count = length & 0x7f
            guard count >= 1, count <= 4, bytes.count >= 2 + count else { return nil }
            length = bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
            at += count
        }
        guard length <= bytes.endIndex - at else { return nil }
        return (
            DER(tag: tag, whole: bytes[start..<at + length], content: bytes[at..<at + length]),
            bytes[(at + length)...]
        )
    }

    /// The elements of a constructed element; nil when its content is no row of elements.
    var elements: [DER]? {
        var all: [DER] = []
        var rest = content
        while !rest.isEmpty {
            guard let (element, after) = DER.next(rest) else { return nil }
            all.append(element)
            rest = after
        }
        return all
    }

    /// An object identifier's numbers.
    var identifier: [Int]? {
        guard tag == 6, !content.isEmpty else { return nil }
        var numbers: [Int] = []
        var value = 0
        for byte in content {
            guard value < 1 << 50 else { return nil }
            value = value << 7 | Int(byte & 0x7f)
            if byte & 0x80 != 0 { continue }
            if numbers.isEmpty {
                numbers = value < 80 ? [value / 40, value % 40] : [2, value - 80]
            } else {
                numbers.append(value)
            }
            value = 0
        }
        return numbers
    }

    /// Text of the kinds that names and times use.
    var text: String {
        if tag == 0x1e {
            let units = stride(from: content.startIndex, to: content.endIndex - 1, by: 2).map {
                UInt16(content[$0]) << 8 | UInt16(content[$0 + 1])
            }
            return String(decoding: units, as: UTF16.self)
        }
        return String(decoding: content, as: UTF8.self)
    }

    /// A bit string's bytes without the count of unused bits.
    var bits: ArraySlice<UInt8> { content.dropFirst() }
}
