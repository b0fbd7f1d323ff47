import CZstd
import Faults

/// Compresses a stream at level 3. Not thread-safe.
struct Compressor: ~Copyable {
    private let context: OpaquePointer

    init() throws(Fault) {
        guard let context = ZSTD_createCCtx() else { throw Zstandard.noMemory }
        self.context = context
        _ = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 3)
    }

    deinit { ZSTD_freeCCtx(context) }

    /// Appends what comes out to `output`; with `isLast`, everything.
    func compress(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8], isLast: Bool) throws(Fault) {
        var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        let room = ZSTD_CStreamOutSize()
        let mode = isLast ? ZSTD_e_end : ZSTD_e_continue
        while true {
            var left = 0
            let start = output.count
            let piece = [UInt8](unsafeUninitializedCapacity: room) { out, count in
                var buffer = ZSTD_outBuffer(dst: out.baseAddress, size: room, pos: 0)
                left = ZSTD_compressStream2(context, &buffer, &input, mode)
                count = buffer.pos
            }
            output.append(contentsOf: piece)
            if ZSTD_isError(left) != 0 { throw Zstandard.failure(left) }
            if isLast ? left == 0 : input.pos == input.size && output.count - start < room { return }
        }
    }
}

/// Undoes `Compressor`. Not thread-safe.
struct Decompressor: ~Copyable {
    private let context: OpaquePointer
    /// Whether the last frame is complete.
    private(set) var isAtEnd = false

    init() throws(Fault) {
        guard let context = ZSTD_createDCtx() else { throw Zstandard.noMemory }
        self.context = context
        // Level 3 needs windows of 2 MiB; whatever asks for more is not ours.
        _ = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 23)
    }

    deinit { ZSTD_freeDCtx(context) }

    /// At most `limit` bytes from `input`, of which `position` moves on.
    mutating func decompress(_ input: [UInt8], from position: inout Int, limit: Int) throws(Fault) -> [UInt8]
    {
        var left = 0
        let output = input.withUnsafeBytes { raw in
            [UInt8](unsafeUninitializedCapacity: limit) { out, count in
                var source = ZSTD_inBuffer(src: raw.baseAddress, size: raw.count, pos: position)
                var buffer = ZSTD_outBuffer(dst: out.baseAddress, size: limit, pos: 0)
                left = ZSTD_decompressStream(context, &buffer, &source)
                count = buffer.pos
                position = source.pos
            }
        }
        if ZSTD_isError(left) != 0 { throw Zstandard.failure(left) }
        isAtEnd = left == 0
        return output
    }
}

enum Zstandard {
    static let noMemory = Fault(
        .unavailable, "objects.memory", "There is no memory for an object.", retryAfter: 5)

    static func failure(_ code: Int) -> Fault {
        .corruptObject("zstd: \(String(cString: ZSTD_getErrorName(code)))")
    }
}
