extension Expression {
    /// Whether it came from the JSON variant, where names and references stand in strings.
    package var isJSON: Bool { tree.source.standIn != nil }

    /// The expression that a JSON string names; a native one is itself.
    package var named: Expression {
        guard isJSON, let text = literal else { return self }
        let tree = SyntaxTree.parseExpression(SourceText(Array(text.utf8), standIn: range))
        return Expression(tree, tree.root)
    }

    /// The text of a quoted string without sequences.
    package var literal: String? {
        let node = tree[node]
        guard node.kind == .template else { return nil }
        if node.b == 0 { return "" }
        let part = tree[tree.extras[Int(node.a)]]
        return node.b == 1 && part.kind == .text ? tree.string(part) : nil
    }

    /// The single name that it is.
    public var keyword: String? { tree.keyword(node) }

    /// A name and constant steps, and nothing else.
    package var reference: Reference? {
        let own = tree[node]
        if own.kind == .traversal { return variables.first }
        // Where a name is wanted, `null`, `true` and `false` are names as any other.
        guard own.kind == .relativeTraversal, let root = tree.keyword(own.c) else { return nil }
        let parts = tree.steps(own).compactMap { step -> Reference.Part? in
            if case .attribute(let span) = step { .name(tree.source.text(span)) } else { nil }
        }
        return parts.count == Int(own.b) ? Reference(root: root, parts: parts, range: range) : nil
    }

    /// A tuple's.
    package var items: [Expression]? {
        let node = tree[node]
        return node.kind == .tuple ? tree.list(node).map { Expression(tree, $0) } : nil
    }

    /// An object's keys and values.
    package var pairs: [(key: Expression, value: Expression)]? {
        let node = tree[node]
        guard node.kind == .object else { return nil }
        return (0..<Int(node.b)).map { place in
            let key = tree[tree.extra(node, place * 2)]
            return (Expression(tree, key.a), Expression(tree, tree.extra(node, place * 2 + 1)))
        }
    }

    /// A function that it calls, with the arguments.
    package var call: (name: String, arguments: [Expression])? {
        let node = tree[node]
        guard node.kind == .call else { return nil }
        return (
            Evaluator.name(node, in: tree),
            (0..<Int(node.b)).map { Expression(tree, tree.extra(node, 4 + $0)) }
        )
    }
}

extension SyntaxTree {
    package static func parseExpression(_ source: SourceText) -> SyntaxTree {
        let parsed = parseExpression(source.bytes, name: source.name).tree
        return SyntaxTree(
            source: source, nodes: parsed.nodes, extras: parsed.extras, strings: parsed.strings,
            root: parsed.root)
    }
}
