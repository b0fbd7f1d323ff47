import Crypto
import Faults
import Foundation
import Glibc
import Objects
import Testing
import Values

/// A file system of one mebibyte in memory, which only root may make.
private final class SmallDisk {
    let path: String

    init?() {
        path =
            FileManager.default.temporaryDirectory.appendingPathComponent("plumb-disk-\(UUID().uuidString)")
            .path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0 else {
            rmdir(path)
            return nil
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }
}

@Suite("Objects on a full disk", .enabled(if: SmallDisk() != nil, "Only root may mount a small disk."))
struct FullDiskTests {
    @Test("what does not fit is refused and leaves nothing, and what fits goes on")
    func full() async throws {
        let disk = try #require(SmallDisk())
        let ring = try KeyRing(["k": .random()], current: "k")
        let objects = try FileObjects(disk.path, ring: ring, keepFree: 0)
        let small = SecureRandom.bytes(100_000)
        let reference = try await objects.put(small, tenant: "acme")
        for _ in 0..<3 {
            let one = await #expect(throws: Fault.self) {
                try await objects.put(SecureRandom.bytes(3_000_000), tenant: "acme")
            }
            let two = await #expect(throws: Fault.self) {
                try await objects.put(pieces: Pieces(pieces: [SecureRandom.bytes(3_000_000)]), tenant: "acme")
            }
            #expect(one?.code == "objects.disk_full" && two?.code == "objects.disk_full")
        }
        #expect(try await objects.get(reference, tenant: "acme") == small)
        let other = try await objects.put(SecureRandom.bytes(300_000), tenant: "acme")
        #expect(try await objects.list(tenant: "acme").count == 2)
        #expect(try await objects.delete(other, tenant: "acme"))
        await objects.close()
    }
}
