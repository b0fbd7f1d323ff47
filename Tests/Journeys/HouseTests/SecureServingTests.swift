import Foundation
import HTTP
import Host
import KernelTesting
import Testing
import Values

/// Everything again over TLS: the API, Terraform's own client, and the runs that Plumb starts itself.
@Suite("Serving TLS", .enabled(if: terraform != nil, "Terraform is not here"))
struct SecureServingTests {
    /// A certificate for this machine's loopback address, and its key, in PEM.
    private func certificate(_ scratch: Scratch) async throws -> (chain: String, key: String) {
        let chain = scratch.file("chain.pem"), key = scratch.file("key.pem")
        let line =
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=plumb "
            + "-addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout \(key) -out \(chain)"
        let child = try await Child.start(
            .init("/usr/bin/openssl", line.split(separator: " ").map(String.init), directory: scratch.path)
        ) { _, _ in }
        try #require(await child.wait().isSuccess)
        return (chain, key)
    }

    @Test(
        "the API, the unmodified Terraform and a run of our own trust the server's certificate, others don't")
    func everything() async throws {
        let scratch = Scratch()
        let (chain, key) = try await certificate(scratch)
        let house = try await TestHouse(
            scratch: scratch, settings: ["tls-certificate": chain, "tls-key": key])
        try #require(house.address.hasPrefix("https://"))
        let token = try await house.setUp()
        let workspace = try await house.workspace(token)
        let home = try await house.send("GET", "/healthz")
        #expect(home.headers["Strict-Transport-Security"] != nil)

        let address = "\(house.address)/state/\(workspace)"
        let stranger = try TerraformClient(address, token: token)
        let refused = try await stranger.run("init")
        #expect(!refused.succeeded && refused.output.contains("certificate"), "\(refused.output)")
        let pem = try String(contentsOfFile: chain, encoding: .utf8)
        let client = try TerraformClient(
            address, token: token, environment: ["TF_HTTP_CLIENT_CA_CERTIFICATE_PEM": pem])
        #expect(try await client.run("init").succeeded)
        let applied = try await client.run("apply", "-auto-approve")
        #expect(applied.succeeded, "\(applied.output)")

        let configuration = try await house.upload(["main.tf": TerraformClient.plain], as: token)
        let own = try await house.workspace(token, slug: "own", ["settings": ["gates": []]])
        let run = try await house.send(
            "POST", "/api/v1/deployments",
            ["workspace": .string(own), "configuration": configuration, "autoApply": true], as: token)
        let ended = try await house.wait(for: run.text("id"), "completed", as: token)
        #expect(ended.text("status") == "completed", "\(ended.json)")

        // Another certificate, which signs itself too: runs from now on trust it.
        _ = try await certificate(scratch)
        house.front.renew(house.server, ifChanged: true)
        let later = try await house.send(
            "POST", "/api/v1/deployments",
            ["workspace": .string(own), "configuration": configuration, "autoApply": true], as: token)
        let renewed = try await house.wait(for: later.text("id"), "completed", as: token)
        #expect(renewed.text("status") == "completed", "\(renewed.json)")
        await house.stop()
    }
}
