import Glibc

/// The memory that values live in: blocks are laid one after another and freed all at once.
///
/// A heap belongs to one evaluation at a time. Once `freeze` was called nothing in it changes any more,
/// and values in it may be read from everywhere as long as the heap is kept.
///
/// Unchecked: either one evaluation owns it, or it is frozen.
public final class Heap: @unchecked Sendable {
    private static let firstChunk = 32 << 10
    private static let largestChunk = 1 << 20

    private var next: UnsafeMutableRawPointer
    private var end: UnsafeMutableRawPointer
    private var chunks: [(start: UnsafeMutableRawPointer, size: Int)] = []
    private var current = 0
    /// Bytes in chunks that are in use.
    private(set) var used = 0
    /// Beyond this many bytes `isExhausted` is set; what is being made is still made.
    var limit = Int.max
    private(set) var isExhausted = false
    /// What keeps the texts of lazily read documents.
    private var sources: [Source] = []

    public init() {
        let chunk = Heap.allocate(Heap.firstChunk)
        chunks = [(chunk, Heap.firstChunk)]
        next = chunk
        end = chunk + Heap.firstChunk
        used = Heap.firstChunk
    }

    deinit { for chunk in chunks { free(chunk.start) } }

    private static func allocate(_ size: Int) -> UnsafeMutableRawPointer {
        guard let memory = malloc(size) else {
            preconditionFailure("There is no memory for \(size) bytes of values.")
        }
        return memory
    }

    /// Memory for a block, aligned to eight bytes; it is not cleared.
    @inline(__always)
    func allocate(bytes: Int) -> UnsafeMutableRawPointer {
        let size = (bytes &+ 7) & ~7
        let block = next
        if size <= end - block {
            next = block + size
            return block
        }
        return grow(size)
    }

    @inline(never)
    private func grow(_ size: Int) -> UnsafeMutableRawPointer {
        current += 1
        while current < chunks.count, chunks[current].size < size { current += 1 }
        if current >= chunks.count {
            let wanted = max(size, min(Heap.largestChunk, Heap.firstChunk << min(chunks.count, 5)))
            chunks.append((Heap.allocate(wanted), wanted))
            current = chunks.count - 1
        }
        let chunk = chunks[current]
        used += chunk.size
        if used > limit { isExhausted = true }
        next = chunk.start + size
        end = chunk.start + chunk.size
        return chunk.start
    }

    /// Forgets every value. Chunks beyond a megabyte in all are given back.
    func reset() {
        var kept = 0
        var rest: [(start: UnsafeMutableRawPointer, size: Int)] = []
        for chunk in chunks {
            if rest.isEmpty || kept + chunk.size <= 4 << 20 {
                kept += chunk.size
                rest.append(chunk)
            } else {
                free(chunk.start)
            }
        }
        chunks = rest
        current = 0
        next = chunks[0].start
        end = next + chunks[0].size
        used = chunks[0].size
        isExhausted = false
        sources.removeAll(keepingCapacity: true)
    }

    func keep(_ source: Source) { sources.append(source) }

    /// Tells that `bytes` more would be made; makes the heap exhausted when they do not fit.
    public func foresee(bytes: Int) -> Bool {
        if used &+ bytes > limit { isExhausted = true }
        return !isExhausted
    }
}

// MARK: - Making scalars

extension Heap {
    public func string(_ text: String) -> Value {
        var text = text
        return text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
    }

    public func string(_ bytes: some Collection<UInt8>) -> Value {
        if let made = bytes.withContiguousStorageIfAvailable({ string(UnsafeRawBufferPointer($0)) }) {
            return made
        }
        return Array(bytes).withUnsafeBytes { string($0) }
    }

    /// The bytes must be UTF-8.
    @inline(__always)
    func string(_ bytes: UnsafeRawBufferPointer) -> Value {
        let block = allocate(bytes: 16 &+ bytes.count)
        if let start = bytes.baseAddress { memcpy(block + 16, start, bytes.count) }
        block.storeBytes(of: Int32(truncatingIfNeeded: bytes.count), toByteOffset: 8, as: Int32.self)
        block.storeBytes(of: hashBytes(bytes), as: UInt64.self)
        return Value(bits: UInt64(UInt(bitPattern: block)) | Value.Tag.string)
    }

    @inline(__always)
    public func int(_ value: Int) -> Value {
        Value.intRange.contains(value) ? Value(small: value) : number(checked: String(value))
    }

    /// A number by JSON's grammar.
    func number(checked text: String) -> Value {
        if text.utf8.count < 19, let small = Int(text) { return int(small) }
        return decimal(text)
    }

    func decimalBlock(_ text: String, _ double: Double) -> Value {
        var text = text
        return text.withUTF8 { bytes in
            let block = allocate(bytes: 24 + bytes.count)
            block.storeBytes(of: Int32(bytes.count), toByteOffset: 16, as: Int32.self)
            block.storeBytes(of: double, toByteOffset: 8, as: Double.self)
            block.storeBytes(of: mix(double.bitPattern ^ 0x51), as: UInt64.self)
            if let start = bytes.baseAddress { memcpy(block + 24, start, bytes.count) }
            return Value(bits: UInt64(UInt(bitPattern: block)) | Value.Tag.decimal)
        }
    }
}

// MARK: - Hashes

/// Differs from process to process, so that nobody can choose strings that collide.
let hashSeed = UInt64.random(in: .min ... .max)

@inline(__always)
func mix(_ word: UInt64) -> UInt64 {
    let product = (word ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: 0xa076_1d64_78bd_642f)
    return product.high ^ product.low
}

@inline(__always)
func hashBytes(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = hashSeed ^ UInt64(truncatingIfNeeded: bytes.count)
    var offset = 0
    let count = bytes.count
    while offset &+ 8 <= count {
        hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset &+= 8
    }
    if count & 7 != 0 {
        var last: UInt64 = 0
        if count >= 8 {
            last = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        } else {
            while offset < count {
                last = last << 8 | UInt64(bytes[offset])
                offset &+= 1
            }
        }
        hash = mix(hash ^ last)
    }
    return hash | 1
}
