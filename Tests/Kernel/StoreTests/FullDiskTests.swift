import Faults
import Foundation
import Glibc
import Store
import Testing

/// A file system of two mebibytes in memory, which only root may make.
private final class SmallDisk {
    let path: String

    init?() {
        path =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("plumb-disk-\(UUID().uuidString)").path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=2m") == 0 else {
            rmdir(path)
            return nil
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }
}

@Suite("Store on a full disk", .enabled(if: SmallDisk() != nil, "Only root may mount a small disk."))
struct FullDiskTests {
    @Test("writes are refused and reads go on while the disk is full, and nothing acknowledged is lost")
    func full() async throws {
        let disk = try #require(SmallDisk())
        let database = try await Database.open(disk.path + "/plumb.db")
        let room = try await database.room("notes", migrations: [notes])
        let filler = disk.path + "/filler"
        try Data(count: 1_000_000).write(to: URL(fileURLWithPath: filler))
        var written: [Int] = []
        var faults: [Fault] = []
        for id in 0..<60 {
            do {
                try await room.add(id, String(repeating: "x", count: 40_000))
                written.append(id)
            } catch { faults.append(try #require(error as? Fault)) }
        }
        #expect(!written.isEmpty && faults.count > 20)
        #expect(
            faults.allSatisfy { $0.kind == .unavailable && $0.code == "store.disk_full" },
            "\(faults.first?.note ?? "")")
        #expect(try await room.ids() == written)
        try FileManager.default.removeItem(atPath: filler)
        try await room.add(1000)
        #expect(try await room.ids() == written + [1000])
        try await database.integrityCheck()
        await database.close()
        let again = try await Database.open(disk.path + "/plumb.db")
        #expect(try await again.room("notes", migrations: [notes]).ids() == written + [1000])
        try await again.integrityCheck()
        await again.close()
    }
}
