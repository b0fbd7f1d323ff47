/// Writes the tape of one text in a single pass, refusing whatever RFC 8259 does not allow.
struct Scanner {
    let base: UnsafeRawPointer
    let end: Int
    var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        // An empty text has no address; nothing is read from it, as `end` is 0.
        base = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
        end = bytes.count
    }

    static func tape(of bytes: [UInt8], depth: Int) throws(Malformed) -> Tape {
        guard bytes.count < Tape.offsetMask else { throw Malformed(.size, 0) }
        var builder = TapeBuilder(expecting: bytes.count)
        var failure: Malformed?
        bytes.withUnsafeBytes { raw in
            var scanner = Scanner(raw)
            do throws(Malformed) {
                try scanner.scan(into: &builder, depth: depth)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return builder.finish(over: bytes)
    }

    @inline(__always)
    func byte(_ index: Int) -> UInt8 { base.load(fromByteOffset: index, as: UInt8.self) }

    @inline(__always)
    func word(_ index: Int) -> UInt64 { base.loadUnaligned(fromByteOffset: index, as: UInt64.self) }

    /// The byte at the position, or 0, which starts and continues nothing, at the end.
    @inline(__always)
    var current: UInt8 { position < end ? byte(position) : 0 }

    @inline(__always)
    mutating func skipSpace() {
        while position < end {
            let next = byte(position)
            if next > 0x20 { return }
            if next == 0x0a {
                // Pretty-printed text: a line's end and a run of blanks, eight at a time.
                position &+= 1
                while position &+ 8 <= end, word(position) == 0x2020_2020_2020_2020 { position &+= 8 }
                continue
            }
            guard next == 0x20 || next == 0x0d || next == 0x09 else { return }
            position &+= 1
        }
    }

    /// An array or object that is not yet closed.
    private struct Open {
        var index: Int
        var count: Int
        var isObject: Bool
    }

    private mutating func scan(into tape: inout TapeBuilder, depth limit: Int) throws(Malformed) {
        let limit = max(1, limit)
        var stack: [Open] = []
        stack.reserveCapacity(min(limit, 32))
        skipSpace()
        value: while true {
            let first = current
            switch first {
            case UInt8(ascii: "\""):
                try string(into: &tape)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard stack.count < limit else { throw Malformed(.depth, position) }
                let isObject = first == UInt8(ascii: "{")
                let index = tape.count
                tape.open(isObject ? .object : .array, at: position)
                position &+= 1
                skipSpace()
                if current == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    position &+= 1
                    tape.close(index, elements: 0, end: position)
                    break
                }
                stack.append(Open(index: index, count: 0, isObject: isObject))
                if isObject { try name(into: &tape) }
                continue value
            case UInt8(ascii: "t"): try literal(.true, 0x6575_7274, skipping: 0, into: &tape)
            case UInt8(ascii: "f"): try literal(.false, 0x6573_6c61, skipping: 1, into: &tape)
            case UInt8(ascii: "n"): try literal(.null, 0x6c6c_756e, skipping: 0, into: &tape)
            default: try number(into: &tape)
            }
            if try !advance(&stack, &tape) { break }
        }
        skipSpace()
        guard position == end else { throw Malformed(.trailing, position) }
    }

    /// Closes what ends here; true when another value follows, false at the end of the outermost.
    @inline(__always)
    private mutating func advance(
        _ stack: inout [Open], _ tape: inout TapeBuilder
    ) throws(Malformed) -> Bool {
        while !stack.isEmpty {
            skipSpace()
            let last = stack.count &- 1
            stack[last].count &+= 1
            let open = stack[last]
            let next = current
            if next == UInt8(ascii: ",") {
                position &+= 1
                skipSpace()
                if open.isObject { try name(into: &tape) }
                return true
            }
            guard next == (open.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw Malformed(.separator, position)
            }
            guard open.count <= Tape.lengthLimit else { throw Malformed(.size, position) }
            position &+= 1
            stack.removeLast()
            tape.close(open.index, elements: open.count, end: position)
        }
        return false
    }
}
