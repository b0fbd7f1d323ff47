import Faults
import FoundationEssentials

/// Packs a directory for uploading: a tar (POSIX.1-1988 ustar) without what belongs to this machine.
struct DirectoryArchive {
    let bytes: [UInt8]
    let files: Int

    /// Larger directories hold something else than configuration.
    static let ceiling = 100 << 20

    static func pack(_ directory: String) throws(Fault) -> DirectoryArchive {
        var paths: [String] = []
        do {
            paths = try FileManager.default.subpathsOfDirectory(atPath: directory).filter(isWanted)
        } catch {
            throw Fault(.missing, "cli.no_directory", "\(directory) is no directory that can be read.")
        }
        var files: [(path: String, content: [UInt8])] = []
        var size = 0
        for path in paths.sorted() {
            let full = directory + "/" + path
            var isDirectory = false
            guard FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory), !isDirectory else {
                continue
            }
            let content = try readFile(full)
            files.append((path, content))
            size += content.count
            guard size <= ceiling else {
                throw Fault(
                    .tooLarge, "cli.too_large", "\(directory) has more than 100 MiB. Is it a configuration?")
            }
        }
        if files.isEmpty { throw Fault(.invalid, "cli.empty", "\(directory) has no files.") }
        return try pack(files)
    }

    static func pack(_ files: [(path: String, content: [UInt8])]) throws(Fault) -> DirectoryArchive {
        var bytes: [UInt8] = []
        for (path, content) in files {
            bytes += try header(path, content.count) + content
            bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
        }
        return DirectoryArchive(bytes: bytes + [UInt8](repeating: 0, count: 1024), files: files.count)
    }

    static func isDirectory(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }

    private static func isWanted(_ path: String) -> Bool {
        let steps = path.split(separator: "/")
        let own = ["terraform.tfstate", "terraform.tfstate.backup", "errored.tfstate"]
        return !steps.contains(".terraform") && !steps.contains(".git")
            && !own.contains(String(steps.last ?? ""))
    }

    private static func header(_ path: String, _ size: Int) throws(Fault) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
        }
        func octal(_ value: Int, _ width: Int) -> String {
            let digits = String(value, radix: 8)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        var (name, prefix) = (path, "")
        if name.utf8.count > 100, let slash = path.lastIndex(of: "/") {
            prefix = String(path[..<slash])
            name = String(path[path.index(after: slash)...])
        }
        guard name.utf8.count <= 100, prefix.utf8.count <= 155 else {
            throw Fault(.invalid, "cli.long_path", "The path \(path) is too long to be packed.")
        }
        put(name, at: 0)
        put(octal(0o644, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(size, 11), at: 124)
        put(octal(0, 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\u{0}00", at: 257)
        put(prefix, at: 345)
        put(octal(block.reduce(0) { $0 + Int($1) }, 6) + "\u{0} ", at: 148)
        return block
    }
}
