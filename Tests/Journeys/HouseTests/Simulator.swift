import Foundation
import HTTP
import Host
import KernelTesting
import Synchronization
import Testing

/// A simulated AWS (moto, from PyPI) in a process of its own; `scripts/prepare --simulator` installs it.
final class Simulator: Sendable {
    static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".scratch/simulator")
        .path

    static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: home + "/bin/moto_server") }

    /// The AWS provider is used where a mirror on this machine has it: the registry may be out of reach.
    static var hasProvider: Bool {
        ["/opt", "/usr/share/terraform", "/usr/local/share/terraform"].contains { place in
            let folders = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            return ([""] + folders.map { "/" + $0 }).contains {
                FileManager.default.fileExists(atPath: "\(place)\($0)/registry.terraform.io/hashicorp/aws")
            }
        }
    }

    let address: String
    private let child: Child
    private let scratch = Scratch()

    init() async throws {
        let port = try Self.freePort()
        address = "http://127.0.0.1:\(port)"
        child = try await Child.start(
            .init(
                Self.home + "/bin/moto_server", ["-H", "127.0.0.1", "-p", String(port)],
                environment: [
                    "PATH": "/usr/bin:/bin", "HOME": scratch.path,
                    // A certificate that becomes valid by itself, a minute later, would be drift.
                    "MOTO_ACM_VALIDATION_WAIT": "86400",
                ], directory: scratch.path)
        ) { _, _ in }
        let client = Client()
        while true {
            let ask = ClientRequest(method: "GET", url: address + "/moto-api/", deadline: .seconds(2))
            if let answer = try? await client.send(ask), answer.status == 200 { break }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Runs boto3 against the simulator, as somebody would behind Terraform's back.
    func python(_ script: String) async throws {
        let said = Said()
        let run = try await Child.start(
            .init(
                Self.home + "/bin/python", ["-c", "import boto3\n" + script],
                environment: [
                    "AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s",
                    "AWS_DEFAULT_REGION": "eu-central-1", "HOME": scratch.path,
                ], directory: scratch.path)
        ) { said.add($1) }
        let exit = await run.wait()
        try #require(exit.isSuccess, "\(said.text)")
    }

    func stop() async { _ = await child.stop(grace: .seconds(2)) }

    /// A port that nobody listens on just now.
    static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) | getsockname(socket, $0, &length)
            }
        }
        try #require(status == 0)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

/// Gathers what a child says.
final class Said: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    func add(_ chunk: [UInt8]) { bytes.withLock { $0 += chunk } }
    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
}
