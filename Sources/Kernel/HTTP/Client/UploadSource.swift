import Faults
import Glibc

/// The bytes of a request's body, from memory or from a file.
final class UploadSource {
    let length: Int
    private let bytes: [UInt8]
    private let file: Int32?
    private var offset = 0

    /// `nil` when the request has none; faults with `invalid`, code `http.no_file`.
    init?(_ request: ClientRequest) throws(Fault) {
        switch request.body {
        case .none:
            // These methods mean a body, so its absence is said as a length of zero (RFC 9110, 8.6).
            guard ["POST", "PUT", "PATCH"].contains(request.method) else { return nil }
            (bytes, file, length) = ([], nil, 0)
        case .bytes(let bytes):
            (self.bytes, file, length) = (bytes, nil, bytes.count)
        case .file(let path):
            let fd = open(path, O_RDONLY | O_CLOEXEC)
            let size = fd < 0 ? -1 : lseek(fd, 0, SEEK_END)
            guard size >= 0 else {
                let reason = String(cString: strerror(errno))
                if fd >= 0 { close(fd) }
                throw Fault(.invalid, "http.no_file", "The file to send cannot be read.", note: reason)
            }
            (bytes, file, length) = ([], fd, size)
        }
    }

    deinit {
        if let file { close(file) }
    }

    /// How many bytes were put into `room`: 0 at the end, or when the file ends early.
    func read(into room: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(room.count, length - offset)
        guard count > 0 else { return 0 }
        var taken = count
        if let file {
            taken = max(0, pread(file, room.baseAddress, count, offset))
        } else {
            room.copyBytes(from: bytes[offset..<(offset + count)])
        }
        offset += taken
        return taken
    }

    func seek(to offset: Int) -> Bool {
        guard (0...length).contains(offset) else { return false }
        self.offset = offset
        return true
    }
}
