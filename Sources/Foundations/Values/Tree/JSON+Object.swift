extension JSON {
    /// An object's members in order, each name once.
    public struct Object: Sendable {
        /// One name and its value.
        public typealias Element = (key: String, value: JSON)

        private var members: [Element] = []
        /// Places by name, once there are too many to look through.
        private var index = KeyIndex()

        public init() {}

        /// A repeated name keeps its first place and has its last value.
        public init(_ members: some Sequence<Element>) {
            self.members.reserveCapacity(members.underestimatedCount)
            for (key, value) in members { self[key] = value }
        }

        mutating func reserveCapacity(_ count: Int) { members.reserveCapacity(count) }

        public var keys: [String] { members.map(\.key) }
        public var values: [JSON] { members.map(\.value) }

        /// Nil removes the member; a new name goes to the end.
        public subscript(key: String) -> JSON? {
            get { position(of: key).map { members[$0].value } }
            set {
                guard let newValue else {
                    removeValue(forKey: key)
                    return
                }
                if let position = position(of: key) {
                    members[position].value = newValue
                } else {
                    members.append((key, newValue))
                    index.add(members.count, named: { members[$0].key })
                }
            }
        }

        public subscript(key: String, default fallback: @autoclosure () -> JSON) -> JSON {
            get { self[key] ?? fallback() }
            set { self[key] = newValue }
        }

        /// Linear in the number of members.
        @discardableResult
        public mutating func removeValue(forKey key: String) -> JSON? {
            guard let position = position(of: key) else { return nil }
            let value = members.remove(at: position).value
            index = KeyIndex()
            index.add(members.count, named: { members[$0].key })
            return value
        }

        /// The same members in the order of their names' UTF-8.
        public func sorted() -> [Element] {
            members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        }

        private func position(of key: String) -> Int? {
            if index.isActive { return index.position(of: key, named: { members[$0].key }) }
            return members.firstIndex { $0.key.hasSameBytes(as: key) }
        }
    }
}

extension JSON.Object: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { members.count }
    public subscript(position: Int) -> Element { members[position] }
}

extension JSON.Object: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self.init(elements.map { (key: $0.0, value: $0.1) })
    }
}

extension JSON.Object: Hashable {
    /// Whatever the order of the members.
    public static func == (left: Self, right: Self) -> Bool {
        guard left.count == right.count else { return false }
        for (place, member) in left.enumerated() {
            if right[place].key.hasSameBytes(as: member.key) {
                if right[place].value != member.value { return false }
            } else if right[member.key] != member.value {
                return false
            }
        }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for (key, value) in self {
            var one = Hasher()
            key.hashBytes(into: &one)
            one.combine(value)
            sum ^= one.finalize()
        }
        hasher.combine(sum)
    }
}
