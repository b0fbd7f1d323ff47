/// A stretch of a module's text. Rows and columns count from one; columns count bytes.
public struct Location: Sendable, Hashable {
    public var row: Int32
    public var column: Int32
    /// Byte offsets of the first byte and of the byte after the last.
    public var start: Int32
    public var end: Int32

    public init(row: Int = 0, column: Int = 0, start: Int = 0, end: Int = 0) {
        self.row = Int32(clamping: row)
        self.column = Int32(clamping: column)
        self.start = Int32(clamping: start)
        self.end = Int32(clamping: end)
    }
}
