/// One thing that is wrong, or doubtful, in what somebody wrote.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Severity: Hashable, Sendable { case error, warning }

    public var severity: Severity
    public var summary: String
    /// What was expected, or what to do; may span several lines.
    public var detail: String
    public var subject: SourceRange?
    /// A wider range in which to show the subject.
    public var context: SourceRange?

    public init(
        _ severity: Severity = .error, _ summary: String, _ detail: String = "",
        at subject: SourceRange? = nil, in context: SourceRange? = nil
    ) {
        self.severity = severity
        self.summary = summary
        self.detail = detail
        self.subject = subject
        self.context = context
    }

    public var description: String {
        (subject.map { "\($0): " } ?? "") + summary + (detail.isEmpty ? "" : "; " + detail)
    }
}

extension [Diagnostic] {
    /// Whether anything in it is more than a warning.
    public var hasErrors: Bool { contains { $0.severity == .error } }
}
