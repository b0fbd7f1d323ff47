import Values

/// Numbers that are the same in every run of a seed (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func chance(_ percent: Int) -> Bool { Int(next() % 100) < percent }
    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}

/// What travels to the keeper of a workspace's state.
enum Wire: Equatable, Sendable {
    case lock(String)
    /// Without an id as force-unlock sends it.
    case unlock(String?)
    case post(under: String?, serial: Int, lineage: String, word: String)
    case push(serial: Int, lineage: String, word: String, force: Bool)
    case rollBack(Int)
    case breakLock
}

struct Kept: Equatable, Sendable {
    let serial: Int
    let lineage: String
    /// Tells contents apart: an MD5, or what stands for it.
    let content: String
}

/// How lock and versions stand, oldest first.
struct Standing: Equatable, Sendable {
    var holder: String?
    var versions: [Kept] = []
}

enum Reply: Equatable, Sendable {
    case done
    /// Kept, as this version.
    case kept(Kept)
    case refused(String)

    var isDone: Bool { if case .refused = self { false } else { true } }
}

/// Keeps a state by rules that are to be tried: the bare rules, or the whole service.
protocol StateKeeper {
    mutating func perform(_ wire: Wire) async throws -> Reply
    func standing() async throws -> Standing
    /// What content `word` is told apart by when it stands in a version.
    func content(_ serial: Int, _ lineage: String, _ word: String) -> String
}

/// The rules once more, as a sentence each, to hold a keeper against.
struct Reference {
    var now = Standing()

    /// Whether it must be done.
    func allows(_ wire: Wire, _ content: String) -> Bool {
        let newest = now.versions.last
        let isNewer = { (serial: Int, lineage: String) in
            newest == nil || newest?.lineage == lineage && serial > (newest?.serial ?? 0)
        }
        switch wire {
        case .lock(let id): return now.holder == nil || now.holder == id
        case .unlock(let id): return now.holder == nil || id == nil || now.holder == id
        case .post(let under, let serial, let lineage, _):
            if newest?.serial == serial && newest?.content == content { return true }
            return now.holder == under && isNewer(serial, lineage)
        case .push(let serial, let lineage, _, let force):
            if force { return now.holder == nil }
            if newest?.serial == serial && newest?.content == content { return true }
            return now.holder == nil && isNewer(serial, lineage)
        case .rollBack(let serial):
            return now.holder == nil && newest?.serial != serial
                && now.versions.contains { $0.serial == serial }
        case .breakLock: return now.holder != nil
        }
    }

    /// How all stands once it was done.
    mutating func apply(_ wire: Wire, _ reply: Reply, _ content: String) {
        switch wire {
        case .lock(let id): now.holder = id
        case .unlock, .breakLock: now.holder = nil
        case .post(_, let serial, let lineage, _), .push(let serial, let lineage, _, false):
            if now.versions.last?.serial == serial { return }
            now.versions.append(Kept(serial: serial, lineage: lineage, content: content))
        case .push(_, let lineage, _, true):
            guard case .kept(let kept) = reply else { return }
            // Of the lineage that stands, one newer; its content is the keeper's own to tell.
            let newest = now.versions.last
            now.versions.append(
                Kept(
                    serial: newest.map { $0.serial + 1 } ?? kept.serial, lineage: newest?.lineage ?? lineage,
                    content: kept.content))
        case .rollBack:
            guard case .kept(let kept) = reply, let newest = now.versions.last else { return }
            now.versions.append(
                Kept(serial: newest.serial + 1, lineage: newest.lineage, content: kept.content))
        }
    }
}
