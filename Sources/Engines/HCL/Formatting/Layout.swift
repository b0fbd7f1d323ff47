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
        if tokens.count >= stretch, endsLine(printed) { run(isLast: false) }
    }

    mutating func append(_ kind: TokenKind, text: [UInt8]) {
        texts.append(text)
        tokens.append(Printed(kind: kind, isOwn: true, first: UInt32(texts.count - 1), last: 0, spaces: 0))
    }

    private func lastByte(_ token: Printed) -> UInt8? {
        token.isOwn
            ? texts[Int(token.first)].last : token.last > token.first ? bytes[Int(token.last) - 1] : nil
    }

    private func endsLine(_ token: Printed) -> Bool {
        token.kind == .newline || token.kind == .comment && lastByte(token) == 0x0a
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
        align(\.assign, to: { $0.comment }) { $0.assign < $0.comment }
        align(\.comment, to: { $0.end }) { $0.comment < $0.end }
        let end = lines.last?.end ?? 0
        write(end)
        tokens.removeFirst(end)
        if tokens.allSatisfy({ !$0.isOwn }) { texts.removeAll(keepingCapacity: true) }
        stretch = max(Self.shortest, tokens.count * 2)
    }

    private mutating func split() {
        lines.removeAll(keepingCapacity: true)
        var start = 0
        for index in tokens.indices where endsLine(tokens[index]) || index == tokens.count - 1 {
            lines.append(line(start, index + 1))
            start = index + 1
        }
    }

    private func line(_ start: Int, _ end: Int) -> Line {
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
            tokens[index + 1].spaces = isSpaced(before, tokens[index], tokens[index + 1].kind) ? 1 : 0
            index += 1
        }
    }

    private func isIn(_ token: Printed) -> Bool {
        token.kind == .identifier && !token.isOwn && token.last - token.first == 2
            && bytes[Int(token.first)] == UInt8(ascii: "i")
            && bytes[Int(token.first) + 1] == UInt8(ascii: "n")
    }

    private func isSpaced(_ before: TokenKind, _ token: Printed, _ after: TokenKind) -> Bool {
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
        if before == .identifier, isIn(token) { return true }
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
    private func isNegation(after before: TokenKind) -> Bool {
        switch before {
        case .none, .openParen, .openBrace, .openBracket, .assign, .colon, .comma, .question, .plus, .star,
            .slash, .percent, .minus, .equal, .notEqual, .greater, .greaterOrEqual, .less, .lessOrEqual, .and,
            .or, .bang:
            true
        default: false
        }
    }

    // MARK: Columns

    /// Gives a cell the same column on all lines that follow one another and have it.
    private mutating func align(
        _ cell: KeyPath<Line, Int>, to end: (Line) -> Int, _ has: (Line) -> Bool
    ) {
        var index = 0
        var widths: [Int] = []
        while index < lines.count {
            guard has(lines[index]) else {
                index += 1
                continue
            }
            var last = index
            widths.removeAll(keepingCapacity: true)
            while last < lines.count, has(lines[last]) {
                widths.append(columns(lines[last].lead, lines[last][keyPath: cell]))
                last += 1
            }
            let widest = widths.max() ?? 0
            for line in index..<last {
                tokens[lines[line][keyPath: cell]].spaces = Int32(widest - widths[line - index] + 1)
            }
            index = last
        }
    }

    private func columns(_ start: Int, _ end: Int) -> Int {
        var sum = 0
        for token in tokens[start..<end] { sum += Int(token.spaces) + columns(token) }
        return sum
    }

    private func columns(_ token: Printed) -> Int {
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
        for token in tokens[..<end] {
            for _ in 0..<token.spaces { out.append(0x20) }
            if token.isOwn {
                out += texts[Int(token.first)]
            } else {
                out += UnsafeBufferPointer(rebasing: bytes[Int(token.first)..<Int(token.last)])
            }
        }
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
