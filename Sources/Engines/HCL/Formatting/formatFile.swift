/// A configuration file as `terraform fmt` writes it: laid out, labels in quotes, `"${x}"` as `x`, and types
/// of variables in today's form. Nil for a file with errors, which is not to be touched.
public func formatFile(_ source: [UInt8]) -> [UInt8]? {
    // The tree is given back before anything is laid out: both together would be the most memory.
    guard let edits = Rewriter.edits(source) else { return nil }
    return source.withUnsafeBufferPointer { bytes in
        var rewriter = Rewriter(edits, bytes)
        return rewriter.run()
    }
}

/// Replaces runs of tokens on the way to the layout.
private struct Rewriter {
    let bytes: UnsafeBufferPointer<UInt8>
    var tokens: TokenWindow
    /// What begins at a byte and is to be rewritten, in order.
    private let edits: [(span: Span, kind: Edit)]

    enum Edit {
        case value, type
        case label(String)
    }

    init(_ edits: [(span: Span, kind: Edit)], _ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        self.edits = edits
        tokens = TokenWindow(bytes)
    }

    /// Nil for a source with errors.
    static func edits(_ source: [UInt8]) -> [(span: Span, kind: Edit)]? {
        let (tree, diagnostics) = SyntaxTree.parse(source)
        return diagnostics.hasErrors ? nil : collect(tree, tree.root, within: [])
    }

    private func text(_ span: Span) -> String {
        String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }

    mutating func run() -> [UInt8] {
        var layout = Layout(bytes)
        var (index, previous, edit) = (0, 0, 0)
        while tokens.has(index), tokens[index].kind != .end {
            let token = tokens[index]
            if edit < edits.count, token.start == edits[edit].span.start {
                var end = index
                while tokens.has(end), tokens[end].end <= edits[edit].span.end, tokens[end].kind != .end {
                    end += 1
                }
                apply(edits[edit].kind, index..<end, &layout, previous)
                previous = tokens[end - 1].end
                index = end
                edit += 1
                if case .label = edits[edit - 1].kind { skipToNextLabel(&index, &previous) }
            } else {
                layout.append(token, after: previous)
                previous = token.end
                index += 1
            }
            index = tokens.forget(before: index)
        }
        return layout.finished()
    }

    /// Comments between labels are not kept.
    private mutating func skipToNextLabel(_ index: inout Int, _ previous: inout Int) {
        while tokens.has(index), tokens[index].kind == .comment, tokens[index].count > 1,
            bytes[tokens[index].start + 1] == 0x2a
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
                if isType || isSequence(value, tree.source.bytes) {
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

    /// Whether a quoted template begins and ends with a sequence: others are left as they are.
    private static func isSequence(_ node: Node, _ bytes: [UInt8]) -> Bool {
        guard node.kind == .template || node.kind == .templateWrap, node.last >= node.first + 5 else {
            return false
        }
        let (first, last) = (Int(node.first), Int(node.last))
        return bytes[first] == UInt8(ascii: "\"") && bytes[first + 1] == UInt8(ascii: "$")
            && bytes[first + 2] == UInt8(ascii: "{") && bytes[last - 2] == UInt8(ascii: "}")
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
            let name = text(first.span)
            if ["list", "map", "set"].contains(name) { return element(name, "any") }
        }
        if range.count == 3, first.kind == .openQuote, tokens[range.lowerBound + 1].kind == .quotedLiteral {
            switch text(tokens[range.lowerBound + 1].span) {
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
