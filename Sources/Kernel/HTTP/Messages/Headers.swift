/// The fields of a message in the order they came, looked up without regard to case (RFC 9110, 5).
public struct Headers: Sendable, Sequence, ExpressibleByDictionaryLiteral {
    public typealias Element = (name: String, value: String)

    // Without labels, as a literal's elements come: an array of those is taken as it is.
    private var fields: [(String, String)]

    /// Nothing is checked here: a field that could not be sent safely is refused when it is written.
    public init(_ fields: [(String, String)] = []) { self.fields = fields }

    /// The order of the literal is the order on the wire.
    public init(dictionaryLiteral elements: (String, String)...) { fields = elements }

    /// An empty list with room for an ordinary head.
    static func roomy() -> Headers {
        var headers = Headers()
        headers.fields.reserveCapacity(12)
        return headers
    }

    /// How many field lines there are, repeated names included.
    public var count: Int { fields.count }

    /// The first value of that name; setting replaces every one, and `nil` removes them.
    public subscript(name: String) -> String? {
        get {
            place(of: name).map { fields[$0].1 }
        }
        set {
            if let newValue { set(name, newValue) } else { remove(name) }
        }
    }

    /// Every value of that name, in order.
    public func all(_ name: String) -> [String] {
        fields.compactMap { sameName($0.0, name) ? $0.1 : nil }
    }

    /// Appends a field line and keeps those that have the name already.
    public mutating func add(_ name: String, _ value: String) { fields.append((name, value)) }

    /// Replaces every field line of that name with one, in the place of the first.
    public mutating func set(_ name: String, _ value: String) {
        guard let first = place(of: name) else { return fields.append((name, value)) }
        fields[first] = (name, value)
        var index = fields.count - 1
        while index > first {
            if sameName(fields[index].0, name) { fields.remove(at: index) }
            index -= 1
        }
    }

    /// Removes every field line of that name.
    public mutating func remove(_ name: String) { fields.removeAll { sameName($0.0, name) } }

    public func makeIterator() -> Iterator { Iterator(fields: fields.makeIterator()) }

    /// Field lines, in their order.
    public struct Iterator: IteratorProtocol {
        fileprivate var fields: IndexingIterator<[(String, String)]>

        public mutating func next() -> Element? { fields.next().map { (name: $0.0, value: $0.1) } }
    }

    /// Where the first field line of that name is, looked for without taking hold of any.
    private func place(of name: String) -> Int? {
        let count = name.utf8.count
        return fields.withUnsafeBufferPointer { fields in
            for index in fields.indices where fields[index].0.utf8.count == count {
                if sameName(fields[index].0, name) { return index }
            }
            return nil
        }
    }
}

extension Headers {
    /// The comma-separated members of every field line of that name, trimmed (RFC 9110, 5.6.1).
    func list(_ name: String) -> [Substring] {
        var members: [Substring] = []
        guard place(of: name) != nil else { return members }
        for value in all(name) {
            for member in value.utf8.split(separator: UInt8(ascii: ",")) {
                let trimmed = Substring(member).trimmingBlanks
                if !trimmed.isEmpty { members.append(trimmed) }
            }
        }
        return members
    }
}

/// Whether two field names or tokens are the same, letters of ASCII compared without case.
func sameName(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
    one.utf8.count == other.utf8.count && hasName(one.utf8, other)
}

/// As `sameName`, for bytes cut out of a text.
func hasName(_ bytes: some Sequence<UInt8>, _ name: some StringProtocol) -> Bool {
    let direct = bytes.withContiguousStorageIfAvailable { one in
        name.utf8.withContiguousStorageIfAvailable { isSame(one, $0) }
    }
    return direct?.flatMap { $0 } ?? bytes.elementsEqual(name.utf8) { isSame($0, $1) }
}

private func isSame(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    for index in one.indices where !isSame(one[index], other[index]) { return false }
    return true
}

@inline(__always) private func isSame(_ one: UInt8, _ other: UInt8) -> Bool {
    one == other || (one | 0x20 == other | 0x20 && isLetter(one))
}

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

extension Substring {
    /// Without the spaces and tabs around it (OWS of RFC 9110, 5.6.3).
    var trimmingBlanks: Substring {
        var view = utf8
        while let byte = view.first, byte == 0x20 || byte == 0x09 { view.removeFirst() }
        while let byte = view.last, byte == 0x20 || byte == 0x09 { view.removeLast() }
        return Substring(view)
    }
}
