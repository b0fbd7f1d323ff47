/// Changes to a native file that leave every other byte as it is.
public struct Edit: Sendable {
    /// The file as changed so far.
    public private(set) var bytes: [UInt8]
    let name: String

    /// Fails with the file's errors: what does not parse can't be edited safely.
    public init(_ bytes: [UInt8], name: String = "") throws(ParseFailure) {
        let (_, diagnostics) = SyntaxTree.parse(bytes, name: name)
        if diagnostics.hasErrors { throw ParseFailure(diagnostics: diagnostics) }
        self.bytes = bytes
        self.name = name
    }

    public struct ParseFailure: Error, Sendable {
        public let diagnostics: [Diagnostic]
    }

    /// A block by its type and labels, from the outside in.
    public typealias Path = [[String]]

    func body(_ path: Path, in tree: SyntaxTree) -> (body: NodeID, block: NodeID?)? {
        var body = tree.root
        var block: NodeID?
        for step in path {
            let found = tree.list(tree[body]).first { id in
                let node = tree[id]
                guard node.kind == .block else { return false }
                let labels = tree.extras[(Int(node.a) + 4)..<(Int(node.a) + 4 + Int(node.b))]
                return [tree.text(node.first, tree.extra(node, 0))] + labels.map { tree.string(tree[$0]) }
                    == step
            }
            guard let found else { return nil }
            body = tree.extra(tree[found], 1)
            block = found
        }
        return (body, block)
    }

    /// Sets an argument to an expression's text, in place or as the last of its block. False, and nothing is
    /// changed, when there is no such block or the result would not parse.
    @discardableResult
    public mutating func set(_ attribute: String, to expression: String, in path: Path = []) -> Bool {
        let (tree, _) = SyntaxTree.parse(bytes, name: name)
        guard let (body, block) = body(path, in: tree) else { return false }
        for id in tree.list(tree[body]) {
            let node = tree[id]
            guard node.kind == .attribute, tree.text(node.first, node.a) == attribute else { continue }
            let span = tree[node.b].span
            return replace(span, Array(expression.utf8))
        }
        return insert("\(attribute) = \(expression)", into: block, of: tree)
    }

    /// The text of an argument's expression; nil where it is not set.
    public func expression(_ attribute: String, in path: Path = []) -> String? {
        let (tree, _) = SyntaxTree.parse(bytes, name: name)
        guard let (body, _) = body(path, in: tree) else { return nil }
        for id in tree.list(tree[body]) {
            let node = tree[id]
            guard node.kind == .attribute, tree.text(node.first, node.a) == attribute else { continue }
            let span = tree[node.b].span
            return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
        }
        return nil
    }

    /// Appends a block's text as the last item of the block at `path`, or of the file.
    @discardableResult
    public mutating func append(_ block: String, in path: Path = []) -> Bool {
        let (tree, _) = SyntaxTree.parse(bytes, name: name)
        guard let (_, outer) = body(path, in: tree) else { return false }
        return insert(block, into: outer, of: tree)
    }

    /// Takes an argument out, with its line where it stands alone there.
    @discardableResult
    public mutating func remove(_ attribute: String, in path: Path = []) -> Bool {
        let (tree, _) = SyntaxTree.parse(bytes, name: name)
        guard let (body, _) = body(path, in: tree) else { return false }
        for id in tree.list(tree[body]) {
            let node = tree[id]
            guard node.kind == .attribute, tree.text(node.first, node.a) == attribute else { continue }
            var (start, end) = (Int(node.first), Int(tree[node.b].last))
            while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
            if start == 0 || bytes[start - 1] == 0x0a, end < bytes.count, bytes[end] == 0x0a { end += 1 }
            return replace(Span(start, end), [])
        }
        return false
    }

    private mutating func insert(_ text: String, into block: NodeID?, of tree: SyntaxTree) -> Bool {
        guard let block else {
            let needsLine = !bytes.isEmpty && bytes[bytes.count - 1] != 0x0a
            return replace(
                Span(bytes.count, bytes.count), Array(((needsLine ? "\n" : "") + text + "\n").utf8))
        }
        let node = tree[block]
        let (open, close) = (Int(tree.extra(node, 2)), Int(tree.extra(node, 3)))
        let outer = indentation(at: Int(node.first))
        let added = Self.indented(text, by: outer + "  ")
        var lineStart = close
        while lineStart > 0, Self.isSpace(bytes[lineStart - 1]) { lineStart -= 1 }
        if lineStart > 0, bytes[lineStart - 1] == 0x0a {
            return replace(Span(lineStart, lineStart), Array((added + "\n").utf8))
        }
        // A block of one line becomes one of several.
        var inside = bytes[(open + 1)..<close]
        while let first = inside.first, Self.isSpace(first) { inside.removeFirst() }
        while let last = inside.last, Self.isSpace(last) { inside.removeLast() }
        let before = inside.isEmpty ? "" : outer + "  " + String(decoding: inside, as: UTF8.self) + "\n"
        return replace(Span(open + 1, close), Array(("\n" + before + added + "\n" + outer).utf8))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// What stands before everything else on the line of this byte.
    private func indentation(at place: Int) -> String {
        var start = place
        while start > 0, bytes[start - 1] != 0x0a { start -= 1 }
        return String(decoding: bytes[start...].prefix { Self.isSpace($0) }, as: UTF8.self)
    }

    /// Every line but those of heredocs, whose spaces are part of a value.
    private static func indented(_ text: String, by indentation: String) -> String {
        let bytes = Array(text.utf8)
        var kept: Set<Int> = []
        bytes.withUnsafeBufferPointer { all in
            for token in Lexer.tokens(all) where token.kind == .stringLiteral || token.kind == .closeHeredoc {
                kept.insert(token.start)
                for place in token.start..<token.end where all[place] == 0x0a { kept.insert(place + 1) }
                if token.kind == .stringLiteral, token.end > 0, all[token.end - 1] == 0x0a {
                    kept.insert(token.end)
                }
            }
        }
        var out: [UInt8] = []
        var place = 0
        for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            if place > 0 { out.append(0x0a) }
            if !line.isEmpty, !kept.contains(place) { out += indentation.utf8 }
            out += line
            place += line.count + 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    mutating func replace(_ span: Span, _ text: [UInt8]) -> Bool {
        var changed = bytes
        changed.replaceSubrange(span.start..<span.end, with: text)
        if SyntaxTree.parse(changed, name: name).diagnostics.hasErrors { return false }
        bytes = changed
        return true
    }
}
