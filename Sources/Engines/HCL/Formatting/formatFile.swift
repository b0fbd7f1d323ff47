/// A configuration file as `terraform fmt` writes it: laid out, labels in quotes, `"${x}"` as `x`, and types
/// of variables in today's form. Nil for a file with errors, which is not to be touched.
public func formatFile(_ source: [UInt8]) -> [UInt8]? {
    let (tree, diagnostics) = SyntaxTree.parse(source)
    if diagnostics.hasErrors { return nil }
    return source.withUnsafeBufferPointer { bytes in
        Rewriter(tree, bytes).run()
    }
}

/// Replaces runs of tokens on the way to the layout.
private struct Rewriter {
    let source: SourceText
    let bytes: UnsafeBufferPointer<UInt8>
    let tokens: [Token]
    /// What begins at a byte and is to be rewritten, in order.
    private let edits: [(span: Span, kind: Edit)]

    enum Edit {
        case value, type
        case label(String)
    }

    init(_ tree: SyntaxTree, _ bytes: UnsafeBufferPointer<UInt8>) {
        source = tree.source
        self.bytes = bytes
        edits = Self.collect(tree, tree.root, within: [])
        tokens = Lexer.tokens(bytes)
    }

    func run() -> [UInt8] {
        var layout = Layout(bytes)
        layout.tokens.reserveCapacity(tokens.count)
        var index = 0
        var previous = 0
        var edit = 0
        while index < tokens.count, tokens[index].kind != .end {
            let token = tokens[index]
            if edit < edits.count, token.start == edits[edit].span.start {
                var end = index
                while end < tokens.count, tokens[end].end <= edits[edit].span.end, tokens[end].kind != .end {
                    end += 1
                }
                apply(edits[edit].kind, index..<end, &layout, previous)
                previous = tokens[end - 1].end
                index = end
                edit += 1
                if case .label = edits[edit - 1].kind { skipToNextLabel(&index, &previous) }
                continue
            }
            layout.append(token, after: previous)
            previous = token.end
            index += 1
        }
        layout.run()
        return layout.output()
    }

    /// Comments between labels are not kept.
    private func skipToNextLabel(_ index: inout Int, _ previous: inout Int) {
        while tokens[index].kind == .comment, tokens[index].count > 1, bytes[tokens[index].start + 1] == 0x2a
        {
            previous = tokens[index].end
            index += 1
        }
    }

    private static func collect(
        _ tree: SyntaxTree, _ body: NodeID, within blocks: [String]
    ) -> [(span: Span, kind: Edit)] {
        var edits: [(span: Span, kind: Edit)] = []
        for id in tree.list(tree[body]) {
            let node = tree[id]
            if node.kind == .attribute {
                let isType =
                    blocks == ["variable"] && node.a - node.first == 4
                    && tree.text(node.first, node.a) == "type"
                let value = tree[node.b]
                if isType || value.kind == .template || value.kind == .templateWrap {
                    edits.append((value.span, isType ? .type : .value))
                }
            } else if node.kind == .block {
                let labels = tree.extras[(Int(node.a) + 4)..<(Int(node.a) + 4 + Int(node.b))]
                for label in labels {
                    edits.append((tree[label].span, .label(tree.string(tree[label]))))
                }
                let type = tree.text(node.first, tree.extra(node, 0))
                edits += collect(
                    tree, tree.extra(node, 1), within: blocks.count < 2 ? blocks + [type] : blocks)
            }
        }
        return edits
    }

    private func apply(_ edit: Edit, _ range: Range<Int>, _ layout: inout Layout, _ previous: Int) {
        switch edit {
        case .label(let text):
            layout.append(.openQuote, text: [0x22])
            layout.append(.quotedLiteral, text: Array(quotedText(text).utf8))
            layout.append(.closeQuote, text: [0x22])
        case .type: type(range, &layout, previous)
        case .value: value(range, &layout, previous)
        }
    }

    private func copy(_ range: Range<Int>, _ layout: inout Layout, _ previous: Int) {
        var previous = previous
        for index in range {
            layout.append(tokens[index], after: previous)
            previous = tokens[index].end
        }
    }

    private func type(_ range: Range<Int>, _ layout: inout Layout, _ previous: Int) {
        func element(_ name: String, _ element: String) {
            layout.append(.identifier, text: Array(name.utf8))
            layout.append(.openParen, text: [0x28])
            layout.append(.identifier, text: Array(element.utf8))
            layout.append(.closeParen, text: [0x29])
        }
        let first = tokens[range.lowerBound]
        if range.count == 1, first.kind == .identifier {
            let name = source.text(first.span)
            if ["list", "map", "set"].contains(name) { return element(name, "any") }
        }
        if range.count == 3, first.kind == .openQuote, tokens[range.lowerBound + 1].kind == .quotedLiteral {
            switch source.text(tokens[range.lowerBound + 1].span) {
            case "string": return layout.append(.identifier, text: Array("string".utf8))
            case "list": return element("list", "string")
            case "map": return element("map", "string")
            default: break
            }
        }
        copy(range, &layout, previous)
    }

    /// Unwraps a template of one sequence and nothing else.
    private func value(_ range: Range<Int>, _ layout: inout Layout, _ previous: Int) {
        guard range.count >= 5, tokens[range.lowerBound].kind == .openQuote,
            tokens[range.lowerBound + 1].kind == .interpolation,
            tokens[range.upperBound - 2].kind == .sequenceEnd,
            tokens[range.upperBound - 1].kind == .closeQuote
        else { return copy(range, &layout, previous) }
        var inside = (range.lowerBound + 2)..<(range.upperBound - 2)
        var quotes = 0
        for index in inside {
            switch tokens[index].kind {
            case .openQuote: quotes += 1
            case .closeQuote: quotes -= 1
            case .interpolation, .sequenceEnd, .quotedLiteral:
                if quotes <= 0 { return copy(range, &layout, previous) }
            default: break
            }
        }
        while inside.count > 0, tokens[inside.lowerBound].kind == .newline { inside.removeFirst() }
        while let last = inside.last, tokens[last].kind == .newline { inside.removeLast() }
        guard let first = inside.first, let last = inside.last else { return }
        let isLong = inside.contains { tokens[$0].kind == .newline }
        let isWrapped = tokens[first].kind == .openParen && tokens[last].kind == .closeParen
        if isLong && !isWrapped { layout.append(.openParen, text: [0x28]) }
        copy(inside, &layout, tokens[first].start)
        if isLong && !isWrapped { layout.append(.closeParen, text: [0x29]) }
    }
}

/// The text as it stands between quotes.
package func quotedText(_ text: String) -> String {
    var out = ""
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
        switch scalar {
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "$" where place + 1 < scalars.count && scalars[place + 1] == "{": out += "$$"
        case "%" where place + 1 < scalars.count && scalars[place + 1] == "{": out += "%%"
        default: out.unicodeScalars.append(scalar)
        }
    }
    return out
}
