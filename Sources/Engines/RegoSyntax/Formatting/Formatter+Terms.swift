extension Formatter {
    /// Writes a term; infix operators within others are put in parentheses.
    mutating func term(_ it: Term, isGrouped: Bool = false) {
        switch it.kind {
        case .null, .boolean, .variable: put(it.text)
        case .number, .string, .template: put(text(it.location))
        case .ref(let terms):
            term(terms[0], isGrouped: true)
            for one in terms.dropFirst() { operand(one, keepsBrackets: false) }
        case .call(let terms): call(terms, isGrouped: isGrouped)
        case .array(let terms):
            checkComments(terms.map(\.location), it)
            list(terms, "[", "]", open: it.location)
        case .set(let terms):
            checkComments(terms.map(\.location), it)
            if terms.isEmpty { put("set()") } else { list(terms, "{", "}", open: it.location) }
        case .object(let members):
            checkComments(members.map(\.key.location), it)
            object(members, it.location)
        case .arrayComprehension(let head, let body): comprehension("[", "]", [head], body, it)
        case .setComprehension(let head, let body): comprehension("{", "}", [head], body, it)
        case .objectComprehension(let key, let value, let body):
            comprehension("{", "}", [key, value], body, it)
        }
    }

    /// A comment in what is written on one row has no place.
    private mutating func checkComments(_ elements: [Location], _ it: Term) {
        guard rows(elements, { $0 }).count <= 1, let next = nextComment else { return }
        if next.location.start > it.location.start, next.location.start < it.location.end { isLost = true }
    }

    /// What follows the head of a ref.
    mutating func operand(_ it: Term, keepsBrackets: Bool) {
        let start = Int(it.location.start)
        let isDotted = start > 0 && source[start - 1] == UInt8(ascii: ".")
        if let name = it.string,
            isDotted || !keepsBrackets && Term.isPlainName(name) && Token.futureKeywords[name] == nil
        {
            put("." + name)
        } else {
            put("[")
            term(it)
            put("]")
        }
    }

    /// Elements that stood on one row stay on one.
    private func rows<T>(_ all: [T], _ location: (T) -> Location) -> [[T]] {
        var groups: [[T]] = []
        var last: Int32 = 0
        for one in all {
            let row = location(one).row
            if groups.isEmpty || row > last {
                groups.append([one])
            } else {
                groups[groups.count - 1].append(one)
            }
            last = row
        }
        return groups
    }

    mutating func list(_ terms: [Term], _ open: String, _ close: String, open location: Location) {
        elements(terms, open, close, { $0.location }) { $0.term($1, isGrouped: true) }
    }

    private mutating func object(_ members: [Term.Member], _ location: Location) {
        elements(
            members, "{", "}",
            {
                Location(
                    row: Int($0.key.location.row), start: Int($0.key.location.start),
                    end: Int($0.value.location.end))
            }
        ) {
            $0.term($1.key, isGrouped: true)
            $0.put(": ")
            $0.term($1.value, isGrouped: true)
        }
    }

    private mutating func elements<T>(
        _ all: [T], _ open: String, _ close: String, _ location: (T) -> Location,
        _ write: (inout Formatter, T) -> Void
    ) {
        put(open)
        let groups = rows(all, location)
        if groups.count <= 1 {
            for (place, one) in all.enumerated() {
                if place > 0 { put(", ") }
                write(&self, one)
            }
            put(close)
            return
        }
        trail(location(all[0]).row - 1)
        endLine()
        indent += 1
        for group in groups {
            let row = location(group[0]).row
            _ = comments(before: row, after: 0)
            for (place, one) in group.enumerated() {
                if place > 0 { put(", ") }
                write(&self, one)
            }
            put(",")
            trail(endRow(location(group[group.count - 1])))
            endLine()
        }
        indent -= 1
        put(close)
    }

    private mutating func comprehension(
        _ open: String, _ close: String, _ head: [Term], _ body: Body, _ it: Term
    ) {
        put(open)
        let end = endRow(it.location)
        for (place, one) in head.enumerated() {
            if place > 0 { put(": ") }
            term(one, isGrouped: true)
        }
        put(" |")
        let isLong =
            body[0].location.row > head[head.count - 1].location.row
            || body.count > 1 && endRow(body[body.count - 1].location) > body[0].location.row
        if !isLong {
            put(" ")
            for (place, one) in body.enumerated() {
                if place > 0 { put("; ") }
                expression(one)
            }
            put(close)
            return
        }
        block(body, open: head[head.count - 1].location.row, close: end)
        put(close)
    }
}
