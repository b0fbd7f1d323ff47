/// A hash table from names to places in a list that somebody else keeps, for lists of more than 16.
/// Hashes are seeded per process, so that nobody can choose names that collide.
struct KeyIndex: Sendable {
    private static let threshold = 16
    private var slots: [Int32] = []
    private var filled = 0

    var isActive: Bool { !slots.isEmpty }

    private static func hash(_ name: String) -> Int {
        var hasher = Hasher()
        name.hashBytes(into: &hasher)
        return hasher.finalize()
    }

    /// Takes up every place before `count` that is not yet in.
    mutating func add(_ count: Int, named name: (Int) -> String) {
        guard count > KeyIndex.threshold else { return }
        if count * 2 > slots.count {
            var size = max(64, slots.count)
            while count * 2 > size { size *= 2 }
            slots = [Int32](repeating: -1, count: size)
            filled = 0
        }
        while filled < count {
            let mask = slots.count - 1
            var slot = KeyIndex.hash(name(filled)) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(truncatingIfNeeded: filled)
            filled += 1
        }
    }

    /// The first place added under this name.
    func position(of key: String, named name: (Int) -> String) -> Int? {
        let mask = slots.count - 1
        var slot = KeyIndex.hash(key) & mask
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            if name(place).hasSameBytes(as: key) { return place }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
