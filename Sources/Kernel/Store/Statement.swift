import CSQLite
import Faults

/// One compiled statement of a connection.
final class Statement {
    private let handle: OpaquePointer
    private unowned let connection: Connection
    let sql: String
    /// Column names and places, as the answer's rows share them.
    private lazy var columns: [String: Int] = Dictionary(
        (0..<Int(sqlite3_column_count(handle))).map { index in
            (String(cString: sqlite3_column_name(handle, Int32(index))), index)
        }, uniquingKeysWith: { first, _ in first })

    init(_ sql: String, on connection: Connection) throws(Fault) {
        var compiled: OpaquePointer?
        var rest = ""
        var text = sql
        let answer = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let answer = sqlite3_prepare_v3(
                    connection.handle, characters.baseAddress, Int32(clamping: characters.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, &tail)
                if let tail, let start = characters.baseAddress {
                    let used = tail - start
                    rest = String(decoding: bytes[used...], as: UTF8.self)
                }
                return answer
            }
        }
        guard answer == SQLITE_OK else { throw connection.failure(answer, sql) }
        guard let compiled else { throw .programming("store.statement", "there is no statement in: \(sql)") }
        guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
            sqlite3_finalize(compiled)
            throw .programming("store.statement", "there is more than one statement in: \(sql)")
        }
        handle = compiled
        self.connection = connection
        self.sql = sql
    }

    deinit { sqlite3_finalize(handle) }

    var isBusy: Bool { sqlite3_stmt_busy(handle) != 0 }

    // MARK: Parameters

    /// Binds by name. A tenant is bound to `:tenant`, which then must be there; every other parameter
    /// must be given, and everything given must be a parameter.
    func bind(_ binds: [String: SQLValue], tenant: String?) throws(Fault) {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        var bound = binds.count
        if let tenant {
            let index = sqlite3_bind_parameter_index(handle, ":tenant")
            guard index > 0 else {
                throw .programming("store.tenant_unbound", "no :tenant in a tenant's statement: \(sql)")
            }
            guard binds["tenant"] == nil else {
                throw .programming("store.tenant_bound", "the tenant is bound by the store: \(sql)")
            }
            try bind(.text(tenant), at: index)
            bound += 1
        }
        for (name, value) in binds {
            let index = sqlite3_bind_parameter_index(handle, ":" + name)
            guard index > 0 else {
                throw .programming("store.parameter_unknown", "there is no :\(name) in: \(sql)")
            }
            try bind(value, at: index)
        }
        guard bound == Int(sqlite3_bind_parameter_count(handle)) else {
            throw .programming("store.parameter_unbound", "a parameter has no value in: \(sql)")
        }
    }

    private func bind(_ value: SQLValue, at index: Int32) throws(Fault) {
        let answer =
            switch value {
            case .null: sqlite3_bind_null(handle, index)
            case .integer(let number): sqlite3_bind_int64(handle, index, number)
            case .real(let number): sqlite3_bind_double(handle, index, number)
            case .text(let text): bind(text, at: index)
            // A blob without an address would be null.
            case .blob(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(handle, index, 0)
            case .blob(let bytes):
                sqlite3_bind_blob64(handle, index, bytes, UInt64(bytes.count), plumb_sqlite_copies())
            }
        try connection.check(answer, sql)
    }

    private func bind(_ text: String, at index: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text64(
                    handle, index, characters.baseAddress, UInt64(characters.count), plumb_sqlite_copies(),
                    UInt8(SQLITE_UTF8))
            }
        }
    }

    // MARK: Running

    /// Gives every row to `body` until it answers false.
    func run(_ body: (Row) throws -> Bool) throws {
        defer { sqlite3_reset(handle) }
        while true {
            let answer = sqlite3_step(handle)
            if answer == SQLITE_DONE { return }
            guard answer == SQLITE_ROW else { throw connection.failure(answer, sql) }
            if try !body(Row(columns: columns, values: values())) { return }
        }
    }

    private func values() -> [SQLValue] {
        (0..<sqlite3_column_count(handle)).map { index in
            switch sqlite3_column_type(handle, index) {
            case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, index))
            case SQLITE_FLOAT: .real(sqlite3_column_double(handle, index))
            case SQLITE_TEXT:
                .text(String(decoding: raw(sqlite3_column_text(handle, index), index), as: UTF8.self))
            case SQLITE_BLOB: .blob([UInt8](raw(sqlite3_column_blob(handle, index), index)))
            default: .null
            }
        }
    }

    /// The column's bytes; the pointer is fetched first, as SQLite wants it.
    private func raw(_ start: UnsafeRawPointer?, _ index: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
    }

    private func raw(_ start: UnsafePointer<UInt8>?, _ index: Int32) -> UnsafeRawBufferPointer {
        raw(start.map { UnsafeRawPointer($0) }, index)
    }
}
