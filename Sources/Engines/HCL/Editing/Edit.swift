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
        var close = Int(tree.extra(node, 3))
        var lineStart = close
        while lineStart > 0, bytes[lineStart - 1] == 0x20 || bytes[lineStart - 1] == 0x09 { lineStart -= 1 }
        let isOwnLine = lineStart > 0 && bytes[lineStart - 1] == 0x0a
        let outer = isOwnLine ? String(decoding: bytes[lineStart..<close], as: UTF8.self) : ""
        if isOwnLine { close = lineStart }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "" : outer + "  " + $0
        }
        return replace(
            Span(close, close), Array(((isOwnLine ? "" : "\n") + lines.joined(separator: "\n") + "\n").utf8))
    }

    mutating func replace(_ span: Span, _ text: [UInt8]) -> Bool {
        var changed = bytes
        changed.replaceSubrange(span.start..<span.end, with: text)
        if SyntaxTree.parse(changed, name: name).diagnostics.hasErrors { return false }
        bytes = changed
        return true
    }
}
