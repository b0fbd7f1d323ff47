import Foundation
import Host
import KernelTesting
import Synchronization
import Testing
import Values

/// The generated clients, as somebody takes them from a server and uses them against it.
@Suite("Generated clients")
struct ClientCodeJourneys {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("clients")
    private static let hasCompiler = ["/usr/bin/tsc", "/usr/bin/node"].allSatisfy {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static func run(
        _ program: String, _ arguments: [String], _ house: TestHouse, _ token: String, in folder: String
    ) async throws -> (isSuccess: Bool, said: String) {
        let said = Mutex<[UInt8]>([])
        let child = try await Child.start(
            .init(
                program, arguments,
                environment: [
                    "PATH": "/usr/bin:/bin", "HOME": folder, "PLUMB_URL": house.address, "PLUMB_TOKEN": token,
                ], directory: folder)
        ) { _, bytes in said.withLock { $0 += bytes } }
        let exit = await child.wait()
        return (exit.isSuccess, String(decoding: said.withLock { $0 }, as: UTF8.self))
    }

    private static func prepared(_ file: String, _ check: String) async throws -> (TestHouse, String, Scratch)
    {
        let house = try await TestHouse()
        let token = try await house.token(try await house.setUp())
        let scratch = Scratch()
        let code = try await house.send("GET", "/clients/" + file, as: token)
        try #require(code.status == 200)
        try Data(code.bytes).write(to: URL(fileURLWithPath: scratch.file(file)))
        try FileManager.default.copyItem(
            atPath: folder.appendingPathComponent(check).path, toPath: scratch.file(check))
        return (house, token, scratch)
    }

    @Test("in Python: pages, bytes, streams, and what is refused")
    func python() async throws {
        let (house, token, scratch) = try await Self.prepared("plumb.py", "check.py")
        let ended = try await Self.run(
            "/usr/bin/env", ["python3", "check.py"], house, token, in: scratch.path)
        #expect(ended.isSuccess && ended.said.contains("python is well"), "\(ended.said)")
        await house.stop()
    }

    @Test(
        "in TypeScript: it compiles strictly, and does the same",
        .enabled(if: hasCompiler, "tsc and node are not here: run scripts/prepare --clients"))
    func typeScript() async throws {
        let (house, token, scratch) = try await Self.prepared("plumb.ts", "check.ts")
        let compiled = try await Self.run(
            "/usr/bin/tsc",
            ["--strict", "--target", "es2020", "--lib", "es2020,dom", "--module", "commonjs", "check.ts"],
            house,
            token, in: scratch.path)
        try #require(compiled.isSuccess, "\(compiled.said)")
        let ended = try await Self.run("/usr/bin/node", ["check.js"], house, token, in: scratch.path)
        #expect(ended.isSuccess && ended.said.contains("typescript is well"), "\(ended.said)")
        await house.stop()
    }
}
