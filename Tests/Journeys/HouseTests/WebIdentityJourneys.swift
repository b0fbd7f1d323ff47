import Crypto
import Foundation
import HTTP
import KernelTesting
import Synchronization
import Testing
import Values

/// A cloud account without any key in the store: runs, scans and looks prove what they are with tokens that
/// the house signs. The real Terraform CLI and AWS provider; what stands before the simulated AWS keeps every
/// token, which is checked as the cloud would.
@Suite(
    "Web identity", .serialized,
    .enabled(
        if: terraform != nil && Simulator.isPresent && Simulator.hasProvider,
        "terraform, the simulator or a mirror with the AWS provider is not on this machine"))
struct WebIdentityJourneys {
    private static let role = "arn:aws:iam::210987654321:role/deployer"

    /// What the token service was shown, and by whom requests were signed.
    private final class Gate: Sendable {
        let tokens = Mutex<[String]>([])
        let isShut = Mutex(false)

        func look(_ call: String, _ body: String) -> Response? {
            guard call == "AssumeRoleWithWebIdentity" else { return nil }
            let fields = try? Parameters(form: Array(body.utf8))
            tokens.withLock { $0.append(fields?["WebIdentityToken"] ?? "") }
            guard isShut.withLock({ $0 }) else { return nil }
            let refusal = """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                <Code>AccessDenied</Code><Message>Not authorized to perform
                sts:AssumeRoleWithWebIdentity</Message></Error><RequestId>1</RequestId></ErrorResponse>
                """
            return Response(
                status: 403, headers: ["Content-Type": "text/xml"], body: .bytes(Array(refusal.utf8)))
        }

        func taken() -> [String] {
            tokens.withLock { tokens in
                defer { tokens = [] }
                return tokens
            }
        }
    }

    private static let files = [
        "main.tf": """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }
        }
        provider "aws" {
          region = "eu-central-1"
        }
        data "aws_caller_identity" "me" {}
        resource "aws_sns_topic" "news" {
          name         = "news"
          display_name = "Topic"
        }
        output "me" {
          value = data.aws_caller_identity.me.arn
        }

        """
    ]

    /// The claims of tokens as a cloud finds them: by the issuer's own documents, and by nothing else.
    private static func claims(_ tokens: [String], _ house: TestHouse) async throws -> [JSON] {
        let described = try await house.send("GET", "/.well-known/openid-configuration")
        let issuer = described.text("issuer")
        #expect(issuer == house.address && described.headers["Cache-Control"] == "public, max-age=300")
        let address = described.text("jwks_uri").dropFirst(issuer.count)
        let set = try await house.send("GET", String(address))
        #expect(!set.json.text.contains("\"d\""), "a secret is published")
        let keys = try (set["keys"]?.arrayValue ?? []).map { try VerifyingKey(jwk: $0) }
        return try tokens.map {
            try SignedToken.verify(
                $0, keys: keys, expecting: .init(issuer: issuer, audience: "sts.amazonaws.com"), now: Date())
        }
    }

