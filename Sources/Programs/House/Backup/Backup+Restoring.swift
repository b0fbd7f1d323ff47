import Crypto
import Faults
import FoundationEssentials
import Glibc
import Store
import Values
import Vocabulary

extension Backup {
    /// A data directory that a restore has not finished; no server starts on it.
    public static let unfinished = "restore.partial"

    /// Reads all of a backup and checks it: every part is authentic, every file is what it was, the database
    /// is sound. Nothing is written but a copy of the database, which is gone afterwards.
    ///
    /// Faults: `backup.damaged`, `backup.none`, those of the place.
    public func verify(_ id: String? = nil) async throws(Fault) -> Report {
        let (id, manifest) = try await manifest(id)
        let progress = Progress()
        let database = Temporary.file("plumb-verify")
        defer { unlink(database) }
        _ = try await Self.all(manifest.files) { (file) async throws(Fault) in
            let target = file.path == "plumb.db" ? try Target(database, 0o600) : nil
            try await read(file, into: target, progress)
        }
        let problems = try DatabaseSnapshot.problems(of: database)
        guard problems.isEmpty else {
            throw Fault(
                .broken, "backup.damaged", "The backup's database is damaged.",
                note: problems.prefix(5).joined(separator: "; "))
        }
        return progress.report(id)
    }

    /// Brings a backup into `data`, which must be empty or hold an interrupted restore of the same backup:
    /// that one goes on.
    ///
    /// Faults: `backup.not_empty`, `backup.damaged`, `backup.none`, those of the place.
    public func restore(_ id: String? = nil, to data: String) async throws(Fault) -> Report {
        let mark = data + "/" + Self.unfinished
        let begun = FileManager.default.contents(atPath: mark).map { String(decoding: $0, as: UTF8.self) }
        let (id, manifest) = try await manifest(id ?? begun)
        guard try Self.isFree(data) || begun == id else {
            throw Fault(
                .conflict, "backup.not_empty",
                begun.map {
                    "A restore of \($0) into \(data) has not ended. Go on with it, or empty the directory."
                }
                    ?? "\(data) is not empty. Restore into a directory of its own.")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault(
                .unavailable, "backup.not_written", "\(data) can't be made.", note: String(describing: error))
        }
        try MasterKeyFile.durably(Array(id.utf8), at: mark)
        let progress = Progress()
        _ = try await Self.all(manifest.files) { (file) async throws(Fault) in
            let path = data + "/" + (try Self.checked(file.path))
            if try Self.isThere(file, path) {
                _ = progress.file(file.size)
                return
            }
            try Self.makeFolder(of: path)
            try await read(file, into: try Target(path + ".new", file.mode), progress)
            guard rename(path + ".new", path) == 0 else {
                throw Fault(
                    .unavailable, "backup.not_written", "\(path) can't be written.", note: "errno \(errno)")
            }
        }
        sync()
        unlink(mark)
        return progress.report(id)
    }

    /// Removes all but the newest `keep` backups, and the parts that only those had.
    ///
    /// Faults: `backup.running` while another one is being made, whose parts nothing names yet.
    public func prune(keep: Int, at now: Timestamp = .now) async throws(Fault) -> Report {
        try await enter(making: false)
        for name in try await store.list("running/") {
            let begun = try await store.get(name).flatMap { Timestamp(String(decoding: $0, as: UTF8.self)) }
            guard let begun, now.milliseconds - begun.milliseconds > Self.longest else {
                throw Fault(
                    .conflict, "backup.running", "A backup is being made here (\(name)); prune later.")
            }
            try await store.remove(name)
        }
        let all = try await names()
        let gone = all.dropLast(max(1, keep))
        var needed: Set<String> = []
        for name in all.suffix(max(1, keep)) {
            for file in try await manifest(name).manifest.files { needed.formUnion(file.parts) }
        }
        for name in gone { try await store.remove("snapshots/" + name) }
        var report = Report(id: all.last ?? "")
        for name in try await store.list("parts/") {
            report.allParts += 1
            guard !needed.contains(String(name.split(separator: "/").last ?? "")) else { continue }
            try await store.remove(name)
            report.parts += 1
        }
        report.files = gone.count
        return report
    }

    // MARK: - Files

    /// A file that is written.
    private final class Target: Sendable {
        let descriptor: Int32
        let path: String

        init(_ path: String, _ mode: Int) throws(Fault) {
            descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
            self.path = path
            guard descriptor >= 0 else { throw failed() }
        }

        deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

        func write(_ bytes: [UInt8]) throws(Fault) {
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress! + sent, bytes.count - sent)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw failed() }
                sent += count
            }
        }

        func end() throws(Fault) {
            guard fsync(descriptor) == 0 else { throw failed() }
        }

        private func failed() -> Fault {
            Fault(
                .unavailable, "backup.not_written", "\(path) can't be written: is the disk full?",
                note: "errno \(errno)")
        }
    }

    /// All of a file, checked, into `target` where there is one.
    private func read(
        _ file: BackupManifest.File, into target: Target?, _ progress: Progress
    ) async throws(Fault) {
        var stream = SHA256Stream()
        var size = 0
        for name in file.parts {
            let bytes = try await part(name)
            _ = progress.isNew(name)
            bytes.withUnsafeBytes { stream.update($0) }
            size += bytes.count
            try target?.write(bytes)
        }
        guard size == file.size, stream.value().hex == file.digest else {
            throw Fault(.broken, "backup.damaged", "\(file.path) is not what it was.")
        }
        try target?.end()
        let done = progress.file(file.size)
        if done % 500 == 0 { tell("\(done) files") }
    }

    private static func isFree(_ directory: String) throws(Fault) -> Bool {
        guard FileManager.default.fileExists(atPath: directory) else { return true }
        do { return try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty } catch {
            throw Fault(
                .conflict, "backup.not_empty", "\(directory) can't be read: is it a directory of yours?",
                note: String(describing: error))
        }
    }

    /// A path within the directory; a list that says otherwise is not one of ours.
    private static func checked(_ path: String) throws(Fault) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw Fault(.broken, "backup.damaged", "The backup has a file at \(path).")
        }
        return path
    }

    private static func isThere(_ file: BackupManifest.File, _ path: String) throws(Fault) -> Bool {
        guard let content = FileManager.default.contents(atPath: path), content.count == file.size else {
            return false
        }
        return Digest.sha256(content).hex == file.digest
    }

    private static func makeFolder(of path: String) throws(Fault) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Fault(
                .unavailable, "backup.not_written", "\(folder) can't be made.",
                note: String(describing: error))
        }
    }
}

private enum Temporary {
    static func file(_ name: String) -> String {
        let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        return "\(folder)/\(name)-\(SecureRandom.bytes(8).hex)"
    }
}
