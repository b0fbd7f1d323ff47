/// One token on its way to the output: bytes of the source, or a text of its own.
struct Printed {
    var kind: TokenKind
    /// -1: `first` is the place of a text in `Layout.texts`.
    var isOwn = false
    var first: UInt32
    var last: UInt32
    var spaces: Int32
}

/// Lays tokens out: indentation, spaces between tokens, columns of `=` and comments. Nothing but the
/// spaces before tokens is changed. Lines are written as soon as no later line can change their columns.
struct Layout {
    let bytes: UnsafeBufferPointer<UInt8>
    private var tokens: [Printed] = []
    private var texts: [[UInt8]] = []
    private var lines: [Line] = []
    /// How many brackets each line opened that are still open.
    private var opened: [Int] = []
    private var out: [UInt8] = []
    /// At how many tokens those that are done are written.
    private var stretch = Self.shortest

    private static let shortest = 8192

    /// Places in `tokens`; a cell is empty where both of its ends are the same.
    struct Line {
        var lead: Int
        var assign: Int
        var comment: Int
        var end: Int
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        // A file that is laid out anew is seldom much longer; growing would hold it twice.
        out.reserveCapacity(bytes.count + bytes.count / 4)
        tokens.reserveCapacity(Self.shortest + 1)
    }

    mutating func append(_ token: Token, after previous: Int) {
        let printed = Printed(
            kind: token.kind, first: token.first, last: token.last, spaces: Int32(token.start - previous))
        tokens.append(printed)
        if tokens.count >= stretch, Self.endsLine(printed, bytes, texts) { run(isLast: false) }
    }

    mutating func append(_ kind: TokenKind, text: [UInt8]) {
        texts.append(text)
        tokens.append(Printed(kind: kind, isOwn: true, first: UInt32(texts.count - 1), last: 0, spaces: 0))
    }

    // What is called for every token takes the parts that it needs: a method would retain them all.
    private static func endsLine(
        _ token: Printed, _ bytes: UnsafeBufferPointer<UInt8>, _ texts: [[UInt8]]
    ) -> Bool {
        if token.kind == .newline { return true }
        guard token.kind == .comment else { return false }
        if token.isOwn { return texts[Int(token.first)].last == 0x0a }
        return token.last > token.first && bytes[Int(token.last) - 1] == 0x0a
    }

    /// The whole text; nothing may follow.
    mutating func finished() -> [UInt8] {
        run(isLast: true)
        return out
    }

    private mutating func run(isLast: Bool) {
        split()
        if !isLast {
            // A line without both cells ends every run of lines that share a column.
            guard let last = lines.lastIndex(where: { $0.assign == $0.end }) else {
                stretch = tokens.count * 2
                return
            }
            lines.removeSubrange((last + 1)...)
        }
        indent()
        space()
        align(.assign)
        align(.comment)
        let end = lines.last?.end ?? 0
        write(end)
        tokens.removeFirst(end)
        if tokens.allSatisfy({ !$0.isOwn }) { texts.removeAll(keepingCapacity: true) }
        stretch = max(Self.shortest, tokens.count * 2)
    }

    private mutating func split() {
        lines.removeAll(keepingCapacity: true)
        var start = 0
        let (tokens, bytes, texts) = (tokens, bytes, texts)
        for index in tokens.indices
        where Self.endsLine(tokens[index], bytes, texts) || index == tokens.count - 1 {
            lines.append(Self.line(tokens, start, index + 1))
            start = index + 1
        }
    }

    private static func line(_ tokens: [Printed], _ start: Int, _ end: Int) -> Line {
        var commentStart = end
        if end - start > 1, tokens[end - 1].kind == .comment { commentStart = end - 1 }
        var assign = commentStart
        for index in start..<commentStart where index > start && tokens[index].kind == .assign {
            var open = 0
            for rest in index..<commentStart { open += tokens[rest].kind.nesting }
            if open == 0 { assign = index }
            break
        }
        return Line(lead: start, assign: assign, comment: commentStart, end: end)
    }

    // MARK: Indentation

    private mutating func indent() {
        for line in lines where line.lead < line.assign {
            if tokens[line.lead].kind == .newline {
                tokens[line.lead].spaces = 0
                continue
            }
            var open = 0
            for index in line.lead..<line.comment {
                open += tokens[index].kind.nesting
                if tokens[index].kind == .openHeredoc { break }
            }
            if open > 0 {
                tokens[line.lead].spaces = Int32(2 * opened.count)
                opened.append(open)
                continue
            }
            var closed = -open
            while closed > 0, let last = opened.last {
                if closed >= last {
                    closed -= last
                    opened.removeLast()
                } else {
                    opened[opened.count - 1] -= closed
                    closed = 0
                }
            }
            tokens[line.lead].spaces = Int32(2 * opened.count)
        }
    }

    // MARK: Spaces

    private mutating func space() {
        for line in lines {
            space(line.lead, line.assign)
            if line.assign < line.comment { tokens[line.assign].spaces = 1 }
            space(line.assign, line.comment)
        }
    }

    private mutating func space(_ start: Int, _ end: Int) {
        var index = start
        while index + 1 < end {
            let before = index > start ? tokens[index - 1].kind : .none
            let isSpaced = Self.isSpaced(before, tokens[index], tokens[index + 1].kind, bytes)
            tokens[index + 1].spaces = isSpaced ? 1 : 0
            index += 1
        }
    }

