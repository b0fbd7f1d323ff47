extension Edit {
    /// How many blocks of a type stand in the block at `path`, `dynamic` ones apart; nil without that block.
    public func count(_ type: String, in path: Path = []) -> (written: Int, dynamic: Int)? {
        let (tree, _) = SyntaxTree.parse(bytes, name: name)
        guard let (body, _) = body(path, in: tree) else { return nil }
        var (written, dynamic) = (0, 0)
        for (_, words) in blocks(of: body, tree) {
            if words[0] == type { written += 1 }
            if words.count == 2 && words[0] == "dynamic" && words[1] == type { dynamic += 1 }
        }
        return (written, dynamic)
    }

    /// Takes all blocks of a type out of the block at `path`, with their lines.
    @discardableResult
    public mutating func removeBlocks(_ type: String, in path: Path = []) -> Bool {
        while true {
            let (tree, _) = SyntaxTree.parse(bytes, name: name)
            guard let (body, _) = body(path, in: tree) else { return false }
            guard let (id, _) = blocks(of: body, tree).first(where: { $0.words[0] == type }) else {
                return true
            }
            let span = tree[id].span
            var (start, end) = (span.start, span.end)
            while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
            let isOwnLine = start == 0 || bytes[start - 1] == 0x0a
            if isOwnLine, end < bytes.count, bytes[end] == 0x0a { end += 1 }
            guard replace(Span(start, end), []) else { return false }
        }
    }

    /// The blocks of a body with their types and labels.
    private func blocks(of body: NodeID, _ tree: SyntaxTree) -> [(id: NodeID, words: [String])] {
        tree.list(tree[body]).compactMap { id in
            let node = tree[id]
            guard node.kind == .block else { return nil }
            let labels = tree.extras[(Int(node.a) + 4)..<(Int(node.a) + 4 + Int(node.b))]
            return (id, [tree.text(node.first, tree.extra(node, 0))] + labels.map { tree.string(tree[$0]) })
        }
    }
}
