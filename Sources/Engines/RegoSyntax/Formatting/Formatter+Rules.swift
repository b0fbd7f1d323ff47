extension Formatter {
    /// Writes a rule, or leaves it as it is when a comment of its would be lost.
    mutating func writeRule(_ rule: Rule) {
        let mark = self
        isLost = false
        writeLaidOut(rule)
        let missed = nextComment.map { $0.location.start < rule.location.end } ?? false
        guard isLost || missed else { return }
        self = mark
        isLost = false
        put(text(rule.location))
        skipComments(through: rule.location.end)
        trail(endRow(rule.location))
        endLine()
    }

    private mutating func writeLaidOut(_ rule: Rule) {
        if rule.isDefault { put("default ") }
        writeHead(rule.head, drops: isTrivial(rule), isFirst: true)
        writeBody(rule, isElse: false)
        for branch in rule.otherwise { writeElse(branch, after: rule) }
    }

    /// Whether the body says nothing: it was left out, or is `true` alone.
    private func isTrivial(_ rule: Rule) -> Bool {
        if rule.isBodyGenerated { return true }
        guard rule.otherwise.isEmpty, rule.body.count == 1, rule.body[0].with.isEmpty, !rule.body[0].isNegated
        else {
            return false
        }
        if case .term(let term) = rule.body[0].kind, case .boolean(true) = term.kind { return true }
        return false
    }

    private mutating func writeHead(_ head: Head, drops: Bool, isFirst: Bool) {
        writeHeadRef(head)
        if let arguments = head.arguments { list(arguments, "(", ")", open: head.location) }
        if let key = head.key {
            put(" contains ")
            term(key)
        } else if let value = head.value {
            if !head.isValueGenerated {
                put(" := ")
                term(value)
            } else if drops, head.arguments == nil || !isBare(head) {
                put(" := true")
            }
        }
    }

    /// `f(1)` without value and body stays so.
    private func isBare(_ head: Head) -> Bool {
        module.rules.contains { $0.isBodyGenerated && $0.head.location == head.location }
    }

    private mutating func writeHeadRef(_ head: Head) {
        if let last = head.ref.last, let next = nextComment, next.location.start < last.location.end {
            isLost = true
        }
        for (place, part) in head.ref.enumerated() {
            if place == 0 {
                put(part.variable ?? part.text)
            } else {
                operand(part, keepsBrackets: !hasRefHeads)
            }
        }
    }

    private mutating func writeBody(_ rule: Rule, isElse: Bool) {
        guard !isTrivial(rule) else {
            if rule.otherwise.isEmpty || isElse || !rule.isBodyGenerated {
                trail(endRow(rule.head.location))
            }
            trail(rule.otherwise.isEmpty ? endRow(rule.location) : rule.location.row)
            endLine()
            return
        }
        put(" if ")
        let first = rule.body[0]
        let last = rule.body[rule.body.count - 1]
        let open = brace(before: first)
        let isOneRow = open.map { row(of: $0) == first.location.row } ?? true
        let closes = closing(after: last.location.end)
        let isShort =
            rule.body.count == 1 && isOneRow && (open == nil || row(of: closes) == endRow(first.location))
        if isShort, !isLoneSet(first) {
            expression(first)
            trail(endRow(first.location))
            endLine()
            return
        }
        put("{")
        block(
            rule.body, open: open.map { row(of: $0) } ?? first.location.row,
            close: open == nil ? endRow(last.location) : row(of: closes))
        put("}")
        if rule.otherwise.isEmpty || !continues(rule) {
            trail(open == nil ? endRow(last.location) : row(of: closes))
            endLine()
        }
    }

    /// Whether `else` stands on the row of the brace before it.
    private func continues(_ rule: Rule) -> Bool {
        guard let branch = rule.otherwise.first, let last = rule.body.last, brace(before: rule.body[0]) != nil
        else { return false }
        let close = row(of: closing(after: last.location.end))
        let open = brace(before: rule.body[0]).map { row(of: $0) }
        return close == branch.location.row && open != close && !line.isEmpty
    }

    private mutating func writeElse(_ branch: Rule, after rule: Rule) {
        if !line.isEmpty {
            put(" ")
        } else {
            blankLine()
            _ = comments(before: branch.location.row, after: 0)
        }
        put("else")
        if let value = branch.head.value, !branch.head.isValueGenerated {
            put(" := ")
            term(value)
        }
        writeBody(branch, isElse: true)
        for next in branch.otherwise { writeElse(next, after: branch) }
    }

    /// A set alone would be read as a body.
    private func isLoneSet(_ expression: Expression) -> Bool {
        guard !expression.isNegated, case .term(let term) = expression.kind, case .set = term.kind else {
            return false
        }
        return true
    }

    // MARK: Places

    func row(of offset: Int32) -> Int32 {
        var row: Int32 = 1
        for byte in source[..<min(Int(offset), source.count)] where byte == 0x0a { row += 1 }
        return row
    }

    /// The offset of the brace that opens the body of which this is the first expression.
    func brace(before expression: Expression) -> Int32? {
        var at = Int(expression.location.start) - 1
        var lines = source[..<max(0, at + 1)]
        while at >= 0 {
            // What stands on a row after `#` is a comment.
            let start = (lines.lastIndex(of: 0x0a) ?? -1) + 1
            let content = lines[start...]
            let hash = module.comments.first {
                Int($0.location.start) >= start && Int($0.location.start) < lines.endIndex
            }
            let code = hash.map { content[start..<Int($0.location.start)] } ?? content
            if let place = code.lastIndex(where: {
                $0 != 0x20 && $0 != 0x09 && $0 != 0x0d && $0 != UInt8(ascii: "(")
            }) {
                return source[place] == UInt8(ascii: "{") ? Int32(place) : nil
            }
            at = start - 1
            lines = source[..<max(0, at)]
        }
        return nil
    }

    /// The offset of the next closing brace.
    func closing(after offset: Int32) -> Int32 {
        var at = Int(offset)
        while at < source.count {
            if let note = module.comments.first(where: { Int($0.location.start) == at }) {
                at = Int(note.location.end)
                continue
            }
            if source[at] == UInt8(ascii: "}") { return Int32(at) }
            at += 1
        }
        return Int32(source.count)
    }

    // MARK: Bodies

    /// The lines between braces; the brace is written, and the closing one is not.
    mutating func block(_ body: Body, open: Int32, close: Int32) {
        trail(open)
        endLine()
        indent += 1
        var last: Int32 = 0
        for one in body {
            let row = one.location.row
            if last > 0, let next = nextComment, next.location.row < row, next.location.row - last > 1 {
                blankLine()
            }
            let end = comments(before: row, after: last)
            if last > 0, row - max(last, end) > 1 { blankLine() }
            expression(one)
            last = endRow(one.location)
            trail(last)
            endLine()
        }
        if let next = nextComment, next.location.row < close, next.location.row - last > 1 { blankLine() }
        _ = comments(before: close, after: last)
        indent -= 1
    }
}
