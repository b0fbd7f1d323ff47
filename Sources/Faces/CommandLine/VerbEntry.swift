/// A verb made by hand: how it is typed and what it is for. Help, completion and the manual are made of
/// these.
struct VerbEntry: Sendable {
    /// What a word or an option's value stands for, so that it can be completed.
    enum Kind: Sendable, Equatable {
        case text, workspace, project, blueprint, run, connection, file, directory
        case oneOf([String])
    }

    struct Option: Sendable {
        let name: String
        /// Nil for an option without a value.
        let kind: Kind?
        let help: String

        init(_ name: String, _ kind: Kind? = nil, _ help: String) {
            (self.name, self.kind, self.help) = (name, kind, help)
        }
    }

    /// `workspace create`, or several that are typed alike: `approve|reject|cancel`.
    let words: String
    /// What follows the words: `WORKSPACE [DIRECTORY]`.
    let usage: String
    let help: String
    let takes: [Kind]
    let options: [Option]

    init(
        _ words: String, _ usage: String, _ help: String, takes: [Kind] = [], _ options: [Option] = []
    ) {
        (self.words, self.usage, self.help, self.takes) = (words, usage, help, takes)
        self.options = options
    }

    /// One that takes no words.
    init(_ words: String, _ help: String, _ options: [Option] = []) {
        self.init(words, "", help, options)
    }

    /// Each way to type it, as words.
    var spellings: [[String]] {
        var all: [[String]] = [[]]
        for part in words.split(separator: " ") {
            let choices = part.split(separator: "|").map(String.init)
            all = all.flatMap { begun in choices.map { begun + [$0] } }
        }
        return all
    }

    static let wait = Option("wait", nil, "Follow the run to its end.")
    static let approveIt = Option("auto-approve", nil, "Approve the plan without asking.")
    static let dryRun = Option("dry-run", nil, "Show what would be done, and do nothing.")
    static let why = Option("reason", .text, "Why; it is kept in the audit trail.")

    /// What every command understands.
    static let everywhere = [
        Option("output", .oneOf(["table", "json", "yaml"]), "How answers are shown."),
        Option("json", nil, "The same as --output json."),
        Option("watch", nil, "Ask again every two seconds; for what only reads."),
        Option("url", .text, "The server (PLUMB_URL)."),
        Option("token", .text, "The token to speak with (PLUMB_TOKEN)."),
        Option("help", nil, "What a command does and takes."),
    ]

    /// In the order in which they are helped with.
    static let all: [VerbEntry] = entering + places + running + drifting + judging + tending
}
