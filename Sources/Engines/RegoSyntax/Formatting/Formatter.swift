/// Lays a module out as everyone's is laid out, with its comments where they were.
public struct Formatter {
    let module: Module
    let source: [UInt8]
    /// What is written so far, without the line at hand.
    var out = ""
    var line = ""
    var indent = 0
    /// The next comment to write.
    var comment = 0
    /// Comments that end the line at hand.
    var trailing: [String] = []
    /// Whether a comment stands where none can be written; the rule is then left as it is.
    var isLost = false
    /// Whether refs of more than two parts, or with dots, head rules of the module.
    let hasRefHeads: Bool

    init(_ module: Module) {
        self.module = module
        source = module.source
        hasRefHeads = module.rules.contains { rule in
            let start = rule.head.ref.dropFirst().first.map { Int($0.location.start) } ?? 0
            return rule.head.ref.count > 2
                || rule.head.ref.count == 2 && start > 0 && module.source[start - 1] == UInt8(ascii: ".")
        }
    }

    /// The module's text.
    public static func format(_ module: Module) -> String {
        var formatter = Formatter(module)
        formatter.write()
        return formatter.out
    }

    func text(_ location: Location) -> String {
        let start = max(0, min(Int(location.start), source.count))
        let end = max(start, min(Int(location.end), source.count))
        return String(decoding: source[start..<end], as: UTF8.self)
    }

    /// The row on which a place ends.
    func endRow(_ location: Location) -> Int32 {
        var row = location.row
        for byte in source[Int(location.start)..<max(Int(location.start), Int(location.end))]
        where byte == 0x0a { row += 1 }
        return row
    }

    // MARK: Lines

    mutating func put(_ text: String) {
        if line.isEmpty { line = String(repeating: "\t", count: indent) }
        line += text
    }

    mutating func endLine() {
        for text in trailing { line += line.isEmpty ? text : " " + text }
        trailing = []
        while line.utf8.last == 0x20 || line.utf8.last == 0x09 { line.removeLast() }
        out += line + "\n"
        line = ""
    }

    mutating func blankLine() {
        if !line.isEmpty { endLine() }
        if !out.isEmpty, !out.hasSuffix("\n\n") { out += "\n" }
    }

    // MARK: Comments

    var nextComment: Comment? { comment < module.comments.count ? module.comments[comment] : nil }

    private func shown(_ comment: Comment) -> String {
        var text = comment.text
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return "#" + (text.isEmpty || text.hasPrefix(" ") || text.hasPrefix("#") ? text : " " + text)
    }

    /// Writes the comments above a row, each on its line; gaps between them stay.
    mutating func comments(before row: Int32, after previous: Int32) -> Int32 {
        var last = previous
        while let next = nextComment, next.location.row < row {
            if !line.isEmpty { endLine() }
            if last > 0, next.location.row - last > 1 { blankLine() }
            put(shown(next))
            endLine()
            last = next.location.row
            comment += 1
        }
        return last
    }

    /// Takes a comment that ends the row.
    mutating func trail(_ row: Int32) {
        while let next = nextComment, next.location.row <= row {
            trailing.append(shown(next))
            comment += 1
        }
    }

    /// Drops what was taken over a stretch that is written as it is.
    mutating func skipComments(through end: Int32) {
        while let next = nextComment, next.location.start < end { comment += 1 }
    }

    // MARK: Modules

    private mutating func write() {
        var last = comments(before: module.package.location.row, after: 0)
        if last > 0, module.package.location.row - last > 1 { blankLine() }
        put(text(module.package.location).trimmingSpaces)
        last = endRow(module.package.location)
        trail(last)
        endLine()
        writeImports(&last)
        var previous: (end: Int32, isLong: Bool)?
        var index = 0
        while index < module.rules.count {
            let rule = module.rules[index]
            last = rule.location.row
            let start = out.utf8.count
            let before = nextComment.map { $0.location.row < rule.location.row } ?? false
            let isAdjacent = previous.map { !$0.isLong && rule.location.row - $0.end == 1 } ?? false
            let mark = (out, comment)
            if !before, isAdjacent {
                writeRule(rule)
                if out.dropFirst(mark.0.count).split(separator: "\n", omittingEmptySubsequences: false).count
                    > 2
                {
                    (out, comment) = mark
                    blankLine()
                    writeRule(rule)
                }
            } else {
                blankLine()
                let end = comments(before: rule.location.row, after: 0)
                if end > 0, rule.location.row - end > 1 { blankLine() }
                writeRule(rule)
            }
            let written = out.utf8.dropFirst(start)
            let lines = written.split(separator: 0x0a).filter { $0.first != UInt8(ascii: "#") }.count
            previous = (endRow(rule.location), lines > 1)
            index += 1
        }
        if nextComment != nil {
            if let previous, let next = nextComment, next.location.row - previous.end > 0 { blankLine() }
            _ = comments(before: .max, after: 0)
        }
    }

    private mutating func writeImports(_ last: inout Int32) {
        guard !module.imports.isEmpty else { return }
        let isCovered = module.imports.contains { $0.path.refText == "rego.v1" }
        var group: [(path: String, text: String, comment: String?)] = []
        var previous: Int32 = 0
        blankLine()
        func flush(_ formatter: inout Formatter) {
            for one in group.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
                formatter.put(one.text)
                if let comment = one.comment { formatter.trailing.append(comment) }
                formatter.endLine()
            }
            group = []
        }
        for one in module.imports {
            let row = one.location.row
            let hasComments = nextComment.map { $0.location.row < row } ?? false
            if previous > 0, row - previous > 1 || hasComments {
                flush(&self)
                blankLine()
            }
            let end = comments(before: row, after: 0)
            if end > 0, row - end > 1 { blankLine() }
            var note: String?
            if let next = nextComment, next.location.row == row {
                note = shown(next)
                comment += 1
            }
            previous = row
            if isCovered, one.path.refText.hasPrefix("future.keywords") {
                if let note {
                    flush(&self)
                    blankLine()
                    put(note)
                    endLine()
                }
                continue
            }
            group.append((one.path.plainPath, text(one.location).trimmingSpaces, note))
        }
        flush(&self)
        last = previous
    }
}

extension String {
    var trimmingSpaces: String {
        var rest = self[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    }
}

extension Term {
    /// The names of a ref with dots between, whatever they are.
    fileprivate var plainPath: String {
        guard case .ref(let terms) = kind else { return text }
        return terms.map { $0.variable ?? $0.string ?? $0.text }.joined(separator: ".")
    }
}
