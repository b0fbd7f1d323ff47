public import Values

/// What is left to be known of a query: completed by its unknown parts, over the same data, the residual
/// queries together have the answers of the query itself.
public struct PartialAnswer: Sendable, Equatable {
    /// A module that residual queries refer to.
    public struct Module: Sendable, Equatable {
        public let text: String
        /// Whether it is read by the grammar of version 1.
        public let isVersion1: Bool
    }

    /// Residual queries, each a list of expressions that must all hold. Empty when there can be no answer; a
    /// query without expressions always holds.
    public let queries: [[String]]
    /// Rules of packages under `partial`, evaluated as far as they could be, and rules as they were written
    /// where evaluating a part of them could change what they say.
    public let support: [Module]

    /// Whether the query holds whatever becomes known.
    public var isAlways: Bool { queries.contains { $0.isEmpty } }
    /// Whether the query has no answer, whatever becomes known.
    public var isNever: Bool { queries.isEmpty }

    /// The residual queries as texts that `Policy.query` takes.
    public var texts: [String] { queries.map { $0.isEmpty ? "true" : $0.joined(separator: "; ") } }

    /// `queries`, lists of expressions, and `support`, texts of modules.
    public var json: JSON {
        [
            "queries": .array(queries.map { .array($0.map(JSON.string)) }),
            "support": .array(support.map { .string($0.text) }),
        ]
    }
}
