/// Several clients and an operator about one workspace, over a network that loses answers, delays and
/// repeats requests; every turn of it is thrown from a seed.
struct Interleaving<Keeper: StateKeeper> {
    /// A client as it sees itself.
    struct Client {
        let name: String
        var lock: String?
        var serial = 0
        var lineage: String
        /// Sent, and not answered as far as the client knows.
        var pending: Wire?
        var count = 0
    }

    /// What went against the rules, in words.
    struct Broken: Error, CustomStringConvertible {
        let seed: UInt64
        let what: String
        let history: [String]
        var description: String { "seed \(seed): \(what)\n" + history.joined(separator: "\n") }
    }

    private let seed: UInt64
    private var dice: Dice
    private(set) var keeper: Keeper
    private var reference = Reference()
    private var clients: [Client]
    private var flying: [(client: Int, wire: Wire)] = []
    private var acknowledged: [Kept] = []
    private var history: [String] = []
    private var word = 0
    /// How much happened, so that a test can see that it was not nothing.
    private(set) var kept = 0

    init(seed: UInt64, _ keeper: Keeper) {
        self.seed = seed
        self.keeper = keeper
        dice = Dice(seed)
        clients = (0..<3).map { Client(name: "c\($0)", lineage: $0 == 2 ? "foreign" : "own") }
    }

    mutating func run(turns: Int) async throws {
        for _ in 0..<turns { try await turn() }
        while !flying.isEmpty { try await deliver() }
    }

    private mutating func turn() async throws {
        switch dice.below(100) {
        case ..<45: act(dice.below(clients.count))
        case ..<88: if !flying.isEmpty { try await deliver() }
        case ..<90: try await operate(.breakLock)
        case ..<92: try await operate(.unlock(nil))
        case ..<94: try await operate(.rollBack(dice.below(8)))
        case ..<97:
            word += 1
            let serial = (reference.now.versions.last?.serial ?? 0) + dice.below(4) - 1
            try await operate(
                .push(
                    serial: max(0, serial), lineage: dice.chance(80) ? "own" : "foreign", word: "p\(word)",
                    force: dice.chance(30)))
        default: die(dice.below(clients.count))
        }
    }

    /// A client goes on: sends what comes next, or again what was not answered.
    private mutating func act(_ index: Int) {
        var client = clients[index]
        defer { clients[index] = client }
        if let pending = client.pending {
            // Retries are the same bytes again.
            if dice.chance(60) { flying.append((index, pending)) } else { client.pending = nil }
            return
        }
        client.count += 1
        let wire: Wire
        if let lock = client.lock {
            if dice.chance(65) {
                wire = .post(
                    under: lock, serial: client.serial + 1, lineage: client.lineage,
                    word: "\(client.name)-\(client.count)")
            } else {
                wire = .unlock(lock)
            }
        } else if dice.chance(8) {
            // As with -lock=false.
            wire = .post(
                under: nil, serial: client.serial + 1, lineage: client.lineage,
                word: "\(client.name)-\(client.count)")
        } else {
            wire = .lock("\(client.name)-\(client.count)")
        }
        client.pending = wire
        flying.append((index, wire))
    }

    /// Killed: it forgets everything, and what it sent arrives late.
    private mutating func die(_ index: Int) {
        clients[index].lock = nil
        clients[index].pending = nil
    }

    private mutating func deliver() async throws {
        let (index, wire) = flying.remove(at: dice.below(flying.count))
        if dice.chance(10) { flying.append((index, wire)) }
        let reply = try await check(wire)
        if reply.isDone, dice.chance(15) { try await repeated(wire) }
        guard !dice.chance(25), clients[index].pending == wire else { return }
        hear(index, wire, reply)
    }

    /// The answer arrives.
    private mutating func hear(_ index: Int, _ wire: Wire, _ reply: Reply) {
        clients[index].pending = nil
        switch (wire, reply) {
        case (.lock(let id), .done):
            clients[index].lock = id
            // As Terraform reads the state once it holds the lock.
            if let newest = reference.now.versions.last {
                clients[index].serial = newest.serial
                if dice.chance(90) { clients[index].lineage = newest.lineage }
            }
        case (.post, .kept(let kept)):
            clients[index].serial = kept.serial
            acknowledged.append(kept)
        case (.unlock, .done): clients[index].lock = nil
        case (.unlock, .refused), (.post, .refused): clients[index].lock = nil
        default: break
        }
    }

    private mutating func operate(_ wire: Wire) async throws {
        if case .kept(let kept) = try await check(wire) { acknowledged.append(kept) }
    }

    /// The same request again at once: done again, and nothing changes.
    private mutating func repeated(_ wire: Wire) async throws {
        let before = try await keeper.standing()
        guard try await check(wire).isDone, try await keeper.standing() == before else {
            throw broken("a repeated \(wire) was not the same again")
        }
    }

    /// Performs it, and holds the answer and what stands then to every rule.
    private mutating func check(_ wire: Wire) async throws -> Reply {
        let before = try await keeper.standing()
        let reply = try await keeper.perform(wire)
        let after = try await keeper.standing()
        history.append("\(wire) → \(reply)")
        var content = ""
        switch wire {
        case .post(_, let serial, let lineage, let word), .push(let serial, let lineage, let word, _):
            content = keeper.content(serial, lineage, word)
        default: break
        }
        guard reference.allows(wire, content) == reply.isDone else {
            throw broken("answered against the rules")
        }
        if reply.isDone { reference.apply(wire, reply, content) }
        guard after == reference.now else { throw broken("stands as \(after), not as \(reference.now)") }
        guard after.versions.starts(with: before.versions) else {
            throw broken("a kept version was replaced or lost")
        }
        guard zip(after.versions, after.versions.dropFirst()).allSatisfy({ $0.serial < $1.serial }) else {
            throw broken("serials do not strictly increase")
        }
        guard acknowledged.allSatisfy(after.versions.contains) else {
            throw broken("an acknowledged version is gone")
        }
        if case .lock(let id) = wire, reply.isDone, before.holder != nil, before.holder != id {
            throw broken("two hold the lock")
        }
        if case .post(let under?, _, _, _) = wire, after.versions != before.versions, before.holder != under {
            throw broken("written under a lock that was lost")
        }
        kept += after.versions.count - before.versions.count
        return reply
    }

    private func broken(_ what: String) -> Broken { Broken(seed: seed, what: what, history: history) }
}
