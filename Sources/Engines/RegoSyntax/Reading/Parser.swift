/// How modules are read.
public struct ParserOptions: Sendable {
    /// Whether a module without `import rego.v1` is of version 1.
    public var isVersion1 = true
    /// Whether `import future.keywords.and` and `.or` are known; no released grammar has them.
    public var allowsExperimentalKeywords = false

    public init() {}
}

/// Reads Rego by descent. A copy of its state is a place to go back to.
struct Parser {
    static let depthLimit = 250

    let file: String
    let options: ParserOptions
    var lexer: Lexer
    var now: Lexer.Lexeme
    var isVersion1: Bool
    /// Whether `not` takes a body, as `import future.keywords.not` makes it.
    var negatesBodies = false
    private var depth = 0
    /// Terms begun, going back included: what is read again and again comes to an end.
    private var effort = 0
    /// A term that is read already and begins the next infix term.
    var pending: Term?
    private var wildcards = 0
    /// The end of the token before the current one.
    var previousEnd: Int32 = 0

    init(_ bytes: [UInt8], file: String, options: ParserOptions) {
        self.file = file
        self.options = options
        isVersion1 = options.isVersion1
        lexer = Lexer(bytes)
        if isVersion1 { lexer.extraKeywords = Token.futureKeywords }
        now = Lexer.Lexeme(token: .end, location: Location(), isSpaced: false, isOnNewLine: false)
        advance()
    }

    var token: Token { now.token }

    mutating func advance() {
        previousEnd = now.location.end
        now = lexer.next()
    }

    /// The current token's text.
    var text: String {
        String(decoding: lexer.bytes[Int(now.location.start)..<Int(now.location.end)], as: UTF8.self)
    }

    mutating func nested<T>(_ body: (inout Parser) throws(Problem) -> T) throws(Problem) -> T {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Parser.depthLimit else {
            throw problem("max recursion depth of \(Parser.depthLimit) exceeded", now.location)
        }
        return try body(&self)
    }

    /// Goes back to a place, but not in effort.
    mutating func restore(_ saved: Parser) {
        let spent = effort
        self = saved
        effort = spent
    }

    mutating func spend() throws(Problem) {
        effort += 1
        guard effort <= 1000 + 16 * lexer.bytes.count else {
            throw problem("the text can be read in too many ways", now.location)
        }
    }

    mutating func freshWildcard() -> String {
        defer { wildcards += 1 }
        return "$\(wildcards)"
    }

    // MARK: What goes wrong

    func problem(_ message: String, _ location: Location) -> Problem {
        Problem(
            "rego_parse_error", message, file: file, location,
            details: Parser.pointer(to: location, in: lexer.bytes))
    }

    /// The line of the place and a caret under it.
    static func pointer(to location: Location, in bytes: [UInt8]) -> [String] {
        var start = min(Int(location.start), bytes.count)
        while start > 0, bytes[start - 1] != 0x0a { start -= 1 }
        var end = min(Int(location.start), bytes.count)
        while end < bytes.count, bytes[end] != 0x0a { end += 1 }
        let line = bytes[start..<end].drop { $0 == 0x20 || $0 == 0x09 }
        let blanks = line.startIndex - start
        let column = max(0, Int(location.column) - 1 - blanks)
        guard !line.isEmpty else { return [] }
        return [String(decoding: line, as: UTF8.self), String(repeating: " ", count: column) + "^"]
    }

    func unexpected(_ note: String = "") -> Problem {
        if token == .illegal { return problem(lexer.problem, now.location) }
        let isKeyword = Token.keywords[token.name] != nil || Token.futureKeywords[token.name] != nil
        let kind = isKeyword ? "keyword" : "token"
        return problem(
            "unexpected \(token.name) \(kind)" + (note.isEmpty ? "" : ": " + note), now.location)
    }

    mutating func expect(_ wanted: Token) throws(Problem) {
        guard token == wanted else { throw unexpected("expected \(wanted.name)") }
        advance()
    }

    mutating func accept(_ wanted: Token) -> Bool {
        guard token == wanted else { return false }
        advance()
        return true
    }

    /// From the start of `location` to the last token read.
    func spanning(_ location: Location) -> Location {
        var location = location
        location.end = max(previousEnd, location.end)
        return location
    }
}

extension Module {
    /// Reads a module; all problems that can be told apart are told, at most ten.
    public init(
        parsing bytes: [UInt8], file: String, options: ParserOptions = ParserOptions()
    ) throws(Problems) {
        var parser = Parser(bytes, file: file, options: options)
        self = try parser.module()
    }

    /// As `init(parsing:file:options:)` with the string's bytes.
    public init(
        parsing text: String, file: String, options: ParserOptions = ParserOptions()
    ) throws(Problems) {
        try self.init(parsing: Array(text.utf8), file: file, options: options)
    }
}

extension Expression {
    /// Reads a query: expressions between semicolons or line ends.
    public static func query(
        _ text: String, file: String = "", options: ParserOptions = ParserOptions()
    ) throws(Problems) -> Body {
        var parser = Parser(Array(text.utf8), file: file, options: options)
        do throws(Problem) {
            return try parser.body(until: .end)
        } catch {
            throw Problems([error])
        }
    }
}
