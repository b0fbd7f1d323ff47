import Foundation
import HTTP
import KernelTesting
import Testing
import Values

/// Sessions, recovery and places: how people get in, and how they are kept out.
@Suite("Security of people")
struct SecurityJourneys {
    private static let password = "correct horse battery"

    private static func signIn(
        _ house: TestHouse, _ email: String, _ password: String = password
    ) async throws -> TestHouse.Answer {
        try await house.send(
            "POST", "/api/v1/auth/login", ["email": .string(email), "password": .string(password)])
    }

    private static func bob(_ house: TestHouse, _ ada: String) async throws -> String {
        let made = try await house.send(
            "POST", "/api/v1/users",
            ["email": "bob@example.com", "name": "Bob", "password": .string(password), "role": "viewer"],
            as: ada)
        try #require(made.status == 201, "\(made.json)")
        return made.text("id")
    }

    @Test("sessions are seen and ended, one's own, and by an administrator anybody's")
    func sessions() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        _ = try await Self.bob(house, ada)
        let one = try await Self.signIn(house, "bob@example.com").text("secret")
        let two = try await Self.signIn(house, "bob@example.com").text("secret")
        let own = try await house.send("GET", "/api/v1/sessions", as: one)
        let items = own["items"]?.arrayValue ?? []
        #expect(items.count == 2 && items[0]["address"] == "127.0.0.1", "\(own.json)")
        #expect(!own.json.text.contains(one) && !own.json.text.contains("adas"))
        let forbidden = try await house.send("GET", "/api/v1/sessions?everybody=true", as: one)
        #expect(forbidden.status == 403)
        let all = try await house.send("GET", "/api/v1/sessions?everybody=true", as: ada)
        #expect((all["items"]?.arrayValue?.count ?? 0) >= 3, "\(all.json)")
        let adas = all["items"]?.arrayValue?.first { $0["email"] != "bob@example.com" }?["id"]?.stringValue
        let foreign = try await house.send("DELETE", "/api/v1/sessions/\(adas ?? "")", as: one)
        #expect(foreign.status == 404)
        for item in items {
            let ended = try await house.send(
                "DELETE", "/api/v1/sessions/\(item["id"]?.stringValue ?? "")", as: ada)
            #expect(ended.status == 200, "\(ended.json)")
        }
        for secret in [one, two] {
            #expect(try await house.send("GET", "/api/v1/projects", as: secret).status == 401)
        }
        await house.stop()
    }

    @Test("a lost password is replaced by a code of an administrator, once")
    func recovery() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        let bob = try await Self.bob(house, ada)
        let session = try await Self.signIn(house, "bob@example.com").text("secret")
        let refused = try await house.send("POST", "/api/v1/users/\(bob)/recovery", as: session)
        #expect(refused.status == 403)
        let first = try await house.send("POST", "/api/v1/users/\(bob)/recovery", as: ada)
        let second = try await house.send("POST", "/api/v1/users/\(bob)/recovery", as: ada)
        #expect(second.status == 200 && second.text("code") != first.text("code"), "\(second.json)")
        func recover(_ code: String, _ password: String) async throws -> TestHouse.Answer {
            try await house.send(
                "POST", "/api/v1/auth/recover", ["code": .string(code), "password": .string(password)])
        }
        #expect(try await recover(first.text("code"), "another long password").status == 403)
        let weak = try await recover(second.text("code"), "bob@example.com")
        #expect(weak.status == 422 && weak.json.text.contains("known of you"), "\(weak.json)")
        #expect(try await recover(second.text("code"), "another long password").status == 200)
        #expect(try await recover(second.text("code"), "a third long password").status == 403)
        #expect(try await house.send("GET", "/api/v1/projects", as: session).status == 401)
        #expect(try await Self.signIn(house, "bob@example.com").status == 401)
        #expect(try await Self.signIn(house, "bob@example.com", "another long password").status == 200)
        let audit = try await house.send("GET", "/api/v1/audit?limit=50", as: ada)
        #expect(!audit.json.text.contains(second.text("code")))
        await house.stop()
    }

    @Test("codes are not guessed")
    func guessing() async throws {
        let house = try await TestHouse()
        _ = try await house.setUp()
        var last = 0
        for _ in 0..<7 {
            last = try await house.send(
                "POST", "/api/v1/auth/recover", ["code": "wrong", "password": "another long password"]
            ).status
        }
        #expect(last == 429)
        await house.stop()
    }

    @Test("a tenant says from where it is used; nobody shuts himself out, and runs are not asked")
    func places() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        let token = try await house.token(ada)
        func put(_ networks: [String]) async throws -> TestHouse.Answer {
            try await house.send(
                "PUT", "/api/v1/access-rules", ["networks": .array(networks.map(JSON.string))], as: ada)
        }
        let wrong = try await put(["127.0.0.0/8", "here"])
        #expect(wrong.status == 422 && wrong.json.text.contains("/networks/1"), "\(wrong.json)")
        let out = try await put(["192.0.2.0/24"])
        #expect(out.status == 422 && out.json.text.contains("shut out"), "\(out.json)")
        #expect(try await put(["127.0.0.0/8", "192.0.2.7"]).status == 200)
        let kept = try await house.send("GET", "/api/v1/access-rules", as: token)
        #expect(kept["networks"]?.arrayValue?.count == 2)
        #expect(try await house.send("GET", "/api/v1/projects", as: token).status == 200)
        #expect(try await put([]).status == 200)
        await house.stop()
    }

    @Test("behind a proxy it is the client's place that counts")
    func behindProxy() async throws {
        let house = try await TestHouse(settings: ["trusted-proxies": "127.0.0.1"])
        let ada = try await house.setUp()
        func get(from address: String) async throws -> Int {
            var fields = Headers([])
            fields.set("Authorization", "Bearer \(ada)")
            fields.set("X-Forwarded-For", address)
            let answer = try await Client().send(
                ClientRequest(url: house.address + "/api/v1/projects", headers: fields))
            return answer.status
        }
        let put = try await house.send(
            "PUT", "/api/v1/access-rules", ["networks": ["127.0.0.1", "192.0.2.0/24"]], as: ada)
        #expect(put.status == 200, "\(put.json)")
        #expect(try await get(from: "192.0.2.9") == 200)
        #expect(try await get(from: "198.51.100.1") == 403)
        let refused = try await house.send("GET", "/api/v1/projects", as: ada)
        #expect(refused.status == 200)
        await house.stop()
    }
}
