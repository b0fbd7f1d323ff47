import Schemas

/// Names bytes in the object store by their content. The bytes themselves never ride the bus.
@Schema
public struct BlobRef: Codable, Sendable, Hashable {
    /// SHA-256 of the content, 64 lower-case hexadecimal digits.
    public let digest: String
    /// Bytes.
    public let size: Int
}
