/// The tokens of a file a stretch at a time, so that a large file's are never held all together.
struct TokenWindow {
    private var lexer: Lexer
    /// How many tokens are read ahead; a longer run that is looked at together makes the window wider.
    private static let stretch = 4096

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        lexer = Lexer(bytes)
        lexer.fill(to: Self.stretch)
    }

    /// Of tokens that were asked for with `has`.
    subscript(index: Int) -> Token { lexer.tokens[index] }

    /// Whether there is a token at this place, `.end` being one.
    mutating func has(_ index: Int) -> Bool {
        if index >= lexer.tokens.count { lexer.fill(to: index + Self.stretch) }
        return index < lexer.tokens.count
    }

    /// Forgets the tokens before a place once they are many; gives what that place is then called.
    mutating func forget(before index: Int) -> Int {
        guard index >= Self.stretch else { return index }
        lexer.tokens.removeFirst(index)
        return 0
    }
}
