import Foundation
import Host
import KernelTesting
import Synchronization
import Testing
import Values

/// The OpenAPI document held against the server that serves it: whatever it allows is answered as it says,
/// and what it does not is refused. PLUMB_SOAK_EXAMPLES says how many requests are made up for each
/// operation.
@Suite("The document and the server", .serialized)
struct SchemaProbeTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let program = root.appendingPathComponent(".scratch/schema/bin/schemathesis").path
    static let isPrepared = FileManager.default.isExecutableFile(atPath: program)
    static let examples = ProcessInfo.processInfo.environment["PLUMB_SOAK_EXAMPLES"] ?? "6"

    /// Operations that would end the probe's own sign-in or tenant, and streams, which have no end to wait
    /// for.
    static let leftOut = [
        "identity.sign-out", "identity.renew-session", "identity.revoke-token", "identity.disable-user",
        "identity.update-user", "identity.unbind", "identity.end-session", "identity.put-access-rules",
        "identity.sign-in", "identity.set-up",
        "tenants.archive", "jobs.follow", "deployments.follow",
        "drift.follow-analysis",
    ]

    @Test(
        "no server error, no answer that the document does not have, nothing refused or taken wrongly",
        .enabled(if: isPrepared, "schemathesis is not here: run scripts/prepare --simulator"))
    func probe() async throws {
        let house = try await TestHouse()
        let ada = try await house.setUp()
        _ = try await house.workspace(ada, slug: "probed", [:])
        _ = try await house.send(
            "PUT", "/api/v1/connections/main",
            ["region": "eu-central-1", "accessKey": "k", "secretKey": "s"], as: ada)
        let scratch = Scratch()
        let said = Mutex<[UInt8]>([])
        let child = try await Child.start(
            .init(
                Self.program,
                [
                    "run", house.address + "/openapi.json", "--header", "Authorization: Bearer \(ada)",
                    "--checks",
                    "not_a_server_error,status_code_conformance,content_type_conformance,"
                        + "response_headers_conformance,response_schema_conformance,negative_data_rejection,"
                        + "unsupported_method,ignored_auth",
                    "--phases", "examples,coverage,fuzzing", "--max-examples", Self.examples, "--seed", "1",
                    "--generation-deterministic", "--no-color", "--warnings", "off", "--workers", "2",
                    "--suppress-health-check", "all", "--request-timeout", "120",
                ] + Self.leftOut.flatMap { ["--exclude-operation-id", $0] },
                environment: ["PATH": "/usr/bin:/bin", "HOME": scratch.path], directory: scratch.path)
        ) { _, bytes in said.withLock { $0 += bytes } }
        let exit = await child.wait()
        let text = String(decoding: said.withLock { $0 }, as: UTF8.self)
        #expect(exit.isSuccess, "\(text.suffix(12_000))")
        #expect(text.contains("Test cases:"))
        // All of it was asked as somebody who may.
        let after = try await house.send("GET", "/api/v1/projects", as: ada)
        #expect(after.status == 200, "\(after.json)")
        await house.stop()
    }
}
