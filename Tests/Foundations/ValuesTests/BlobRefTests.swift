import Faults
import Schemas
import Testing
import Values

@Suite("BlobRef")
struct BlobRefTests {
    @Test("a reference is checked when it is read")
    func references() throws {
        let digest = String(repeating: "0a", count: 32)
        let reference = try #require(BlobRef(digest: digest, size: 3))
        #expect(try JSONCoding.decode(BlobRef.self, from: JSONCoding.encode(reference)) == reference)
        for (digest, size) in [
            (digest.uppercased(), 1), ("../../etc/passwd", 1), (digest, -1), (String(digest.dropLast()), 1),
        ] {
            #expect(BlobRef(digest: digest, size: size) == nil)
            let json: JSON = ["digest": .string(digest), "size": JSON(size)]
            #expect(throws: Fault.self) { try JSONCoding.decode(BlobRef.self, from: json) }
        }
        #expect(BlobRef.schema.object?.fields.map(\.name) == ["digest", "size"])
    }
}
