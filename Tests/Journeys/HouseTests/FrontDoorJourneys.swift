import Faults
import Foundation
import Host
import KernelTesting
import Testing
import Values

/// What an operator sets about the front door, seen from outside.
@Suite("The front door")
struct FrontDoorJourneys {
    private func run(_ command: String, in scratch: Scratch) async throws -> (succeeded: Bool, output: String)
    {
        let file = scratch.file("output")
        let child = try await Child.start(
            .init("/bin/sh", ["-c", "(\(command)) >\(file) 2>&1"], directory: scratch.path)
        ) { _, _ in }
        let ending = await child.wait()
        return (ending.isSuccess, (try? String(contentsOfFile: file, encoding: .utf8)) ?? "")
    }

    @Test("keeps a line for every answer, with its trace and its client, and without secrets")
    func accessLog() async throws {
        let scratch = Scratch()
        let file = scratch.file("access.log")
        let house = try await TestHouse(
            scratch: scratch,
            settings: ["access-log": file, "trusted-proxies": "127.0.0.0/8 ::1", "proxy-header": "forwarded"])
        let token = try await house.setUp()
        let path = "/api/v1/projects?slug=hidden&limit=2"
        let answer = try await house.send(
            "GET", path, as: token,
            headers: [
                ("Forwarded", "for=203.0.113.9"), ("X-Forwarded-For", "1.2.3.4"), ("User-Agent", "a\"b"),
            ])
        #expect(answer.status == 200)
        await house.stop()
        let isThere = try await eventually(within: .seconds(10)) {
            (try? String(contentsOfFile: file, encoding: .utf8))?.contains("/api/v1/projects") == true
        }
        #expect(isThere)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let lines = try text.split(separator: "\n").map { try JSON(parsing: Array($0.utf8)) }
        let line = try #require(
            lines.first { $0["path"]?.stringValue?.hasPrefix("/api/v1/projects") == true })
        #expect(
            line["path"]?.stringValue == "/api/v1/projects?slug&limit" && line["method"]?.stringValue == "GET"
        )
        #expect(line["remote"]?.stringValue == "203.0.113.9" && line["status"] == 200)
        #expect(
            line["trace"]?.stringValue == answer.headers["Trace-Id"] && line["agent"]?.stringValue == "a\"b")
        #expect(line["bytes"] == JSON(answer.bytes.count) && line["protocol"]?.stringValue == "HTTP/1")
        #expect(!text.contains(token) && !text.contains("hidden"))
    }

    @Test("speaks HTTP/2 to who asks for it, and takes a new certificate up")
    func multiplexed() async throws {
        let scratch = Scratch()
        func make(_ name: String) async throws {
            let made = try await run(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=\(name) "
                    + "-addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out chain.pem", in: scratch)
            try #require(made.succeeded, "\(made.output)")
        }
        try await make("first")
        let house = try await TestHouse(
            scratch: scratch,
            settings: ["tls-certificate": scratch.file("chain.pem"), "tls-key": scratch.file("key.pem")])
        for (flag, version) in [("--http2", "2"), ("--http1.1", "1.1")] {
            let answer = try await run(
                "curl -s \(flag) --cacert chain.pem -o /dev/null -w '%{http_version} %{http_code}' \(house.address)/healthz",
                in: scratch)
            #expect(answer.output == "\(version) 200")
        }
        try await make("second")
        house.front.renew(house.server, ifChanged: true)
        let shown = try await run(
            "curl -sv --cacert chain.pem -o /dev/null \(house.address)/healthz", in: scratch)
        #expect(shown.succeeded && shown.output.contains("CN=second"))
        await house.stop()
    }

    @Test(
        "does not start with settings that can't be, and says which",
        arguments: [
            (["trusted-proxies": "10.0.0.0/8 nonsense"], "nonsense"),
            (["proxy-header": "via"], "proxy-header"),
            (["proxy-protocol": "true"], "trusted-proxies"), (["tls-clients": "maybe"], "tls-clients"),
            (["tls-clients": "required"], "tls-certificate"), (["tls-key": "/a"], "tls-certificate"),
            (["tls-certificate": "/etc/passwd"], "tls-key"),
            (
                ["tls-certificate": "/etc/passwd", "tls-key": "/b", "tls-clients": "optional"],
                "tls-client-authorities"
            ),
            (["connections": "0"], "connections"), (["connection-streams": "-1"], "connection-streams"),
            (["least-rate": "-5"], "least-rate"), (["access-log": "/nowhere/at/all"], "access-log"),
        ])
    func wrongSettings(settings: [String: String], named: String) async throws {
        let fault = await #expect(throws: Fault.self) { try await TestHouse(settings: settings) }
        #expect(
            fault?.code == "host.bad_configuration" && fault?.message.contains(named) == true, "\(settings)")
    }

    @Test("unfolds no request's content")
    func unfolding() async throws {
        let house = try await TestHouse()
        let token = try await house.setUp()
        let bomb = [UInt8](repeating: 0, count: 1000)
        for (method, path) in [
            ("POST", "/api/v1/projects"), ("POST", "/api/v1/configurations"),
            ("POST", "/state/00000000-0000-4000-8000-000000000000"), ("POST", "/sign-in"),
        ] {
            let answer = try await house.send(
                method, path, as: token, bytes: bomb, headers: [("Content-Encoding", "gzip")])
            #expect(answer.status == 415, "\(path): \(answer.json)")
        }
        await house.stop()
    }
}
