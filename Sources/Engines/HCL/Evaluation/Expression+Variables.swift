/// A variable that an expression reads, with the steps that follow as far as they are constant.
public struct Reference: Sendable, Hashable {
    public enum Part: Sendable, Hashable {
        case name(String)
        case key(Value)
    }

    public let root: String
    public let parts: [Part]
    public let range: SourceRange
}

extension Expression {
    /// What it reads from outside, in the order of the text; names that it binds itself are not told.
    public var variables: [Reference] {
        var finder = ReferenceFinder(tree: tree)
        finder.visit(node)
        return finder.found
    }
}

/// Walks an expression with the names that its loops bind.
package struct ReferenceFinder {
    let tree: SyntaxTree
    package var found: [Reference] = []
    private var bound: [String] = []

    package init(tree: SyntaxTree) { self.tree = tree }

    package mutating func visit(_ id: NodeID) {
        let node = tree[id]
        switch node.kind {
        case .traversal: traversal(node)
        case .relativeTraversal:
            visit(node.c)
            visitKeys(node)
        case .template, .tuple: for part in tree.list(node) { visit(part) }
        case .object:
            for place in 0..<Int(node.b) * 2 { visit(tree.extra(node, place)) }
        case .objectKey: if node.flag == 1 || tree.keyword(node.a) == nil { visit(node.a) }
        case .templateWrap, .templateJoin, .unary, .parentheses: visit(node.a)
        case .splat, .index: for child in [node.a, node.b] { visit(child) }
        case .binary: chain(id)
        case .conditional: for child in [node.a, node.b, node.c] { visit(child) }
        case .call: for place in 0..<Int(node.b) { visit(tree.extra(node, 4 + place)) }
        case .forTuple, .forObject: loop(node)
        case .attribute: visit(node.b)
        default: break
        }
    }

    /// Left sides first, without depth.
    private mutating func chain(_ id: NodeID) {
        var rights: [NodeID] = []
        var node = id
        while tree[node].kind == .binary {
            rights.append(tree[node].b)
            node = tree[node].a
        }
        visit(node)
        for right in rights.reversed() { visit(right) }
    }

    private mutating func visitKeys(_ node: Node) {
        for step in tree.steps(node) { if case .key(let key) = step { visit(key) } }
    }

    private mutating func traversal(_ node: Node) {
        let steps = tree.steps(node)
        guard case .attribute(let span)? = steps.first else { return }
        let root = tree.source.text(span)
        if bound.contains(root) { return }
        let parts = steps.dropFirst().map { step -> Reference.Part in
            switch step {
            case .attribute(let span): .name(tree.source.text(span))
            case .key(let key): .key(Evaluator(tree, nil).value(key))
            }
        }
        found.append(Reference(root: root, parts: parts, range: tree.source.range(node.span)))
    }

    private mutating func loop(_ node: Node) {
        func extra(_ place: Int) -> UInt32 { tree.extra(node, place) }
        visit(extra(4))
        let depth = bound.count
        if extra(1) > 0 { bound.append(tree.text(extra(0), extra(1))) }
        bound.append(tree.text(extra(2), extra(3)))
        for child in [extra(5), extra(6), extra(7)] where child != .max { visit(child) }
        bound.removeLast(bound.count - depth)
    }
}
