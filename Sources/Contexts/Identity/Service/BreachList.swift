import Crypto
import Faults
import Glibc
import Threads

/// A local file of lost passwords' SHA-1 digests in hexadecimal, one in each line and in order, each
/// perhaps with `:count` behind it: as Have I Been Pwned's download is. It may be larger than memory.
public final class BreachList: Sendable {
    private let descriptor: Int32
    private let size: Int
    private let workers = Workers(
        name: "breaches", threads: 1, capacity: 64,
        busy: Fault(
            .exhausted, "identity.busy", "Too many passwords are looked at; try again.", retryAfter: 2))

    /// Faults: `identity.breach_list` for a file that can't be read or is none of these.
    public init(_ path: String) throws(Fault) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw Fault(
                .invalid, "identity.breach_list", "The list of lost passwords at \(path) can't be read.",
                note: "errno \(errno)")
        }
        size = Int(status.st_size)
        guard let first = line(at: 0)?.digest, first.count == 40,
            first.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) })
        else {
            throw Fault(
                .invalid, "identity.breach_list",
                "\(path) is no list of lost passwords: SHA-1 digests in hexadecimal, in order, were expected."
            )
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func contains(_ password: String) async throws(Fault) -> Bool {
        let wanted = Digest.sha1(password.utf8).hex.uppercased()
        return try await workers.run("identity.breach_list") { self.search(Array(wanted.utf8)) }
    }

    /// Halves the file until the line is found where it would be.
    private func search(_ wanted: [UInt8]) -> Bool {
        var (low, high) = (0, size)
        while low < high {
            let middle = (low + high) / 2
            guard let found = line(at: middle) else { return false }
            if found.digest == wanted { return true }
            if found.digest.lexicographicallyPrecedes(wanted) { low = found.end } else { high = found.start }
        }
        return false
    }

    /// The line in which a byte stands, its digest in capitals.
    private func line(at place: Int) -> (digest: [UInt8], start: Int, end: Int)? {
        // A line has far fewer bytes.
        let reach = 128
        let from = max(0, place - reach)
        var room = [UInt8](repeating: 0, count: 2 * reach)
        let count = pread(descriptor, &room, room.count, from)
        guard count > 0 else { return nil }
        let bytes = room[..<count]
        let own = place - from
        guard own < count else { return nil }
        let start = (bytes[..<own].lastIndex(of: 0x0a) ?? -1) + 1
        let end = bytes[own...].firstIndex(of: 0x0a).map { $0 + 1 } ?? count
        let digest = bytes[start..<end].prefix { $0 != 0x3a && $0 != 0x0a && $0 != 0x0d }
        return (digest.map { $0 >= 0x61 && $0 <= 0x66 ? $0 - 0x20 : $0 }, from + start, from + end)
    }
}
