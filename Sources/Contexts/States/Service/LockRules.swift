/// Decides about locks and writes, without knowing of stores: what the model check holds against every
/// interleaving of clients.
struct LockRules {
    /// The newest version that is kept.
    struct Newest: Equatable, Sendable {
        let serial: Int
        let lineage: String
        let md5: String
    }

    enum Verdict: Equatable, Sendable {
        case accept
        /// It is kept already, to the byte: an answer was lost, or an interrupt posted twice.
        case repeated
        /// Another client holds the lock.
        case held
        /// The lock under which the client writes is no longer its own.
        case lockLost
        case stale(newest: Int)
        case otherContent(serial: Int)
        case otherLineage(String)
    }

    /// Taking the lock: free, or taken already under the same id.
    static func lock(held: String?, wanted: String) -> Verdict {
        guard let held else { return .accept }
        return held == wanted ? .repeated : .held
    }

    /// Giving the lock back. Without an id it is broken by whoever asks, as `force-unlock` does.
    static func unlock(held: String?, given: String?) -> Verdict {
        guard let held else { return .repeated }
        return given == nil || given == held ? .accept : .held
    }

    /// Storing a version under the lock `given`, while `held` is the lock that stands.
    static func store(
        held: String?, given: String?, newest: Newest?, serial: Int, lineage: String, md5: String
    ) -> Verdict {
        if let newest, newest.serial == serial, newest.md5 == md5 { return .repeated }
        if let held, held != given { return .held }
        if held == nil, given != nil { return .lockLost }
        guard let newest else { return .accept }
        if newest.lineage != lineage { return .otherLineage(newest.lineage) }
        if serial == newest.serial { return .otherContent(serial: serial) }
        return serial < newest.serial ? .stale(newest: newest.serial) : .accept
    }
}
