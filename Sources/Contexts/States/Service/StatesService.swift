import Bus
import Faults
import Ledgers
import Objects
import StatesAPI
import Store
import TenantsAPI
import Values
import Vocabulary

/// Keeps every version of every workspace's state, and the lock under which it is written.
public final class StatesService: Sendable {
    public static let context = "states"
    /// The contexts that this one asks.
    public static let calls = ["tenants"]
    public static let migrations = Ledger.migrations(
        "states",
        [
            Migration(
                version: 2,
                sql: """
                    CREATE TABLE states_versions (
                      workspace TEXT NOT NULL, serial INTEGER NOT NULL, tenant TEXT NOT NULL, lineage TEXT NOT NULL,
                      digest TEXT NOT NULL, size INTEGER NOT NULL, md5 TEXT NOT NULL, terraform TEXT,
                      resources INTEGER NOT NULL, encrypted INTEGER NOT NULL, created INTEGER NOT NULL, author TEXT NOT NULL,
                      origin TEXT NOT NULL, run TEXT, PRIMARY KEY (workspace, serial)) STRICT, WITHOUT ROWID;
                    CREATE INDEX states_versions_digest ON states_versions (tenant, digest);
                    CREATE TABLE states_locks (
                      workspace TEXT PRIMARY KEY, tenant TEXT NOT NULL, id TEXT NOT NULL, operation TEXT NOT NULL,
                      who TEXT NOT NULL, owner TEXT NOT NULL, run TEXT, created INTEGER NOT NULL, info TEXT NOT NULL
                    ) STRICT, WITHOUT ROWID;
                    """), ResourceIndex.migration,
        ])

    let ledger: Ledger
    let objects: any ObjectStore

    public init(ledger: Ledger, objects: any ObjectStore) {
        self.ledger = ledger
        self.objects = objects
    }

    var now: Timestamp { ledger.node.clock.now }

    public func register() {
        ledger.node.allow(Self.context, toCall: Self.calls)
        registerReading()
        registerLocks()
        registerWriting()
        registerFinding()
    }
}

extension Fault {
    static func noVersion(_ serial: Int) -> Fault {
        Fault(.missing, "states.no_version", "There is no version \(serial) of this state.")
    }

    static let noState = Fault(.missing, "states.none", "There is no state yet.")

    /// Tells a client who holds the lock, in the form that Terraform shows to people.
    static func held(by lock: StateLock) -> Fault {
        Fault(
            .locked, "states.locked",
            "The state is locked by \(lock.who) (\(lock.operation)) for \(lock.ageSeconds) s. Wait, or break the lock "
                + "with a reason.", details: lock.info.text)
    }
}
