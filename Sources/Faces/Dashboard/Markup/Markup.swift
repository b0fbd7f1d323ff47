/// Puts the pieces of a page together in the order in which they are written.
@resultBuilder
enum Markup {
    static func buildExpression(_ piece: HTML) -> [HTML] { [piece] }
    static func buildExpression(_ text: String) -> [HTML] { [.text(text)] }
    static func buildExpression(_ piece: HTML?) -> [HTML] { piece.map { [$0] } ?? [] }
    static func buildExpression(_ pieces: [HTML]) -> [HTML] { pieces }
    static func buildPartialBlock(first: [HTML]) -> [HTML] { first }
    static func buildPartialBlock(accumulated: [HTML], next: [HTML]) -> [HTML] { accumulated + next }
    static func buildBlock() -> [HTML] { [] }
    static func buildOptional(_ pieces: [HTML]?) -> [HTML] { pieces ?? [] }
    static func buildEither(first: [HTML]) -> [HTML] { first }
    static func buildEither(second: [HTML]) -> [HTML] { second }
    static func buildArray(_ pieces: [[HTML]]) -> [HTML] { pieces.flatMap { $0 } }
}

/// Pieces next to each other, without an element around them.
func group(@Markup _ content: () -> [HTML]) -> HTML { .fragment(content()) }
