import Bus
import Faults
import Schemas
import Vocabulary

/// Says what the inventory leaves out of sight, in the language of `.driftignore` files: a line each of
/// `type.id`, `*` for anything, `!` to take back in, `#` for a comment. Takes the place of what was said
/// before; ignored assets count neither as unmanaged nor for the coverage.
@Operation
public struct PutIgnoreRules: Operation {
    public typealias Output = IgnoreFile
    public static let contract = Contract.command(
        "inventory.put-ignore-rules", .put("/api/v1/ignore-rules"), needs: .permission("inventory:write"))
    public let text: String
}

@Schema
public struct IgnoreFile: Codable, Sendable, Equatable {
    public let text: String
    public let author: String?
    public let updated: Timestamp?
    /// Assets that it leaves out now.
    public let ignored: Int
}

/// What the inventory leaves out of sight.
@Operation
public struct GetIgnoreRules: Operation {
    public typealias Output = IgnoreFile
    public static let contract = Contract.query(
        "inventory.get-ignore-rules", .get("/api/v1/ignore-rules"), needs: .permission("inventory:read"))
}
