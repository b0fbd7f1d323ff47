/// An expression of a tree, to be evaluated in any scope, any number of times.
public struct Expression: Sendable {
    package let tree: SyntaxTree
    package let node: NodeID

    package init(_ tree: SyntaxTree, _ node: NodeID) {
        self.tree = tree
        self.node = node
    }

    /// Reads an expression that stands alone; nil of it with errors is what could not be parsed.
    public static func parse(_ text: String, name: String = "") -> (
        expression: Expression, diagnostics: [Diagnostic]
    ) {
        let (tree, diagnostics) = SyntaxTree.parseExpression(Array(text.utf8), name: name)
        return (Expression(tree, tree.root), diagnostics)
    }

    /// Reads a template that stands without quotes.
    public static func parseTemplate(_ text: String, name: String = "") -> (
        expression: Expression, diagnostics: [Diagnostic]
    ) {
        let (tree, diagnostics) = SyntaxTree.parseTemplate(Array(text.utf8), name: name)
        return (Expression(tree, tree.root), diagnostics)
    }

    public var range: SourceRange { tree.range(node) }

    /// The bytes that it was parsed from.
    public var text: String { tree.source.text(tree[node].span) }

    /// Its value, unknown as far as it failed; errors have the places of what caused them.
    public func value(in scope: Scope?) -> (value: Value, diagnostics: [Diagnostic]) {
        // Where nothing may be read, strings of the JSON variant are no templates.
        if scope == nil, node == tree.root, let json = tree.source.verbatim {
            return (Encoding.value(json), [])
        }
        // What the functions in it evaluate in turn counts as its own work.
        if Work.current == nil {
            let work = Work(2 * Steps.bound)
            var (value, diagnostics) = Work.$current.withValue(work) { evaluated(in: scope) }
            if work.isSpent, !diagnostics.hasErrors {
                diagnostics.append(
                    Diagnostic(
                        .error, "Expression does too much", "It was ended after 40 million steps.",
                        at: range))
            }
            return (value, diagnostics)
        }
        return evaluated(in: scope)
    }

    private func evaluated(in scope: Scope?) -> (value: Value, diagnostics: [Diagnostic]) {
        let evaluator = Evaluator(tree, scope)
        let value = evaluator.value(node)
        return (value, evaluator.diagnostics)
    }
}
