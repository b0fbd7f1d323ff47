import CSQLite
import Faults

extension Fault {
    /// A mistake in our own statements: the operator's log has it, the caller learns no SQL.
    static func programming(_ code: Code, _ what: String) -> Fault {
        Fault(
            .broken, code, "Something went wrong inside Plumb's store. The operator's log has the reason.",
            note: what)
    }

    static let storeBusy = Fault(
        .exhausted, "store.busy", "The store has more to do than it can keep up with. Try again in a moment.",
        retryAfter: 1)

    /// What an SQLite result code means to whoever asked.
    static func sqlite(_ code: Int32, _ note: String) -> Fault {
        switch code & 0xff {
        case SQLITE_CONSTRAINT:
            Fault(
                .conflict, "store.conflict",
                "It conflicts with what is stored: something like it exists already, or something that it "
                    + "belongs to is gone.", note: note)
        case SQLITE_FULL:
            Fault(
                .unavailable, "store.disk_full",
                "The disk that holds Plumb's store is full, so nothing can be written. Reading goes on. "
                    + "Free some space and try again.", retryAfter: 30, note: note)
        case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM:
            Fault(
                .unavailable, "store.io",
                "The disk that holds Plumb's store does not read or write. Check it, then try again.",
                retryAfter: 30, note: note)
        case SQLITE_BUSY, SQLITE_LOCKED: storeBusy
        case SQLITE_NOMEM:
            Fault(.unavailable, "store.memory", "The store is out of memory.", retryAfter: 5, note: note)
        case SQLITE_TOOBIG:
            Fault(
                .tooLarge, "store.too_large", "It is too large for the store; keep it as an object.",
                note: note)
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            Fault(
                .broken, "store.corrupt",
                "The store's file is damaged. Stop Plumb and restore it from the last backup.", note: note)
        case SQLITE_AUTH: programming("store.fenced", note)
        default: programming("store.statement", note)
        }
    }
}
