import Crypto
import Foundation
import Objects
import Testing

/// What the module's page shows, to the line.
@Suite("The page of Objects") struct DocumentedExampleTests {
    @Test("shows what runs") func example() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plumb-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("it").path
        let ring = try KeyRing(["key1": .random()], current: "key1")
        let objects = try FileObjects(path, ring: ring)
        let reference = try await objects.put(Array("a plan".utf8), tenant: "acme")
        let bytes = try await objects.get(reference, tenant: "acme")
        #expect(bytes == Array("a plan".utf8) && reference.size == 6)
        await objects.close()
    }
}
