import CLinux
public import Faults
import Glibc
import Synchronization

/// Holds a directory for this process: a second one that wants it is refused, and the end of the process,
/// however it comes, lets go.
public final class DirectoryLock: Sendable {
    private let file: Mutex<Int32>

    /// Takes the directory through the file `lock` in it, which then holds this process's id.
    ///
    /// Faults: `host.in_use`, naming the process that holds it; `host.no_data` when the file can't be
    /// written.
    public init(_ directory: String) throws(Fault) {
        let path = directory + "/lock"
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw Fault(
                .unavailable, "host.no_data", "\(path) can't be written. Give Plumb a directory of its own.",
                note: "errno \(errno)")
        }
        guard plumb_lock(file) == 0 else {
            let holder = Self.holder(file)
            close(file)
            throw Fault(
                .conflict, "host.in_use",
                "Another process\(holder) uses \(directory). Stop it first, or give this one another directory."
            )
        }
        let own = Array("\(getpid())\n".utf8)
        guard ftruncate(file, 0) == 0, write(file, own, own.count) == own.count else {
            close(file)
            throw Fault(.unavailable, "host.no_data", "\(path) can't be written.", note: "errno \(errno)")
        }
        self.file = Mutex(file)
    }

    /// Lets go; a second time does nothing.
    public func release() {
        file.withLock { file in
            guard file >= 0 else { return }
            plumb_unlock(file)
            close(file)
            file = -1
        }
    }

    deinit { release() }

    private static func holder(_ file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = read(file, &bytes, bytes.count)
        let text = String(decoding: bytes[..<max(0, count)].prefix { $0 != 10 }, as: UTF8.self)
        return text.isEmpty ? "" : " (\(text))"
    }
}
