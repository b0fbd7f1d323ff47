import Crypto
import Faults
import FoundationEssentials
import Glibc
import Objects
import Store
import Synchronization
import Values
import Vocabulary

extension Backup {
    /// Backs a data directory up, whose server may be running and writing meanwhile.
    ///
    /// Faults: `host.no_data`, those of the place.
    public func create(data: String, version: String, at now: Timestamp = .now) async throws(Fault) -> Report
    {
        guard FileManager.default.fileExists(atPath: data + "/master.check") else {
            throw Fault(
                .missing, "host.no_data", "\(data) is not a data directory of Plumb. Name one with --data.")
        }
        try await enter(making: true)
        let id = now.description.filter { $0 != ":" }
        try await store.put(Array(now.description.utf8), "running/" + id)
        let result: Result<Report, Fault>
        do throws(Fault) {
            result = .success(try await copy(data, id, version, now))
        } catch {
            result = .failure(error)
        }
        try await store.remove("running/" + id)
        return try result.get()
    }

    private func copy(
        _ data: String, _ id: String, _ version: String, _ now: Timestamp
    ) async throws(Fault) -> Report {
        let known = Set(try await store.list("parts/").map { String($0.split(separator: "/").last ?? "") })
        // First the database, then the objects: what it names is written before it, and never changed.
        let database = data + "/backup.partial.db"
        unlink(database)
        defer { unlink(database) }
        try DatabaseSnapshot.write(of: data + "/plumb.db", to: database)
        let sources = [("plumb.db", database)] + (try Self.files(of: data)).map { ($0, data + "/" + $0) }
        let progress = Progress(known: known)
        let files = try await Self.all(sources) { (source) async throws(Fault) -> BackupManifest.File in
            let file = try await keep(source.1, as: source.0, progress)
            let done = progress.file(file.size)
            if done % 500 == 0 { tell("\(done) of \(sources.count) files") }
            return file
        }
        let manifest = BackupManifest(
            format: BackupManifest.format, made: now, version: version,
            files: files.sorted { $0.path < $1.path })
        let bytes = try CompressedBlock.compress(try JSONCoding.encode(manifest))
        try await store.put(try key.seal(bytes, as: "snapshots/" + id), "snapshots/" + id)
        var report = progress.report(id)
        if !files.contains(where: { $0.path == "master.keys" }) {
            report.notes.append(
                "The master keys are not in the data directory and so not in the backup: keep them as well.")
        }
        return report
    }

    /// What is to be kept of a data directory besides the database: runs under way, caches and locks are not.
    private static func files(of data: String) throws(Fault) -> [String] {
        var found = ["master.check", "master.keys"].filter {
            FileManager.default.fileExists(atPath: data + "/" + $0)
        }
        do {
            for name in try FileManager.default.subpathsOfDirectory(atPath: data + "/objects") {
                var isFolder = false
                let path = "objects/" + name
                guard FileManager.default.fileExists(atPath: data + "/" + path, isDirectory: &isFolder),
                    !isFolder, !name.hasPrefix(".staging")
                else { continue }
                found.append(path)
            }
        } catch {
            throw Fault(
                .unavailable, "backup.unreadable", "\(data)/objects can't be read.",
                note: String(describing: error))
        }
        return found
    }

    private func keep(
        _ source: String, as path: String, _ progress: Progress
    ) async throws(Fault) -> BackupManifest.File {
        let file = open(source, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw Fault(.unavailable, "backup.unreadable", "\(source) can't be read.", note: "errno \(errno)")
        }
        defer { close(file) }
        var status = stat()
        fstat(file, &status)
        var (parts, size) = ([String](), 0)
        var stream = SHA256Stream()
        while true {
            let bytes = try Self.read(file, source)
            if bytes.isEmpty { break }
            bytes.withUnsafeBytes { stream.update($0) }
            size += bytes.count
            let name = key.name(bytes)
            parts.append(name)
            if progress.isNew(name) {
                let sealed = try key.seal(try CompressedBlock.compress(bytes), as: name)
                try await store.put(sealed, Self.partName(name))
            }
            if bytes.count < Self.partSize { break }
        }
        return BackupManifest.File(
            path: path, size: size, digest: stream.value().hex, mode: Int(status.st_mode & 0o777),
            parts: parts)
    }

    /// Up to a part's size.
    private static func read(_ file: Int32, _ path: String) throws(Fault) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: partSize) { room, count in
            while count < partSize {
                let more = Glibc.read(file, room.baseAddress! + count, partSize - count)
                if more < 0, errno == EINTR { continue }
                if more < 0 { failure = errno }
                if more <= 0 { return }
                count += more
            }
        }
        guard failure == 0 else {
            throw Fault(.unavailable, "backup.unreadable", "\(path) can't be read.", note: "errno \(failure)")
        }
        return bytes
    }

    /// `body` for each, a few at a time; the first fault ends it.
    static func all<Item: Sendable, T: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item) async throws(Fault) -> T
    ) async throws(Fault) -> [T] {
        do {
            return try await withThrowingTaskGroup(of: T.self) { group in
                var (waiting, done) = (items[...], [T]())
                for _ in 0..<parallel {
                    if let next = waiting.popFirst() { group.addTask { try await body(next) } }
                }
                while let one = try await group.next() {
                    done.append(one)
                    if let next = waiting.popFirst() { group.addTask { try await body(next) } }
                }
                return done
            }
        } catch {
            throw Fault.from(error, "backup.broken")
        }
    }
}

/// Counts, and which parts are there already.
final class Progress: Sendable {
    private struct State {
        var known: Set<String>
        var report = Backup.Report(id: "")
    }

    private let state: Mutex<State>

    init(known: Set<String> = []) { state = Mutex(State(known: known)) }

    /// True once for each part that nobody has put yet.
    func isNew(_ name: String) -> Bool {
        state.withLock { state in
            state.report.allParts += 1
            guard state.known.insert(name).inserted else { return false }
            state.report.parts += 1
            return true
        }
    }

    /// Counts a file; how many there are by now.
    func file(_ size: Int) -> Int {
        state.withLock { state in
            state.report.files += 1
            state.report.bytes += size
            return state.report.files
        }
    }

    func report(_ id: String) -> Backup.Report {
        state.withLock { state in
            state.report.id = id
            return state.report
        }
    }
}
