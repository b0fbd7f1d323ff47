import Crypto
import Faults
import Foundation
import Objects
import Testing
import Values

@Suite("Objects in files")
struct FileObjectsTests {
    let fixture = Fixture()

    @Test(
        "what is put is got, whole and in pieces, at sizes around every boundary",
        arguments: [
            0, 1, 1000, 262_143, 262_144, 262_145, 1_048_576, 1_048_577, 3_000_000,
        ])
    func roundTrip(size: Int) async throws {
        let objects = try fixture.objects()
        for bytes in [sample(size), [UInt8](repeating: 7, count: size), SecureRandom.bytes(size)] {
            let reference = try await objects.put(bytes, tenant: "acme")
            #expect(reference.digest == Digest.sha256(bytes).hex && reference.size == size)
            #expect(try await objects.get(reference, tenant: "acme") == bytes)
            #expect(try await objects.read(reference, tenant: "acme").all() == bytes)
            let again = try await objects.put(
                pieces: Pieces(
                    pieces: stride(from: 0, to: size, by: 100_003).map {
                        Array(bytes[$0..<min(size, $0 + 100_003)])
                    }),
                tenant: "other")
            #expect(again == reference)
            #expect(try await objects.get(again, tenant: "other") == bytes)
        }
        await objects.close()
    }

    @Test("the same bytes are kept once, compressed and unreadable, and nothing else is left behind")
    func once() async throws {
        let objects = try fixture.objects()
        let secret = Array(String(repeating: "the quick brown secret ", count: 10_000).utf8)
        let first = try await objects.put(secret, tenant: "acme")
        let second = try await objects.put(pieces: Pieces(pieces: [secret]), tenant: "acme")
        #expect(first == second && fixture.files.count == 1)
        let raw = try Data(contentsOf: fixture.file(first))
        #expect(raw.count < 3000 && raw.range(of: Data("secret".utf8)) == nil)
        let mode =
            try FileManager.default.attributesOfItem(atPath: fixture.file(first).path)[.posixPermissions]
            as? Int
        #expect(mode == 0o600)
        await objects.close()
    }

    @Test("tenants do not see each other's objects, even when a file is carried over")
    func tenants() async throws {
        let objects = try fixture.objects()
        let reference = try await objects.put([1, 2, 3], tenant: "acme")
        let missing = await #expect(throws: Fault.self) { try await objects.get(reference, tenant: "other") }
        #expect(missing?.kind == .missing)
        #expect(try await !objects.exists(reference, tenant: "other"))
        #expect(try await objects.exists(reference, tenant: "acme"))
        let carried = fixture.file(reference, "other")
        try FileManager.default.createDirectory(
            at: carried.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: fixture.file(reference), to: carried)
        let corrupt = await #expect(throws: Fault.self) { try await objects.get(reference, tenant: "other") }
        #expect(corrupt?.code == "objects.corrupt")
        await objects.close()
    }

    @Test(
        "a tenant's name that leads elsewhere is nobody's",
        arguments: ["", "..", "a/b", ".staging", "a\0b", "é"])
    func traversal(tenant: String) async throws {
        let objects = try fixture.objects()
        let fault = await #expect(throws: Fault.self) { try await objects.put([1], tenant: tenant) }
        #expect(fault?.kind == .missing && fixture.files.isEmpty)
        await #expect(throws: Fault.self) { try await objects.list(tenant: tenant) }
        await objects.close()
    }

    @Test("deleting is final and may be repeated; listing goes in order and in pages")
    func listing() async throws {
        let objects = try fixture.objects()
        var put: [BlobRef] = []
        for number in 0..<25 {
            put.append(try await objects.put([UInt8](repeating: 1, count: number), tenant: "acme"))
        }
        put.sort { $0.digest < $1.digest }
        #expect(try await objects.list(tenant: "acme") == put)
        var paged: [BlobRef] = []
        while case let page = try await objects.list(tenant: "acme", after: paged.last?.digest, limit: 7),
            !page.isEmpty
        {
            #expect(page.count <= 7)
            paged += page
        }
        #expect(paged == put)
        #expect(try await objects.delete(put[3], tenant: "acme"))
        #expect(try await !objects.delete(put[3], tenant: "acme"))
        await #expect(throws: Fault.self) { try await objects.get(put[3], tenant: "acme") }
        #expect(try await objects.list(tenant: "acme").count == 24)
        #expect(try await objects.list(tenant: "nobody").isEmpty)
        await objects.close()
    }

