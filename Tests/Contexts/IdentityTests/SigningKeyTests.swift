import Bus
import Crypto
import Faults
import Foundation
import IdentityAPI
import KernelTesting
import Ledgers
import Store
import Telemetry
import Testing
import Values
import Vocabulary

@testable import Identity

/// Keys as the world outside sees them: a verifier that reads the published ones now and then.
@Suite("Signing keys")
struct SigningKeyTests {
    private final class Stage: Sendable {
        let scratch = Scratch()
        let clock = ManualClock()
        let node: Node
        let service: IdentityService
        let database: Database
        let master = SymmetricKey.random()
        let ring: KeyRing
        let scope: Scope
        let room: Room

        init() async throws {
            node = Node(clock: clock.clock)
            database = try await Database.open(scratch.file("plumb.db"))
            room = try await database.room("identity", migrations: IdentityService.migrations)
            ring = try KeyRing(["a": master], current: "a")
            service = IdentityService(
                ledger: Ledger(context: "identity", room: room, node: node, log: Log(level: .error)),
                keys: ring, passwords: try Passwords(limits: .init(passes: 1, memoryBytes: 8192)),
                issuing: Issuing(issuer: { "https://plumb.example/" }))
            service.register()
            node.allow("tenants", toCall: ["identity"])
            scope = node.scope(as: "tenants", tenant: .next())
        }

        func end() async {
            await service.close()
            await service.passwords.close()
            await database.close()
        }

        var now: Date { Date(timeIntervalSince1970: Double(clock.clock.now.milliseconds) / 1000) }

        func token(seconds: Int = 600) async throws -> String {
            try await scope.call(
                IssueIdentityToken(
                    bearer: "tenant:acme:project:shop:workspace:dev:run_phase:plan", audience: "cloud",
                    seconds: seconds, claims: ["run_id": "7"])
            ).token
        }

        /// What is published, as a cloud takes it: the JSON that is served.
        func published() async throws -> [VerifyingKey] {
            let set = try await node.scope(for: .anonymous).call(GetKeySet())
            let json = try JSONCoding.json(of: set)
            return try (json["keys"]?.arrayValue ?? []).map { try VerifyingKey(jwk: $0) }
        }

        func verify(_ token: String, by keys: [VerifyingKey]) throws -> JSON {
            try SignedToken.verify(
                token, keys: keys,
                expecting: .init(issuer: "https://plumb.example", audience: "cloud", leeway: .zero), now: now)
        }

        func rotate(compromised: Bool = false) async throws {
            _ = try await scope.call(RotateKeys(compromised: compromised))
        }

        func states() async throws -> [SigningKeyView.State] {
            try await scope.call(ListSigningKeys()).items.map(\.state)
        }
    }

    @Test("a token tells what it is for, and only for a while")
    func claims() async throws {
        let stage = try await Stage()
        let token = try await stage.token()
        let claims = try stage.verify(token, by: try await stage.published())
        #expect(claims["sub"] == "tenant:acme:project:shop:workspace:dev:run_phase:plan")
        #expect(claims["iss"] == "https://plumb.example" && claims["run_id"] == "7")
        let (issued, expires) = (claims["iat"]?.doubleValue ?? 0, claims["exp"]?.doubleValue ?? 0)
        #expect(expires - issued == 600)
        let other = try await stage.token()
        #expect(try stage.verify(other, by: try await stage.published())["jti"] != claims["jti"])
        let header = try JSON(parsing: [UInt8](base64URL: String(token.prefix { $0 != "." })) ?? [])
        #expect(header["alg"] == "RS256" && header["kid"] != nil)
        stage.clock.advance(by: .seconds(601))
        let keys = try await stage.published()
        #expect(throws: Fault.self) { try stage.verify(token, by: keys) }
        await stage.end()
    }

    @Test("whoever read the keys before a rotation believes what is signed after it, and the other way round")
    func rotation() async throws {
        let stage = try await Stage()
        let before = try await stage.published()
        #expect(before.count == 2)
        #expect(try await stage.states() == [.next, .current])
        await #expect(throws: Fault.self, "nobody may know the next key yet") { try await stage.rotate() }
        stage.clock.advance(by: .seconds(901))
        let first = try await stage.token()
        try await stage.rotate()
        #expect(try await stage.states() == [.next, .current, .old])
        let second = try await stage.token()
        _ = try stage.verify(second, by: before)
        let after = try await stage.published()
        for token in [first, second] { _ = try stage.verify(token, by: after) }
        // Once its last token has expired, the old one is published no more.
        stage.clock.advance(by: .seconds(590))
        #expect(try await stage.published().count == 3)
        stage.clock.advance(by: .seconds(80))
        #expect(try await stage.published().count == 2)
        // The secret of a key that signs no more is kept nowhere.
        let sealed = try await stage.room.read(.across(reason: "a test")) { query in
            try query.rows("SELECT sealed, ended FROM identity_signing_keys").map {
                (try $0.bytes(ifPresent: "sealed") == nil, try $0.int64(ifPresent: "ended") != nil)
            }
        }
        #expect(sealed.count == 3 && sealed.allSatisfy { $0.0 == $0.1 })
        await stage.end()
    }

