import Faults
import Glibc

extension Fault {
    static let objectsBusy = Fault(
        .exhausted, "objects.busy", "Too many objects are read and written at once. Try again in a moment.",
        retryAfter: 1)

    static let objectMissing = Fault(.missing, "objects.missing", "There is no such object.")

    static func diskFull(_ note: String) -> Fault {
        Fault(
            .unavailable, "objects.disk_full",
            "The disk that holds Plumb's objects is full, so nothing can be written. Reading goes on. "
                + "Free some space and try again.", retryAfter: 30, note: note)
    }

    static func corruptObject(_ note: String) -> Fault {
        Fault(
            .broken, "objects.corrupt",
            "A stored object is damaged or was altered. Restore it from the last backup.", note: note)
    }

    /// What a failed system call means to whoever asked.
    static func system(_ call: String, _ path: String, _ code: Int32 = errno) -> Fault {
        switch code {
        case ENOENT: objectMissing
        case ENOSPC, EDQUOT, EFBIG: diskFull("\(call) \(path)")
        default:
            Fault(
                .unavailable, "objects.io",
                "The disk that holds Plumb's objects does not read or write. Check it, then try again.",
                retryAfter: 30, note: "\(call) \(path): \(String(cString: strerror(code)))")
        }
    }
}
