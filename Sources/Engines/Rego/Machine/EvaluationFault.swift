/// Why an evaluation ended without a result.
public struct EvaluationFault: Error, Sendable, Equatable {
    /// `eval_builtin_error`, `eval_type_error`, `eval_conflict_error`, `eval_cancel_error` and the like.
    public let code: String
    public let message: String
    public let file: String
    public let row: Int
    /// The rule that was being evaluated; empty in a query.
    public let rule: String

    /// `file:row: code: message`.
    public var text: String {
        let place = file.isEmpty ? (row > 0 ? "\(row): " : "") : "\(file):\(row): "
        return place + code + ": " + message
    }
}
