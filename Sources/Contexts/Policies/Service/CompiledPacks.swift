import Guardrails
import RegoSyntax
import Synchronization

/// Packs that were compiled lately, by their digests.
final class CompiledPacks: Sendable {
    private struct Entry {
        let key: String
        let pack: Pack
    }

    /// The last one was used last.
    private let entries = Mutex<[Entry]>([])
    private static let ceiling = 16

    /// The pack of that content, compiled by `make` where it isn't at hand.
    func pack(
        _ digest: String, isTraced: Bool, make: () throws(Problems) -> Pack
    ) throws(Problems) -> Pack {
        let key = isTraced ? digest + "+" : digest
        let known = entries.withLock { entries -> Pack? in
            guard let place = entries.firstIndex(where: { $0.key == key }) else { return nil }
            let entry = entries.remove(at: place)
            entries.append(entry)
            return entry.pack
        }
        if let known { return known }
        let pack = try make()
        entries.withLock { entries in
            entries.removeAll { $0.key == key }
            if entries.count >= Self.ceiling { entries.removeFirst() }
            entries.append(Entry(key: key, pack: pack))
        }
        return pack
    }
}
