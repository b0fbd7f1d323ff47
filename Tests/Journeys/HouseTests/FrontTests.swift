import KernelTesting
import Testing
import Values

/// What every face does with every request, seen from outside.
@Suite("Front of the house")
struct FrontTests {
    @Test("too many requests of one address, or with one credential, are told when to come back")
    func rates() async throws {
        for setting in ["address-rate", "credential-rate"] {
            let house = try await TestHouse(settings: [setting: "3"])
            let token = try await house.setUp()
            // At once: on a busy machine one after the other may be slow enough to be let through.
            let refused = try await withThrowingTaskGroup(of: TestHouse.Answer.self) { group in
                for _ in 0..<60 {
                    group.addTask { try await house.send("GET", "/api/v1/projects", as: token) }
                }
                var refused: TestHouse.Answer?
                for try await answer in group where answer.status != 200 { refused = answer }
                return refused
            }
            let answer = try #require(refused, "\(setting) did not hold")
            #expect(answer.status == 429, "\(setting): \(answer.json)")
            #expect(answer.headers["Retry-After"].flatMap { Int($0) }.map { $0 >= 1 } == true)
            #expect(answer.headers["Content-Type"] == "application/problem+json")
            #expect(!answer.text("code").isEmpty && !answer.text("detail").isEmpty)
            await house.stop()
        }
    }

    @Test("pages of an allowed origin may call the API, others may not")
    func origins() async throws {
        let house = try await TestHouse(settings: ["cors-origins": "https://portal.example"])
        func preflight(_ origin: String) async throws -> TestHouse.Answer {
            try await house.send(
                "OPTIONS", "/api/v1/projects",
                headers: [("Origin", origin), ("Access-Control-Request-Method", "POST")])
        }
        let allowed = try await preflight("https://portal.example")
        #expect(allowed.status == 204)
        #expect(allowed.headers["Access-Control-Allow-Origin"] == "https://portal.example")
        #expect(allowed.headers["Access-Control-Allow-Headers"]?.contains("Authorization") == true)
        #expect(allowed.headers["Access-Control-Allow-Credentials"] == nil)
        #expect(try await preflight("https://evil.example").headers["Access-Control-Allow-Origin"] == nil)
        let token = try await house.setUp()
        let answer = try await house.send(
            "GET", "/api/v1/projects", as: token, headers: [("Origin", "https://portal.example")])
        #expect(answer.headers["Access-Control-Allow-Origin"] == "https://portal.example")
        #expect(answer.headers.all("Vary").contains { $0.contains("Origin") })
        await house.stop()
    }

    @Test("answers carry a tag: unchanged ones are not sent again, and a change of a stale one is refused")
    func tags() async throws {
        let house = try await TestHouse()
        let token = try await house.setUp()
        let path = "/api/v1/workspaces/\(try await house.workspace(token))"
        let first = try await house.send("GET", path, as: token)
        let tag = try #require(first.headers["ETag"])
        let same = try await house.send("GET", path, as: token, headers: [("If-None-Match", tag)])
        #expect(same.status == 304 && same.bytes.isEmpty && same.headers["ETag"] == tag)
        let changed = try await house.send(
            "PATCH", path, ["environment": "staging"], as: token, headers: [("If-Match", tag)])
        #expect(changed.status == 200, "\(changed.json)")
        let stale = try await house.send(
            "PATCH", path, ["environment": "production"], as: token, headers: [("If-Match", tag)])
        #expect(stale.status == 412, "\(stale.json)")
        let now = try await house.send("GET", path, as: token, headers: [("If-None-Match", tag)])
        #expect(now.status == 200 && now.text("environment") == "staging")
        let document = try await house.send("GET", "/openapi.json")
        let documentTag = try #require(document.headers["ETag"])
        #expect(
            try await house.send("GET", "/openapi.json", headers: [("If-None-Match", documentTag)]).status
                == 304)
        await house.stop()
    }

    @Test("long answers are compressed for who asks, and say so")
    func compression() async throws {
        let house = try await TestHouse()
        let plain = try await house.send("GET", "/openapi.json")
        #expect(plain.headers["Content-Encoding"] == nil)
        let small = try await house.send("GET", "/openapi.json", headers: [("Accept-Encoding", "gzip")])
        #expect(small.headers["Content-Encoding"] == "gzip")
        #expect(small.bytes.starts(with: [0x1f, 0x8b]) && small.bytes.count < plain.bytes.count / 4)
        #expect(small.headers.all("Vary").contains { $0.contains("Accept-Encoding") })
        #expect(small.headers["ETag"] != plain.headers["ETag"])
        await house.stop()
    }

    @Test(
        "every face hardens its answers", arguments: ["/api/v1/projects", "/sign-in", "/state/x", "/nothing"])
    func hardening(path: String) async throws {
        let house = try await TestHouse()
        let answer = try await house.send("GET", path)
        #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
        #expect(answer.headers["X-Frame-Options"] == "DENY")
        #expect(answer.headers["Content-Security-Policy"]?.contains("default-src 'self'") == true)
        #expect(answer.headers["Trace-Id"]?.count == 32)
        #expect(answer.headers["Server"]?.contains("Plumb/") != true)
        await house.stop()
    }

    @Test("everything that is wrong with a body is told at once, with its place, and no secret is repeated")
    func everythingAtOnce() async throws {
        let house = try await TestHouse()
        let token = try await house.setUp()
        let answer = try await house.send(
            "PUT", "/api/v1/connections/main",
            [
                "region": 7, "accessKey": ["a"], "secretKey": .null, "colour": "red",
                "provider": "hunter2", "sessionToken": true,
            ], as: token)
        #expect(answer.status == 422 || answer.status == 400, "\(answer.json)")
        let paths = (answer["problems"]?.arrayValue ?? []).compactMap { $0["path"]?.stringValue }
        #expect(
            Set(paths)
                == ["/region", "/accessKey", "/secretKey", "/colour", "/provider", "/sessionToken"],
            "\(paths)")
        #expect(!String(decoding: answer.bytes, as: UTF8.self).contains("hunter2"))
        await house.stop()
    }
}
