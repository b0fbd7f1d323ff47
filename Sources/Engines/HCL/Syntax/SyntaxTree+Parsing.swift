extension SyntaxTree {
    /// More bytes than this are refused: places in the tree have 32 bits.
    public static let sizeBound = 1 << 30

    /// Reads a configuration file. The tree has what parsed, whatever was wrong with the rest; nesting is
    /// bounded at 150 levels of blocks and expressions.
    public static func parse(_ bytes: [UInt8], name: String = "") -> (
        tree: SyntaxTree, diagnostics: [Diagnostic]
    ) {
        parse(SourceText(bytes, name: name), { Lexer.tokens($0) }) { parser in
            parser.body(until: .end)
        }
    }

    /// Reads one expression, which is all there may be.
    public static func parseExpression(
        _ bytes: [UInt8], name: String = ""
    ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
        parse(SourceText(bytes, name: name), { Lexer.tokens($0) }) { parser in
            // Newlines around and in an expression that stands alone are of no account.
            parser.includesNewlines = [false]
            let node = parser.expression()
            if parser.peek.kind != .end {
                parser.failUnlessRecovering(
                    "Extra characters after expression",
                    "An expression was successfully parsed, but extra characters were found after it.",
                    parser.peek.span)
            }
            return node
        }
    }

    /// Reads a template that stands without quotes, as a file for `templatefile` does.
    public static func parseTemplate(
        _ bytes: [UInt8], name: String = ""
    ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
        parse(SourceText(bytes, name: name), { Lexer.templateTokens($0) }) { parser in
            let (parts, end) = parser.templateParts(until: .end)
            return parser.template(parts, Span(0, end.end), isQuoted: false)
        }
    }

    private static func parse(
        _ source: SourceText, _ lex: (UnsafeBufferPointer<UInt8>) -> [Token],
        _ read: (inout Parser) -> NodeID
    ) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
        guard source.bytes.count < sizeBound else {
            let tree = SyntaxTree(
                source: source, nodes: [Node(.body, 0, 0)], extras: [], strings: [], root: 0)
            return (tree, [Diagnostic(.error, "File is too large", "A file may have 1 GiB.")])
        }
        return source.bytes.withUnsafeBufferPointer { bytes in
            var parser = Parser(source, bytes, tokens: lex(bytes))
            if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
                parser.fail(
                    "Unicode byte order mark",
                    "A file must not begin with a byte order mark.", Span(0, 3))
            }
            parser.reportInvalidTokens()
            let root = read(&parser)
            let tree = SyntaxTree(
                source: source, nodes: parser.nodes, extras: parser.extras, strings: parser.strings,
                root: root)
            return (tree, parser.diagnostics)
        }
    }
}
