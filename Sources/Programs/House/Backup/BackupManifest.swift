import Vocabulary

/// What one backup holds.
struct BackupManifest: Codable, Sendable {
    struct File: Codable, Sendable, Equatable {
        /// Within the data directory.
        let path: String
        let size: Int
        /// SHA-256, hex.
        let digest: String
        let mode: Int
        /// Names of its parts, in order.
        let parts: [String]
    }

    /// Of this layout.
    static let format = 1

    let format: Int
    let made: Timestamp
    /// The program that made it.
    let version: String
    let files: [File]
}
