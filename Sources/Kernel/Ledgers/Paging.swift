import Bus
import Crypto
import Faults
import Store
import Values

/// Where a page of a list begins and how long it is. The cursor is opaque to callers: the key of the last
/// item that they have seen.
public struct Paging: Sendable {
    public let after: String?
    public let limit: Int

    /// Faults: `bus.bad_cursor`, `bus.bad_limit`.
    public init(_ cursor: String?, _ limit: Int) throws(Fault) {
        guard (1...pageCeiling).contains(limit) else {
            throw Fault(
                .invalid, "bus.bad_limit", "`limit` is 1 to \(pageCeiling).",
                problems: [.init("/limit", "1 to \(pageCeiling) was expected")])
        }
        self.limit = limit
        guard let cursor else {
            after = nil
            return
        }
        guard let bytes = [UInt8](base64URL: cursor) else {
            throw Fault(
                .invalid, "bus.bad_cursor", "The cursor is not one that Plumb gave; begin without one.")
        }
        after = String(decoding: bytes, as: UTF8.self)
    }

    /// One more than the page, to see whether there is a next one.
    public var ceiling: SQLValue { SQLValue(limit + 1) }

    /// The page of what was read with `ceiling`.
    public func page<Item>(_ found: [Item], key: (Item) -> String) -> Page<Item> {
        let items = Array(found.prefix(limit))
        let next = found.count > limit ? items.last.map { Array(key($0).utf8).base64URL } : nil
        return Page(items: items, next: next)
    }
}
