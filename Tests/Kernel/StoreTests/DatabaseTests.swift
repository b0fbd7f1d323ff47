import Faults
import Foundation
import Store
import Testing

@Suite("Database")
struct DatabaseTests {
    @Test("what was written is there after closing, and after a second opening migrations run once")
    func reopening() async throws {
        let scratch = try Scratch()
        let more = Migration(version: 2, sql: "ALTER TABLE notes_note ADD COLUMN more TEXT")
        let first = try await Database.open(scratch.file)
        try await first.room("notes", migrations: [notes]).add(1)
        await first.close()
        let second = try await Database.open(scratch.file)
        let room = try await second.room("notes", migrations: [notes, more])
        try await room.add(2)
        #expect(try await room.ids() == [1, 2])
        try await second.checkpoint()
        try await second.integrityCheck()
        await second.close()
        let third = try await Database.open(scratch.file)
        #expect(try await third.room("notes", migrations: [notes, more]).ids() == [1, 2])
        await third.close()
    }

    @Test("a released migration that changed, and tables of a newer version, are refused")
    func drift() async throws {
        let scratch = try Scratch()
        let first = try await Database.open(scratch.file)
        let two = Migration(version: 2, sql: "CREATE TABLE notes_b (id INTEGER)")
        _ = try await first.room("notes", migrations: [notes, two])
        await first.close()
        let second = try await Database.open(scratch.file)
        let changed = await #expect(throws: Fault.self) {
            try await second.room(
                "notes", migrations: [notes, Migration(version: 2, sql: "CREATE TABLE notes_c (id)")])
        }
        #expect(changed?.code == "store.migration_changed")
        let newer = await #expect(throws: Fault.self) { try await second.room("notes", migrations: [notes]) }
        #expect(newer?.code == "store.newer" && newer?.kind == .precondition)
        _ = try await second.room("notes", migrations: [notes, two])
        await second.close()
    }

    @Test("a file of a newer layout, a file that is no store and a place that is none are refused")
    func strangers() async throws {
        let scratch = try Scratch()
        let first = try await Database.open(scratch.file)
        await first.close()
        // The layout's number stands in bytes 60 to 63 of the file's header.
        let handle = try #require(FileHandle(forUpdatingAtPath: scratch.file))
        try handle.seek(toOffset: 60)
        try handle.write(contentsOf: Data([0, 0, 0, 99]))
        try handle.close()
        let newer = await #expect(throws: Fault.self) { try await Database.open(scratch.file) }
        #expect(newer?.code == "store.newer")
        try Data(repeating: 65, count: 5000).write(to: URL(fileURLWithPath: scratch.path + "/text"))
        let stranger = await #expect(throws: Fault.self) { try await Database.open(scratch.path + "/text") }
        #expect(stranger?.code == "store.corrupt")
        let nowhere = await #expect(throws: Fault.self) { try await Database.open(scratch.path) }
        #expect(nowhere?.kind == .unavailable)
    }

    @Test("the file and its companions are for this user only, in folders made on the way")
    func permissions() async throws {
        let scratch = try Scratch()
        let path = scratch.path + "/a/b/plumb.db"
        let database = try await Database.open(path)
        try await database.room("notes", migrations: [notes]).add(1)
        for file in [path, path + "-wal", path + "-shm"] {
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600, "\(file)")
        }
        await database.close()
    }

    @Test("a full disk refuses writes, keeps reading, and takes writes again when there is room")
    func diskFull() async throws {
        let scratch = try Scratch()
        let limited = try await Database.open(scratch.file, pageLimit: 60)
        let room = try await limited.room("notes", migrations: [notes])
        let block = String(repeating: "x", count: 8000)
        var written: [Int] = []
        var full: Fault?
        for id in 0..<200 where full == nil {
            do {
                try await room.add(id, block)
                written.append(id)
            } catch { full = error as? Fault }
        }
        #expect(full?.kind == .unavailable && full?.code == "store.disk_full" && written.count > 5)
        // A group in which some fit and some do not: each gets its own answer.
        let fitted = await withTaskGroup(of: Int?.self) { group in
            for id in 1000..<1020 {
                group.addTask {
                    do {
                        try await room.add(id, id % 2 == 0 ? "" : block + block + block)
                        return id
                    } catch { return nil }
                }
            }
            return await group.reduce(into: [Int]()) { if let id = $1 { $0.append(id) } }.sorted()
        }
        #expect(fitted == Array(stride(from: 1000, to: 1020, by: 2)))
        #expect(try await room.ids() == written + fitted)
        try await limited.integrityCheck()
        try await room.write(.of("a")) {
            try $0.run("DELETE FROM notes_note WHERE tenant = :tenant AND id < 1000")
        }
        try await room.add(5000, block)
        #expect(try await room.ids() == fitted + [5000])
        await limited.close()
        let roomy = try await Database.open(scratch.file)
        #expect(try await roomy.room("notes", migrations: [notes]).ids() == fitted + [5000])
        try await roomy.integrityCheck()
        await roomy.close()
    }

    @Test("whatever a killed process leaves of the log, acknowledged writes are there and the file is whole")
    func killed() async throws {
        let scratch = try Scratch()
        let database = try await Database.open(scratch.file)
        let room = try await database.room("notes", migrations: [notes])
        try await database.checkpoint()
        let file = try Data(contentsOf: URL(fileURLWithPath: scratch.file))
        for id in 0..<40 { try await room.add(id, String(repeating: "y", count: 300)) }
        // The kernel's view at this moment is what a killed process leaves.
        let log = try Data(contentsOf: URL(fileURLWithPath: scratch.file + "-wal"))
        await database.close()
        var last = -1
        for cut in stride(from: 0, through: log.count, by: max(1, log.count / 23)) + [log.count] {
            let copy = scratch.path + "/copy-\(cut)/plumb.db"
            try FileManager.default.createDirectory(
                atPath: scratch.path + "/copy-\(cut)", withIntermediateDirectories: true)
            try file.write(to: URL(fileURLWithPath: copy))
            try log.prefix(cut).write(to: URL(fileURLWithPath: copy + "-wal"))
            let recovered = try await Database.open(copy)
            try await recovered.integrityCheck()
            let ids = try await recovered.room("notes", migrations: [notes]).ids()
            #expect(ids == Array(0..<ids.count) && ids.count >= last)
            last = ids.count
            await recovered.close()
        }
        #expect(last == 40)
    }
}
