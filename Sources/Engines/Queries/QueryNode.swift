import Values

/// One step of an expression; others are told by their places in the query's flat list.
enum QueryNode: Sendable {
    case current
    case field(String)
    case literal(JSON)
    /// The right one on the left one's value.
    case chain(Int, Int)
    case index(Int)
    case slice(from: Int?, to: Int?, by: Int?, at: Int)
    /// The right one on each element of the left one's list.
    case each(Int, Int)
    /// The right one on each member's value of the left one's object.
    case eachValue(Int, Int)
    /// The right one on each element for which the condition is true.
    case filter(Int, Int, condition: Int)
    case flatten(Int)
    case or(Int, Int)
    case and(Int, Int)
    case not(Int)
    case compare(QueryToken.Kind, Int, Int)
    case list([Int])
    case object([(name: String, node: Int)])
    case call(QueryFunction, [Int], at: Int)
    /// An expression as a function's argument.
    case reference(Int)
}
