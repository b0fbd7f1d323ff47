import CSQLite

/// What the statements of a connection may touch at the moment.
enum Fence: Sendable, Equatable {
    /// The store's own statements.
    case none
    /// Rows of tables that begin with the prefix.
    case rows(prefix: String)
    /// Also the tables themselves.
    case schema(prefix: String)
}

/// Where SQLite's authorizer finds the fence. Confined to its connection's thread.
final class FenceBox {
    var fence = Fence.none
    /// What was last refused, for the operator's log.
    var refusal: String?
}

/// SQLite asks this while it compiles a statement. Global, so that it inherits no actor.
func authorize(
    _ context: UnsafeMutableRawPointer?, _ action: Int32, _ first: UnsafePointer<CChar>?,
    _ second: UnsafePointer<CChar>?, _ database: UnsafePointer<CChar>?, _ trigger: UnsafePointer<CChar>?
) -> Int32 {
    guard let context else { return SQLITE_DENY }
    let box = Unmanaged<FenceBox>.fromOpaque(context).takeUnretainedValue()
    let first = first.map { String(cString: $0) } ?? ""
    let second = second.map { String(cString: $0) } ?? ""
    if box.fence.allows(action, first, second) { return SQLITE_OK }
    box.refusal = "action \(action) on \(first) \(second)"
    return SQLITE_DENY
}

extension Fence {
    /// SQLite's table-valued functions look like tables.
    private static let functions: Set<String> = ["json_each", "json_tree"]
    private static let refused: Set<String> = ["load_extension", "fts3_tokenizer"]
    /// SQLite's own tables, which it writes itself when a schema changes.
    private static let catalogues: Set<String> = [
        "sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema", "sqlite_sequence",
        "sqlite_stat1", "sqlite_stat4",
    ]

    func allows(_ action: Int32, _ first: String, _ second: String) -> Bool {
        switch self {
        case .none: true
        case .rows(let prefix): Fence.allowsRows(prefix, action, first, second)
        case .schema(let prefix):
            Fence.allowsRows(prefix, action, first, second)
                || Fence.allowsSchema(prefix, action, first, second)
        }
    }

    private static func allowsRows(
        _ prefix: String, _ action: Int32, _ first: String, _ second: String
    ) -> Bool {
        switch action {
        case SQLITE_SELECT, SQLITE_RECURSIVE: true
        // So SQLite declares virtual tables. Nobody else may change its catalogue anyway, and what may be
        // read of it is how many rows it has.
        case SQLITE_UPDATE where first == "sqlite_master": true
        case SQLITE_READ where first == "sqlite_master": second == "ROWID"
        case SQLITE_READ: first.hasPrefix(prefix) || functions.contains(first)
        case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE: first.hasPrefix(prefix)
        case SQLITE_FUNCTION: !refused.contains(second)
        // Full-text search asks this for itself.
        case SQLITE_PRAGMA: first == "data_version" && second.isEmpty
        default: false
        }
    }

    private static func allowsSchema(
        _ prefix: String, _ action: Int32, _ first: String, _ second: String
    ) -> Bool {
        switch action {
        case SQLITE_READ, SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE: catalogues.contains(first)
        case SQLITE_CREATE_TABLE where catalogues.contains(first): true
        case SQLITE_CREATE_TABLE, SQLITE_DROP_TABLE, SQLITE_CREATE_VIEW, SQLITE_DROP_VIEW, SQLITE_ANALYZE,
            SQLITE_CREATE_VTABLE, SQLITE_DROP_VTABLE, SQLITE_REINDEX:
            first.hasPrefix(prefix)
        case SQLITE_CREATE_INDEX, SQLITE_DROP_INDEX:
            second.hasPrefix(prefix) && (first.hasPrefix(prefix) || first.hasPrefix("sqlite_autoindex_"))
        case SQLITE_CREATE_TRIGGER, SQLITE_DROP_TRIGGER: first.hasPrefix(prefix) && second.hasPrefix(prefix)
        case SQLITE_ALTER_TABLE: second.hasPrefix(prefix)
        default: false
        }
    }
}
