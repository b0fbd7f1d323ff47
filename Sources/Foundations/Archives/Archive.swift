import CArchive
public import Faults
import Glibc

/// An uploaded directory as tar.gz (or tar, or zip), unpacked without leaving it.
public struct Archive: Sendable {
    /// The code of the fault that says what is wrong with one.
    private let code: Fault.Code
    private let fileCeiling: Int
    private let byteCeiling: Int
    /// Whether a file by this path belongs to its author's machine and is passed over.
    private let isOwn: @Sendable (String) -> Bool

    public init(
        code: Fault.Code, files: Int = 10_000, bytes: Int = 200 << 20,
        passingOver isOwn: @escaping @Sendable (String) -> Bool = { _ in false }
    ) {
        self.code = code
        fileCeiling = files
        byteCeiling = bytes
        self.isOwn = isOwn
    }

    /// The paths of the files, in order. Faults: the archive's code, with what is wrong.
    public func list(_ bytes: [UInt8]) throws(Fault) -> [String] {
        var files: [String] = []
        try each(bytes) { name, _ in files.append(name) }
        return files.sorted()
    }

    /// The files with their content, as they come.
    public func unpack(_ bytes: [UInt8]) throws(Fault) -> [(path: String, content: [UInt8])] {
        var files: [(path: String, content: [UInt8])] = []
        try each(bytes) { name, content in files.append((name, content)) }
        return files
    }

    private func each(_ bytes: [UInt8], _ body: (String, [UInt8]) -> Void) throws(Fault) {
        guard let archive = archive_read_new() else { throw bad("there is no memory") }
        defer { archive_read_free(archive) }
        archive_read_support_filter_gzip(archive)
        archive_read_support_format_tar(archive)
        archive_read_support_format_zip(archive)
        // libarchive reads from the caller's memory, so the whole walk stays inside this call.
        let result: Result<Void, Fault> = bytes.withUnsafeBytes { memory in
            do throws(Fault) {
                guard archive_read_open_memory(archive, memory.baseAddress, memory.count) == ARCHIVE_OK else {
                    throw bad("it is neither tar, tar.gz nor zip")
                }
                return .success(try walk(archive, body))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private func walk(_ archive: OpaquePointer, _ body: (String, [UInt8]) -> Void) throws(Fault) {
        var entry: OpaquePointer?
        var (count, total) = (0, 0)
        while true {
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { break }
            guard status == ARCHIVE_OK, let entry, let raw = archive_entry_pathname(entry) else {
                throw bad("it is damaged")
            }
            let kind = archive_entry_filetype(entry)
            if kind == S_IFDIR { continue }
            let name = try safe(String(cString: raw))
            guard kind == S_IFREG else { throw bad("\(name) is not a plain file") }
            if isOwn(name) { continue }
            count += 1
            guard count <= fileCeiling else { throw bad("it has more than \(fileCeiling) files") }
            var content: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let read = archive_read_data(archive, &buffer, buffer.count)
                if read == 0 { break }
                guard read > 0 else { throw bad("\(name) is damaged") }
                total += read
                guard total <= byteCeiling else { throw bad("it has more than \(byteCeiling >> 20) MiB") }
                content += buffer[..<read]
            }
            body(name, content)
        }
        guard count > 0 else { throw bad("it is empty") }
    }

    /// A relative path, cleaned, without steps upward. Faults: the archive's own code.
    public func safe(_ name: String) throws(Fault) -> String {
        let steps = name.split(separator: "/").filter { $0 != "." }
        guard !name.hasPrefix("/"), !steps.isEmpty, !steps.contains(".."),
            !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x5c })
        else { throw bad("the path \(name.prefix(80)) leads out of it") }
        return steps.joined(separator: "/")
    }

    private func bad(_ reason: String) -> Fault {
        Fault(.invalid, code, "The archive can't be used: \(reason).")
    }
}
