import Foundation
import Glibc
import KernelTesting
import Testing
import Values

/// The server on a disk that fills up.
@Suite(
    "A full disk", .enabled(if: PlumbProcess.program != nil, "plumb is not built"),
    .enabled(if: geteuid() == 0, "Only root may mount a small disk."))
struct FullDiskTests {
    /// A small file system in memory over a folder.
    private final class SmallDisk {
        let path: String

        init(_ path: String, megabytes: Int) throws {
            self.path = path
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            try #require(mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0)
        }

        /// Fills the disk until so many bytes are left.
        func fill(leaving left: Int) throws {
            var room = statvfs()
            try #require(statvfs(path, &room) == 0)
            let free = Int(room.f_bavail) * Int(room.f_frsize)
            let file = open(path + "/filler", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
            try #require(file >= 0)
            defer { close(file) }
            let block = [UInt8](repeating: 1, count: 4096)
            for _ in 0..<max(0, (free - left) / 4096) { _ = Glibc.write(file, block, block.count) }
        }

        /// Cut to nothing first: a child of another test may hold it open for a moment.
        func empty() {
            truncate(path + "/filler", 0)
            unlink(path + "/filler")
        }

        deinit { umount2(path, Int32(MNT_DETACH)) }
    }

    private func state(_ serial: Int) -> [UInt8] {
        Array(
            (#"{"version": 4, "terraform_version": "1.11.4", "serial": \#(serial), "lineage": "l", "outputs": {}, "#
                + #""resources": [], "check_results": null}"#).utf8)
    }

    @Test("writes are refused with what to do, reads go on, and with room again everything is there")
    func full() async throws {
        let server = try PlumbProcess()
        let disk = try SmallDisk(server.scratch.file("data"), megabytes: 100)
        try await server.start()
        let token = try await server.setUp()
        let project = try await server.send("POST", "/api/v1/projects", ["slug": "shop"], as: token).text(
            "id")
        let workspace = try await server.send(
            "POST", "/api/v1/workspaces", ["project": .string(project), "slug": "dev"], as: token
        ).text("id")
        let versions = "/api/v1/workspaces/\(workspace)/state/versions"
        let first = try await server.send("POST", versions, as: token, bytes: state(1))
        try #require(first.status == 201, "\(first.json)")

        // Objects stop first, and leave the store room to tell why.
        try disk.fill(leaving: 8 << 20)
        let refused = try await server.send("POST", versions, as: token, bytes: state(2))
        #expect(refused.status == 503 && refused.text("code") == "objects.disk_full", "\(refused.json)")
        #expect(try await server.send("POST", "/api/v1/projects", ["slug": "more"], as: token).status == 201)

        // Then the store itself.
        try disk.fill(leaving: 0)
        var last: TestHouse.Answer?
        for number in 0..<200 where last.map({ $0.status == 201 }) ?? true {
            last = try await server.send("POST", "/api/v1/projects", ["slug": "p\(number)"], as: token)
        }
        let full = try #require(last)
        #expect(full.status == 503 && full.text("code") == "store.disk_full", "\(full.json)")
        #expect(full.text("detail").contains("disk"), "\(full.json)")
        for path in ["/api/v1/projects", versions, versions + "/1/content", "/healthz"] {
            #expect(try await server.send("GET", path, as: token).status == 200, "\(path)")
        }

        disk.empty()
        let back = try await server.send("POST", versions, as: token, bytes: state(2))
        #expect(back.status == 201, "\(back.json)")
        await server.kill()
        try await server.start()
        let kept = try await server.send("GET", versions, as: token)["items"]?.arrayValue ?? []
        #expect(kept.compactMap { $0["serial"]?.intValue } == [2, 1])
        let audit = try await server.send("GET", "/api/v1/audit/verify", as: token)
        #expect(audit["isIntact"] == true, "\(audit.json)")
        await server.kill()
    }
}
