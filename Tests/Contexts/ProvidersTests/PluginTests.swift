import Crypto
import Faults
import Foundation
import KernelTesting
import TerraformCLI
import Testing

@testable import Providers

/// Programs that are no good plugins, each in its own way.
@Suite("A plugin that misbehaves") struct PluginTests {
    private func binary(_ scratch: Scratch, _ script: String) throws -> ProviderBinary {
        let path = scratch.file("terraform-provider-odd")
        try ("#!/bin/sh\n" + script).write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return ProviderBinary(source: "example.com/test/odd", version: "1.0.0", path: path, digest: "d")
    }

    @Test(arguments: [
        ("echo panic: no money >&2; exit 3", "providers.not_started", "no money"),
        ("echo hello; sleep 60", "providers.bad_handshake", "hello"),
        ("echo '1|5|unix|/nowhere/at/all|grpc|'; sleep 60", "grpc.unreachable", ""),
    ]) func `is told as what it is, and leaves no process`(script: String, code: String, note: String)
        async throws
    {
        let scratch = Scratch()
        let odd = try binary(scratch, "echo $$ > \(scratch.file("pid"))\n" + script)
        let fault = await #expect(throws: Fault.self) { try await PluginProcess.start(odd, environment: [:]) }
        #expect(fault?.code.rawValue == code)
        #expect(note.isEmpty || fault?.note?.contains(note) == true)
        let pid = try #require(
            Int32(
                String(contentsOfFile: scratch.file("pid"), encoding: .utf8).trimmingCharacters(in: .newlines)
            ))
        #expect(kill(pid, 0) != 0)
    }

    @Test func `the program of a lock file is taken only with its checksum`() throws {
        let scratch = Scratch()
        let folder = scratch.file("registry.terraform.io/a/b/1.2.3/\(ProviderBinary.platform)")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "x".write(toFile: folder + "/terraform-provider-b_v1.2.3", atomically: true, encoding: .utf8)
        let mirrors = ProviderMirror.find(environment: ["PLUMB_PROVIDER_MIRROR": scratch.path])
        let source = "registry.terraform.io/a/b"
        let h1 = ProviderBinary.h1(of: folder)
        let found = try ProviderBinary.find(source, version: nil, hashes: ["zh:abc", h1], in: mirrors)
        #expect(found.version == "1.2.3" && found.digest == Digest.sha256("x".utf8).hex)
        let wrong = #expect(throws: Fault.self) {
            try ProviderBinary.find(source, version: "1.2.3", hashes: ["h1:AAAA"], in: mirrors)
        }
        #expect(wrong?.code == "providers.wrong_checksum")
        let missing = #expect(throws: Fault.self) {
            try ProviderBinary.find(source, version: "9.9.9", in: mirrors)
        }
        #expect(missing?.code == "providers.not_here")
    }
}
