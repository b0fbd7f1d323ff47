public import Faults

/// The master keys, by id, of which the current one wraps. A data key is drawn for every object, so that
/// turning the master key over rewrites 100 bytes an object and no content.
public struct KeyRing: Sendable {
    private let keys: [String: SymmetricKey]
    /// The id of the key that wraps from now on.
    public let current: String

    /// Faults: `crypto.key_unknown` when the current key is not among them.
    public init(_ keys: [String: SymmetricKey], current: String) throws(Fault) {
        guard keys[current] != nil else { throw KeyRing.unknown(current) }
        self.keys = keys
        self.current = current
    }

    private static func unknown(_ id: String) -> Fault {
        Fault(
            .unavailable, "crypto.key_unknown",
            "There is no master key named \(id). Give it to this process, or restore it from its backup.")
    }

    private func key(_ id: String) throws(Fault) -> SymmetricKey {
        guard let key = keys[id] else { throw KeyRing.unknown(id) }
        return key
    }

    // MARK: Data keys

    /// A new data key, and the same wrapped by the current master key, to be kept beside what it seals.
    public func dataKey(
        authenticating aad: [UInt8] = []
    ) throws(Fault) -> (key: SymmetricKey, wrapped: [UInt8]) {
        let fresh = SymmetricKey.random()
        return (fresh, try wrap(fresh, aad))
    }

    /// Faults: `crypto.key_unknown`, `crypto.not_authentic`.
    public func unwrap(_ wrapped: [UInt8], authenticating aad: [UInt8] = []) throws(Fault) -> SymmetricKey {
        let box = try SealedBox(bytes: wrapped)
        return try SymmetricKey(box.open(key: key(box.keyID), authenticating: aad))
    }

    /// The same data key wrapped by the current master key; nil when it is already.
    public func rewrap(_ wrapped: [UInt8], authenticating aad: [UInt8] = []) throws(Fault) -> [UInt8]? {
        if try SealedBox(bytes: wrapped).keyID == current { return nil }
        return try wrap(unwrap(wrapped, authenticating: aad), aad)
    }

    private func wrap(_ dataKey: SymmetricKey, _ aad: [UInt8]) throws(Fault) -> [UInt8] {
        try SealedBox.seal(dataKey.bytes, key: key(current), id: current, authenticating: aad).bytes
    }

    // MARK: Whole values

    /// Seals a small value, such as a secret, under a data key of its own.
    public func seal(
        _ plaintext: some Sequence<UInt8>, authenticating aad: [UInt8] = []
    ) throws(Fault) -> Envelope {
        let (key, wrapped) = try dataKey(authenticating: aad)
        let box = try SealedBox.seal(plaintext, key: key, id: "", authenticating: aad)
        return Envelope(wrappedKey: wrapped, box: box)
    }

    /// Faults: `crypto.key_unknown`, `crypto.not_authentic`.
    public func open(_ envelope: Envelope, authenticating aad: [UInt8] = []) throws(Fault) -> [UInt8] {
        try envelope.box.open(key: unwrap(envelope.wrappedKey, authenticating: aad), authenticating: aad)
    }

    /// The envelope under the current master key, its content untouched; nil when it is already.
    public func rewrap(_ envelope: Envelope, authenticating aad: [UInt8] = []) throws(Fault) -> Envelope? {
        guard let wrapped = try rewrap(envelope.wrappedKey, authenticating: aad) else { return nil }
        return Envelope(wrappedKey: wrapped, box: envelope.box)
    }
}

/// Sealed bytes together with their wrapped data key.
///
/// Layout: version (1 byte, now 1), length of the wrapped key (2, big-endian), the wrapped key, the box.
public struct Envelope: Sendable, Equatable {
    /// A `SealedBox` of the data key, under a master key.
    public let wrappedKey: [UInt8]
    public let box: SealedBox

    init(wrappedKey: [UInt8], box: SealedBox) {
        self.wrappedKey = wrappedKey
        self.box = box
    }

    public var bytes: [UInt8] {
        [1, UInt8(truncatingIfNeeded: wrappedKey.count >> 8), UInt8(truncatingIfNeeded: wrappedKey.count)]
            + wrappedKey + box.bytes
    }

    /// Faults: `crypto.not_authentic` for what cannot be an envelope.
    public init(bytes: [UInt8]) throws(Fault) {
        guard bytes.count >= 3, bytes[0] == 1 else { throw AESGCM.notAuthentic }
        let end = 3 + Int(bytes[1]) << 8 + Int(bytes[2])
        guard bytes.count >= end else { throw AESGCM.notAuthentic }
        wrappedKey = Array(bytes[3..<end])
        box = try SealedBox(bytes: Array(bytes[end...]))
    }
}
