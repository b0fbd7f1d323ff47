import CZlib

/// A gzip compressor (RFC 1952).
///
/// Sendable because one task or one loop at a time feeds it, and zlib's state is nowhere else.
final class Gzip: Compressor, @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let result = plumb_gzip_init(stream, 5)
        precondition(result == Z_OK, "zlib needs memory for a compressor.")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func feed(_ bytes: ArraySlice<UInt8>, _ flush: CompressorFlush) -> [UInt8] {
        var input = Array(bytes)
        var output: [UInt8] = []
        let mode = flush == .finish ? Z_FINISH : flush == .sync ? Z_SYNC_FLUSH : Z_NO_FLUSH
        input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            while true {
                let room = 16 << 10
                let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                    stream.pointee.next_out = buffer.baseAddress
                    stream.pointee.avail_out = UInt32(room)
                    deflate(stream, mode)
                    count = room - Int(stream.pointee.avail_out)
                }
                output.append(contentsOf: part)
                if part.count < room { break }
            }
            stream.pointee.next_in = nil
        }
        return output
    }
}
