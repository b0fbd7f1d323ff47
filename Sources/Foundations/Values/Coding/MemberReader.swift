/// Reads an object's members by name; the last of those that share one.
struct MemberReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: ValueDecoder
    private let index: MemberIndex?

    init(decoder: ValueDecoder) {
        self.decoder = decoder
        index = MemberIndex(decoder.tape, decoder.index)
    }

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        decoder.record?.noteAll(object: decoder.index)
        var seen: Set<String> = []
        return decoder.node.members.compactMap { name, _ in
            seen.insert(name).inserted ? Key(stringValue: name) : nil
        }
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }

    @inline(__always)
    private func find(_ key: some CodingKey) -> ValueDecoder? {
        let name = key.stringValue
        decoder.record?.note(object: decoder.index, name: name)
        let found =
            if let index { index.value(named: name) } else {
                decoder.tape.member(of: decoder.index, named: name)
            }
        return found.map(decoder.at)
    }

    @inline(__always)
    private func value(_ key: some CodingKey) throws -> ValueDecoder {
        guard let value = find(key) else {
            throw Mismatch(index: decoder.index, message: "the field \(key.stringValue) is missing")
        }
        return value
    }

    /// Nil when the member is absent or null.
    @inline(__always)
    private func present(_ key: Key) -> ValueDecoder? {
        guard let value = find(key), !value.isNull else { return nil }
        return value
    }

    func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key).bool() }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key).string() }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try value(key).double() }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try value(key).float() }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key).integer() }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try value(key).integer() }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try value(key).integer() }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try value(key).integer() }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try value(key).integer() }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try value(key).integer() }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try value(key).integer() }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try value(key).integer() }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try value(key).integer() }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try value(key).integer() }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try value(key).unbox(type) }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try present(key)?.bool() }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try present(key)?.string()
    }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try present(key)?.double()
    }
    func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? { try present(key)?.float() }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try present(key)?.integer() }
    func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? { try present(key)?.integer() }
    func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? { try present(key)?.integer() }
    func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? { try present(key)?.integer() }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try present(key)?.integer() }
    func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? { try present(key)?.integer() }
    func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? { try present(key)?.integer() }
    func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
        try present(key)?.integer()
    }
    func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
        try present(key)?.integer()
    }
    func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
        try present(key)?.integer()
    }
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try present(key)?.unbox(type)
    }

    func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Inner> {
        try value(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try value(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try value(Place(stringValue: "super")) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try value(key) }
}

/// The members of a large object by name.
private struct MemberIndex {
    private let tape: Tape
    private var members: [Int] = []
    private var index = KeyIndex()

    /// Nil for an object that is small enough to look through.
    init?(_ tape: Tape, _ object: Int) {
        let count = tape.length(object)
        if count <= 24 { return nil }
        self.tape = tape
        members.reserveCapacity(count)
        var next = object + 2
        for _ in 0..<count {
            members.append(next)
            next = tape.next(next + 1)
        }
        // Backwards, so that the last of a repeated name is found first.
        members.reverse()
        index.add(count, named: { [members] in tape.string(members[$0]) })
    }

    /// The index of the value on the tape.
    func value(named name: String) -> Int? {
        index.position(of: name, named: { tape.string(members[$0]) }).map { members[$0] + 1 }
    }
}
