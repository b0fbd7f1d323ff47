extension Parser {
    mutating func expression() -> NodeID {
        guard depth < Self.depthBound else { return tooDeep() }
        depth += 1
        defer { depth -= 1 }
        let condition = binary(above: 0)
        guard peek.kind == .question else { return condition }
        read()
        let yes = expression()
        if peek.kind != .colon {
            failUnlessRecovering(
                "Missing false expression in conditional",
                "The conditional operator (...?...:...) requires a false expression, delimited by a colon.",
                peek.span)
            let no = broken(peek.span)
            return add(
                Node(
                    .conditional, span(condition).start, span(yes).end, a: condition, b: yes, c: no))
        }
        read()
        let no = expression()
        return add(Node(.conditional, span(condition).start, span(no).end, a: condition, b: yes, c: no))
    }

    private mutating func tooDeep() -> NodeID {
        let token = peek
        failUnlessRecovering(
            "Nesting is too deep",
            "Expressions may nest \(Self.depthBound) deep.", token.span)
        if token.kind != .end { read() }
        return broken(token.span)
    }

    private func precedence(_ kind: TokenKind) -> Int {
        switch kind {
        case .or: 1
        case .and: 2
        case .equal, .notEqual: 3
        case .less, .lessOrEqual, .greater, .greaterOrEqual: 4
        case .plus, .minus: 5
        case .star, .slash, .percent: 6
        default: 0
        }
    }

    /// Precedence climbing; every level is left-associative.
    private mutating func binary(above floor: Int) -> NodeID {
        var left = traversed()
        while true {
            let token = peek
            let level = precedence(token.kind)
            guard level > floor else { return left }
            read()
            let right = binary(above: level)
            left = add(
                Node(
                    .binary, span(left).start, span(right).end, flag: token.kind.rawValue, a: left,
                    b: right, c: token.first))
        }
    }

    // MARK: What follows a term

    mutating func traversed() -> NodeID {
        let term = term()
        var count = 0
        return traversed(from: term, &count)
    }

    private mutating func traversed(from source: NodeID, _ count: inout Int) -> NodeID {
        var node = source
        while true {
            let token = peek
            guard token.kind == .dot || token.kind == .openBracket else { return node }
            count += 1
            guard count < Self.chainBound else {
                failUnlessRecovering(
                    "Chain is too long",
                    "At most \(Self.chainBound) attributes and indexes may follow one another.", token.span)
                read()
                return node
            }
            if token.kind == .dot {
                read()
                guard let next = afterDot(node, token, &count) else { return node }
                node = next
            } else {
                node = index(node, &count)
                if isRecovering { return node }
            }
        }
    }

    private mutating func afterDot(_ node: NodeID, _ dot: Token, _ count: inout Int) -> NodeID? {
        let token = peek
        switch token.kind {
        case .identifier:
            read()
            return step(node, .attribute(token.span), end: token.end)
        case .number:
            read()
            if let point = bytes[token.start..<token.end].firstIndex(of: UInt8(ascii: ".")) {
                fail(
                    "Invalid legacy index syntax",
                    "When using the legacy index syntax, chaining two indexes together is not permitted. "
                        + "Use the proper index syntax with a full expression, like "
                        + "[\(source.text(Span(token.start, point)))][\(source.text(Span(point + 1, token.end)))].",
                    token.span)
                return add(Node(.broken, span(node).start, token.end))
            }
            let key = add(Node(.number, token.start, token.end))
            return step(node, .key(key), end: token.end)
        case .star:
            read()
            return attributeSplat(node, dot, token)
        default:
            failUnlessRecovering(
                "Invalid attribute name",
                "An attribute name is required after a dot.", token.span)
            return nil
        }
    }

    private mutating func attributeSplat(_ node: NodeID, _ dot: Token, _ star: Token) -> NodeID {
        var each = add(Node(.splatElement, dot.start, star.end))
        while peek.kind == .dot {
            let innerDot = read()
            let token = peek
            switch token.kind {
            case .identifier:
                read()
                each = step(each, .attribute(token.span), end: token.end)
            case .number:
                read()
                let key = add(Node(.number, token.start, token.end))
                each = step(each, .key(key), end: token.end)
            case .star:
                read()
                failUnlessRecovering(
                    "Nested splat expression not allowed",
                    "A splat expression (*) cannot be used inside another attribute-only splat expression.",
                    token.span)
            default:
                failUnlessRecovering(
                    "Invalid attribute name",
                    "An attribute name is required after a dot.", innerDot.span)
                return each
            }
            if isRecovering { break }
        }
        return add(
            Node(.splat, span(node).start, span(each).end, a: node, b: each, c: dot.first))
    }

    private mutating func index(_ node: NodeID, _ count: inout Int) -> NodeID {
        let open = read()
        if peek.kind == .star, isFullSplat() {
            read()
            let close = read()
            let element = add(Node(.splatElement, open.start, close.end))
            let each = traversed(from: element, &count)
            return add(
                Node(
                    .splat, span(node).start, span(each).end, flag: 1, a: node, b: each, c: open.first))
        }
        includesNewlines.append(false)
        let key = expression()
        let close = peek
        if close.kind == .closeBracket {
            read()
        } else if isRecovering {
            recover(to: .closeBracket)
        } else {
            fail(
                "Missing close bracket on index",
                "The index operator must end with a closing bracket (\"]\").", close.span)
            recover(to: .closeBracket)
        }
        includesNewlines.removeLast()
        if isConstantKey(key) { return step(node, .key(key), end: close.end) }
        return add(Node(.index, span(node).start, close.end, a: node, b: key, c: open.first))
    }

    private func isFullSplat() -> Bool {
        var index = place
        while tokens[index].kind != .star { index += 1 }
        return tokens[index + 1].kind == .closeBracket
    }

    /// A number, or a quoted text without sequences.
    private func isConstantKey(_ key: NodeID) -> Bool {
        let node = nodes[Int(key)]
        switch node.kind {
        case .number: return true
        case .template:
            if node.b == 0 { return true }
            return node.b == 1 && nodes[Int(extras[Int(node.a)])].kind == .text
        default: return false
        }
    }

    /// Adds a step to a traversal, in place where the last one's steps are the newest in the tree.
    private mutating func step(_ id: NodeID, _ step: Step, end: Int) -> NodeID {
        let pair: (UInt32, UInt32) =
            switch step {
            case .attribute(let name): (UInt32(name.start), UInt32(name.end))
            case .key(let key): (Step.index, key)
            }
        let node = nodes[Int(id)]
        if node.kind == .traversal || node.kind == .relativeTraversal {
            let used = Int(node.a) + 2 * Int(node.b)
            if used != extras.count {
                // One by one: a slice would hold the array, and appending would copy all of it.
                let start = Int(node.a)
                nodes[Int(id)].a = UInt32(extras.count)
                for place in start..<used { extras.append(extras[place]) }
            }
            extras.append(pair.0)
            extras.append(pair.1)
            nodes[Int(id)].b += 1
            nodes[Int(id)].last = UInt32(end)
            return id
        }
        let start = UInt32(extras.count)
        extras.append(pair.0)
        extras.append(pair.1)
        return add(Node(.relativeTraversal, span(id).start, end, a: start, b: 1, c: id))
    }
}
