public import Schemas

/// The name of stored bytes: their digest and their number. Requests and answers carry it in place of
/// large bodies.
public struct BlobRef: Sendable, Hashable, Codable, Described, CustomStringConvertible {
    /// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
    public let digest: String
    /// The number of bytes.
    public let size: Int

    /// Nil unless the digest is one and the size is not negative.
    public init?(digest: String, size: Int) {
        guard digest.utf8.count == 64, size >= 0,
            digest.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 &- 0x61 < 6 })
        else { return nil }
        self.digest = digest
        self.size = size
    }

    enum CodingKeys: CodingKey { case digest, size }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        let digest = try box.decode(String.self, forKey: .digest)
        guard let reference = BlobRef(digest: digest, size: try box.decode(Int.self, forKey: .size)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .digest, in: box, debugDescription: "expected a SHA-256 in hexadecimal and its size")
        }
        self = reference
    }

    public var description: String { "\(digest) (\(size) bytes)" }

    public static var schema: Schema {
        .object(
            .init("BlobRef", help: "The name of stored bytes: their digest and their number.") {
                [
                    .init("digest", .string(pattern: "^[0-9a-f]{64}$"), help: "SHA-256 of the bytes."),
                    .init("size", .integer, help: "The number of bytes."),
                ]
            })
    }
}
