import Faults
import Glibc

/// An open file that closes itself.
struct OpenFile: ~Copyable {
    private let descriptor: Int32
    let path: String

    init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(Fault) {
        descriptor = open(path, flags | O_CLOEXEC, mode)
        self.path = path
        guard descriptor >= 0 else { throw .system("open", path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(Fault) {
        try writeAll(bytes) { start, count, _ in Glibc.write(descriptor, start, count) }
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        try writeAll(bytes) { start, count, done in pwrite(descriptor, start, count, offset + done) }
    }

    private func writeAll(
        _ bytes: [UInt8], _ call: (UnsafeRawPointer?, Int, Int) -> Int
    ) throws(Fault) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                call(raw.baseAddress.map { $0 + done }, raw.count - done, done)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .system("write", path) }
            done += count
        }
    }

    /// Up to `count` bytes, fewer only at the end of the file.
    func read(_ count: Int) throws(Fault) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
            while filled < count {
                let got = Glibc.read(descriptor, out.baseAddress.map { $0 + filled }, count - filled)
                if got < 0 && errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { return }
                filled += got
            }
        }
        if failed { throw .system("read", path) }
        return bytes
    }

    func sync() throws(Fault) {
        guard fsync(descriptor) == 0 else { throw .system("fsync", path) }
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws(Fault) {
        try OpenFile(path, O_RDONLY | O_DIRECTORY).sync()
    }
}
