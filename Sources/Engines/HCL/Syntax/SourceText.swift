import Values

/// A file's name and bytes, and the places in them.
public final class SourceText: Sendable {
    public let name: String
    public let bytes: [UInt8]

    /// Told for every place, where the bytes were made from another file's.
    package let standIn: SourceRange?

    /// What the bytes were made from, where that is a value of the JSON variant.
    package let verbatim: JSON?

    public init(_ bytes: [UInt8], name: String = "") {
        self.name = name
        self.bytes = bytes
        standIn = nil
        verbatim = nil
    }

    package init(_ bytes: [UInt8], standIn: SourceRange, verbatim: JSON? = nil) {
        name = standIn.file
        self.bytes = bytes
        self.standIn = standIn
        self.verbatim = verbatim
    }

    /// Line and column, both from 1, of a byte; columns count grapheme clusters. Linear in the file, so
    /// it is for diagnostics and not for loops over a tree.
    public func position(of offset: Int) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        var line = 1
        var start = 0
        bytes.withUnsafeBufferPointer { all in
            for index in 0..<offset where all[index] == 0x0a {
                line += 1
                start = index + 1
            }
        }
        let before = bytes[start..<offset]
        let columns =
            before.allSatisfy { $0 < 0x80 && $0 != 0x0d }
            ? before.count : String(decoding: before, as: UTF8.self).count
        return SourcePosition(line: line, column: columns + 1, byte: offset)
    }

    public func range(_ span: Span) -> SourceRange {
        standIn ?? SourceRange(file: name, start: position(of: span.start), end: position(of: span.end))
    }

    package func text(_ span: Span) -> String {
        String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }
}

/// Half-open byte offsets into one file.
public struct Span: Hashable, Sendable {
    public var start: Int
    public var end: Int

    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }
}

/// A place in a file.
public struct SourcePosition: Hashable, Sendable {
    public let line: Int
    public let column: Int
    /// From 0.
    public let byte: Int

    public init(line: Int, column: Int, byte: Int) {
        self.line = line
        self.column = column
        self.byte = byte
    }
}

/// From `start` up to and without `end`.
public struct SourceRange: Hashable, Sendable, CustomStringConvertible {
    public let file: String
    public let start: SourcePosition
    public let end: SourcePosition

    public init(file: String, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = end
    }

    /// `main.tf:3,1-7`, and with the end's line where that is another.
    public var description: String {
        start.line == end.line
            ? "\(file):\(start.line),\(start.column)-\(end.column)"
            : "\(file):\(start.line),\(start.column)-\(end.line),\(end.column)"
    }
}
