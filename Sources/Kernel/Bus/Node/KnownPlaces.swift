import Synchronization

/// Where things were found to live, bounded in number.
final class KnownPlaces: Sendable {
    private struct Key: Hashable {
        let kind: String
        let id: String
    }

    private static let ceiling = 20_000

    private let table = Mutex<[Key: Location]>([:])

    func find(_ kind: String, _ id: String) -> Location? { table.withLock { $0[Key(kind: kind, id: id)] } }

    func keep(_ location: Location, _ kind: String, _ id: String) {
        table.withLock { table in
            if table.count >= Self.ceiling { table.removeAll() }
            table[Key(kind: kind, id: id)] = location
        }
    }
}
