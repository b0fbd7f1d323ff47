import Faults
import Glibc
import HTTP
import Synchronization
import Telemetry
import Threads
import Values
import Vocabulary

/// One line of JSON for every answer, written by a thread of its own, so that a slow disk slows no answer.
///
/// Values of queries are left out, since some are secrets; so are all headers but the client's name for
/// itself. Lines that a full queue can't take are counted, and the count is written once there is room.
final class AccessLog: Sendable {
    private let queue: ThreadQueue<[UInt8]>
    private let file: LogFile
    private let lost = Atomic<Int>(0)

    /// `path` is a file to append to, or `-` for standard output; faults with `host.bad_configuration`.
    init(_ path: String) throws(Fault) {
        let file = try LogFile(path)
        self.file = file
        queue = ThreadQueue(name: "access-log", capacity: 10_000, batch: 200) { lines in file.write(lines) }
    }

    func note(_ record: AnswerRecord) {
        let missing = lost.exchange(0, ordering: .relaxed)
        if missing > 0, !queue.submit(Array("{\"lost\":\(missing)}\n".utf8)) {
            lost.add(missing, ordering: .relaxed)
        }
        if !queue.submit(Self.line(record, at: .now)) { lost.add(1, ordering: .relaxed) }
    }

    /// Opens the file again, for who has moved it away.
    func reopen() throws(Fault) { try file.reopen() }

    /// Returns when everything is written.
    func close() async { await queue.close() }

    static func line(_ record: AnswerRecord, at time: Timestamp) -> [UInt8] {
        var members: [JSON.Object.Element] = [
            (key: "time", value: .string(time.description)), (key: "remote", value: .string(record.remote)),
        ]
        if let request = record.request {
            members.append((key: "method", value: .string(request.method)))
            members.append((key: "path", value: .string(path(request))))
            members.append((key: "protocol", value: .string(request.isMultiplexed ? "HTTP/2" : "HTTP/1")))
            if let agent = request.headers["User-Agent"] {
                members.append((key: "agent", value: .string(String(agent.prefix(256)))))
            }
            if let certificate = request.certificate {
                members.append((key: "certificate", value: .string(certificate.subject)))
            }
        }
        members.append((key: "status", value: JSON(record.status)))
        members.append((key: "bytes", value: JSON(record.bytes)))
        members.append((key: "microseconds", value: JSON(Int(record.duration / .microseconds(1)))))
        if let trace = record.headers["Trace-Id"] { members.append((key: "trace", value: .string(trace))) }
        if !record.isWhole { members.append((key: "cut", value: .bool(true))) }
        return JSON.object(.init(members)).bytes() + [0x0A]
    }

    /// The path, and of the query the names alone.
    private static func path(_ request: Request) -> String {
        guard let query = request.query else { return String(request.path.prefix(2048)) }
        let names = query.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let name = pair.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)[0]
            return String(decoding: name, as: UTF8.self)
        }
        return String("\(request.path)?\(names.joined(separator: "&"))".prefix(2048))
    }
}

/// The descriptor behind a log; its writer is one thread.
private final class LogFile: Sendable {
    private let path: String
    private let descriptor: Mutex<Int32>

    init(_ path: String) throws(Fault) {
        self.path = path
        descriptor = Mutex(try Self.open(path))
    }

    deinit { descriptor.withLock { if $0 > 2 { _ = Glibc.close($0) } } }

    func reopen() throws(Fault) {
        guard path != "-" else { return }
        let fresh = try Self.open(path)
        let old = descriptor.withLock { descriptor in
            defer { descriptor = fresh }
            return descriptor
        }
        _ = Glibc.close(old)
    }

    private static func open(_ path: String) throws(Fault) -> Int32 {
        if path == "-" { return 1 }
        let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw Fault(.invalid, "host.bad_configuration", "access-log: \(path) can't be opened: \(reason).")
        }
        return descriptor
    }

    /// The lock is held while it is written, so that a descriptor is not closed under its writer.
    func write(_ lines: [[UInt8]]) {
        let all = Array(lines.joined())
        descriptor.withLock { descriptor in
            var written = 0
            while written < all.count {
                let count = all[written...].withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                // A full disk takes no lines; answers go on.
                if count <= 0 { return }
                written += count
            }
        }
    }
}
