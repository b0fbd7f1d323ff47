public import Faults
public import FoundationEssentials
public import Values

/// One row of an answer, free of the store. Every getter throws `store.column` when the column is absent
/// or holds something else; those with `ifPresent` give nil for null.
public struct Row: Sendable {
    let columns: [String: Int]
    let values: [SQLValue]

    public subscript(column: String) -> SQLValue? { columns[column].map { values[$0] } }

    public func text(_ column: String) throws(Fault) -> String { try required(column, text(ifPresent:)) }
    public func int(_ column: String) throws(Fault) -> Int { try required(column, int(ifPresent:)) }
    public func int64(_ column: String) throws(Fault) -> Int64 { try required(column, int64(ifPresent:)) }
    public func double(_ column: String) throws(Fault) -> Double { try required(column, double(ifPresent:)) }
    public func bool(_ column: String) throws(Fault) -> Bool { try required(column, bool(ifPresent:)) }
    public func bytes(_ column: String) throws(Fault) -> [UInt8] { try required(column, bytes(ifPresent:)) }
    public func date(_ column: String) throws(Fault) -> Date { try required(column, date(ifPresent:)) }
    public func json(_ column: String) throws(Fault) -> JSON { try required(column, json(ifPresent:)) }

    public func text(ifPresent column: String) throws(Fault) -> String? {
        switch try value(column) {
        case .null: return nil
        case .text(let text): return text
        case let other: throw mismatch(column, other, "text")
        }
    }

    public func int64(ifPresent column: String) throws(Fault) -> Int64? {
        switch try value(column) {
        case .null: return nil
        case .integer(let number): return number
        case let other: throw mismatch(column, other, "an integer")
        }
    }

    public func int(ifPresent column: String) throws(Fault) -> Int? {
        try int64(ifPresent: column).map { Int($0) }
    }

    /// A real number, or an integer as one.
    public func double(ifPresent column: String) throws(Fault) -> Double? {
        switch try value(column) {
        case .null: return nil
        case .real(let number): return number
        case .integer(let number): return Double(number)
        case let other: throw mismatch(column, other, "a number")
        }
    }

    /// 0 or 1.
    public func bool(ifPresent column: String) throws(Fault) -> Bool? {
        switch try value(column) {
        case .null: return nil
        case .integer(0): return false
        case .integer(1): return true
        case let other: throw mismatch(column, other, "0 or 1")
        }
    }

    public func bytes(ifPresent column: String) throws(Fault) -> [UInt8]? {
        switch try value(column) {
        case .null: return nil
        case .blob(let bytes): return bytes
        case let other: throw mismatch(column, other, "bytes")
        }
    }

    /// RFC 3339 text, as `SQLValue` writes it.
    public func date(ifPresent column: String) throws(Fault) -> Date? {
        guard let text = try text(ifPresent: column) else { return nil }
        guard let date = Date(rfc3339: text) else { throw mismatch(column, .text(text), "a time") }
        return date
    }

    public func json(ifPresent column: String) throws(Fault) -> JSON? {
        guard let text = try text(ifPresent: column) else { return nil }
        return try JSON(parsing: text)
    }

    private func value(_ column: String) throws(Fault) -> SQLValue {
        guard let index = columns[column] else {
            throw .programming("store.column", "there is no column \(column) in the answer")
        }
        return values[index]
    }

    private func required<T>(
        _ column: String, _ get: (String) throws(Fault) -> T?
    ) throws(Fault) -> T {
        guard let value = try get(column) else { throw mismatch(column, .null, "a value") }
        return value
    }

    private func mismatch(_ column: String, _ value: SQLValue, _ wanted: String) -> Fault {
        let found =
            switch value {
            case .null: "null"
            case .integer: "an integer"
            case .real: "a real number"
            case .text: "text"
            case .blob: "bytes"
            }
        return .programming("store.column", "column \(column) holds \(found) where \(wanted) is read")
    }
}
