/// Builds the tree of a part of a tape. Long names that come again and again are one string.
struct TreeBuilder {
    private let tape: Tape
    private let base: UnsafeRawBufferPointer
    private var names: [(hash: UInt64, text: String)]

    static func tree(of tape: Tape, at index: Int) -> JSON {
        tape.bytes.withUnsafeBytes { base in
            let isLarge = tape.range(index).count > 65_536
            var builder = TreeBuilder(
                tape: tape, base: base, names: isLarge ? .init(repeating: (0, ""), count: 4096) : [])
            var index = index
            return builder.value(&index)
        }
    }

    private mutating func value(_ index: inout Int) -> JSON {
        let here = index
        switch tape.token(here) {
        case .null:
            index = here &+ 1
            return .null
        case .true, .false:
            index = here &+ 1
            return .bool(tape.token(here) == .true)
        case .number:
            index = here &+ 1
            return .number(JSON.Number(checked: String(decoding: raw(here), as: UTF8.self)))
        case .string:
            index = here &+ 1
            return .string(string(here))
        case .array:
            let count = tape.length(here)
            index = here &+ 2
            var elements: [JSON] = []
            elements.reserveCapacity(count)
            for _ in 0..<count { elements.append(value(&index)) }
            return .array(elements)
        case .object:
            let count = tape.length(here)
            index = here &+ 2
            var object = JSON.Object()
            object.reserveCapacity(count)
            for _ in 0..<count {
                let key = name(index)
                index &+= 1
                object[key] = value(&index)
            }
            return .object(object)
        }
    }

    @inline(__always)
    private func raw(_ index: Int) -> UnsafeRawBufferPointer {
        let start = tape.offset(index)
        return UnsafeRawBufferPointer(rebasing: base[start..<start &+ tape.length(index)])
    }

    @inline(__always)
    private func string(_ index: Int) -> String {
        let raw = raw(index)
        return tape.isEscaped(index) ? unescaped(raw) : String(decoding: raw, as: UTF8.self)
    }

    /// Names up to 15 bytes need no memory of their own; longer ones are looked up among the last seen.
    @inline(__always)
    private mutating func name(_ index: Int) -> String {
        let raw = raw(index)
        if raw.count <= 15 || names.isEmpty || tape.isEscaped(index) { return string(index) }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: raw.count)
        var offset = 0
        while offset &+ 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = (hash ^ word) &* 0x9e37_79b9_7f4a_7c15
            hash ^= hash >> 29
            offset &+= 8
        }
        while offset < raw.count {
            hash = (hash ^ UInt64(raw[offset])) &* 0x100_0000_01b3
            offset &+= 1
        }
        let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) & 4095)
        if names[slot].hash == hash, names[slot].text.withBytes({ $0.elementsEqual(raw) }) {
            return names[slot].text
        }
        let text = String(decoding: raw, as: UTF8.self)
        names[slot] = (hash, text)
        return text
    }
}
