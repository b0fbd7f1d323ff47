import Faults
import Foundation
import Store
import Testing
import Values

@Suite("Room")
struct RoomTests {
    let scratch: Scratch
    let database: Database
    let room: Room

    init() async throws {
        scratch = try Scratch()
        database = try await Database.open(scratch.file)
        room = try await database.room("notes", migrations: [notes])
    }

    @Test("every kind of value comes back as it went in")
    func values() async throws {
        let date = Date(timeIntervalSince1970: 1_767_323_045.678)
        let text = "é\u{0}日本\"';--"
        try await room.write(.of("a")) { transaction in
            let sql =
                "INSERT INTO notes_note (tenant, id, body, size, raw) "
                + "VALUES (:tenant, :id, :body, :size, :raw)"
            #expect(
                try transaction.run(
                    sql, ["id": 1, "body": .text(text), "size": 2.5, "raw": .blob([0, 255])]) == 1)
            try transaction.run(sql, ["id": 2, "body": "", "size": nil, "raw": .blob([])])
            try transaction.run(sql, ["id": 3, "body": SQLValue(date), "size": 7, "raw": nil])
            try transaction.run(
                sql, ["id": 4, "body": SQLValue(["k": [1.5]] as JSON), "size": nil, "raw": nil])
            try transaction.run(
                sql, ["id": SQLValue(Int64.max), "body": SQLValue(String?.none), "size": nil, "raw": nil])
        }
        try await room.read(.of("a")) { query throws in
            let rows = try query.rows("SELECT * FROM notes_note WHERE tenant = :tenant ORDER BY id")
            #expect(try rows.map { try $0.int64("id") } == [1, 2, 3, 4, .max])
            #expect(try rows[0].text("body").utf8.elementsEqual(text.utf8))
            #expect(try rows[0].double("size") == 2.5 && rows[0].bytes("raw") == [0, 255])
            #expect(
                try rows[1].text("body") == "" && rows[1].bytes("raw") == []
                    && rows[1].double(ifPresent: "size") == nil)
            #expect(try rows[2].date("body") == date && rows[2].double("size") == 7)
            #expect(try rows[3].json("body") == ["k": [1.5]] && rows[4].text(ifPresent: "body") == nil)
            #expect(try rows[0].bool("id") && rows[4]["body"] == .null && rows[4]["nothing"] == nil)
            for wrong in [
                { try rows[0].int("body") as Any }, { try rows[4].text("body") },
                { try rows[0].text("nothing") },
                { try rows[1].bool("id") }, { try rows[0].bytes("body") }, { try rows[1].date("body") },
            ] as [() throws -> Any] {
                #expect(throws: Fault.self) { _ = try wrong() }
            }
            var seen = 0
            try query.each("SELECT id FROM notes_note WHERE tenant = :tenant") { _ in
                seen += 1
                return seen < 2
            }
            #expect(seen == 2)
            #expect(try query.first("SELECT 1 AS one WHERE :tenant = 'b'") == nil)
        }
        await database.close()
    }

    @Test("a tenant sees its own rows, and a statement that forgets the tenant is refused")
    func tenancy() async throws {
        try await room.add(1, tenant: "a")
        try await room.add(1, tenant: "b")
        try await room.add(2, tenant: "b")
        #expect(try await room.ids("a") == [1])
        #expect(try await room.ids("b") == [1, 2])
        #expect(try await room.read(system) { try $0.rows("SELECT * FROM notes_note").count } == 3)
        let forgotten = await #expect(throws: Fault.self) {
            try await room.read(.of("a")) { try $0.rows("SELECT * FROM notes_note") }
        }
        #expect(forgotten?.kind == .broken && forgotten?.code == "store.tenant_unbound")
        let forged = await #expect(throws: Fault.self) {
            try await room.read(.of("a")) {
                try $0.rows("SELECT * FROM notes_note WHERE tenant = :tenant", ["tenant": "b"])
            }
        }
        #expect(forged?.code == "store.tenant_bound")
        await #expect(throws: Fault.self) {
            try await room.write(.of("a")) { try $0.run("DELETE FROM notes_note") }
        }
        #expect(try await room.ids("b") == [1, 2])
        await database.close()
    }

    @Test(
        "parameters are given exactly, one statement at a time",
        arguments: [
            ("SELECT :x AS x", [:]), ("SELECT 1 AS x", ["x": 1]), ("SELECT ? AS x", [:]),
            ("SELECT 1; SELECT 2", [:]),
            ("", [:]), (" -- nothing", [:]), ("SELEC 1", [:]), ("SELECT * FROM notes_nothing", [:]),
            ("SELECT \"text\"", [:]),
        ] as [(String, [String: SQLValue])])
    func statements(sql: String, binds: [String: SQLValue]) async throws {
        let fault = await #expect(throws: Fault.self) {
            try await room.read(system) { try $0.rows(sql, binds) }
        }
        #expect(fault?.kind == .broken && fault?.message.contains("SELECT") == false)
        #expect(try await room.read(system) { try $0.rows("SELECT :x AS x; ", ["x": 1]).count } == 1)
        await database.close()
    }

    @Test("what a body throws undoes all that it wrote and nothing else")
    func rollback() async throws {
        struct Stop: Error {}
        let room = room
        try await room.add(1)
        let stopped = await #expect(throws: Fault.self) {
            try await room.write(.of("a")) { transaction in
                try transaction.run("INSERT INTO notes_note (tenant, id) VALUES (:tenant, 2)")
                try transaction.run("DELETE FROM notes_note WHERE tenant = :tenant AND id = 1")
                #expect(try transaction.rows("SELECT id FROM notes_note WHERE tenant = :tenant").count == 1)
                throw Stop()
            }
        }
        #expect(stopped?.kind == .broken)
        #expect(try await room.ids() == [1])
        let conflict = await #expect(throws: Fault.self) { try await room.add(1) }
        #expect(conflict?.kind == .conflict && conflict?.code == "store.conflict")
        let own = Fault(.missing, "notes.missing", "There is no such note.")
        let passed = await #expect(throws: Fault.self) { try await room.write(.of("a")) { _ in throw own } }
        #expect(passed == own)
        // Among many at once, only those in conflict fail.
        let failed = await withTaskGroup(of: Bool.self) { group in
            for id in 0..<200 {
                group.addTask {
                    do {
                        try await room.add(id / 2 + 10)
                        return false
                    } catch { return true }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(failed == 100)
        #expect(try await room.ids() == [1] + Array(10..<110))
        await database.close()
    }

    @Test("a conflict that only the commit finds fails its own write and no other")
    func deferred() async throws {
        let room = try await database.room(
            "tree",
            migrations: [
                Migration(
                    version: 1,
                    sql: """
                        CREATE TABLE tree_node (id INTEGER PRIMARY KEY,
                            parent INTEGER REFERENCES tree_node (id) DEFERRABLE INITIALLY DEFERRED) STRICT
                        """)
            ])
        let failed = await withTaskGroup(of: Int?.self) { group in
            for id in 1...60 {
                group.addTask {
                    do {
                        try await room.write(system) { transaction in
                            try transaction.run(
                                "INSERT INTO tree_node VALUES (:id, :parent)",
                                ["id": SQLValue(id), "parent": id % 10 == 0 ? 9999 : nil])
                        }
                        return nil
                    } catch { return (error as? Fault)?.kind == .conflict ? id : -1 }
                }
            }
            return await group.reduce(into: Set()) { if let id = $1 { $0.insert(id) } }
        }
        #expect(failed == [10, 20, 30, 40, 50, 60])
        #expect(
            try await room.read(system) { try $0.first("SELECT count(*) AS n FROM tree_node")?.int("n") }
                == 54)
        await database.close()
    }

    @Test("a reader keeps its snapshot while a write passes by")
    func snapshot() async throws {
        let room = room
        try await room.add(1)
        let gate = DispatchSemaphore(value: 0)
        let (started, signal) = AsyncStream.makeStream(of: Void.self)
        async let counts = room.read(.of("a")) { query in
            let count = { try query.rows("SELECT id FROM notes_note WHERE tenant = :tenant").count }
            let before = try count()
            signal.yield()
            gate.wait()
            return [before, try count()]
        }
        for await _ in started { break }
        try await room.add(2)
        #expect(try await room.ids() == [1, 2])
        gate.signal()
        #expect(try await counts == [1, 1])
        await database.close()
    }

    @Test(
        "readers cannot write",
        arguments: [
            "INSERT INTO notes_note (tenant, id) VALUES (:tenant, 1)",
            "DELETE FROM notes_note WHERE tenant = :tenant",
            "UPDATE notes_note SET id = 2 WHERE tenant = :tenant",
        ])
    func readOnly(sql: String) async throws {
        try await room.add(7)
        await #expect(throws: Fault.self) { try await room.read(.of("a")) { try $0.rows(sql) } }
        #expect(try await room.ids() == [7])
        await database.close()
    }

    @Test("a full line is refused as busy, and a cancelled task writes nothing")
    func bounds() async throws {
        let small = try await Database.open(scratch.path + "/small.db", waiting: 2)
        let room = try await small.room("notes", migrations: [notes])
        let gate = DispatchSemaphore(value: 0)
        let (started, signal) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await room.write(system) { _ in
                    signal.yield()
                    gate.wait()
                }
            }
            for await _ in started { break }
            var refused: [Fault] = []
            let outcomes = await withTaskGroup(of: Fault?.self) { inner in
                for id in 0..<8 {
                    inner.addTask {
                        do {
                            try await room.add(id)
                            return nil
                        } catch { return error as? Fault }
                    }
                }
                var faults: [Fault?] = []
                for await outcome in inner {
                    faults.append(outcome)
                    // The two that were taken can end only when the first may.
                    if faults.count == 6 { gate.signal() }
                }
                return faults
            }
            refused = outcomes.compactMap { $0 }
            #expect(
                refused.count == 6 && refused.allSatisfy { $0.kind == .exhausted && $0.code == "store.busy" })
            try await group.waitForAll()
        }
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await room.add(100)
        }
        let cancelled = await #expect(throws: Fault.self) { try await task.value }
        #expect(cancelled?.kind == .cancelled)
        #expect(try await room.ids().count == 2)
        await small.close()
        let closed = await #expect(throws: Fault.self) { try await room.add(200) }
        #expect(closed?.kind == .exhausted)
        await database.close()
    }
}