    private static func isIn(_ token: Printed, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        token.kind == .identifier && !token.isOwn && token.last - token.first == 2
            && bytes[Int(token.first)] == UInt8(ascii: "i")
            && bytes[Int(token.first) + 1] == UInt8(ascii: "n")
    }

    private static func isSpaced(
        _ before: TokenKind, _ token: Printed, _ after: TokenKind, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let subject = token.kind
        if after == .newline || after == .none { return false }
        if subject == .identifier && (after == .openParen || after == .doubleColon) { return false }
        if subject == .doubleColon && after == .identifier { return false }
        if subject == .dot || after == .dot { return false }
        if after == .comma || after == .ellipsis { return false }
        if subject == .comma { return true }
        switch subject {
        case .quotedLiteral, .stringLiteral, .openQuote, .openHeredoc: return false
        default: break
        }
        switch after {
        case .quotedLiteral, .stringLiteral, .closeQuote, .closeHeredoc: return false
        default: break
        }
        if before == .identifier, isIn(token, bytes) { return true }
        if after == .openBracket, subject == .identifier || subject == .number || subject.nesting < 0 {
            return false
        }
        switch subject {
        case .bang: return false
        case .minus: return !isNegation(after: before)
        case .openBrace: return after != .closeBrace
        default: break
        }
        if after == .closeBrace { return true }
        if subject == .interpolation || subject == .control, after == .openBrace { return true }
        if subject == .closeBrace, after == .sequenceEnd { return true }
        if subject == .sequenceEnd, after == .interpolation || after == .control { return false }
        if subject.nesting > 0 || after.nesting < 0 { return false }
        return true
    }

    /// A minus after this begins an operand.
    private static func isNegation(after before: TokenKind) -> Bool {
        switch before {
        case .none, .openParen, .openBrace, .openBracket, .assign, .colon, .comma, .question, .plus, .star,
            .slash, .percent, .minus, .equal, .notEqual, .greater, .greaterOrEqual, .less, .lessOrEqual, .and,
            .or, .bang:
            true
        default: false
        }
    }

    // MARK: Columns

    private enum Cell { case assign, comment }

    /// Where the cell begins, and nil on a line that has none.
    @inline(__always)
    private static func start(of cell: Cell, _ line: Line) -> Int? {
        switch cell {
        case .assign: line.assign < line.comment ? line.assign : nil
        case .comment: line.comment < line.end ? line.comment : nil
        }
    }

    /// Gives a cell the same column on all lines that follow one another and have it.
    private mutating func align(_ cell: Cell) {
        var index = 0
        var widths: [Int] = []
        while index < lines.count {
            guard Self.start(of: cell, lines[index]) != nil else {
                index += 1
                continue
            }
            var last = index
            widths.removeAll(keepingCapacity: true)
            var widest = 0
            while last < lines.count, let start = Self.start(of: cell, lines[last]) {
                let width = Self.columns(tokens[lines[last].lead..<start], bytes, texts)
                widths.append(width)
                widest = max(widest, width)
                last += 1
            }
            for line in index..<last {
                guard let start = Self.start(of: cell, lines[line]) else { continue }
                tokens[start].spaces = Int32(widest - widths[line - index] + 1)
            }
            index = last
        }
    }

    private static func columns(
        _ tokens: ArraySlice<Printed>, _ bytes: UnsafeBufferPointer<UInt8>, _ texts: [[UInt8]]
    ) -> Int {
        var sum = 0
        for token in tokens { sum += Int(token.spaces) + columns(token, bytes, texts) }
        return sum
    }

    private static func columns(
        _ token: Printed, _ bytes: UnsafeBufferPointer<UInt8>, _ texts: [[UInt8]]
    ) -> Int {
        if token.isOwn { return String(decoding: texts[Int(token.first)], as: UTF8.self).count }
        let part = UnsafeBufferPointer(rebasing: bytes[Int(token.first)..<Int(token.last)])
        var isPlain = true
        for byte in part where byte >= 0x80 || byte == 0x0d {
            isPlain = false
            break
        }
        return isPlain ? part.count : String(decoding: part, as: UTF8.self).count
    }

    private mutating func write(_ end: Int) {
        var size = 0
        for token in tokens[..<end] {
            size +=
                Int(token.spaces)
                + (token.isOwn ? texts[Int(token.first)].count : Int(token.last - token.first))
        }
        let stretch = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var place = 0
            for token in tokens[..<end] {
                for _ in 0..<token.spaces {
                    buffer[place] = 0x20
                    place += 1
                }
                if token.isOwn {
                    for byte in texts[Int(token.first)] {
                        buffer[place] = byte
                        place += 1
                    }
                } else {
                    let length = Int(token.last - token.first)
                    if length > 0, let from = bytes.baseAddress, let to = buffer.baseAddress {
                        (to + place).update(from: from + Int(token.first), count: length)
                    }
                    place += length
                }
            }
            count = size
        }
        out += stretch
    }
}

/// The source laid out in the one accepted way; only spaces change. What is no valid source is laid out
/// as far as its tokens allow.
public func format(_ source: [UInt8]) -> [UInt8] {
    source.withUnsafeBufferPointer { bytes in
        var layout = Layout(bytes)
        var tokens = TokenWindow(bytes)
        var (index, previous) = (0, 0)
        while tokens.has(index), tokens[index].kind != .end {
            layout.append(tokens[index], after: previous)
            previous = tokens[index].end
            index = tokens.forget(before: index + 1)
        }
        return layout.finished()
    }
}
