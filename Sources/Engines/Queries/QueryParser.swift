import Faults
import Values

/// Reads tokens by how strongly they bind (top-down operator precedence).
struct QueryParser {
    private let tokens: [QueryToken]
    private var position = 0
    private var depth = 0
    private(set) var nodes: [QueryNode] = []

    init(_ tokens: [QueryToken]) { self.tokens = tokens }

    mutating func whole() throws(Fault) -> Int {
        let root = try expression(above: 0)
        guard token.kind == .end else { throw unexpected() }
        return root
    }

    private var token: QueryToken { tokens[position] }
    private var following: QueryToken.Kind {
        position + 1 < tokens.count ? tokens[position + 1].kind : .end
    }

    private func unexpected() -> Fault {
        QueryLexer.fault(
            token.kind == .end ? "it ends too early" : "\(token.kind.rawValue) can't stand", at: token.at)
    }

    private mutating func add(_ node: QueryNode) -> Int {
        nodes.append(node)
        return nodes.count - 1
    }

    private mutating func advance() -> QueryToken {
        defer { position += 1 }
        return token
    }

    private mutating func take(_ kind: QueryToken.Kind) throws(Fault) {
        guard token.kind == kind else { throw unexpected() }
        position += 1
    }

    private mutating func expression(above power: Int) throws(Fault) -> Int {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Query.deepest else {
            throw QueryLexer.fault("it is nested too deeply", at: token.at)
        }
        var left = try beginning()
        while power < token.kind.power { left = try continued(left) }
        return left
    }

    // MARK: - What begins an expression

    private mutating func beginning() throws(Fault) -> Int {
        let first = advance()
        switch first.kind {
        case .literal: return add(.literal(first.value))
        case .name: return add(.field(first.value.stringValue ?? ""))
        case .quotedName:
            guard token.kind != .opening else { throw unexpected() }
            return add(.field(first.value.stringValue ?? ""))
        case .current: return add(.current)
        case .not: return add(.not(try expression(above: QueryToken.Kind.not.power)))
        case .opening:
            let inner = try expression(above: 0)
            try take(.closing)
            return inner
        case .star: return add(.eachValue(add(.current), try projected(QueryToken.Kind.star.power)))
        case .flatten:
            let flat = add(.flatten(add(.current)))
            return add(.each(flat, try projected(QueryToken.Kind.flatten.power)))
        case .filter: return try filter(of: add(.current))
        case .leftBrace: return try object()
        case .leftBracket:
            if token.kind == .number || token.kind == .colon { return try bracketed(add(.current)) }
            if token.kind == .star, following == .rightBracket { return try everyElement(of: add(.current)) }
            return try list()
        default:
            position -= 1
            throw unexpected()
        }
    }

    // MARK: - What continues one

    private mutating func continued(_ left: Int) throws(Fault) -> Int {
        let sign = advance()
        switch sign.kind {
        case .dot:
            guard token.kind == .star else {
                return add(.chain(left, try afterDot(QueryToken.Kind.dot.power)))
            }
            position += 1
            return add(.eachValue(left, try projected(QueryToken.Kind.dot.power)))
        case .pipe: return add(.chain(left, try expression(above: sign.kind.power)))
        case .or: return add(.or(left, try expression(above: sign.kind.power)))
        case .and: return add(.and(left, try expression(above: sign.kind.power)))
        case .equal, .unequal, .less, .lessOrEqual, .more, .moreOrEqual:
            return add(.compare(sign.kind, left, try expression(above: sign.kind.power)))
        case .flatten:
            let flat = add(.flatten(left))
            return add(.each(flat, try projected(sign.kind.power)))
        case .filter: return try filter(of: left)
        case .leftBracket:
            if token.kind == .number || token.kind == .colon { return try bracketed(left) }
            guard token.kind == .star, following == .rightBracket else { throw unexpected() }
            return try everyElement(of: left)
        case .opening:
            // Only a name that stands right before it is a function's.
            guard position > 1, tokens[position - 2].kind == .name, case .field(let name) = nodes[left]
            else {
                position -= 1
                throw unexpected()
            }
            return try call(name, at: tokens[position - 2].at)
        default:
            position -= 1
            throw unexpected()
        }
    }

