import CArchive
import Faults
import Glibc

/// Uploaded configurations: tar.gz (or tar, or zip) of a directory, unpacked without leaving it.
enum Archive {
    /// More than this is not a configuration.
    static let fileCeiling = 10_000
    static let byteCeiling = 200 << 20

    /// The paths of the files, in order. Faults: `deployments.bad_archive` with what is wrong.
    static func list(_ bytes: [UInt8]) throws(Fault) -> [String] {
        var files: [String] = []
        try each(bytes) { name, _ in files.append(name) }
        return files.sorted()
    }

    /// The files with their content.
    static func unpack(_ bytes: [UInt8]) throws(Fault) -> [(path: String, content: [UInt8])] {
        var files: [(path: String, content: [UInt8])] = []
        try each(bytes) { name, content in files.append((name, content)) }
        return files
    }

    private static func each(_ bytes: [UInt8], _ body: (String, [UInt8]) -> Void) throws(Fault) {
        guard let archive = archive_read_new() else { throw .badArchive("there is no memory") }
        defer { archive_read_free(archive) }
        archive_read_support_filter_gzip(archive)
        archive_read_support_format_tar(archive)
        archive_read_support_format_zip(archive)
        // libarchive reads from the caller's memory, so the whole walk stays inside this call.
        let result: Result<Void, Fault> = bytes.withUnsafeBytes { memory in
            do throws(Fault) {
                guard archive_read_open_memory(archive, memory.baseAddress, memory.count) == ARCHIVE_OK else {
                    throw .badArchive("it is neither tar, tar.gz nor zip")
                }
                return .success(try walk(archive, body))
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    private static func walk(_ archive: OpaquePointer, _ body: (String, [UInt8]) -> Void) throws(Fault) {
        var entry: OpaquePointer?
        var (count, total) = (0, 0)
        while true {
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { break }
            guard status == ARCHIVE_OK, let entry, let raw = archive_entry_pathname(entry) else {
                throw .badArchive("it is damaged")
            }
            let kind = archive_entry_filetype(entry)
            if kind == S_IFDIR { continue }
            let name = try safe(String(cString: raw))
            guard kind == S_IFREG else { throw .badArchive("\(name) is not a plain file") }
            if isOwn(name) { continue }
            count += 1
            guard count <= fileCeiling else { throw .badArchive("it has more than \(fileCeiling) files") }
            var content: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let read = archive_read_data(archive, &buffer, buffer.count)
                if read == 0 { break }
                guard read > 0 else { throw .badArchive("\(name) is damaged") }
                total += read
                guard total <= byteCeiling else { throw .badArchive("it has more than 200 MiB") }
                content += buffer[..<read]
            }
            body(name, content)
        }
        guard count > 0 else { throw .badArchive("it is empty") }
    }

    /// A relative path without steps upward.
    static func safe(_ name: String) throws(Fault) -> String {
        let steps = name.split(separator: "/").filter { $0 != "." }
        guard !name.hasPrefix("/"), !steps.isEmpty, !steps.contains(".."),
            !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x5c })
        else { throw .badArchive("the path \(name.prefix(80)) leads out of it") }
        return steps.joined(separator: "/")
    }

    /// What belongs to the author's machine and not to the configuration.
    private static func isOwn(_ name: String) -> Bool {
        let steps = name.split(separator: "/")
        return steps.contains(".terraform") || steps.contains(".git")
            || ["terraform.tfstate", "terraform.tfstate.backup", "errored.tfstate"].contains(
                steps.last.map(String.init))
    }
}

extension Fault {
    static func badArchive(_ reason: String) -> Fault {
        Fault(.invalid, "deployments.bad_archive", "The archive can't be used: \(reason).")
    }
}
