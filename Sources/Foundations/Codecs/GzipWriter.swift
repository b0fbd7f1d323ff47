internal import CZlib

/// Gzip (RFC 1952) of bytes that are all there.
public enum GzipWriter {
    /// The same bytes give the same result: no name and no time is written.
    public static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let begun = plumb_gzip_init(&stream, Z_DEFAULT_COMPRESSION)
        precondition(begun == Z_OK, "zlib needs memory for a compressor.")
        defer { deflateEnd(&stream) }
        var input = bytes
        let room = Int(deflateBound(&stream, UInt(bytes.count))) + 32
        return [UInt8](unsafeUninitializedCapacity: room) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                var (read, written) = (0, 0)
                // zlib counts in 32 bits.
                repeat {
                    let part = min(input.count - read, 1 << 30)
                    stream.next_in = input.baseAddress.map { $0 + read }
                    stream.avail_in = UInt32(part)
                    let free = min(room - written, 1 << 31)
                    stream.next_out = output.baseAddress.map { $0 + written }
                    stream.avail_out = UInt32(free)
                    let result = deflate(&stream, read + part == input.count ? Z_FINISH : Z_NO_FLUSH)
                    read += part - Int(stream.avail_in)
                    written += free - Int(stream.avail_out)
                    if result == Z_STREAM_END { break }
                    precondition(result == Z_OK, "zlib stopped within a text that has room.")
                } while true
                count = written
            }
        }
    }
}