    /// What a projection does with each of its values; the values themselves where it ends.
    private mutating func projected(_ power: Int) throws(Fault) -> Int {
        if token.kind.power < QueryToken.Kind.endOfProjection { return add(.current) }
        switch token.kind {
        case .leftBracket, .filter: return try expression(above: power)
        case .dot:
            position += 1
            return try afterDot(power)
        default: throw unexpected()
        }
    }

    private mutating func afterDot(_ power: Int) throws(Fault) -> Int {
        switch token.kind {
        case .name, .quotedName, .star: return try expression(above: power)
        case .leftBracket:
            position += 1
            return try list()
        case .leftBrace:
            position += 1
            return try object()
        default: throw unexpected()
        }
    }

    // MARK: - Brackets and braces

    private mutating func everyElement(of left: Int) throws(Fault) -> Int {
        try take(.star)
        try take(.rightBracket)
        return add(.each(left, try projected(QueryToken.Kind.star.power)))
    }

    private mutating func filter(of left: Int) throws(Fault) -> Int {
        let condition = try expression(above: 0)
        try take(.rightBracket)
        return add(
            .filter(left, try projected(QueryToken.Kind.filter.power), condition: condition))
    }

    /// An index, or a slice of up to three numbers.
    private mutating func bracketed(_ left: Int) throws(Fault) -> Int {
        let start = token.at
        var parts: [Int?] = [nil]
        while token.kind != .rightBracket {
            switch token.kind {
            case .colon where parts.count < 3: parts.append(nil)
            case .number where parts[parts.count - 1] == nil:
                parts[parts.count - 1] = token.value.intValue
            default: throw unexpected()
            }
            position += 1
        }
        try take(.rightBracket)
        if parts.count == 1, let index = parts[0] { return add(.chain(left, add(.index(index)))) }
        let slice = add(
            .slice(from: parts[0], to: parts[1], by: parts.count > 2 ? parts[2] : nil, at: start))
        let sliced = add(.chain(left, slice))
        return add(.each(sliced, try projected(QueryToken.Kind.star.power)))
    }

    private mutating func list() throws(Fault) -> Int {
        var elements = [try expression(above: 0)]
        while token.kind == .comma {
            position += 1
            elements.append(try expression(above: 0))
        }
        try take(.rightBracket)
        return add(.list(elements))
    }

    private mutating func object() throws(Fault) -> Int {
        var members: [(name: String, node: Int)] = []
        repeat {
            if !members.isEmpty { try take(.comma) }
            guard token.kind == .name || token.kind == .quotedName else { throw unexpected() }
            let name = advance().value.stringValue ?? ""
            try take(.colon)
            members.append((name, try expression(above: 0)))
        } while token.kind == .comma
        try take(.rightBrace)
        return add(.object(members))
    }

    private mutating func call(_ name: String, at start: Int) throws(Fault) -> Int {
        var arguments: [Int] = []
        while token.kind != .closing {
            if !arguments.isEmpty { try take(.comma) }
            // Nowhere else can an expression stand for itself.
            let isReference = token.kind == .reference
            if isReference { position += 1 }
            let argument = try expression(above: 0)
            arguments.append(isReference ? add(.reference(argument)) : argument)
        }
        try take(.closing)
        guard let function = QueryFunction(rawValue: name) else {
            throw Fault(
                .invalid, "query.unknown_function",
                "The query calls \(name) at byte \(start), which is no function.")
        }
        guard function.takes(arguments.count) else {
            throw Fault(
                .invalid, "query.arity",
                "The query gives \(name) \(arguments.count) arguments at byte \(start).")
        }
        return add(.call(function, arguments, at: start))
    }
}
