import Crypto
import Faults
import Glibc

/// Where objects lie: `<root>/<tenant>/<first two digits>/<digest>`, and `<root>/.staging` until they are
/// whole.
struct ObjectFolders: Sendable {
    private let root: String
    private var staging: String { root + "/.staging" }

    init(_ root: String) throws(Fault) {
        self.root = root
        try ObjectFolders.make(root)
        try ObjectFolders.make(staging)
        removeStale()
    }

    /// A tenant's name becomes a folder's, so it may not lead anywhere else. Faults: `objects.missing`.
    private func folder(of tenant: String) throws(Fault) -> String {
        let isName = !tenant.isEmpty && tenant.utf8.count <= 128
        let isSafe = tenant.utf8.allSatisfy { byte in
            byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2d || byte == 0x5f
        }
        guard isName && isSafe else { throw .objectMissing }
        return root + "/" + tenant
    }

    func file(of digest: String, tenant: String) throws(Fault) -> String {
        try folder(of: tenant) + "/" + digest.prefix(2) + "/" + digest
    }

    func has(_ digest: String, tenant: String) throws(Fault) -> Bool {
        access(try file(of: digest, tenant: tenant), F_OK) == 0
    }

    func stagingFile() -> String { staging + "/" + SecureRandom.bytes(16).hex }

    /// The object's folder, made durable on the way.
    func makeFolder(of digest: String, tenant: String) throws(Fault) -> String {
        let folder = try folder(of: tenant) + "/" + digest.prefix(2)
        if access(folder, F_OK) != 0 { try ObjectFolders.make(folder) }
        return folder
    }

    /// True when it was there. A missing object is no fault.
    func remove(_ digest: String, tenant: String) throws(Fault) -> Bool {
        let path = try file(of: digest, tenant: tenant)
        guard unlink(path) == 0 else {
            if errno == ENOENT { return false }
            throw .system("unlink", path)
        }
        try OpenFile.syncFolder(try folder(of: tenant) + "/" + digest.prefix(2))
        return true
    }

    func tenants() throws(Fault) -> [String] { try names(in: root).filter { !$0.hasPrefix(".") } }

    /// In order, after the given one, at most `limit`.
    func digests(of tenant: String, after last: String?, limit: Int) throws(Fault) -> [String] {
        let last = last ?? ""
        var found: [String] = []
        for part in try names(in: try folder(of: tenant)) where part >= last.prefix(2) && found.count < limit
        {
            found += try names(in: try folder(of: tenant) + "/" + part).filter { $0 > last }
        }
        return Array(found.prefix(limit))
    }

    func checkSpace(_ needed: Int) throws(Fault) {
        var space = statvfs()
        guard statvfs(root, &space) == 0 else { throw .system("statvfs", root) }
        let (free, isLarge) = space.f_bavail.multipliedReportingOverflow(by: space.f_frsize)
        if !isLarge, free < UInt(clamping: needed) { throw .diskFull("\(free) bytes are left at \(root)") }
    }

    // MARK: System calls

    /// Sorted; none for a folder that is not there.
    private func names(in folder: String) throws(Fault) -> [String] {
        guard let stream = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw .system("opendir", folder)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Makes a folder and those above it, for this user only, and syncs the one above each.
    private static func make(_ path: String) throws(Fault) {
        if access(path, F_OK) == 0 { return }
        let above = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if !above.isEmpty { try make(above) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .system("mkdir", path) }
        try OpenFile.syncFolder(above.isEmpty ? "/" : above)
    }

    /// What a process left that was killed a day ago; younger files may be another process's work.
    private func removeStale() {
        let limit = time(nil) - 86_400
        for name in (try? names(in: staging)) ?? [] {
            var status = stat()
            let path = staging + "/" + name
            if lstat(path, &status) == 0, status.st_mtim.tv_sec < limit { unlink(path) }
        }
    }
}
