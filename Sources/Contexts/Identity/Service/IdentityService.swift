import Bus
import Crypto
import Faults
import IdentityAPI
import Ledgers
import Store
import Synchronization
import Threads
import Vocabulary

/// People, sessions, tokens and roles: who a credential stands for, and what they may.
public final class IdentityService: Sendable {
    public static let context = "identity"
    public static let migrations = Tables.migrations

    let ledger: Ledger
    let passwords: Passwords
    let rules: PasswordRules
    let places = AllowedNetworks()
    let known = KnownCredentials()
    let throttle = SignInThrottle()
    let issuing: Issuing
    let keys: KeyRing
    let workers = Workers(
        name: "signing-keys", threads: 1, capacity: 16,
        busy: Fault(
            .exhausted, "identity.keys_busy", "Keys are being made just now. Try again in a moment.",
            retryAfter: 1))
    /// Opens the one door that is open before anybody can sign in.
    public let setUpCode: String

    /// How long a session lasts without being renewed.
    static let sessionSpan = Duration.seconds(12 * 3600)

    /// `keys` seal those that sign tokens.
    public init(
        ledger: Ledger, keys: KeyRing, passwords: Passwords, rules: PasswordRules = PasswordRules(),
        issuing: Issuing
    ) {
        self.ledger = ledger
        self.keys = keys
        self.issuing = issuing
        self.rules = rules
        self.passwords = passwords
        setUpCode = SecureRandom.bytes(9).base64URL
    }

    var now: Timestamp { ledger.node.clock.now }

    public func register() {
        ledger.node.allow(Self.context, toCall: ["tenants"])
        registerAuthentication()
        registerSessions()
        registerTokens()
        registerUsers()
        registerRoles()
        registerSecurity()
        registerKeys()
    }

    /// Awaits keys that are being made.
    public func close() async { await workers.close() }

    /// True while nobody has been set up: the code is needed.
    public func awaitsSetUp() async throws(Fault) -> Bool {
        try await ledger.readAcross(reason: "the first start looks for users") { query in
            try query.first("SELECT 1 FROM identity_users LIMIT 1") == nil
        }
    }
}

/// The secrets of credentials, told apart by how they begin; only their hashes are kept.
enum Secret {
    enum Kind: String, CaseIterable {
        case token = "plumb_", session = "plumbs_", run = "plumbr_"
    }

    static func make(_ kind: Kind) -> String { kind.rawValue + SecureRandom.bytes(32).base64URL }

    static func kind(of secret: String) -> Kind? { Kind.allCases.first { secret.hasPrefix($0.rawValue) } }

    static func hash(_ secret: String) -> String { Digest.sha256(secret.utf8).hex }
}

/// What credentials were found to stand for. Every change of identities empties it, so that revocation
/// takes effect at once.
final class KnownCredentials: Sendable {
    private static let ceiling = 10_000
    private static let span = Duration.seconds(20)

    private let table = Mutex<(generation: Int, entries: [String: (Authenticated, Timestamp)])>((0, [:]))

    /// Taken before a look-up, so that what was read before a change is not kept after it.
    var generation: Int { table.withLock { $0.generation } }

    func find(_ hash: String, at now: Timestamp) -> Authenticated? {
        table.withLock { table in
            guard let (known, until) = table.entries[hash], until > now else { return nil }
            return known
        }
    }

    func keep(_ known: Authenticated, _ hash: String, at now: Timestamp, generation: Int) {
        table.withLock { table in
            guard table.generation == generation else { return }
            if table.entries.count >= Self.ceiling { table.entries.removeAll() }
            let span = now + Self.span
            table.entries[hash] = (known, known.expires.map { min($0, span) } ?? span)
        }
    }

    func forgetAll() {
        table.withLock { table in
            table.generation += 1
            table.entries.removeAll()
        }
    }
}

/// Slows guessing down: after five failures in a quarter of an hour an address or an account waits.
final class SignInThrottle: Sendable {
    private static let ceiling = 20_000
    private static let allowed = 5
    private static let span = Duration.seconds(900)

    private let failures = Mutex<[String: [Timestamp]]>([:])

    /// Faults: `identity.throttled` with the seconds to wait.
    func check(_ keys: [String], at now: Timestamp) throws(Fault) {
        let wait = failures.withLock { failures -> Duration? in
            for key in keys {
                let recent = (failures[key] ?? []).filter { now - $0 < Self.span }
                failures[key] = recent.isEmpty ? nil : recent
                if recent.count >= Self.allowed, let first = recent.first { return Self.span - (now - first) }
            }
            return nil
        }
        if let wait {
            throw Fault(
                .exhausted, "identity.throttled", "Too many failed attempts. Wait, then try again.",
                retryAfter: max(1, Int(wait.milliseconds / 1000)))
        }
    }

    func fail(_ keys: [String], at now: Timestamp) {
        failures.withLock { failures in
            if failures.count >= Self.ceiling { failures.removeAll() }
            for key in keys { failures[key] = Array(((failures[key] ?? []) + [now]).suffix(Self.allowed)) }
        }
    }

    func succeed(_ keys: [String]) {
        failures.withLock { failures in for key in keys { failures[key] = nil } }
    }
}
