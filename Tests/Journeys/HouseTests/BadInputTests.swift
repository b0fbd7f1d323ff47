import Crypto
import Faults
import Foundation
import House
import Host
import KernelTesting
import Telemetry
import Testing
import Values

/// Every refusal is problem details with a stable code, and echoes no secret.
@Suite("Bad input", .timeLimit(.minutes(15)))
struct BadInputTests {
    static let secret = "hunter2-do-not-echo"

    /// Holds an answer to the form of all refusals.
    func refuses(
        _ answer: TestHouse.Answer, _ status: Int, _ code: String, location: SourceLocation = #_sourceLocation
    ) {
        #expect(
            answer.status == status && answer.text("code") == code, "\(answer.status) \(answer.json)",
            sourceLocation: location)
        #expect(answer.headers["Content-Type"] == "application/problem+json", sourceLocation: location)
        for member in ["type", "title", "detail"] {
            #expect(answer.text(member).count > 3, "\(member) is missing", sourceLocation: location)
        }
        #expect(answer["status"]?.intValue == status, sourceLocation: location)
        #expect(
            !String(decoding: answer.bytes, as: UTF8.self).contains(Self.secret), sourceLocation: location)
    }

    @Test("bodies that are malformed, unknown, of another type or too large", arguments: Topology.allCases)
    func bodies(topology: Topology) async throws {
        let house = try await TestHouse(topology, settings: ["body-limit": "100000"])
        let admin = try await house.setUp()
        let json = [("Content-Type", "application/json")]
        func post(_ text: String, _ headers: [(String, String)]) async throws -> TestHouse.Answer {
            try await house.send(
                "POST", "/api/v1/users", as: admin, bytes: Array(text.utf8), headers: headers)
        }
        for text in [
            "{\"email\": \"\(Self.secret)", "{\"password\": \(Self.secret)}", "{]", "nul", "{\"a\":1}{}",
        ] {
            let answer = try await post(text, json)
            #expect(answer.status == 422 && answer.text("code").hasPrefix("json."), "\(answer.json)")
            refuses(answer, answer.status, answer.text("code"))
        }
        refuses(try await post("[1]", json), 422, "http.not_an_object")
        let whole = #""email":"x@example.com","name":"x","password":"\#(Self.secret)-1""#
        let unknown = try await post("{\(whole),\"colour\":\"\(Self.secret)\"}", json)
        #expect("\(unknown.json)".contains("colour"))
        refuses(unknown, 422, unknown.text("code"))
        let mistyped = try await post(#"{"email":7,"name":[],"password":"\#(Self.secret)"}"#, json)
        #expect(mistyped["problems"]?[0]?["path"] == "/email", "\(mistyped.json)")
        refuses(mistyped, 422, mistyped.text("code"))
        refuses(
            try await post("a=\(Self.secret)", [("Content-Type", "application/x-www-form-urlencoded")]),
            415, "http.media_type")
        refuses(try await post("{\(whole)}", [("Content-Type", "text/plain")]), 415, "http.media_type")
        let large = String(repeating: "x", count: 200_000)
        refuses(try await post("{\"email\":\"\(large)\"}", json), 413, "http.body_too_large")
        let state = try await house.send(
            "POST", "/state/\(try await house.workspace(admin))", as: admin, bytes: Array(large.utf8))
        refuses(state, 413, "http.body_too_large")
        await house.stop()
    }

    @Test("addresses, methods, parameters and credentials that are wrong", arguments: Topology.allCases)
    func addresses(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let admin = try await house.setUp()
        let workspace = try await house.workspace(admin)
        let method = try await house.send("DELETE", "/api/v1/workspaces", as: admin)
        refuses(method, 405, "http.method")
        #expect(method.headers["Allow"] == "GET, POST" || method.headers["Allow"] == "POST, GET")
        let backend = try await house.send("PATCH", "/state/\(workspace)", as: admin)
        refuses(backend, 405, "http.method")
        #expect(backend.headers["Allow"]?.contains("LOCK") == true)
        refuses(try await house.send("GET", "/api/v1/nowhere", as: admin), 404, "http.no_route")
        refuses(try await house.send("GET", "/nowhere", as: admin), 404, "http.no_route")
        refuses(try await house.send("GET", "/state/nowhere", as: admin), 404, "states.no_workspace")
        refuses(
            try await house.send("GET", "/api/v1/workspaces?limit=many&colour=red", as: admin),
            422, "http.bad_parameters")
        refuses(
            try await house.send("GET", "/api/v1/workspaces", as: "plumb_\(Self.secret)"),
            401, "identity.invalid_credential")
        let odd = try await house.send(
            "GET", "/api/v1/workspaces", headers: [("Authorization", "Digest \(Self.secret)")])
        refuses(odd, 401, "identity.malformed_credential")
        let login = try await house.send(
            "POST", "/api/v1/auth/login",
            [
                "email": "ada@example.com", "password": .string(Self.secret),
            ])
        refuses(login, 401, login.text("code"))
        await house.stop()
    }

    @Test("changes of something that has changed, and keys that are used again", arguments: Topology.allCases)
    func preconditions(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let admin = try await house.setUp()
        let workspace = try await house.workspace(admin)
        let path = "/api/v1/workspaces/\(workspace)"
        let tag = try #require(try await house.send("GET", path, as: admin).headers["ETag"])
        func change(_ match: String) async throws -> TestHouse.Answer {
            try await house.send(
                "PATCH", path, ["environment": "staging"], as: admin, headers: [("If-Match", match)])
        }
        refuses(try await change("\"none\""), 412, "http.bad_etag")
        #expect(try await change(tag).status == 200)
        let stale = try await change(tag)
        refuses(stale, 412, stale.text("code"))
        func create(_ slug: String, _ key: String) async throws -> TestHouse.Answer {
            try await house.send(
                "POST", "/api/v1/projects", ["slug": .string(slug)], as: admin,
                headers: [("Idempotency-Key", key)])
        }
        let (first, again) = (try await create("one", "k1"), try await create("one", "k1"))
        #expect(first.status == 201 && again.status == 201 && first.bytes == again.bytes, "\(again.json)")
        refuses(try await create("two", "k1"), 409, "bus.idempotency_mismatch")
        let taken = try await create("one", "k2")
        refuses(taken, 409, taken.text("code"))
        await house.stop()
    }

    @Test("blueprints are told all their errors at once, with paths", arguments: Topology.allCases)
    func blueprints(topology: Topology) async throws {
        let house = try await TestHouse(topology)
        let admin = try await house.setUp()
        let bad = try await house.send(
            "POST", "/api/v1/blueprints",
            [
                "document": [
                    "name": "bad-print", "colour": "red",
                    "variables": ["size": ["type": "colour"]],
                    "resources": [
                        "a": ["type": "terraform_data", "properties": ["input": "${resources.nobody.id}"]],
                        "b": [:],
                    ],
                ]
            ], as: admin)
        refuses(bad, 422, "blueprints.invalid")
        let paths = (bad["problems"]?.arrayValue ?? []).compactMap { $0["path"]?.stringValue }
        #expect(paths.count >= 3 && paths.allSatisfy { $0.contains("/") }, "\(bad.json)")
        let cyclic = try await house.send(
            "POST", "/api/v1/blueprints",
            [
                "document": [
                    "name": "round-print",
                    "resources": [
                        "a": ["type": "terraform_data", "properties": ["input": "${resources.b.id}"]],
                        "b": ["type": "terraform_data", "properties": ["input": "${resources.a.id}"]],
                    ],
                ]
            ], as: admin)
        refuses(cyclic, 422, "blueprints.invalid")
        #expect("\(cyclic.json)".contains("/resources/"), "\(cyclic.json)")
        let checked = try await house.send(
            "POST", "/api/v1/blueprints/validate",
            [
                "text": "name: x\nresources:\n  a:\n    type: [1\n"
            ], as: admin)
        #expect(checked.status == 200 && checked["isValid"] == false, "\(checked.json)")
        #expect(checked["problems"]?[0]?["line"]?.intValue != nil, "\(checked.json)")
        await house.stop()
    }

    static var awsMirror: Bool {
        FileManager.default.fileExists(atPath: "/opt/tf-plugins/registry.terraform.io/hashicorp/aws")
    }

    @Test(
        "a resource type that the provider does not have",
        .enabled(
            if: terraform != nil && awsMirror, "terraform or a mirror with the AWS provider is not here"))
    func unknownType() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        let made = try await house.send(
            "POST", "/api/v1/blueprints",
            [
                "document": [
                    "name": "odd-print", "providers": ["aws": [:]],
                    "resources": ["a": ["type": "aws_flying_carpet", "properties": ["colour": "red"]]],
                ]
            ], as: admin)
        guard made.status == 201 else {
            refuses(made, 422, made.text("code"))
            return await house.stop()
        }
        let published = try await house.send(
            "POST", "/api/v1/blueprints/\(made.text("id"))/versions", ["version": "1.0.0"], as: admin)
        refuses(published, 422, published.text("code"))
        #expect("\(published.json)".contains("aws_flying_carpet"), "\(published.json)")
        await house.stop()
    }

    @Test("a deployment without the variables that its blueprint needs", .enabled(if: terraform != nil))
    func missingVariables() async throws {
        let house = try await TestHouse()
        let admin = try await house.setUp()
        let workspace = try await house.workspace(admin)
        let made = try await house.send(
            "POST", "/api/v1/blueprints",
            [
                "document": [
                    "name": "needs-print",
                    "variables": ["size": ["description": "How large"], "colour": [:]],
                    "resources": [
                        "a": ["type": "terraform_data", "properties": ["input": "${var.size} ${var.colour}"]]
                    ],
                ]
            ], as: admin)
        try #require(made.status == 201, "\(made.json)")
        let published = try await house.send(
            "POST", "/api/v1/blueprints/\(made.text("id"))/versions", ["version": "1.0.0"], as: admin)
        try #require(published.status == 201, "\(published.json)")
        let run = try await house.send(
            "POST", "/api/v1/deployments",
            [
                "workspace": .string(workspace), "blueprint": .string(made.text("id")),
            ], as: admin)
        refuses(run, 422, "blueprints.bad_variables")
        #expect(run["problems"]?.arrayValue?.count == 2, "\(run.json)")
        let nothing = try await house.send(
            "POST", "/api/v1/deployments", ["workspace": .string(workspace)], as: admin)
        refuses(nothing, 422, "deployments.nothing")
        let damaged = try await house.send(
            "POST", "/api/v1/configurations", as: admin, bytes: Array("no tar".utf8))
        refuses(damaged, 422, "deployments.bad_archive")
        await house.stop()
    }

    @Test("without terraform the server serves, says so, and a run fails with what to install")
    func noTerraform() async throws {
        let stage = try await RunStage(.oneProcess, settings: ["terraform": "/no/such"])
        let ready = try await stage.house.send("GET", "/readyz")
        #expect(ready.status == 503 && "\(ready.json)".contains("erraform"), "\(ready.json)")
        let workspace = try await stage.house.workspace(stage.admin, RunStage.automatic)
        let run = try await stage.deploy(workspace, RunStage.word)
        let failed = try await stage.expect(run, "failed")
        #expect(failed["failure"]?["code"] == "terraform.missing", "\(failed.json)")
        #expect(
            failed["failure"]?["message"]?.stringValue?.lowercased().contains("install") == true,
            "\(failed.json)")
        await stage.house.stop()
    }

    @Test("a wrong master key refuses to start, and says which key it was")
    func masterKey() async throws {
        let house = try await TestHouse()
        _ = try await house.setUp()
        await house.stop()
        let wrong = [UInt8](repeating: 7, count: 32).base64
        for (key, code) in [(wrong, "host.wrong_master_key"), ("c2hvcnQ=", "host.bad_master_key")] {
            do {
                _ = try await TestHouse(scratch: house.scratch, settings: ["master-key": key])
                Issue.record("it started with \(key)")
            } catch let fault as Fault {
                #expect(fault.code.rawValue == code && !fault.message.contains(key), "\(fault)")
            }
        }
        let again = try await TestHouse(scratch: house.scratch)
        #expect(try await again.send("GET", "/healthz").status == 200)
        await again.stop()
    }
}