    @Test("every altered byte, every cut and every addition is found, whole and in pieces")
    func tampering() async throws {
        let objects = try fixture.objects()
        let bytes = SecureRandom.bytes(600_000)
        let reference = try await objects.put(bytes, tenant: "acme")
        let whole = try Data(contentsOf: fixture.file(reference))
        func isRefused(_ data: Data) async throws -> Bool {
            try data.write(to: fixture.file(reference))
            let got = try? await objects.get(reference, tenant: "acme")
            let read = try? await objects.read(reference, tenant: "acme").all()
            return got == nil && read == nil
        }
        // The header ends in padding after a wrapped key of 65 bytes; everything else matters.
        let chunk = 4 + 262_144 + 16
        var places = Array(0..<18 + 65)
        places += stride(from: 1024, to: whole.count, by: 9973)
        places += [1024, 1025, 1027, 1028, whole.count - 1, 1024 + chunk, 1024 + chunk + 3]
        for place in places {
            var data = whole
            data[place] ^= 0x10
            #expect(try await isRefused(data), "\(place)")
        }
        for length in [0, 1, 1023, 1024, 1027, 1028, 1024 + chunk, 1024 + 2 * chunk, whole.count - 1] {
            #expect(try await isRefused(whole.prefix(length)), "\(length)")
        }
        #expect(try await isRefused(whole + [0]))
        // Two chunks in each other's place.
        let first = 1024..<1024 + chunk
        let second = 1024 + chunk..<1024 + 2 * chunk
        #expect(
            try await isRefused(whole[..<1024] + whole[second] + whole[first] + whole[second.upperBound...]))
        #expect(try await isRefused(whole[..<1024] + whole[second.upperBound...]))
        try whole.write(to: fixture.file(reference))
        #expect(try await objects.get(reference, tenant: "acme") == bytes)
        let lying = try #require(BlobRef(digest: reference.digest, size: reference.size - 1))
        await #expect(throws: Fault.self) { try await objects.get(lying, tenant: "acme") }
        await objects.close()
    }

    @Test("a source that fails leaves nothing behind, and its fault passes")
    func failingSource() async throws {
        let objects = try fixture.objects()
        let own = Fault(.invalid, "test.source", "It broke.")
        let fault = await #expect(throws: Fault.self) {
            try await objects.put(
                pieces: Pieces(pieces: [sample(900_000), sample(10)], failure: own), tenant: "acme")
        }
        #expect(fault == own)
        #expect(fixture.files.isEmpty)
        await objects.close()
    }

    @Test("after rotation the old key is not needed, contents are not rewritten, and it may be repeated")
    func rotation() async throws {
        let objects = try fixture.objects()
        let bytes = sample(700_000)
        let large = try await objects.put(bytes, tenant: "acme")
        for number in 0..<5 { _ = try await objects.put([UInt8(number)], tenant: "t\(number)") }
        await objects.close()
        let before = try Data(contentsOf: fixture.file(large))
        let both = try FileObjects(
            fixture.path, ring: KeyRing(["old": fixture.old, "new": fixture.new], current: "new"), keepFree: 0
        )
        let fresh = try await both.put([9, 9], tenant: "acme")
        #expect(try await both.rewrap() == 6)
        #expect(try await both.rewrap() == 0)
        await both.close()
        let after = try Data(contentsOf: fixture.file(large))
        #expect(after[1024...] == before[1024...] && after[..<1024] != before[..<1024])
        let only = try FileObjects(
            fixture.path, ring: KeyRing(["new": fixture.new], current: "new"), keepFree: 0)
        #expect(try await only.get(large, tenant: "acme") == bytes)
        #expect(try await only.get(fresh, tenant: "acme") == [9, 9])
        await only.close()
        let late = try fixture.objects()
        let unknown = await #expect(throws: Fault.self) { try await late.get(large, tenant: "acme") }
        #expect(unknown?.code == "crypto.key_unknown")
        await late.close()
    }

    @Test("a rotation that was torn while it wrote loses nothing", arguments: [0, 2, 50, 200])
    func tornRotation(written: Int) async throws {
        let objects = try fixture.objects()
        let reference = try await objects.put(sample(1000), tenant: "acme")
        // What a crash may leave in the free slot: the first bytes of a new key and nothing after.
        var data = try Data(contentsOf: fixture.file(reference))
        let slot = 16 + 504
        data.replaceSubrange(
            slot..<slot + written, with: [0, 80].prefix(written) + SecureRandom.bytes(max(0, written - 2)))
        try data.write(to: fixture.file(reference))
        #expect(try await objects.get(reference, tenant: "acme").count == 1000)
        await objects.close()
    }

    @Test("a disk without its reserve refuses to write and goes on reading")
    func reserve() async throws {
        let objects = try fixture.objects()
        let reference = try await objects.put([1], tenant: "acme")
        await objects.close()
        let full = try fixture.objects(keepFree: .max)
        let one = await #expect(throws: Fault.self) { try await full.put([2], tenant: "acme") }
        let two = await #expect(throws: Fault.self) {
            try await full.put(pieces: Pieces(pieces: [[2]]), tenant: "acme")
        }
        #expect(
            one?.kind == .unavailable && one?.code == "objects.disk_full" && two?.code == "objects.disk_full")
        #expect(try await full.get(reference, tenant: "acme") == [1])
        #expect(fixture.files.count == 1)
        await full.close()
    }

    @Test("open readers are bounded, and dropping one makes room")
    func bounds() async throws {
        let objects = try fixture.objects(waiting: 2)
        let reference = try await objects.put(sample(1000), tenant: "acme")
        do {
            let one = try await objects.read(reference, tenant: "acme")
            let two = try await objects.read(reference, tenant: "acme")
            let busy = await #expect(throws: Fault.self) { try await objects.read(reference, tenant: "acme") }
            #expect(busy?.kind == .exhausted)
            #expect(try await one.all() == two.all())
        }
        _ = try await objects.read(reference, tenant: "acme").all()
        await objects.close()
    }
}
