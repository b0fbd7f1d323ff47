import Crypto
import Faults
import Testing

@Suite("Sealing")
struct SealingTests {
    /// Key, nonce, plaintext, associated data, ciphertext and tag: test cases 13, 14 and 16 of McGrew and
    /// Viega's GCM specification.
    static let known = [
        (
            String(repeating: "00", count: 32), "000000000000000000000000", "", "",
            "530f8afbc74536b9a963b4f1c4cb738b"
        ),
        (
            String(repeating: "00", count: 32), "000000000000000000000000",
            "00000000000000000000000000000000", "",
            "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"
        ),
        (
            "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525"
                + "b16aedf5aa0de657ba637b39",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838"
                + "c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ]

    @Test("AES-256-GCM gives the specification's answers")
    func knownAnswers() throws {
        for (key, nonce, plain, aad, sealed) in Self.known {
            let key = try SymmetricKey(#require([UInt8](hex: key)))
            let nonce = try #require([UInt8](hex: nonce))
            let plain = try #require([UInt8](hex: plain))
            let aad = try #require([UInt8](hex: aad))
            let out = try AESGCM.seal(plain, key: key, nonce: nonce, authenticating: aad)
            #expect(out.hex == sealed)
            #expect(try AESGCM.open(out, key: key, nonce: nonce, authenticating: aad) == plain)
        }
    }

    @Test("a box opens with its key and its place only, and no changed or missing byte passes")
    func tampering() throws {
        let key = SymmetricKey.random()
        for size in [0, 1, 40] {
            let plain = SecureRandom.bytes(size)
            let box = try SealedBox.seal(plain, key: key, id: "k1", authenticating: [1, 2])
            #expect(box.bytes.count == 2 + 2 + 12 + size + 16)
            #expect(try SealedBox(bytes: box.bytes) == box && box.keyID == "k1")
            #expect(try box.open(key: key, authenticating: [1, 2]) == plain)
            #expect(throws: Fault.self) { try box.open(key: .random(), authenticating: [1, 2]) }
            #expect(throws: Fault.self) { try box.open(key: key, authenticating: [1]) }
            for index in box.bytes.indices {
                for bit in [UInt8(1), 0x80] {
                    var bytes = box.bytes
                    bytes[index] ^= bit
                    #expect(throws: Fault.self) {
                        try SealedBox(bytes: bytes).open(key: key, authenticating: [1, 2])
                    }
                }
                #expect(throws: Fault.self) {
                    try SealedBox(bytes: Array(box.bytes[..<index])).open(key: key, authenticating: [1, 2])
                }
            }
        }
    }

    @Test("two boxes of the same bytes differ, and keys stay out of text")
    func secrecy() throws {
        let key = SymmetricKey.random()
        #expect(try SealedBox.seal([1], key: key, id: "a") != SealedBox.seal([1], key: key, id: "a"))
        for text in [
            "\(key)", String(reflecting: key), "\([key])", "\(Mirror(reflecting: key).children.count)",
        ] {
            #expect(!text.contains(String(key.bytes[0]) + ", ") && !text.contains(key.bytes.hex))
        }
        #expect(throws: Fault.self) { try SymmetricKey([1, 2, 3]) }
    }

    @Test("after rotation old envelopes open, new ones carry the new key, and rewrapping frees the old key")
    func rotation() throws {
        let old = SymmetricKey.random()
        let new = SymmetricKey.random()
        let before = try KeyRing(["2025": old], current: "2025")
        let both = try KeyRing(["2025": old, "2026": new], current: "2026")
        let after = try KeyRing(["2026": new], current: "2026")
        let envelope = try before.seal(Array("secret".utf8), authenticating: [7])
        let parsed = try Envelope(bytes: envelope.bytes)
        #expect(parsed == envelope)
        #expect(try both.open(parsed, authenticating: [7]) == Array("secret".utf8))
        let unknown = #expect(throws: Fault.self) { try after.open(parsed, authenticating: [7]) }
        #expect(unknown?.code == "crypto.key_unknown" && unknown?.message.contains("2025") == true)
        let moved = try #require(try both.rewrap(parsed, authenticating: [7]))
        #expect(moved.box == parsed.box && moved.wrappedKey != parsed.wrappedKey)
        #expect(try after.open(moved, authenticating: [7]) == Array("secret".utf8))
        #expect(try both.rewrap(moved, authenticating: [7]) == nil)
        #expect(throws: Fault.self) { try both.rewrap(parsed, authenticating: [8]) }
        #expect(throws: Fault.self) { try KeyRing([:], current: "x") }
        for length in 0..<envelope.bytes.count {
            #expect(throws: Fault.self) {
                try both.open(Envelope(bytes: Array(envelope.bytes[..<length])), authenticating: [7])
            }
        }
    }

    @Test("argon2id accepts the right password only, and knows the reference's hash")
    func passwords() async throws {
        let cheap = Passwords.Limits(passes: 1, memoryBytes: 1 << 20)
        let passwords = try Passwords(limits: cheap, waiting: 4)
        let hash = try await passwords.hash("hünter2")
        #expect(hash.hasPrefix("$argon2id$v=19$m=1024,t=1,p=1$"))
        #expect(try await passwords.verify("hünter2", against: hash))
        #expect(try await !passwords.verify("hunter2", against: hash))
        #expect(try await !passwords.verify("", against: hash))
        #expect(try await !passwords.verify("hünter2", against: nil))
        #expect(try await !passwords.verify("x", against: "not a hash"))
        #expect(try await passwords.hash("hünter2") != hash)
        // From the reference implementation's own tests: password, somesalt, 2 passes, 64 MiB.
        let reference =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
        #expect(try await passwords.verify("password", against: reference))
        #expect(passwords.isOutdated(reference) && !passwords.isOutdated(hash))
        await passwords.close()
        let closed = await #expect(throws: Fault.self) { try await passwords.hash("x") }
        #expect(closed?.kind == .exhausted)
    }
}
