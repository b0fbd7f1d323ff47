import Crypto
import Faults
import Synchronization
import Testing
import Values

/// A client of one workspace that locks, writes and unlocks as long as the server lives, and afterwards
/// goes on where it stood, as a client does that retries.
final class CrashWriter: Sendable {
    enum Step: Sendable, Equatable { case idle, locking, writing, unlocking }

    struct Memory: Sendable {
        /// What was sent and is not answered.
        var step = Step.idle
        /// The lock that the server has granted and not taken back, as far as is known.
        var lock: String?
        var round = 0
        /// Every version that the server has acknowledged.
        var acknowledged: [[UInt8]] = []
    }

    let workspace: String
    private let server: PlumbProcess
    private let token: String
    private let memory = Mutex(Memory())

    init(_ server: PlumbProcess, _ workspace: String, _ token: String) {
        (self.server, self.workspace, self.token) = (server, workspace, token)
    }

    var known: Memory { memory.withLock { $0 } }

    private func id(_ round: Int) -> String { "\(workspace)-\(round)" }
    private func content(_ serial: Int) -> [UInt8] { state(serial, "\(workspace) \(serial)") }

    /// Works until the server is gone. `told` hears of every answer.
    func work(_ told: @Sendable () -> Void) async {
        while true {
            do {
                try await advance()
                told()
            } catch {
                // Not answered: the step stays open, and is taken again with the same bytes.
                return
            }
        }
    }

    private func advance() async throws {
        let path = "/state/\(workspace)"
        let now = memory.withLock { memory -> Memory in
            if memory.step == .idle {
                memory.step = .locking
                memory.round += 1
            }
            return memory
        }
        let lock = id(now.round)
        switch now.step {
        case .idle, .locking:
            let answer = try await server.send("LOCK", path, as: token, bytes: lockInfo(lock))
            try expect(answer)
            memory.withLock { ($0.lock, $0.step) = (lock, .writing) }
        case .writing:
            let content = content(now.acknowledged.count + 1)
            let answer = try await server.send("POST", path + "?ID=\(lock)", as: token, bytes: content)
            try expect(answer)
            memory.withLock { memory in
                memory.acknowledged.append(content)
                // Two versions under one lock now and then.
                memory.step = memory.acknowledged.count % 3 == 0 ? .writing : .unlocking
            }
        case .unlocking:
            let answer = try await server.send("UNLOCK", path, as: token, bytes: lockInfo(lock))
            try expect(answer)
            memory.withLock { ($0.lock, $0.step) = (nil, .idle) }
        }
    }

    private func expect(_ answer: TestHouse.Answer) throws {
        // A server that is being killed may still say that it is going.
        if answer.status == 503 { throw Fault(.unavailable, "test.going", "The server is going.") }
        #expect(answer.status == 200, "\(workspace): \(answer.status) \(answer.json)")
        if answer.status != 200 { throw Fault(.broken, "test.refused", "It was refused.") }
    }

    /// After a restart: everything acknowledged is there to the byte, and the lock is what it must be.
    func verify() async throws {
        let known = known
        let base = "/api/v1/workspaces/\(workspace)/state"
        var serials: [Int] = []
        var cursor: String?
        repeat {
            let more = cursor.map { "&cursor=\($0)" } ?? ""
            let page = try await server.send("GET", base + "/versions?limit=200" + more, as: token)
            serials += (page["items"]?.arrayValue ?? []).compactMap { $0["serial"]?.intValue }
            cursor = page["next"]?.stringValue
        } while cursor != nil
        let acknowledged = known.acknowledged.count
        let possible = known.step == .writing ? [acknowledged, acknowledged + 1] : [acknowledged]
        #expect(possible.contains(serials.count), "\(serials.count) versions of \(acknowledged)")
        #expect(serials.reversed() == Array(1...max(1, serials.count)).filter { $0 <= serials.count })
        // Older ones were looked at after earlier kills; a few of them again.
        for serial in serials where serial > acknowledged - 12 || serial % 17 == 0 {
            let answer = try await server.send("GET", base + "/versions/\(serial)/content", as: token)
            #expect(
                answer.status == 200 && answer.bytes == content(serial), "version \(serial) is not intact")
        }
        let newest = try await server.send("GET", "/state/\(workspace)", as: token)
        #expect(serials.isEmpty ? newest.status == 204 : newest.bytes == content(serials.count))
        try await verifyLock(known, base)
    }

    private func verifyLock(_ known: Memory, _ base: String) async throws {
        let holder = try await server.send("GET", base + "/lock", as: token)["lock"]?["id"]?.stringValue
        let open = id(known.round)
        switch known.step {
        case .idle: #expect(holder == nil)
        case .writing: #expect(holder == open, "an acknowledged lock is gone")
        case .locking, .unlocking: #expect(holder == nil || holder == open)
        }
        // What is said of the lock is what a rival meets.
        let rival = try await server.send("LOCK", "/state/\(workspace)", as: token, bytes: lockInfo("rival"))
        #expect(rival.status == (holder == nil ? 200 : 423))
        if rival.status == 200 {
            let back = try await server.send(
                "UNLOCK", "/state/\(workspace)", as: token, bytes: lockInfo("rival"))
            #expect(back.status == 200)
            // The server never granted it, or has taken it back.
            if known.step == .unlocking { memory.withLock { ($0.lock, $0.step) = (nil, .idle) } }
        } else {
            #expect(rival.text("ID") == holder)
        }
    }
}
