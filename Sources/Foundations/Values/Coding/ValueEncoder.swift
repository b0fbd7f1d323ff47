/// The encoder that writes JSON.
struct ValueEncoder: Encoder {
    let frame: EncodingFrame

    var codingPath: [any CodingKey] { frame.path }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        frame.openObject()
        return KeyedEncodingContainer(MemberWriter(frame: frame))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        frame.openArray()
        return ElementWriter(frame: frame)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { ScalarWriter(frame: frame) }
}

/// Writes an object's members. A name that is encoded twice is written twice, and the last is read.
private struct MemberWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let frame: EncodingFrame
    var codingPath: [any CodingKey] { frame.path }

    mutating func encodeNil(forKey key: Key) throws {
        frame.name(key)
        frame.put(.null)
    }
    mutating func encode(_ value: Bool, forKey key: Key) throws {
        frame.name(key)
        frame.raw { $0.put(value) }
    }
    mutating func encode(_ value: String, forKey key: Key) throws {
        frame.name(key)
        frame.raw { $0.put(string: value) }
    }
    mutating func encode(_ value: Double, forKey key: Key) throws {
        frame.name(key)
        try frame.encode(real: value, at: key)
    }
    mutating func encode(_ value: Float, forKey key: Key) throws {
        frame.name(key)
        try frame.encode(real: value, at: key)
    }
    mutating func encode(_ value: Int, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: Int8, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: Int16, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: Int32, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: Int64, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: UInt, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: UInt8, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: UInt16, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: UInt32, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode(_ value: UInt64, forKey key: Key) throws {
        frame.name(key)
        frame.encode(integer: value)
    }
    mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        frame.name(key)
        try frame.encode(value, at: key)
    }

    mutating func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Inner> {
        frame.name(key)
        return ValueEncoder(frame: frame.beside(at: key)).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        frame.name(key)
        return ValueEncoder(frame: frame.beside(at: key)).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { beside(Place(stringValue: "super")) }
    mutating func superEncoder(forKey key: Key) -> any Encoder { beside(key) }

    private func beside(_ key: some CodingKey) -> any Encoder {
        frame.name(key)
        return ValueEncoder(frame: frame.beside(at: key))
    }
}

/// Writes an array's elements.
private struct ElementWriter: UnkeyedEncodingContainer {
    let frame: EncodingFrame
    var codingPath: [any CodingKey] { frame.path }
    var count: Int { frame.count }

    /// The place of the element about to be written.
    private func next() -> Place {
        let place = Place(intValue: frame.count)
        frame.element()
        return place
    }

    mutating func encodeNil() throws {
        frame.element()
        frame.put(.null)
    }

    mutating func encode<T: Encodable>(_ value: T) throws { try frame.encode(value, at: next()) }

    mutating func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type
    ) -> KeyedEncodingContainer<Inner> {
        ValueEncoder(frame: frame.beside(at: next())).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        ValueEncoder(frame: frame.beside(at: next())).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { ValueEncoder(frame: frame.beside(at: next())) }
}

/// Writes a value that is no container. The standard library's own scalars come here.
private struct ScalarWriter: SingleValueEncodingContainer {
    let frame: EncodingFrame
    var codingPath: [any CodingKey] { frame.path }

    mutating func encodeNil() throws { frame.put(.null) }
    mutating func encode(_ value: Bool) throws { frame.raw { $0.put(value) } }
    mutating func encode(_ value: String) throws { frame.raw { $0.put(string: value) } }
    mutating func encode(_ value: Double) throws { try frame.encode(real: value) }
    mutating func encode(_ value: Float) throws { try frame.encode(real: value) }
    mutating func encode(_ value: Int) throws { frame.encode(integer: value) }
    mutating func encode(_ value: Int8) throws { frame.encode(integer: value) }
    mutating func encode(_ value: Int16) throws { frame.encode(integer: value) }
    mutating func encode(_ value: Int32) throws { frame.encode(integer: value) }
    mutating func encode(_ value: Int64) throws { frame.encode(integer: value) }
    mutating func encode(_ value: UInt) throws { frame.encode(integer: value) }
    mutating func encode(_ value: UInt8) throws { frame.encode(integer: value) }
    mutating func encode(_ value: UInt16) throws { frame.encode(integer: value) }
    mutating func encode(_ value: UInt32) throws { frame.encode(integer: value) }
    mutating func encode(_ value: UInt64) throws { frame.encode(integer: value) }
    mutating func encode<T: Encodable>(_ value: T) throws { try frame.encode(value) }
}
