import Crypto
public import Faults
import Glibc
import Threads

extension FileObjects {
    /// Wraps every object's data key with the current master key, and leaves the content alone. When it
    /// returns, no object needs an older key. It may be stopped and run again; the number that changed.
    @discardableResult
    public func rewrap() async throws(Fault) -> Int {
        let tenants = try await workers.run("objects.failed") { [self] in try folders.tenants() }
        var changed = 0
        for tenant in tenants {
            var last: String?
            while true {
                let after = last
                let digests = try await workers.run("objects.failed") { [self] in
                    try folders.digests(of: tenant, after: after, limit: 1000)
                }
                guard let end = digests.last else { break }
                for digest in digests {
                    let isChanged = try await workers.run("objects.failed") { [self] in
                        try rewrap(digest, tenant: tenant)
                    }
                    if isChanged { changed += 1 }
                }
                last = end
            }
        }
        return changed
    }

    /// False when it is wrapped by the current key already, or was deleted meanwhile.
    private func rewrap(_ digest: String, tenant: String) throws(Fault) -> Bool {
        let path = try folders.file(of: digest, tenant: tenant)
        guard try folders.has(digest, tenant: tenant) else { return false }
        let file = try OpenFile(path, O_RDWR)
        let header = try ObjectHeader(file.read(ObjectLayout.headerSize), path: path)
        let (_, slot) = try header.key(ring, tenant: tenant)
        let owner = ObjectLayout.owner(tenant)
        guard let wrapped = try ring.rewrap(header.slots[slot], authenticating: owner) else { return false }
        try file.write(ObjectLayout.slot(wrapped), at: ObjectLayout.slotOffset(1 - slot))
        try file.sync()
        let nothing = [UInt8](repeating: 0, count: ObjectLayout.slotSize)
        try file.write(nothing, at: ObjectLayout.slotOffset(slot))
        try file.sync()
        return true
    }
}
