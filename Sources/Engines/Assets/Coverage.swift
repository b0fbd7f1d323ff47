/// What is in code, what exists, and what of it is both.
public struct Coverage: Sendable, Equatable {
    public struct Key: Sendable, Hashable, Comparable {
        public let type: String
        public let id: String

        public init(_ type: String, _ id: String) {
            self.type = type
            self.id = id
        }

        public static func < (left: Key, right: Key) -> Bool { (left.type, left.id) < (right.type, right.id) }
    }

    /// In code and there.
    public let managed: [Key]
    /// There, and in no code.
    public let unmanaged: [Key]
    /// In code, and not there.
    public let missing: [Key]

    /// All three in order; what `isIgnored` is in none.
    public init(inCode: [Key], existing: [Key], isIgnored: (Key) -> Bool = { _ in false }) {
        let code = inCode.filter { !isIgnored($0) }, there = existing.filter { !isIgnored($0) }
        var left: [Key: Int] = [:]
        for key in there { left[key, default: 0] += 1 }
        var (managed, missing): ([Key], [Key]) = ([], [])
        for key in code {
            if let count = left[key], count > 0 {
                left[key] = count - 1
                managed.append(key)
            } else {
                missing.append(key)
            }
        }
        self.managed = managed.sorted()
        self.missing = missing.sorted()
        unmanaged = left.flatMap { Array(repeating: $0.key, count: $0.value) }.sorted()
    }

    public var total: Int { managed.count + unmanaged.count + missing.count }

    /// Percent of all that is managed, rounded down; 0 of nothing.
    public var percent: Int { total == 0 ? 0 : managed.count * 100 / total }

    /// True when code and world are the same.
    public var isInSync: Bool { unmanaged.isEmpty && missing.isEmpty }
}