    @Test("a run, a scan and a look get into the cloud by tokens of their own, and no key is kept")
    func journey() async throws {
        let simulator = try await Simulator()
        let gate = Gate()
        let proxy = try CloudProxy(before: simulator.address) { gate.look($0, $1) }
        let house = try await TestHouse(.oneProcess)
        let ada = try await house.setUp()
        let made = try await house.send(
            "PUT", "/api/v1/connections/keyless",
            [
                "region": "eu-central-1", "role": .string(Self.role), "webIdentity": true,
                "endpoint": .string(proxy.address),
            ], as: ada)
        #expect(made["webIdentity"] == true && made["audience"] == "sts.amazonaws.com", "\(made.json)")
        let tested = try await house.send("POST", "/api/v1/connections/keyless/test", [:], as: ada)
        #expect(tested["works"] == true && tested.text("note").contains("210987654321"), "\(tested.json)")
        let asked = try await Self.claims(gate.taken(), house)
        #expect(asked.map { $0["sub"] } == ["tenant:acme:connection:keyless:run_phase:test"])

        let workspace = try await house.workspace(
            ada, slug: "world",
            [
                "environment": "staging",
                "settings": ["connection": made["id"] ?? .null, "gates": ["approval"]],
            ])
        let configuration = try await house.upload(Self.files, as: ada)
        let ticket = try await house.send(
            "POST", "/api/v1/deployments",
            ["workspace": .string(workspace), "configuration": configuration], as: ada)
        let run = ticket.text("id")
        let waiting = try await house.wait(for: run, "awaitingApproval", as: ada)
        try #require(waiting.text("status") == "awaitingApproval", "\(waiting.json)")
        let place = "tenant:acme:project:shop:workspace:world"
        let planned = try await Self.claims(gate.taken(), house)
        #expect(Set(planned.map { $0["sub"] }) == [.string("\(place):run_phase:plan")], "\(planned)")
        #expect(planned.allSatisfy { $0["run_id"]?.stringValue == run && $0["workspace"] == "world" })
        #expect(
            planned.allSatisfy { ($0["exp"]?.doubleValue ?? 1e20) - ($0["iat"]?.doubleValue ?? 0) <= 2100 })
        // Between the commands there is no token in the run's directory.
        let directory = house.scratch.file("data") + "/runs/" + run
        #expect(FileManager.default.fileExists(atPath: directory))
        #expect(!FileManager.default.fileExists(atPath: directory + "/.plumb-identity"))
        let approved = try await house.send("POST", "/api/v1/deployments/\(run)/approve", [:], as: ada)
        #expect(approved.status == 200, "\(approved.json)")
        let done = try await house.wait(for: run, "completed", as: ada)
        try #require(done.text("status") == "completed", "\(done["failure"]?.text ?? "")")
        #expect(
            done["outputs"]?["me"]?.stringValue?.contains(":assumed-role/deployer/") == true, "\(done.json)")
        let tokens = gate.taken()
        let applied = try await Self.claims(tokens, house)
        #expect(Set(applied.map { $0["sub"] }) == [.string("\(place):run_phase:apply")], "\(applied)")
        #expect(!FileManager.default.fileExists(atPath: directory))

        // A scan through the hosted provider, and a look through all that the connection opens.
        let scan = try await house.send("POST", "/api/v1/analyze", ["workspace": .string(workspace)], as: ada)
        let report = try await ended("/api/v1/analysis/\(scan.text("id"))", house, ada)
        #expect(report["method"] == "hosted" && report["findings"]?.arrayValue?.isEmpty == true, "\(report)")
        let scanned = try await Self.claims(gate.taken(), house)
        #expect(scanned.map { $0["sub"] } == [.string("\(place):run_phase:scan")], "\(scanned)")
        try await putRight(simulator, gate, workspace, place, house, ada)
        let look = try await house.send("POST", "/api/v1/discoveries", ["connection": "keyless"], as: ada)
        let found = try await ended("/api/v1/discoveries/\(look.text("id"))", house, ada)
        #expect(found["status"] == "completed", "\(found)")
        let looked = try await Self.claims(gate.taken(), house)
        #expect(looked.map { $0["sub"] } == ["tenant:acme:connection:keyless:run_phase:scan"], "\(looked)")

        // Nothing that opens the cloud stands in the store, and no token was told to anybody.
        for token in tokens {
            for path in ["/api/v1/deployments/\(run)/events", "/api/v1/audit?limit=200"] {
                let told = try await house.send("GET", path, as: ada)
                #expect(!String(decoding: told.bytes, as: UTF8.self).contains(token))
            }
        }
        await house.stop()
        await proxy.stop()
        await simulator.stop()
    }

    /// What is changed behind Terraform's back is put back through the provider, by a token that says so.
    private func putRight(
        _ simulator: Simulator, _ gate: Gate, _ workspace: String, _ place: String, _ house: TestHouse,
        _ ada: String
    ) async throws {
        let calm = try await house.send(
            "PATCH", "/api/v1/workspaces/\(workspace)", ["labels": ["a": "b"]], as: ada)
        var settings = calm["settings"] ?? [:]
        settings["gates"] = []
        let changed = try await house.send(
            "PATCH", "/api/v1/workspaces/\(workspace)", ["settings": settings], as: ada)
        #expect(changed.status == 200, "\(changed.json)")
        try await simulator.python(
            """
            got = boto3.client('sts').assume_role(
                RoleArn='arn:aws:iam::210987654321:role/x', RoleSessionName='hand')['Credentials']
            sns = boto3.client('sns', aws_access_key_id=got['AccessKeyId'],
                aws_secret_access_key=got['SecretAccessKey'], aws_session_token=got['SessionToken'])
            for topic in sns.list_topics()['Topics']:
                sns.set_topic_attributes(
                    TopicArn=topic['TopicArn'], AttributeName='DisplayName', AttributeValue='Else')
            """)
        let scan = try await house.send("POST", "/api/v1/analyze", ["workspace": .string(workspace)], as: ada)
        let report = try await ended("/api/v1/analysis/\(scan.text("id"))", house, ada)
        #expect(report["findings"]?.arrayValue?.count == 1, "\(report)")
        #expect(gate.taken().isEmpty, "the session of the scan before is kept")
        let ticket = try await house.send(
            "POST", "/api/v1/remediate",
            ["analysis": .string(scan.text("id")), "strategy": "revert", "direct": true], as: ada)
        try #require(ticket.status == 202, "\(ticket.json)")
        let done = try await ended("/api/v1/remediate/\(ticket.text("id"))", house, ada)
        #expect(done["status"] == "completed", "\(done)")
        let shown = try await Self.claims(gate.taken(), house)
        #expect(shown.map { $0["sub"] } == [.string("\(place):run_phase:apply")], "\(shown)")
    }

    private func ended(_ path: String, _ house: TestHouse, _ ada: String) async throws -> JSON {
        while true {
            let answer = try await house.send("GET", path, as: ada)
            try #require(answer.status == 200, "\(answer.json)")
            if answer.text("status") != "running" { return answer.json }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    @Test("a role that does not trust the house lets nothing in, and it is said why")
    func refused() async throws {
        let simulator = try await Simulator()
        let gate = Gate()
        let proxy = try CloudProxy(before: simulator.address) { gate.look($0, $1) }
        gate.isShut.withLock { $0 = true }
        let house = try await TestHouse(.oneProcess)
        let ada = try await house.setUp()
        let made = try await house.send(
            "PUT", "/api/v1/connections/keyless",
            [
                "region": "eu-central-1", "role": .string(Self.role), "webIdentity": true,
                "endpoint": .string(proxy.address),
            ], as: ada)
        let tested = try await house.send("POST", "/api/v1/connections/keyless/test", [:], as: ada)
        #expect(tested["works"] == false && tested.text("note").contains("Not authorized"), "\(tested.json)")
        let workspace = try await house.workspace(
            ada, slug: "world", ["settings": ["connection": made["id"] ?? .null, "gates": []]])
        let configuration = try await house.upload(Self.files, as: ada)
        let ticket = try await house.send(
            "POST", "/api/v1/deployments",
            ["workspace": .string(workspace), "configuration": configuration, "planOnly": true], as: ada)
        let done = try await house.wait(for: ticket.text("id"), "failed", as: ada)
        #expect(done.text("status") == "failed", "\(done.json)")
        let leftovers = try? FileManager.default.contentsOfDirectory(
            atPath: house.scratch.file("data") + "/runs")
        #expect(leftovers?.isEmpty != false, "\(leftovers ?? [])")
        await house.stop()
        await proxy.stop()
        await simulator.stop()
    }
}

/// What can be said of a connection, without a cloud.
@Suite("Web identity's settings")
struct WebIdentitySettingsTests {
    @Test("goes with a role and without keys, and back to keys again")
    func settings() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        func put(_ body: JSON) async throws -> TestHouse.Answer {
            var body = body
            body["region"] = "eu-central-1"
            return try await house.send("PUT", "/api/v1/connections/main", body, as: ada)
        }
        let role: JSON = "arn:aws:iam::210987654321:role/deployer"
        for (body, field) in [
            (["webIdentity": true] as JSON, "/role"),
            (["webIdentity": true, "role": role, "secretKey": "s"], "/secretKey"),
            (["webIdentity": true, "role": role, "accessKey": "k"], "/accessKey"),
            (["webIdentity": true, "role": role, "externalID": "x"], "/externalID"),
            (["webIdentity": true, "role": role, "provider": "azure", "directory": "d"], "/webIdentity"),
            (["accessKey": "k", "secretKey": "s", "audience": "x"], "/audience"),
            (["role": role], "/secretKey"),
        ] {
            let refused = try await put(body)
            #expect(refused.status == 422 && refused.json.text.contains("\"\(field)\""), "\(refused.json)")
        }
        let keyless = try await put(["webIdentity": true, "role": role, "audience": "mine"])
        #expect(keyless["audience"] == "mine" && keyless.text("accessKeyHint").isEmpty, "\(keyless.json)")
        let keyed = try await put(["accessKey": "AKIAX", "secretKey": "s"])
        #expect(keyed["webIdentity"] == false && keyed["audience"] == nil, "\(keyed.json)")
        await house.stop()
    }

    /// A token service that lets in whoever shows a token.
    private final class TokenService: Sendable {
        let shown = Mutex<[(token: String, authorization: String?)]>([])
        let address: String
        private let server: Server

        init() throws {
            let shown = Mutex<(@Sendable (String, String?) -> Void)?>(nil)
            server = Server { request in
                let body = (try? await request.body.collect(upTo: 1 << 20)) ?? []
                let fields = try? Parameters(form: body)
                let text: String
                if fields?["Action"] == "AssumeRoleWithWebIdentity" {
                    shown.withLock { $0 }?(
                        fields?["WebIdentityToken"] ?? "", request.headers["Authorization"])
                    text = """
                        <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
                        <AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
                        <SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
                        </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                        """
                } else {
                    let key = request.headers["Authorization"]?.contains("ASIA1") == true ? "role" : "nobody"
                    text = """
                        <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:\(key)</Arn>
                        </GetCallerIdentityResult></GetCallerIdentityResponse>
                        """
                }
                return Response(headers: ["Content-Type": "text/xml"], body: .bytes(Array(text.utf8)))
            }
            address = "http://127.0.0.1:\(try server.start())"
            shown.withLock { $0 = { [self] in add($0, $1) } }
        }

        private func add(_ token: String, _ authorization: String?) {
            shown.withLock { $0.append((token, authorization)) }
        }

        func stop() async { await server.drain(within: .seconds(1)) }
    }

    @Test(
        "a cloud is shown a token that its issuer's documents verify, unsigned", arguments: Topology.allCases)
    func token(topology: Topology) async throws {
        let cloud = try TokenService()
        let house = try await TestHouse(topology, settings: ["url": "https://plumb.example/"])
        let ada = try await house.setUp()
        let made = try await house.send(
            "PUT", "/api/v1/connections/main",
            [
                "region": "eu-central-1", "role": "arn:aws:iam::1:role/r", "webIdentity": true,
                "audience": "mine", "endpoint": .string(cloud.address),
            ], as: ada)
        try #require(made.status == 200, "\(made.json)")
        for _ in 0..<2 {
            let tested = try await house.send("POST", "/api/v1/connections/main/test", [:], as: ada)
            #expect(tested["works"] == true && tested["note"] == "arn:role", "\(tested.json)")
        }
        let shown = cloud.shown.withLock { $0 }
        #expect(shown.count == 1 && shown[0].authorization == nil, "the session is kept: \(shown.count)")
        let issuer = try await house.send("GET", "/.well-known/openid-configuration")
        #expect(issuer["issuer"] == "https://plumb.example", "\(issuer.json)")
        #expect(issuer["jwks_uri"] == "https://plumb.example/.well-known/jwks.json")
        let set = try await house.send("GET", "/.well-known/jwks.json")
        let keys = try (set["keys"]?.arrayValue ?? []).map { try VerifyingKey(jwk: $0) }
        let claims = try SignedToken.verify(
            shown[0].token, keys: keys, expecting: .init(issuer: "https://plumb.example", audience: "mine"),
            now: Date())
        #expect(claims["sub"] == "tenant:acme:connection:main:run_phase:test", "\(claims)")
        let audit = try await house.send("GET", "/api/v1/audit?limit=100", as: ada)
        #expect(audit.json.text.contains("identity.issue-identity-token"))
        #expect(!audit.json.text.contains(shown[0].token))
        await house.stop()
        await cloud.stop()
    }

    @Test("the published documents can be kept, and come again only when they change")
    func documents() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        let first = try await house.send("GET", "/.well-known/jwks.json")
        let tag = first.headers["ETag"] ?? ""
        let same = try await house.send(
            "GET", "/.well-known/jwks.json", headers: [("If-None-Match", tag)])
        #expect(first.status == 200 && same.status == 304 && !tag.isEmpty)
        let early = try await house.send("POST", "/api/v1/signing-keys/rotate", [:], as: ada)
        #expect(early.status == 409 && early.headers["Retry-After"] != nil, "\(early.json)")
        let rotated = try await house.send(
            "POST", "/api/v1/signing-keys/rotate", ["compromised": true], as: ada)
        #expect(rotated.status == 200, "\(rotated.json)")
        let other = try await house.send(
            "GET", "/.well-known/jwks.json", headers: [("If-None-Match", tag)])
        #expect(other.status == 200 && other.json != first.json)
        // The keys are the server's: who runs a tenant alone does not rotate them.
        let tenant = try await house.send("POST", "/api/v1/tenants", ["slug": "other"], as: ada)
        let eve = try await house.user("admin", "eve@example.com", by: ada, tenant: tenant.text("id"))
        for (method, path) in [("GET", "/api/v1/signing-keys"), ("POST", "/api/v1/signing-keys/rotate")] {
            #expect(try await house.send(method, path, method == "GET" ? nil : [:], as: eve).status == 403)
        }
        await house.stop()
    }
}
