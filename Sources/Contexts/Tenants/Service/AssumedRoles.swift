import AWSProtocol
import Synchronization
import Vocabulary

/// Sessions of roles, kept until shortly before they end; what is under a changed connection is not found.
final class AssumedRoles: Sendable {
    /// A session that ends sooner than this is not given out: a long run should not see its end.
    static let least: Int64 = 40 * 60
    /// Sessions beyond this make room by dropping those that ended.
    private static let ceiling = 1000

    private let sessions = Mutex<[String: TokenService.Session]>([:])

    func session(_ key: String, at now: Timestamp) -> TokenService.Session? {
        sessions.withLock { $0[key] }.flatMap { $0.expires - now.milliseconds / 1000 > Self.least ? $0 : nil }
    }

    func keep(_ session: TokenService.Session, _ key: String, at now: Timestamp) {
        sessions.withLock { sessions in
            if sessions.count >= Self.ceiling {
                sessions = sessions.filter { $0.value.expires > now.milliseconds / 1000 }
            }
            if sessions.count >= Self.ceiling { sessions.removeAll() }
            sessions[key] = session
        }
    }
}