    @Test("a key that is old enough gives way by itself, and every token is believed at all times")
    func age() async throws {
        let stage = try await Stage()
        var kept = try await stage.published()
        var read = stage.clock.clock.now
        var used: Set<String> = []
        for _ in 0..<120 {
            stage.clock.advance(by: .seconds(3 * 86_400 + 7))
            // A cloud keeps what it read for five minutes at most; here it reads just before.
            kept = try await stage.published()
            read = stage.clock.clock.now
            stage.clock.advance(by: .seconds(299))
            let token = try await stage.token(seconds: 3600)
            _ = try stage.verify(token, by: kept)
            stage.clock.advance(by: .seconds(3500))
            _ = try stage.verify(token, by: try await stage.published())
            let header = try JSON(parsing: [UInt8](base64URL: String(token.prefix { $0 != "." })) ?? [])
            used.insert(header["kid"]?.stringValue ?? "")
        }
        #expect(stage.clock.clock.now - read < .seconds(4000))
        #expect(used.count == 5, "a year of ninety days each: \(used.count)")
        await stage.end()
    }

    @Test("withdrawn keys are published no more, and what they signed is believed no more")
    func compromised() async throws {
        let stage = try await Stage()
        stage.clock.advance(by: .seconds(1000))
        let token = try await stage.token()
        let before = try await stage.published()
        try await stage.rotate(compromised: true)
        let after = try await stage.published()
        #expect(Set(before.map(\.id)).isDisjoint(with: after.map(\.id)) && after.count == 2)
        #expect(throws: Fault.self) { try stage.verify(token, by: after) }
        _ = try stage.verify(try await stage.token(), by: after)
        await stage.end()
    }

    @Test("many that ask at once find the same keys, and rotate once")
    func together() async throws {
        let stage = try await Stage()
        let sets = try await withThrowingTaskGroup(of: Set<String>.self) { group in
            for _ in 0..<8 { group.addTask { Set(try await stage.published().map(\.id)) } }
            return try await group.reduce(into: Set<Set<String>>()) { $0.insert($1) }
        }
        #expect(sets.count == 1)
        let next = try await stage.scope.call(ListSigningKeys()).items.first { $0.state == .next }?.id
        stage.clock.advance(by: .seconds(91 * 86_400))
        let tokens = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { try await stage.token() } }
            return try await group.reduce(into: [String]()) { $0.append($1) }
        }
        let keys = try await stage.published()
        for token in tokens { _ = try stage.verify(token, by: keys) }
        #expect(try await stage.states().filter { $0 == .current }.count == 1)
        let current = try await stage.scope.call(ListSigningKeys()).items.first { $0.state == .current }?.id
        #expect(current == next, "rotated once: what was next signs")
        await stage.end()
    }

    @Test("they are sealed, each to its id, and wrapped anew with the master key")
    func sealed() async throws {
        let stage = try await Stage()
        let before = try await stage.published().map(\.id)
        let sealed = try await stage.room.read(.across(reason: "a test")) { query in
            try query.rows("SELECT sealed FROM identity_signing_keys").map { try $0.bytes("sealed") }
        }
        #expect(!sealed.contains { String(decoding: $0, as: UTF8.self).contains("PRIVATE KEY") })
        let envelope = try Envelope(bytes: sealed[0])
        #expect(throws: Fault.self) { try stage.ring.open(envelope, authenticating: Array("else".utf8)) }
        let other = try KeyRing(["a": .random(), "b": .random()], current: "b")
        await #expect(throws: Fault.self, "of another master key") {
            try await IdentityService.rewrapSecrets(stage.room, other)
        }
        #expect(try await IdentityService.rewrapSecrets(stage.room, stage.ring) == 0)
        let both = try KeyRing(["a": stage.master, "b": .random()], current: "b")
        #expect(try await IdentityService.rewrapSecrets(stage.room, both) == 2)
        #expect(try await IdentityService.rewrapSecrets(stage.room, both) == 0)
        await #expect(throws: Fault.self, "the old master key alone opens them no more") {
            try await stage.token()
        }
        #expect(try await stage.published().map(\.id) == before)
        await stage.end()
    }
}
